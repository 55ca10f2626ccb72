"""Figures about first secretaries (驻村第一书记): where one is owed, who stays, who lives in the village."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from indicators import populations
from indicators.populations import UNITS, Population
from indicators.registry import STEER, Indicator, declare
from indicators.spans import SpanKind
from organizations.models import Organization
from rectification.indicators.elections import profiles
from rectification.indicators.villages import of_the_village, weak_problems
from rectification.models import FirstSecretary
from rectification.models.posts import LIFTED, POOR
from registers.units import villages

FIRST_SECRETARY, PROFILE, WEAK_ORG = "first_secretary", "village_profile", "weak_org"
FULL_DAYS = 20  # days a month in the village (domain A2.2)


def has_poverty(span, *statuses):
    """The profile of the village of the outer query has one of ``statuses``."""
    return Exists(profiles(span).filter(poverty__in=statuses))


def poverty_is_unknown(span):
    return ~Exists(profiles(span).exclude(poverty=""))


def is_weak(span):
    """The village has an open problem on the last day."""
    problems = weak_problems(span).in_force(on=span.last_day)
    return Exists(problems.filter(organization=OuterRef("pk")).exclude(rectified=True))


def owed_villages(span):
    """Villages that are poor, lifted out of poverty or weak and lax; those of unknown status stay in, as unknown."""
    is_owed = Q(has_poverty(span, POOR, LIFTED)) | Q(is_weak(span)) | Q(poverty_is_unknown(span), _rural())
    return villages(span).filter(is_owed)


def lifted_villages(span):
    """Villages lifted out of poverty (脱贫村), and those of unknown status."""
    return villages(span).filter(Q(has_poverty(span, LIFTED)) | Q(poverty_is_unknown(span), _rural()))


def _rural():
    return Q(kind=Organization.Kind.VILLAGE)


def sent(span):
    return Q(of_the_village(FirstSecretary.objects, span.last_day))


def villages_with_terms(span):
    """Villages that had a first secretary on at least one day of the span."""
    terms = FirstSecretary.objects.confirmed().in_span(span.first_day, span.last_day)
    return Organization.objects.filter(Exists(terms.filter(organization=OuterRef("pk")))).territory()


def is_stable(span):
    """Nobody has left in the year, and nobody came by rotation (今年原则上不轮换).

    A change that the county has approved is an exemption (豁免) of the village from this figure.
    """
    terms = FirstSecretary.objects.confirmed().in_span(span.first_day, span.last_day)
    left = Q(until__gte=span.first_day, until__lte=span.last_day)
    came_by_rotation = Q(rotated=True, since__gte=f"{span.first_day:%Y-%m}")
    return ~Exists(terms.filter(left | came_by_rotation, organization=OuterRef("pk")))


populations.declare(
    Population(
        "villages_owed_first_secretary",
        _("应派驻第一书记的村"),
        ledgers=(UNITS, PROFILE, WEAK_ORG),
        rows=owed_villages,
    )
)
populations.declare(Population("lifted_villages", _("脱贫村"), ledgers=(UNITS, PROFILE), rows=lifted_villages))
populations.declare(
    Population(
        "villages_with_first_secretary_terms",
        _("有第一书记的村"),
        ledgers=(UNITS, FIRST_SECRETARY),
        rows=villages_with_terms,
    )
)
populations.declare(
    Population(
        "first_secretaries",
        _("在任第一书记"),
        ledgers=(FIRST_SECRETARY,),
        rows=lambda span: FirstSecretary.objects.in_force(on=span.last_day),
    )
)

declare(
    Indicator(
        "first_secretaries_sent",
        _("贫困村、脱贫村、软弱涣散村第一书记在任"),
        item="2.2",
        of="villages_owed_first_secretary",
        span=SpanKind.DAY,
        met=lambda span: sent(span) & (Q(has_poverty(span, POOR, LIFTED)) | Q(is_weak(span))),
        unknown=lambda span: Q(poverty_is_unknown(span)) & ~Q(is_weak(span)),
        ledgers=(FIRST_SECRETARY,),
        words=("第一书记",),
        unit=_("个村"),
    )
)
declare(
    Indicator(
        "lifted_villages_kept_first_secretary",
        _("脱贫村第一书记未撤"),
        item="2.2",
        of="lifted_villages",
        span=SpanKind.DAY,
        met=lambda span: sent(span) & Q(has_poverty(span, LIFTED)),
        unknown=lambda span: Q(poverty_is_unknown(span)),
        ledgers=(FIRST_SECRETARY,),
        words=("脱贫村第一书记",),
        unit=_("个村"),
    )
)
declare(
    Indicator(
        "first_secretaries_stable",
        _("第一书记今年未调整"),
        item="2.2",
        of="villages_with_first_secretary_terms",
        span=SpanKind.YEAR,
        met=is_stable,
        words=("不轮换", "第一书记稳定"),
        unit=_("个村"),
    )
)
declare(
    Indicator(
        "first_secretaries_in_village",
        _("第一书记每月在村不少于20天"),
        item="2.2",
        of="first_secretaries",
        span=SpanKind.DAY,
        met=lambda span: Q(days_in_village__gte=FULL_DAYS),
        unknown=lambda span: Q(days_in_village__isnull=True),
        use=STEER,
        unit=_("人"),
    )
)
