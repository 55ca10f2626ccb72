"""How shares are rounded everywhere, in pages, exports and stored progress: half up, but never to a false 0 or 100."""

from decimal import ROUND_HALF_UP, Decimal

TENTH, WHOLE = Decimal("0.1"), Decimal(1)


def rounded(percent, step=TENTH):
    """``percent`` to a multiple of ``step``, half up.

    Only what is complete reads 100, and only what has not begun reads 0: 99.97 gives 99.9, 0.01 gives 0.1.
    """
    result = percent.quantize(step, ROUND_HALF_UP)
    if percent < 100 <= result:
        return 100 - step
    return step if percent > 0 and not result else result


def percentage(numerator, denominator, step=TENTH):
    """The share of ``numerator`` in ``denominator``, rounded; ``None`` where there is nothing to divide."""
    if not denominator or numerator is None:
        return None
    return rounded(Decimal(numerator) * 100 / Decimal(denominator), step)
