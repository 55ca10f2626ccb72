"""Percentages, rates of several units together, and bands. Pure functions; ``pages.rounding`` does the rounding."""

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from pages.rounding import percentage, rounded


def percent_of(value, target):
    """Return ``value`` as a percentage of ``target``, at most 100, one decimal.

    ``None`` when the value is missing, or the target is missing or zero.
    """
    share = percentage(value, target)
    return None if share is None else min(share, Decimal(100))


@dataclass(frozen=True)
class Rate:
    """A rate with its two counts. The rate of several units is Σ numerator ÷ Σ denominator, not a mean of rates."""

    numerator: Decimal = Decimal(0)
    denominator: Decimal = Decimal(0)

    @property
    def percent(self):
        """0–100 with one decimal; ``None`` when the denominator is zero (shown as “—”)."""
        return percentage(self.numerator, self.denominator)

    def __add__(self, other):
        return Rate(self.numerator + other.numerator, self.denominator + other.denominator)


def total(rates):
    """Return the rate of all ``rates`` together, as for the level above."""
    return sum(rates, Rate())


def weighted(pairs):
    """Return the weighted mean of pairs ``(progress, weight)``; ``None`` when the weights sum to zero.

    A missing progress counts as 0. Use this for tasks of different kinds, whose values cannot be added.
    """
    pairs = list(pairs)
    total_weight = sum(Decimal(weight) for _, weight in pairs)
    if not total_weight:
        return None
    return rounded(sum(Decimal(progress or 0) * Decimal(weight) for progress, weight in pairs) / total_weight)


def middle(values):
    """Return the median of the values that are not ``None``; ``None`` when there are none."""
    present = [value for value in values if value is not None]
    return median(present) if present else None


def distance_to_median(value, values):
    """Return ``value`` minus the median, in percentage points; ``None`` when either is missing."""
    centre = middle(values)
    return None if value is None or centre is None else value - centre


def bands(values):
    """Return ``{key: band}`` for ``{key: value}``: 1 for the best quarter to 4; equal values share the better band.

    The band of a missing value is ``None``.
    """
    ranked = sorted((value for value in values.values() if value is not None), reverse=True)
    return {key: None if value is None else ranked.index(value) * 4 // len(ranked) + 1 for key, value in values.items()}
