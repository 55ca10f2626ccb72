"""Figures of item 2.1: surveys of every village, visits of county leaders, joint reviews of the committees."""

from django.db.models import Case, Exists, F, Max, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from indicators import populations
from indicators.amounts import at_most
from indicators.populations import Population
from indicators.registry import Indicator, declare
from indicators.spans import SpanKind
from rectification.models import JointReview, SurveyResult, VillageProfile, VillageVisit, WeakOrg
from rectification.models.surveys import LISTED, SUSPECTED

SURVEY, VISIT, JOINT_REVIEW = "survey", "village_visit", "joint_review"
PROFILE, WEAK_ORG = "village_profile", "weak_org"
TOWNSHIP_LEADER = "乡镇领导"


def of_the_span(model, span):
    """Confirmed records of ``model`` in the span."""
    return model.objects.confirmed().in_span(span.first_day, span.last_day)


def is_surveyed(span):
    """A round of the survey has a result for the village of the outer query."""
    return Exists(of_the_span(SurveyResult, span).filter(organization=OuterRef("pk")))


def is_visited(span):
    """A county-level leader was in the village. A row that calls its leader a township leader does not count."""
    visits = of_the_span(VillageVisit, span).exclude(rank=TOWNSHIP_LEADER)
    return Exists(visits.filter(organization=OuterRef("pk")))


def suspects(span):
    """Results of villages that a round of the survey suspected or listed, one for each round."""
    return of_the_span(SurveyResult, span).filter(result__in=[SUSPECTED, LISTED])


def is_decided(span):
    """A listed village has its case in the ledger of rectification; for any other suspect a reason is given."""
    has_case = Exists(of_the_span(WeakOrg, span).filter(organization=OuterRef("organization")))
    return (Q(result=LISTED) & has_case) | (Q(result=SUSPECTED) & ~Q(not_listed_because=""))


def problems_of_visits(span):
    """Visits that found problems; each weighs as many as it found, of which ``solved_of_found`` are solved."""
    visits = of_the_span(VillageVisit, span).filter(found__gt=0)
    return visits.annotate(solved_of_found=at_most(Coalesce("solved", 0), F("found")))


def committees(span):
    """Committees (村“两委”) of the villages whose members are counted; each weighs as many as it has members.

    ``reviewed_members`` are those of the round of the year that reviewed most: a village is reviewed as a whole, and a
    second round reviews the same persons again.
    """
    rounds = of_the_span(JointReview, span).filter(organization=OuterRef("organization")).order_by()
    most = Subquery(rounds.values("organization").annotate(most=Max("reviewed")).values("most"))
    profiles = VillageProfile.objects.confirmed().in_force(on=span.last_day).filter(committee_members__gt=0)
    return profiles.annotate(reviewed_members=at_most(Coalesce(most, 0), F("committee_members")))


def unfit_members(span):
    """Joint reviews that found unfit members; each weighs as many, of whom ``cleared_members`` have been removed."""
    reviews = of_the_span(JointReview, span).filter(unfit__gt=0)
    cleared = Case(When(was_cleared(span), then="cleared"), default=0)
    return reviews.annotate(cleared_members=at_most(cleared, F("unfit")))


def was_cleared(span):
    """The day on which they were removed is not after the span; without a day they count as the ledger says."""
    return Q(cleared__isnull=False) & Q(cleared_on__lte=f"{span.last_day.isoformat()}T24:00")


populations.declare(Population("survey_suspects", _("排查出的疑似和列入对象"), ledgers=(SURVEY,), rows=suspects))
populations.declare(
    Population("visit_problems", _("走访发现的问题"), ledgers=(VISIT,), rows=problems_of_visits, amount="found")
)
populations.declare(
    Population(
        "committee_members",
        _("在职村“两委”成员"),
        ledgers=(PROFILE,),
        rows=committees,
        amount="committee_members",
    )
)
populations.declare(
    Population(
        "unfit_members", _("联审不符合的村“两委”成员"), ledgers=(JOINT_REVIEW,), rows=unfit_members, amount="unfit"
    )
)

declare(
    Indicator(
        "villages_surveyed",
        _("村党组织已排查"),
        item="2.1",
        of="villages",
        span=SpanKind.YEAR,
        met=is_surveyed,
        ledgers=(SURVEY,),
        words=("拉网式排查",),
        unit=_("个村"),
    )
)
declare(
    Indicator(
        "suspects_decided",
        _("排查出的对象已研究确定"),
        item="2.1",
        of="survey_suspects",
        span=SpanKind.YEAR,
        met=is_decided,
        ledgers=(WEAK_ORG,),
        words=("应纳尽纳",),
        unit=_("个村"),
    )
)
declare(
    Indicator(
        "villages_visited",
        _("县级领导“村村到”"),
        item="2.1",
        of="villages",
        span=SpanKind.YEAR,
        met=is_visited,
        ledgers=(VISIT,),
        words=("村村到",),
        unit=_("个村"),
    )
)
declare(
    Indicator(
        "visit_problems_solved",
        _("走访发现的问题已解决"),
        item="2.1",
        of="visit_problems",
        span=SpanKind.YEAR,
        met=lambda span: Q(solved__gte=F("found")),
        unknown=lambda span: Q(solved__isnull=True),
        met_amount="solved_of_found",
        unit=_("个问题"),
    )
)
declare(
    Indicator(
        "committees_reviewed",
        _("村“两委”成员已联审"),
        item="2.1",
        of="committee_members",
        span=SpanKind.YEAR,
        met=lambda span: Q(reviewed_members__gte=F("committee_members")),
        met_amount="reviewed_members",
        ledgers=(JOINT_REVIEW,),
        words=("联审",),
        unit=_("人"),
    )
)
declare(
    Indicator(
        "unfit_members_cleared",
        _("联审不符合人员已清理"),
        item="2.1",
        of="unfit_members",
        span=SpanKind.YEAR,
        met=lambda span: Q(cleared_members__gte=F("unfit")),
        unknown=lambda span: Q(cleared__isnull=True),
        met_amount="cleared_members",
        words=("村霸", "涉黑涉恶"),
        unit=_("人"),
    )
)
