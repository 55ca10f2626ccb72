from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Left, Length
from django.db.models.lookups import Exact, GreaterThanOrEqual, LessThan
from django.utils.translation import gettext_lazy as _

from governance.models import Appeal, Grid
from indicators import populations
from indicators.populations import Population
from indicators.registry import Indicator, declare, declare_area
from indicators.spans import SpanKind

MONTH, DAY = len("2026-05"), len("2026-05-31")


def due_demands(span):
    """Demands whose time limit ran out in the span, finished or not; without a limit those received in the span.

    A figure states the end of its last day, so a demand that is due on this day counts. A limit that is only a month
    runs out on the last day of the month.
    """
    first, last = span.first_day.isoformat(), span.last_day.isoformat()
    past_months = (span.last_day + timedelta(days=1)).isoformat()[:MONTH]
    exact = Q(limit_length__gte=DAY, limit_day__gte=first, limit_day__lte=last)
    of_month = Q(limit_length=MONTH, limit_day__gte=first[:MONTH], limit_day__lt=past_months)
    received = Appeal.objects.in_span(span.first_day, span.last_day).filter(due_at="").values("pk")
    demands = Appeal.objects.alias(limit_day=Left("due_at", DAY), limit_length=Length("due_at"))
    return demands.filter(exact | of_month | Q(pk__in=received))


# The limit and the day of finishing, both cut to the precision of the less exact one.
FINISHED, LIMIT = Left("finished_at", Length("due_at")), Left("due_at", Length("finished_at"))


def is_in_time(span):
    """Finished by the limit (按期办结), by the dates alone: the box 是否超期 does not count."""
    is_exact = GreaterThanOrEqual(Length("finished_at"), Length("due_at"))
    in_time = Q(LessThan(FINISHED, LIMIT)) | Q(Exact(FINISHED, LIMIT)) & Q(is_exact)
    return ~Q(due_at="") & ~Q(finished_at="") & in_time


def is_in_time_unknown(span):
    """There is no limit, or the day of finishing is not exact enough to compare it."""
    same_time = Q(Exact(FINISHED, LIMIT)) & Q(LessThan(Length("finished_at"), Length("due_at")))
    return Q(due_at="") | ~Q(finished_at="") & same_time


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
        met=is_in_time,
        unknown=is_in_time_unknown,
        words=("党群服务中心",),
        unit=_("件"),
    )
)
