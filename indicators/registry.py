"""Indicators (指标): figures computed from ledgers. Apps declare them in ``<app>/indicators.py``."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

NO_INDICATOR = "none"  # chosen for a task that no indicator measures, even if its title contains one of the words
_declared = {}


@dataclass(frozen=True)
class Measure:
    """The value of an indicator for one organization: both counts, and the URL of the list of records."""

    numerator: int
    denominator: int
    url: str


@dataclass(frozen=True)
class Indicator:
    """The share of a ledger's confirmed records that fit the condition ``met``.

    ``key`` is stored with tasks and must never change. ``item`` is the number of its item of the speech, such as
    2.1, ``ledger`` the key of the ledger. ``records()`` returns the QuerySet of its records. A task whose title
    contains one of ``words`` is measured by the indicator unless another choice is stored. ``counted`` is the
    field whose distinct values are counted: ``pk`` counts records, ``organization`` places with a record.
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
        """Whether this indicator measures ``task``: it is chosen there, or nothing is chosen and the title fits."""
        return task.indicator == self.key or (not task.indicator and any(word in task.title for word in self.words))

    def measure(self, organization, *, year):
        """Return the ``Measure`` of ``organization`` and all units below it in ``year``; one query."""
        records = self.records().descendants_of(organization, include_self=True)
        records = records.in_year(year).confirmed().order_by()
        counts = records.aggregate(
            numerator=Count(self.counted, filter=self.met, distinct=True),
            denominator=Count(self.counted, distinct=True),
        )
        return Measure(**counts, url=reverse("ledgers:records", args=[self.ledger]))


def declare(indicator):
    """Register ``indicator``; raise ``ValueError`` when its key is already used."""
    if indicator.key in {*_declared, NO_INDICATOR}:
        raise ValueError(f"the indicator {indicator.key} is declared already")
    _declared[indicator.key] = indicator
    return indicator


def of_task(task):
    """Return the indicators that measure ``task``, in the order of their declaration; none for ``NO_INDICATOR``."""
    return [indicator for indicator in _declared.values() if indicator.fits(task)]


def all_indicators():
    return list(_declared.values())
