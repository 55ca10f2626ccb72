"""Figures of the training of all members in five years (党员教育培训, A1.2)."""

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from indicators import populations
from indicators.amounts import at_most
from indicators.populations import Population, path_of_place, stood_below_q
from indicators.registry import STEER, Indicator, declare
from indicators.spans import SpanKind
from ledgers.record_days import opened_q
from organizations.models import Organization
from registers.models import Branch
from training.models import BranchTraining, CyclePlan, MemberTraining
from years.models import TaskYear

UPPER_KINDS = ("党委", "党总支")  # data: their members are those of the branches below them


def reports_of_branch(span):
    """Confirmed reports of the span about the branch of the outer query, the newest first.

    A report says as of which day it counts. It is about the branch that it names, or about the only one at its place.
    """
    is_alone = ExpressionWrapper(OuterRef("is_alone"), BooleanField())
    reports = BranchTraining.objects.confirmed().in_span(span.first_day, span.last_day)
    if span.kind == SpanKind.CYCLE:
        reports = reports.filter(year__gte=TaskYear.objects.cycle_first_year_in_sql(span.year))
    reports = reports.filter(opened_q("as_of", by=span.last_day), organization=OuterRef("organization"))
    reports = reports.alias(place_has_one=is_alone).filter(Q(branch=OuterRef("name")) | Q(place_has_one=True))
    return reports.order_by("-year", "-as_of", "-pk")


def branches_with_members(span):
    """Branches in force, each with its members and with the counts of its newest report of the span.

    ``known_members`` are those of the register, or of the report where the register leaves them blank. A count above
    them is cut off. ``most_trained`` is the highest count ever reported in the span: a later one must not be lower.
    """
    others = Branch.objects.confirmed().in_force(on=span.last_day).filter(organization=OuterRef("organization"))
    reports = reports_of_branch(span)

    def newest(field):
        return Subquery(reports.values(field)[:1])

    branches = Branch.objects.in_force(on=span.last_day).exclude(kind__in=UPPER_KINDS)
    branches = branches.annotate(is_alone=~Exists(others.exclude(pk=OuterRef("pk"))))
    branches = branches.annotate(
        known_members=Coalesce("members", newest("members")),
        reported_members=newest("members"),
        trained=newest("trained"),
        full_hours=newest("full_hours"),
        most_trained=Subquery(reports.order_by("-trained").values("trained")[:1]),
    )
    return branches.annotate(
        counted_trained=at_most("trained", "known_members"),
        counted_full_hours=at_most("full_hours", "known_members"),
    )


def is_trained_known(span):
    """The newest report contradicts neither its own number of members nor an earlier report of the cycle."""
    return Q(trained__lte=F("reported_members"), trained__gte=F("most_trained"))


def is_full_hours_known(span):
    return Q(full_hours__lte=F("reported_members"))


def plans_of_counties(span):
    """The yearly plans of counties; a plan of the city covers all its counties and is not added to theirs."""
    plans = CyclePlan.objects.in_span(span.first_day, span.last_day)
    return plans.filter(organization__level=Organization.Level.COUNTY)


def planned_classes(span):
    """Yearly plans with ``held``: how many classes were held in the county, at most as many as were planned."""
    classes = MemberTraining.objects.confirmed().in_span(span.first_day, span.last_day)
    classes = classes.filter(stood_below_q("county_path", on=span.last_day))
    held = classes.order_by().annotate(one=ExpressionWrapper(Q(pk__gt=0), BooleanField())).values("one")
    held = Subquery(held.annotate(held=Count("pk")).values("held"))
    plans = plans_of_counties(span).alias(county_path=path_of_place(span.last_day))
    return plans.annotate(held=at_most(Coalesce(held, 0), "classes"))


def budgets(span):
    """Yearly plans with ``spent``: the money spent for training members, at most the budget."""
    return plans_of_counties(span).annotate(spent=at_most("spent_yuan", "budget_yuan"))


def plan_of_county(span):
    return CyclePlan.objects.confirmed().in_span(span.first_day, span.last_day).filter(organization=OuterRef("pk"))


def is_year_planned(span):
    """The county has said how many members it trains this year, and that the compulsory course is among it (必修课)."""
    return Exists(plan_of_county(span).filter(target__gt=0, compulsory=True))


def is_year_planned_unknown(span):
    blank = Q(target__isnull=True) | Q(compulsory__isnull=True)
    return Exists(plan_of_county(span).filter(blank).exclude(target=0).exclude(compulsory=False))


populations.declare(
    Population(
        "party_members",
        _("在册党员"),
        ledgers=("branch", "branch_training"),
        rows=branches_with_members,
        amount="known_members",
    )
)
populations.declare(
    Population(
        "planned_member_classes",
        _("计划举办的党员培训班"),
        ledgers=("cycle_plan",),
        rows=planned_classes,
        amount="classes",
    )
)
populations.declare(
    Population(
        "member_training_budget",
        _("党员教育培训经费预算"),
        ledgers=("cycle_plan",),
        rows=budgets,
        amount="budget_yuan",
    )
)

# Proposed for no task: a task of one year ends with the line of this year (40 % in the second year), not with 100 %.
declare(
    Indicator(
        "members_trained",
        _("党员已轮训"),
        item="1.2",
        of="party_members",
        span=SpanKind.CYCLE,
        met=lambda span: is_trained_known(span) & Q(counted_trained__gte=F("known_members")),
        met_amount="counted_trained",
        unknown=lambda span: ~is_trained_known(span) | Q(trained__isnull=True),
        unit=_("人"),
    )
)
declare(
    Indicator(
        "members_with_full_hours",
        _("党员学满32学时"),
        item="1.2",
        of="party_members",
        span=SpanKind.YEAR,
        met=lambda span: is_full_hours_known(span) & Q(counted_full_hours__gte=F("known_members")),
        met_amount="counted_full_hours",
        unknown=lambda span: ~is_full_hours_known(span) | Q(full_hours__isnull=True),
        words=("党员教育培训",),
        unit=_("人"),
    )
)
declare(
    Indicator(
        "counties_with_year_plan",
        _("已作出党员轮训年度安排（含必修课）"),
        item="1.2",
        of="counties",
        span=SpanKind.YEAR,
        met=is_year_planned,
        unknown=is_year_planned_unknown,
        ledgers=("cycle_plan",),
        unit=_("个县（市、区）"),
    )
)
declare(
    Indicator(
        "member_classes_held",
        _("党员培训班已举办"),
        item="1.2",
        of="planned_member_classes",
        span=SpanKind.YEAR,
        met=lambda span: Q(held__gte=F("classes")),
        met_amount="held",
        ledgers=("member_training",),
        use=STEER,
        unit=_("期"),
    )
)
declare(
    Indicator(
        "member_training_money_spent",
        _("党员教育培训经费已支出"),
        item="1.2",
        of="member_training_budget",
        span=SpanKind.YEAR,
        met=lambda span: Q(spent__gte=F("budget_yuan")),
        met_amount="spent",
        unknown=lambda span: Q(spent_yuan__isnull=True),
        use=STEER,
        unit=_("元"),
    )
)
