"""Populations of units, which several areas measure: counties, townships, villages, streets and communities."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators import populations
from indicators.populations import UNITS, Population
from organizations.models import Organization

Level = Organization.Level
IS_STREET = Q(level=Level.TOWNSHIP, kind=Organization.Kind.STREET)
IS_COMMUNITY = Q(level=Level.VILLAGE, kind=Organization.Kind.COMMUNITY)


def counties(span):
    return Organization.objects.filter(level=Level.COUNTY).territory()


def townships(span):
    return Organization.objects.filter(level=Level.TOWNSHIP).territory()


def villages(span):
    """Villages and communities; each has one post of a secretary."""
    return Organization.objects.filter(level=Level.VILLAGE).territory()


populations.declare(Population("counties", _("县（市、区）"), ledgers=(UNITS,), rows=counties))
populations.declare(Population("townships", _("乡镇（街道）"), ledgers=(UNITS,), rows=townships))
populations.declare(Population("villages", _("村（社区）"), ledgers=(UNITS,), rows=villages))
populations.declare(
    Population("streets", _("街道"), ledgers=(UNITS,), rows=lambda span: Organization.objects.filter(IS_STREET))
)
populations.declare(
    Population("communities", _("社区"), ledgers=(UNITS,), rows=lambda span: Organization.objects.filter(IS_COMMUNITY))
)
populations.declare(
    Population(
        "streets_and_communities",
        _("街道和社区"),
        ledgers=(UNITS,),
        rows=lambda span: Organization.objects.filter(IS_STREET | IS_COMMUNITY),
    )
)
