"""Figures of the linkage of Party organizations (3.3)."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from governance.models.linkage import (
    Commissioner,
    JointMeeting,
    MeetingDecision,
    MemberReport,
    NeedProject,
    PropertyDispute,
    UnitReport,
)
from indicators import populations
from indicators.amounts import at_most
from indicators.in_time import TimeLimit, done_q
from indicators.populations import Population, path_of_place, stood_below_q
from indicators.registry import Indicator, declare
from indicators.spans import SpanKind
from ledgers.record_days import held_once_q
from registers.models import ResidentUnit
from years.models import TaskYear

DECISION = TimeLimit(due="due", done="done_on")
NEED = "需求"  # data


def half_year_of(day):
    """The first day of the half-year that ``day`` lies in."""
    return date(day.year, 1 if day.month <= 6 else 7, 1)


def has_met(span):
    """A joint meeting in the quarter; in its half-year where the year's setting asks for two meetings a year."""
    meetings = JointMeeting.objects.confirmed().filter(organization=OuterRef("pk"))
    in_quarter = Exists(meetings.in_span(span.first_day, span.last_day))
    in_half_year = Exists(meetings.in_span(half_year_of(span.first_day), span.last_day))
    is_half_yearly = Exists(TaskYear.objects.filter(year=span.year, joint_meetings_half_yearly=True))
    return Q(in_quarter) | (Q(is_half_yearly) & Q(in_half_year))


def has_commissioner(span):
    sitting = Commissioner.objects.confirmed().in_force(on=span.last_day)
    return Exists(sitting.filter(organization=OuterRef("pk")))


def of_unit(records):
    """Confirmed ``records`` about the resident unit of the outer query, at its place: see ``below_its_place``."""
    return records.confirmed().filter(organization=OuterRef("organization"), unit=OuterRef("name"))


def below_its_place(records, span, *, path):
    """The same at a community of the street that the unit is registered at, as the tree stood on the last day.

    ``path`` is the field of the outer query with the path of the street.
    """
    records = records.confirmed().filter(stood_below_q(path, on=span.last_day), unit=OuterRef("name"))
    return records.exclude(organization=OuterRef("organization"))


def has_reported(span):
    """The unit stands in the list of reported units of its community, or of a community of its street."""
    reports = UnitReport.objects.in_force(on=span.last_day)
    return Q(Exists(of_unit(reports))) | Q(Exists(below_its_place(reports, span, path="place_path")))


def members_in_service(span):
    """Resident units weighed by their in-service members, each with how many of them have reported in the year.

    ``reported_members`` is blank where nobody has said it, and never more than the members of the unit.
    """
    reports = MemberReport.objects.in_span(span.first_day, span.last_day)
    below = below_its_place(reports, span, path="street_path")
    units = ResidentUnit.objects.in_force(on=span.last_day).alias(street_path=path_of_place(span.last_day))
    members = units.annotate(said=Coalesce(Subquery(_total(of_unit(reports))), Subquery(_total(below))))
    return members.annotate(reported_members=at_most("said", "members_in_service"))


def _total(reports):
    return reports.order_by().values("unit").annotate(total=Sum("reported")).values("total")


def due_decisions(span):
    """Decisions whose limit ran out in the span, finished or not; without a limit those of meetings of the span.

    A decision that the successor of a merged community took over counts once, there.
    """
    decisions = MeetingDecision.objects.filter(held_once_q(MeetingDecision, on=span.last_day))
    return decisions.filter(DECISION.ran_out_q(span, since="met_on"))


def of_the_year(records, span):
    """Cases that were open on a day of the span."""
    return records.in_span(span.first_day, span.last_day)


populations.declare(
    Population(
        "due_decisions",
        _("到期的联席会议议定事项"),
        ledgers=("meeting_decision",),
        rows=due_decisions,
        outlives_place=True,
    )
)
populations.declare(
    Population(
        "members_in_service",
        _("驻区单位在职党员"),
        ledgers=("resident_unit",),
        rows=members_in_service,
        amount="members_in_service",
    )
)
populations.declare(
    Population(
        "needs",
        _("群众需求"),
        ledgers=("need_project",),
        rows=lambda span: of_the_year(NeedProject.objects.filter(kind=NEED), span),
    )
)
populations.declare(
    Population(
        "property_disputes",
        _("物业矛盾"),
        ledgers=("property_dispute",),
        rows=lambda span: of_the_year(PropertyDispute.objects, span),
    )
)

declare(
    Indicator(
        "joint_meetings_held",
        _("按期召开党建联席会议"),
        item="3.3",
        of="streets_and_communities",
        span=SpanKind.QUARTER,
        met=has_met,
        ledgers=("joint_meeting",),
        unit=_("个街道、社区"),
    )
)
declare(
    Indicator(
        "decisions_in_time",
        _("联席会议议定事项按期完成"),
        item="3.3",
        of="due_decisions",
        span=SpanKind.YEAR,
        met=lambda span: DECISION.kept_q(),
        unknown=lambda span: DECISION.unknown_q(),
        unit=_("项"),
    )
)
declare(
    Indicator(
        "streets_with_commissioners",
        _("街道配备兼职委员"),
        item="3.3",
        of="streets",
        span=SpanKind.DAY,
        met=has_commissioner,
        ledgers=("commissioner",),
        unit=_("个街道"),
    )
)
declare(
    Indicator(
        "units_reported",
        _("驻区单位到社区报到"),
        item="3.3",
        of="resident_units",
        span=SpanKind.DAY,
        met=has_reported,
        ledgers=("unit_report",),
        words=("互联互动", "社区报到"),
        unit=_("个单位"),
    )
)
declare(
    Indicator(
        "members_reported",
        _("在职党员到社区报到"),
        item="3.3",
        of="members_in_service",
        span=SpanKind.YEAR,
        met=lambda span: Q(reported_members__gte=F("members_in_service")),
        unknown=lambda span: Q(reported_members=None),
        met_amount="reported_members",
        ledgers=("member_report",),
        unit=_("人"),
    )
)
declare(
    Indicator(
        "needs_met",
        _("群众需求得到满足"),
        item="3.3",
        of="needs",
        span=SpanKind.YEAR,
        met=lambda span: done_q(span.last_day, said=Q(done=True), day="done_on"),
        unknown=lambda span: Q(done=None, done_on=""),
        unit=_("项"),
    )
)
declare(
    Indicator(
        "disputes_solved",
        _("物业矛盾得到化解"),
        item="3.3",
        of="property_disputes",
        span=SpanKind.YEAR,
        met=lambda span: done_q(span.last_day, said=Q(solved=True), day="solved_on"),
        unknown=lambda span: Q(solved=None, solved_on=""),
        unit=_("件"),
    )
)
