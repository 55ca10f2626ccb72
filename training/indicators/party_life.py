"""Figures of Party life (组织生活, A1.3): reviewed plans, lectures, leaders in their branches, inspections, silence."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from indicators import populations
from indicators.in_time import TimeLimit
from indicators.populations import Population, stood_below_q
from indicators.registry import STEER, Indicator, declare
from indicators.spans import SpanKind
from ledgers.record_days import opened_q
from registers.models import Branch, Officer
from training.indicators.life_plans import has_plan, plan_is_unknown
from training.models import InspectionFinding, LeaderLife, Lecture, OrgLife
from years.periods import add_months

APPROVED, ROLE_MODELS, ROLE_MODEL = "通过", "学习身边榜样", "先进典型"  # data
CLOSING = TimeLimit(due="due", done="closed_on")
SILENT_MONTHS = 3  # a branch without any activity for so long does not live


def is_approved(span):
    """The organization above has approved the plan of the branch (严格把关)."""
    return has_plan(span, such_as=Q(opened_q("reviewed_on", by=span.last_day), review=APPROVED))


def is_approved_unknown(span):
    """There is a plan, and nobody has said how it was reviewed or whose plan it is."""
    is_somebodys = plan_is_unknown(span) & ~has_plan(span)
    return is_somebodys | has_plan(span, such_as=Q(review=""))


def lectures_below(span):
    """Confirmed lectures of the span at the unit of the outer query or a unit below it; ended ones where they stood."""
    lectures = Lecture.objects.confirmed().in_span(span.first_day, span.last_day)
    return lectures.filter(stood_below_q("place_path", on=span.last_day))


def has_lecture(span):
    """A lecture was held; an entry without a kind of activity is a lecture too."""
    return Exists(lectures_below(span).exclude(activity=ROLE_MODELS))


def has_role_model(span):
    """People learned from a model among them: at an event of that kind, or in a lecture that a model gave."""
    return Exists(lectures_below(span).filter(Q(activity=ROLE_MODELS) | Q(lecturer=ROLE_MODEL)))


def has_role_model_unknown(span):
    return Exists(lectures_below(span).filter(lecturer=""))


def has_taken_part(span):
    """The leader took part in the Party life of the own branch at least once in the span."""
    entries = LeaderLife.objects.confirmed().in_span(span.first_day, span.last_day)
    return Exists(entries.filter(organization=OuterRef("organization"), name=OuterRef("name")))


def findings_due(span):
    """Findings of inspections that were open in the span and had to be put right by its end, or have no deadline.

    A deadline that is only a month is the last day of the month.
    """
    findings = InspectionFinding.objects.in_span(span.first_day, span.last_day)
    return findings.filter(CLOSING.ran_out_by_q(span.last_day) | Q(due=""))


def is_put_right(span):
    return ~Q(closed_on="") & opened_q("closed_on", by=span.last_day)


def activities_of_place(span):
    """Confirmed activities of the last three months at the place of the branch of the outer query."""
    first_day = add_months(span.last_day, -SILENT_MONTHS) + timedelta(days=1)
    activities = OrgLife.objects.confirmed().in_span(first_day, span.last_day)
    return activities.filter(organization=OuterRef("organization"))


def is_silent(span):
    """No activity of the last three months is recorded at the place of the branch."""
    return ~Exists(activities_of_place(span))


def is_silent_unknown(span):
    """Several branches share the place, and the secretary of this one has hosted none of its activities."""
    others = Branch.objects.confirmed().in_force(on=span.last_day).filter(organization=OuterRef("organization"))
    hosted = activities_of_place(span).filter(host=OuterRef("secretary"))
    is_own = ~Q(secretary="") & Q(Exists(hosted))
    return Q(Exists(activities_of_place(span))) & Q(Exists(others.exclude(pk=OuterRef("pk")))) & ~is_own


populations.declare(
    Population(
        "leaders",
        _("在任县乡领导"),
        ledgers=("officer",),
        rows=lambda span: Officer.objects.in_force(on=span.last_day),
    )
)
populations.declare(
    Population("findings_due", _("到期的组织生活巡察问题"), ledgers=("inspection_finding",), rows=findings_due)
)

declare(
    Indicator(
        "life_plans_approved",
        _("年度组织生活计划已审核通过"),
        item="1.3",
        of="branches",
        span=SpanKind.YEAR,
        met=is_approved,
        unknown=is_approved_unknown,
        ledgers=("life_plan",),
        unit=_("个支部"),
    )
)
declare(
    Indicator(
        "townships_with_lecture",
        _("已开展“党课开讲啦”"),
        item="1.3",
        of="townships",
        span=SpanKind.YEAR,
        met=has_lecture,
        ledgers=("lecture",),
        unit=_("个乡镇（街道）"),
    )
)
declare(
    Indicator(
        "townships_with_role_model",
        _("已开展“学习身边榜样”"),
        item="1.2",
        of="townships",
        span=SpanKind.YEAR,
        met=has_role_model,
        unknown=has_role_model_unknown,
        ledgers=("lecture",),
        unit=_("个乡镇（街道）"),
    )
)
declare(
    Indicator(
        "leaders_in_own_branch",
        _("领导干部参加所在支部组织生活"),
        item="1.3",
        of="leaders",
        span=SpanKind.YEAR,
        met=has_taken_part,
        ledgers=("leader_life",),
        use=STEER,
        unit=_("人"),
    )
)
declare(
    Indicator(
        "inspection_findings_closed",
        _("组织生活巡察问题整改完成"),
        item="1.3",
        of="findings_due",
        span=SpanKind.YEAR,
        met=is_put_right,
        unknown=lambda span: Q(due=""),
        unit=_("个问题"),
    )
)
declare(
    Indicator(
        "silent_branches",
        _("连续三个月没有组织生活的支部"),
        item="1.3",
        of="branches",
        span=SpanKind.DAY,
        met=is_silent,
        unknown=is_silent_unknown,
        ledgers=("org_life",),
        better="less",
        use=STEER,
        unit=_("个支部"),
    )
)
