from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from indicators import populations
from indicators.populations import Population
from indicators.registry import Indicator, declare, declare_area
from indicators.spans import SpanKind
from rectification.models import CollectiveEconomy, Reserve, Secretary, WeakCase, WeakOrg

FOUR_ONES = ("county_leader", "township_leader", "first_secretary", "paired_unit")  # who helps a weak village (四个一)
SECRETARY, RESERVE, WEAK_ORG, ECONOMY = "secretary", "reserve", "weak_org", "collective_economy"


def weak_problems(span):
    """Confirmed problems of weak villages that were open in the span."""
    return WeakOrg.objects.confirmed().in_span(span.first_day, span.last_day)


def solved_q(on):
    """Problems that are rectified (整顿到位); a closing day after ``on`` has not come yet."""
    return Q(rectified=True) & (Q(done_on="") | Q(done_on__lte=f"{on.isoformat()}T24:00"))


def weak_villages(span):
    """Cases (软弱涣散村) that are open in the span or were closed in it: with a problem that was.

    A problem that is rectified and has no 销号时间 counts as closed at the end of the year in which that was confirmed.
    """
    return WeakCase.objects.filter(Exists(weak_problems(span).filter(head=OuterRef("pk"))))


def is_rectified(span):
    """A village is rectified when each of its problems is."""
    problems = weak_problems(span).filter(head=OuterRef("pk"))
    return ~Exists(problems.exclude(solved_q(span.last_day)))


def rectification_is_unknown(span):
    """No problem is known to remain, but nobody has said whether one of them is rectified."""
    problems = weak_problems(span).filter(head=OuterRef("pk"))
    return ~Exists(problems.filter(rectified__isnull=False).exclude(solved_q(span.last_day)))


def of_the_village(records, on):
    """Confirmed ``records`` that are in force on the day ``on`` at the village of the outer query."""
    return Exists(records.confirmed().in_force(on=on).filter(organization=OuterRef("pk")))


declare_area(2, _("整顿提升"))
populations.declare(
    Population(
        "secretaries",
        _("在任村（社区）党组织书记"),
        ledgers=(SECRETARY,),
        rows=lambda span: Secretary.objects.in_force(on=span.last_day),
    )
)
populations.declare(
    Population("weak_villages", _("软弱涣散村"), ledgers=(WEAK_ORG,), rows=weak_villages),
)
populations.declare(
    Population(
        "projects",
        _("扶持项目"),
        ledgers=(ECONOMY,),
        rows=lambda span: CollectiveEconomy.objects.in_span(span.first_day, span.last_day),
    )
)

declare(
    Indicator(
        "weak_villages_rectified",
        _("软弱涣散村整顿到位"),
        item="2.1",
        of="weak_villages",
        span=SpanKind.YEAR,
        met=is_rectified,
        unknown=rectification_is_unknown,
        words=("软弱涣散",),
        unit=_("个村"),
    )
)
declare(
    Indicator(
        "weak_villages_with_four_ones",
        _("软弱涣散村“四个一”到位"),
        item="2.1",
        of="weak_villages",
        span=SpanKind.YEAR,
        met=lambda span: ~reduce(or_, (Q(**{slot: ""}) for slot in FOUR_ONES)),
        unknown=lambda span: reduce(or_, (Q(**{slot: ""}) for slot in FOUR_ONES)),  # a blank is no "nobody"
        words=("四个一",),
        unit=_("个村"),
    )
)
declare(
    Indicator(
        "secretaries_filed",
        _("书记已县级备案"),
        item="2.2",
        of="secretaries",
        span=SpanKind.DAY,
        met=lambda span: Q(filed=True),
        unknown=lambda span: Q(filed__isnull=True),
        words=("带头人",),
        unit=_("人"),
    )
)
declare(
    Indicator(
        "posts_filled",
        _("书记岗位在任"),
        item="2.2",
        of="villages",
        span=SpanKind.DAY,
        met=lambda span: of_the_village(Secretary.objects, span.last_day),
        ledgers=(SECRETARY,),
        unit=_("个村"),
    )
)
declare(
    Indicator(
        "villages_with_reserve",
        _("有后备力量的村"),
        item="2.2",
        of="villages",
        span=SpanKind.DAY,
        met=lambda span: of_the_village(Reserve.objects, span.last_day),
        ledgers=(RESERVE,),
        words=("后备力量",),
        unit=_("个村"),
    )
)
declare(
    Indicator(
        "projects_finished",
        _("扶持项目完工"),
        item="2.3",
        of="projects",
        span=SpanKind.YEAR,
        met=lambda span: Q(progress__gte=100),
        unknown=lambda span: Q(progress__isnull=True),
        words=("集体经济",),
        unit=_("个项目"),
    )
)
