"""Figures of item 2.2 about the posts of secretaries: filing, vacancies, reserves."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from indicators.registry import Indicator, declare
from indicators.spans import SpanKind
from rectification.models import Reserve, Secretary

SECRETARY, RESERVE = "secretary", "reserve"
VACANT_DAYS = 90  # a post that is vacant for more than three months makes a village weak (domain A2.1)
FULL_RESERVES = 2


def is_not_vacant_for_long(span):
    """Somebody held the post on the last day or on one of the 90 days before it."""
    first_day = span.last_day - timedelta(days=VACANT_DAYS)
    terms = Secretary.objects.confirmed().in_span(first_day, span.last_day)
    return Exists(terms.filter(organization=OuterRef("pk")))


def vacancy_is_unknown(span):
    """The register has never had anybody at the village."""
    return ~Exists(Secretary.objects.confirmed().filter(organization=OuterRef("pk")))


def has_two_reserves(span):
    reserves = Reserve.objects.confirmed().in_force(on=span.last_day).filter(organization=OuterRef("pk")).order_by()
    size = Subquery(reserves.values("organization").annotate(size=Count("pk")).values("size"))
    return Q(GreaterThanOrEqual(size, FULL_RESERVES))


def has_filing_number(span):
    """The county filed the appointment under a number (文号) on a day that has come."""
    on_a_day = ~Q(filed_on="") & Q(filed_on__lte=f"{span.last_day.isoformat()}T24:00")
    return on_a_day & ~Q(filing_number="")


def filing_number_is_unknown(span):
    """Number or day are blank, and nobody has said that the appointment was not filed."""
    return (Q(filed_on="") | Q(filing_number="")) & (Q(filed__isnull=True) | Q(filed=True))


declare(
    Indicator(
        "secretaries_filed_with_number",
        _("书记备案有文号和时间"),
        item="2.2",
        of="secretaries",
        span=SpanKind.DAY,
        met=has_filing_number,
        unknown=filing_number_is_unknown,
        words=("备案管理", "县级备案"),
        unit=_("人"),
    )
)
declare(
    Indicator(
        "posts_not_vacant_for_long",
        _("书记岗位空缺不超过90天"),
        item="2.2",
        of="villages",
        span=SpanKind.DAY,
        met=is_not_vacant_for_long,
        unknown=vacancy_is_unknown,
        ledgers=(SECRETARY,),
        words=("岗位空缺",),
        unit=_("个村"),
    )
)
declare(
    Indicator(
        "villages_with_two_reserves",
        _("有两名以上后备力量的村"),
        item="2.2",
        of="villages",
        span=SpanKind.DAY,
        met=has_two_reserves,
        ledgers=(RESERVE,),
        unit=_("个村"),
    )
)
