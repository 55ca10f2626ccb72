"""Figures of progress: percentages, rates above a level, bands. Pure functions; they round by ``pages.rounding``."""

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from pages.rounding import percentage, rounded


def percent_of(value, target):
    """``value`` of ``target`` as 0–100, one decimal; ``None`` without a value or a target above zero."""
    share = percentage(value, target)
    return None if share is None else min(share, Decimal(100))


@dataclass(frozen=True)
class Rate:
    """A rate with its two counts; above a level it is Σ numerator ÷ Σ denominator, never a mean of rates."""

    numerator: Decimal = Decimal(0)
    denominator: Decimal = Decimal(0)

    @property
    def percent(self):
        """0–100 with one decimal; ``None`` when there is nothing to divide by (shown as “—”)."""
        return percentage(self.numerator, self.denominator)

    def __add__(self, other):
        return Rate(self.numerator + other.numerator, self.denominator + other.denominator)


def total(rates):
    """The rate of the level above."""
    return sum(rates, Rate())


def weighted(pairs):
    """Mean of ``(progress, weight)``: a missing progress counts as 0; ``None`` when the weights sum to zero.

    For tasks of different kinds, whose values cannot be added up.
    """
    pairs = list(pairs)
    weight = sum(Decimal(each) for _, each in pairs)
    if not weight:
        return None
    return rounded(sum(Decimal(value or 0) * Decimal(each) for value, each in pairs) / weight)


def middle(values):
    """The median of the values that are there; ``None`` when none is."""
    known = [value for value in values if value is not None]
    return median(known) if known else None


def distance_to_median(value, values):
    """Points above (positive) or below the median; ``None`` when there is nothing to compare."""
    centre = middle(values)
    return None if value is None or centre is None else value - centre


def bands(values):
    """Quartile bands of ``{key: value}``: 1 for the best quarter to 4; equal values share the better band.

    Missing values get ``None``: a unit without figures stands in no band.
    """
    known = sorted((value for value in values.values() if value is not None), reverse=True)
    return {key: None if value is None else known.index(value) * 4 // len(known) + 1 for key, value in values.items()}
