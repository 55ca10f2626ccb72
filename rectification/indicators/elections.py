"""Figures about the election of the village committees (换届): prepared in time, and over."""

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Left, Length
from django.db.models.lookups import Exact, LessThan
from django.utils.translation import gettext_lazy as _

from indicators import populations
from indicators.populations import Population
from indicators.registry import Indicator, declare
from indicators.spans import SpanKind
from rectification.indicators.villages import solved_q, weak_problems
from rectification.models import VillageProfile

PROFILE, WEAK_ORG = "village_profile", "weak_org"
MONTH = len("2026-05")


def profiles(span, *, village="pk"):
    """Confirmed profiles in force on the last day; ``village`` is the field of the outer query with their village."""
    return VillageProfile.objects.confirmed().in_force(on=span.last_day).filter(organization=OuterRef(village))


def election_is_known(span):
    """The day of the election is entered for the village of the case in the outer query."""
    return Exists(profiles(span, village="organization").exclude(election_on=""))


def is_elected(span):
    """The election is over; an election whose day has not come yet is not."""
    by_now = Q(election_on="") | Q(election_on__lte=f"{span.last_day.isoformat()}T24:00")
    return Exists(profiles(span).filter(by_now, elected=True))


def candidates_are_studied(span):
    """Candidates have been studied; after the election they have been in any case."""
    return Exists(profiles(span).filter(candidates_studied=True)) | is_elected(span)


def weak_villages_before_election(span):
    """Cases of weak villages whose election comes in the year or later, or on a day that nobody has entered."""
    earlier = profiles(span, village="organization").filter(election_on__lt=f"{span.year}").exclude(election_on="")
    return populations.get("weak_villages").rows(span).exclude(Exists(earlier))


def problems_with_election(span):
    """Problems of the case of the outer query with the day of the election, null where it is unknown."""
    here = profiles(span, village="organization").exclude(election_on="")
    return weak_problems(span).filter(head=OuterRef("pk")).alias(election=Subquery(here.values("election_on")[:1]))


def is_rectified_before_election(span):
    """Each problem was solved on a day before the election, whose day is known."""
    in_time = solved_q(span.last_day) & ~Q(done_on="") & Q(LessThan(F("done_on"), F("election")))
    return election_is_known(span) & ~Exists(problems_with_election(span).exclude(in_time))


def rectification_before_election_is_unknown(span):
    """The day of the election is unknown, or no problem is known to have been late or to be open."""
    same_month = Q(Exact(Left("done_on", MONTH), Left("election", MONTH)))
    is_exact = Q(Exact(Length("done_on"), Length("election")))
    is_late = Q(rectified=True) & ~Q(done_on="") & ~Q(LessThan(F("done_on"), F("election"))) & (~same_month | is_exact)
    is_open = Q(rectified__isnull=False) & ~solved_q(span.last_day)
    failed = problems_with_election(span).filter(is_open | is_late)
    return ~election_is_known(span) | ~Exists(failed)


populations.declare(
    Population(
        "weak_villages_before_election",
        _("换届前要整顿到位的软弱涣散村"),
        ledgers=(WEAK_ORG, PROFILE),
        rows=weak_villages_before_election,
    )
)

declare(
    Indicator(
        "weak_villages_rectified_before_election",
        _("软弱涣散村换届前整顿到位"),
        item="2.1",
        of="weak_villages_before_election",
        span=SpanKind.YEAR,
        met=is_rectified_before_election,
        unknown=rectification_before_election_is_unknown,
        words=("换届前整顿",),
        unit=_("个村"),
    )
)
declare(
    Indicator(
        "candidates_studied",
        _("换届人选已研究"),
        item="2.2",
        of="villages",
        span=SpanKind.DAY,
        met=candidates_are_studied,
        unknown=lambda span: ~Exists(profiles(span).filter(candidates_studied=False)),
        ledgers=(PROFILE,),
        words=("换届人选",),
        unit=_("个村"),
    )
)
declare(
    Indicator(
        "elections_done",
        _("村“两委”换届已完成"),
        item="2.2",
        of="villages",
        span=SpanKind.DAY,
        met=is_elected,
        unknown=lambda span: ~Exists(profiles(span).filter(elected__isnull=False)),
        ledgers=(PROFILE,),
        words=("“两委”换届", "村级换届"),
        unit=_("个村"),
    )
)
