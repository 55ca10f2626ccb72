from django.utils.translation import gettext_lazy as _

from governance.models import Appeal
from indicators import populations
from indicators.in_time import TimeLimit
from indicators.populations import Population
from indicators.registry import Indicator, declare
from indicators.spans import SpanKind

ANSWER = TimeLimit(due="due_at", done="finished_at")  # the box 是否超期 does not count


def due_demands(span):
    """Demands whose time limit ran out in the span, finished or not; without a limit those received in the span."""
    return Appeal.objects.filter(ANSWER.ran_out_q(span, since="received_at"))


populations.declare(
    Population("due_demands", _("到期的群众诉求"), ledgers=("appeal",), rows=due_demands, outlives_place=True),
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
