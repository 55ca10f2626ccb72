"""Round percentages for pages, exports and stored progress: half up, but only exact 0 and 100 become 0 and 100."""

from decimal import ROUND_HALF_UP, Decimal

TENTH, WHOLE = Decimal("0.1"), Decimal(1)


def rounded(percent, step=TENTH):
    """Return ``percent`` rounded half up to a multiple of ``step``.

    Values below 100 are never rounded to 100, and values above 0 never to 0: 99.97 gives 99.9, 0.01 gives 0.1.
    """
    result = percent.quantize(step, ROUND_HALF_UP)
    if percent < 100 <= result:
        return 100 - step
    return step if percent > 0 and not result else result


def percentage(numerator, denominator, step=TENTH):
    """Return ``numerator`` as a rounded percentage of ``denominator``; ``None`` if it is missing or the latter zero."""
    if not denominator or numerator is None:
        return None
    return rounded(Decimal(numerator) * 100 / Decimal(denominator), step)
