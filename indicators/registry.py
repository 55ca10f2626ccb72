"""Indicators (指标): figures that ledgers give, declared beside them in ``<app>/indicators.py``."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

NO_INDICATOR = "none"  # chosen for a task that no ledger measures, whatever its title says
_declared = {}


@dataclass(frozen=True)
class Measure:
    """What an indicator says of one organization: both counts, and the address of the rows behind them."""

    numerator: int
    denominator: int
    url: str


@dataclass(frozen=True)
class Indicator:
    """Confirmed records of one ledger that meet ``met``, of all of them.

    ``key`` names it for ever, ``item`` is the number of the speech item it belongs to, ``ledger`` the key
    of the ledger behind it. ``words`` are what the titles of its tasks contain. ``counted`` is the field
    whose distinct values are counted: records, or ``organization`` for places with at least one.
    """

    key: str
    label: str
    item: str
    ledger: str
    records: Callable
    met: Q
    words: tuple
    unit: str = ""
    counted: str = "pk"

    def fits(self, task):
        """Whether ``task`` is measured by this indicator: chosen there, or by its title where nothing is chosen."""
        return task.indicator == self.key or (not task.indicator and any(word in task.title for word in self.words))

    def measure(self, organization, *, year):
        """Of ``organization`` and all below it in the year; one query."""
        places = self.records().descendants_of(organization, include_self=True)
        records = places.in_year(year).confirmed().order_by()
        counts = records.aggregate(
            numerator=Count(self.counted, filter=self.met, distinct=True),
            denominator=Count(self.counted, distinct=True),
        )
        return Measure(**counts, url=reverse("ledgers:records", args=[self.ledger]))


def declare(indicator):
    """Register ``indicator``; raises ``ValueError`` when its key is taken."""
    if indicator.key in {*_declared, NO_INDICATOR}:
        raise ValueError(f"the indicator {indicator.key} is declared already")
    _declared[indicator.key] = indicator
    return indicator


def of_task(task):
    """The indicators that measure ``task``, in the order of their declaration; empty for ``NO_INDICATOR``."""
    return [indicator for indicator in _declared.values() if indicator.fits(task)]


def all_indicators():
    return list(_declared.values())
