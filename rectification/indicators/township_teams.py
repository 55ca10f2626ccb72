"""Figures of item 2.4: the leading teams of townships, from the newest quarterly sheets, never a sum of quarters."""

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from indicators import populations
from indicators.amounts import at_most
from indicators.populations import UNITS, Population
from indicators.registry import STEER, Indicator, declare
from indicators.spans import SpanKind
from ledgers.periods import PeriodKind
from organizations.models import Organization
from rectification.models.township_teams import TownshipSheet

SHEET = "township_sheet"
SOURCES = ("from_secretaries", "from_selected", "from_graduates", "from_staff")
KINDS = (Organization.Kind.TOWNSHIP, Organization.Kind.TOWN)


def rural_townships(span):
    """Townships (乡镇) that exist on the last day; streets (街道) have another item of the speech."""
    return Organization.objects.filter(level=Organization.Level.TOWNSHIP, kind__in=KINDS)


def sheets(first, last):
    """Confirmed sheets of the quarters from that of the day ``first`` to that of ``last``; of all before without one.

    A sheet counts from the first day of its quarter on.
    """
    rows = TownshipSheet.objects.confirmed().filter(period__lte=PeriodKind.QUARTER.key_of(last))
    return rows.filter(period__gte=PeriodKind.QUARTER.key_of(first)) if first else rows


def newest(rows, field):
    """Keep the newest of ``rows`` of each township that states the number ``field``."""
    rows = rows.filter(**{f"{field}__isnull": False})
    later = rows.filter(organization=OuterRef("organization"), period__gt=OuterRef("period"))
    return rows.filter(~Exists(later), organization__kind__in=KINDS)


def newest_teams(span):
    """The newest sheet of each township with its posts; ``held`` are those that are filled, at most those approved."""
    return newest(sheets(None, span.last_day), "approved").annotate(held=at_most("filled", "approved"))


def newest_leaders(span):
    """The newest sheet of each township with its leaders; ``chosen`` are those from the four sources (四类来源)."""
    rows = newest(sheets(None, span.last_day), "filled")
    chosen = sum((F(source) for source in SOURCES[1:]), F(SOURCES[0]))
    return rows.annotate(chosen=at_most(chosen, "filled", output_field=BigIntegerField()))


def states_sources():
    """The sheet states the leaders from each of the four sources; a blank is not 0."""
    return Q(**{f"{source}__isnull": False for source in SOURCES})


def newest_recruitment(span):
    """The newest sheet of the year with a plan; ``taken`` are those recruited since January, at most the planned."""
    first_day = span.last_day.replace(month=1, day=1)
    return newest(sheets(first_day, span.last_day), "planned").annotate(taken=at_most("recruited", "planned"))


def of_township(span, **values):
    """Whether the newest sheet of the township of the outer query that says whether the secretary is settled fits."""
    rows = newest(sheets(None, span.last_day), "secretary_settled")
    return Exists(rows.filter(organization=OuterRef("pk"), **values))


def has_filed(span):
    """The sheet of the quarter with the last day is confirmed."""
    return Exists(sheets(span.last_day, span.last_day).filter(organization=OuterRef("pk")))


POPULATIONS = (
    Population("rural_townships", _("乡镇"), ledgers=(UNITS,), rows=rural_townships),
    Population("township_posts", _("乡镇领导职数"), ledgers=(SHEET,), rows=newest_teams, amount="approved"),
    Population("township_leaders", _("乡镇领导干部"), ledgers=(SHEET,), rows=newest_leaders, amount="filled"),
    Population(
        "township_recruitment", _("从村书记招录的计划数"), ledgers=(SHEET,), rows=newest_recruitment, amount="planned"
    ),
)
for population in POPULATIONS:
    populations.declare(population)

INDICATORS = (
    Indicator(
        "township_teams_filled",
        _("乡镇领导职数配备"),
        item="2.4",
        of="township_posts",
        span=SpanKind.DAY,
        met=lambda span: Q(filled__gte=F("approved")),
        unknown=lambda span: Q(filled__isnull=True),
        met_amount="held",
        words=("乡镇党委建设", "乡镇班子"),
        unit=_("个职位"),
    ),
    Indicator(
        "leaders_from_four_sources",
        _("乡镇领导来自四类人员"),
        item="2.4",
        of="township_leaders",
        span=SpanKind.DAY,
        met=lambda span: Q(chosen__gt=0),  # no share is laid down: a list shows the townships without any
        unknown=lambda span: ~states_sources(),
        met_amount="chosen",
        unit=_("人"),
    ),
    Indicator(
        "village_secretaries_recruited",
        _("从优秀村书记招录完成计划"),
        item="2.4",
        of="township_recruitment",
        span=SpanKind.YEAR,
        met=lambda span: Q(recruited__gte=F("planned")),
        unknown=lambda span: Q(recruited__isnull=True),
        met_amount="taken",
        unit=_("人"),
    ),
    Indicator(
        "township_secretaries_settled",
        _("换届党委书记选配到位的乡镇"),
        item="2.4",
        of="rural_townships",
        span=SpanKind.DAY,
        met=lambda span: of_township(span, secretary_settled=True),
        unknown=lambda span: ~of_township(span),
        ledgers=(SHEET,),
        unit=_("个乡镇"),
    ),
    Indicator(
        "township_sheets_filed",
        _("本季度已报班子情况的乡镇"),
        item="2.4",
        of="rural_townships",
        span=SpanKind.QUARTER,
        met=has_filed,
        ledgers=(SHEET,),
        use=STEER,
        unit=_("个乡镇"),
    ),
)
for indicator in INDICATORS:
    declare(indicator)
