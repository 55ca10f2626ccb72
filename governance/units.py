"""The units that the work in cities is about: streets (街道) and communities (社区)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators import populations
from indicators.populations import UNITS, Population
from organizations.models import Organization

IS_STREET = Q(level=Organization.Level.TOWNSHIP, kind=Organization.Kind.STREET)
IS_COMMUNITY = Q(level=Organization.Level.VILLAGE, kind=Organization.Kind.COMMUNITY)

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
populations.declare(
    Population(
        "counties",
        _("县（市、区）"),
        ledgers=(UNITS,),
        rows=lambda span: Organization.objects.filter(level=Organization.Level.COUNTY).territory(),
    )
)
