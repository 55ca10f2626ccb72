"""Indicators (指标): which elements of a population are as they should be; declared in ``<app>/indicators.py``.

The population is named by its key, so that an area can measure what another area declares without importing it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from indicators import populations
from indicators.exempt import without_exempt
from indicators.spans import SpanKind, span_of
from ledgers.declarations import item_order

NO_INDICATOR = "none"  # chosen for a task that no indicator measures, even if its title contains one of the words
STEER, COMPARE = "steer", "compare"
_declared = {}
_areas = {}


@dataclass(frozen=True)
class Indicator:
    """Which elements of the population ``of`` are met (达到), not met, or unknown (不明).

    ``key`` is stored with tasks and must never change. ``item`` is the number of its item of the speech, such as 2.1.
    ``span`` says how much time the figure is about. ``met(span)`` returns a ``Q`` or another condition; ``unknown``
    does the same for elements that nobody has said anything about: a blank is unknown, never no. What is both met and
    unknown is met. Both depend on the span alone: a setting or a code table that they need is a subquery.
    ``met_amount`` is the field or expression that is summed over all elements as numerator where the population has an
    amount: of the money allocated what was paid. ``met`` then tells only which elements lists show as met, those that
    are met as a whole. Without ``unknown_amount``, unknown elements are unknown with their whole amount, and nothing of
    it is met. ``ledgers`` are the keys of the ledgers that ``met`` reads, besides those of the population.
    ``affects(units)`` returns the ids
    of units elsewhere whose figure may change with a record of ``units`` (a QuerySet), as a person who moved has
    records in two places. ``use``: a figure that steers helps a branch to see what is due; it never ranks
    units. The indicator is proposed for a task whose title contains one of ``words``; people choose.

    Raises ``ValueError`` without a population: a share of the rows that were reported is not an indicator.
    """

    key: str
    label: str
    item: str
    of: str
    span: SpanKind
    met: Callable
    unknown: Callable | None = None
    met_amount: str | None = None
    unknown_amount: str | None = None
    ledgers: tuple = ()
    affects: Callable | None = None
    better: str = "more"
    use: str = COMPARE
    words: tuple = ()
    unit: str = ""

    def __post_init__(self):
        if not self.of:
            raise ValueError(f"the indicator {self.key} names no population")
        if self.better not in {"more", "less"} or self.use not in {STEER, COMPARE}:
            raise ValueError(f"the indicator {self.key} has an unknown value of better or use")

    @property
    def area(self):
        """The number of the area (领域) of the speech: 2 for the item 2.1."""
        return int(self.item.partition(".")[0])

    @property
    def population(self):
        return populations.get(self.of)

    @property
    def read_ledgers(self):
        """The keys of all ledgers whose records can change the figure."""
        return tuple(dict.fromkeys([*self.population.ledgers, *self.ledgers]))

    def span_on(self, on):
        return span_of(self.span, on)

    def elements(self, span):
        """Return the elements of the population without those exempt from this indicator on the last day."""
        return without_exempt(self.population.elements(span), self.key, on=span.last_day)

    def conditions(self, span):
        """Return the conditions ``(met, unknown)``. Ask for ``met`` first: what is both is met."""
        return Q(self.met(span)), Q(self.unknown(span)) if self.unknown else Q(pk__in=[])

    def url(self, organization, *, on):
        """The page that lists the elements below ``organization``, those that are not met first."""
        return reverse("indicators:gap", args=[self.key, organization.code], query={"on": on.isoformat()})


def declare(indicator):
    """Register ``indicator``; raise ``ValueError`` when its key is already used."""
    if indicator.key in {*_declared, NO_INDICATOR}:
        raise ValueError(f"the indicator {indicator.key} is declared already")
    _declared[indicator.key] = indicator
    return indicator


def declare_area(number, label):
    """Name the area of the speech whose indicators have items that begin with ``number``."""
    _areas[number] = label


def area_label(number):
    """The name of an area; its number when no app names it, which a system check reports."""
    return str(_areas.get(number, number))


def area_labels():
    """``{number: name}`` of all areas of the speech that apps have named."""
    return {number: str(label) for number, label in sorted(_areas.items())}


def get(key):
    """Return the indicator of ``key``; raise ``LookupError`` when none is declared."""
    if key not in _declared:
        raise LookupError(f"no app declares the indicator {key}")
    return _declared[key]


def label_of(key):
    """The name of the indicator of ``key``; the key itself when none is declared any more."""
    return str(_declared[key].label) if key in _declared else key


def all_indicators():
    """All indicators in the order of their items of the speech."""
    return sorted(_declared.values(), key=lambda indicator: item_order(indicator.item))
