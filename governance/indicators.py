from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance import linkage_indicators, neighbourhood_indicators, street_indicators  # noqa: F401 (they declare)
from governance.models import Appeal, Grid
from governance.outcomes import TimeLimit
from indicators import populations
from indicators.populations import Population
from indicators.registry import Indicator, declare, declare_area
from indicators.spans import SpanKind

ANSWER = TimeLimit(due="due_at", done="finished_at")  # the box 是否超期 does not count


def due_demands(span):
    """Demands whose time limit ran out in the span, finished or not; without a limit those received in the span."""
    return Appeal.objects.filter(ANSWER.ran_out_q(span, since="received_at"))


declare_area(3, _("城市治理"))
populations.declare(
    Population(
        "grids",
        _("网格"),
        ledgers=("grid",),
        rows=lambda span: Grid.objects.in_force(on=span.last_day),
    )
)
populations.declare(
    Population("due_demands", _("到期的群众诉求"), ledgers=("appeal",), rows=due_demands, outlives_place=True),
)

declare(
    Indicator(
        "grids_with_party_group",
        _("网格建立党组织"),
        item="3.2",
        of="grids",
        span=SpanKind.DAY,
        met=lambda span: Q(party_group=True),
        unknown=lambda span: Q(party_group__isnull=True),
        words=("网格",),
        unit=_("个网格"),
    )
)
declare(
    Indicator(
        "demands_in_time",
        _("诉求按期办结"),
        item="3.4",
        of="due_demands",
        span=SpanKind.YEAR,
        met=lambda span: ANSWER.kept_q(),
        unknown=lambda span: ANSWER.unknown_q(),
        words=("党群服务中心",),
        unit=_("件"),
    )
)

from governance import service_indicators  # noqa: E402, F401
