"""Which reports the system writes from the values of the indicators, and for how long.

A report is written for each period that is not frozen: the running one, and the one before until the cut-off freezes
its last month. A unit without any element in the population has nothing to be measured by and reports itself.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from indicators.counts import Counts
from indicators.models import Freeze, IndicatorValue
from indicators.spans import month_key
from pages.rounding import percentage
from tasks import bindings
from years import periods

CHUNK = 2000  # units named in one statement


@dataclass(frozen=True)
class Figures:
    """The figures of a report, ``value`` of ``total`` in the unit of the indicator; ``None`` if nothing counts."""

    value: Decimal | None = None
    progress: Decimal | None = None
    total: Decimal | None = None


def is_frozen(period, *, on):
    """Whether the figures of the last month of ``period`` are fixed by the day ``on``: its reports no longer change.

    A month is frozen only after its end; there is no query before.
    """
    return period.end < on and Freeze.objects.filter(span=month_key(period.end)).exists()


def open_periods(on):
    """Return the periods, months and quarters, whose reports the system writes on the day ``on``."""
    running = {period for kind in periods.Kind for period in _around(on, kind)}
    return [period for period in sorted(running) if not is_frozen(period, on=on)]


def _around(on, kind):
    """The periods of the last day of the month before ``on``, and of ``on``."""
    return {periods.containing(day, kind) for day in (on.replace(day=1) - timedelta(days=1), on)}


def is_measured(assignment, period, *, on):
    """Whether the system writes the report of ``period`` on the day ``on``: bound, open, and something to count."""
    indicator = bindings.leading(assignment.task)
    if indicator is None or period not in _around(on, period.kind) or is_frozen(period, on=on):
        return False
    counts = values_of([assignment], period, on=on).get((indicator.key, assignment.organization_id))
    return bool(counts and counts.denominator)


def values_of(assignments, period, *, on):
    """Return ``{(key, unit): Counts}``: the values of the bound indicators at the end of ``period``, or on ``on``."""
    keys = {assignment.task.indicator for assignment in assignments}
    ids = sorted({assignment.organization_id for assignment in assignments})
    known = IndicatorValue.objects.known_now().up_to(month_key(min(period.end, on))).filter(indicator__in=keys)
    values = {}
    for start in range(0, len(ids), CHUNK):
        rows = known.filter(organization__in=ids[start : start + CHUNK]).order_by("span", "known_from")
        rows = rows.values_list("indicator", "organization", *Counts.NAMES)
        values |= {(key, unit): Counts.of(numbers) for key, unit, *numbers in rows}  # the newest month is the last row
    return values


def figures_of(counts):
    """Return the ``Figures`` that the value ``counts`` of an indicator gives a report."""
    if not counts.denominator:
        return Figures()
    progress = percentage(counts.numerator, counts.denominator)
    return Figures(Decimal(counts.numerator), progress, Decimal(counts.denominator))
