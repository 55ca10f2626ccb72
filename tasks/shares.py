"""Divide a target among units. The functions are pure, and the shares always sum to the target."""

from datetime import date
from decimal import ROUND_FLOOR, Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Method(TextChoices):
    VILLAGES = "villages", _("按村（社区）数分配")
    EVEN = "even", _("平均分配")


def share_out(total, weights):
    """Divide ``total`` in proportion to ``{key: weight}`` and return ``{key: share}``; the shares sum to ``total``.

    The shares of a whole total are whole, others have two decimals. What rounding leaves over goes to the
    largest remainders, the earlier key first. Weights that sum to zero count as equal.
    """
    if not weights:
        return {}
    total = Decimal(total)
    step = Decimal(1) if total == total.to_integral_value() else Decimal("0.01")
    if not sum(weights.values()):
        weights = dict.fromkeys(weights, 1)
    whole = sum(Decimal(weight) for weight in weights.values())
    exact = {key: total * Decimal(weight) / whole for key, weight in weights.items()}
    shares = {key: value.quantize(step, ROUND_FLOOR) for key, value in exact.items()}
    left = int((total - sum(shares.values())) / step)
    for key in sorted(exact, key=lambda key: shares[key] - exact[key])[:left]:
        shares[key] += step
    return shares


def start_on(due_on, *, year, on):
    """The first day of an assignment handed down on the day ``on``: 1 January of ``year`` if ``due_on`` has passed."""
    return on if due_on is None or due_on >= on else date(year, 1, 1)


def suggested(method, total, units):
    """Suggested shares of ``total`` by ``method``; the ``units`` must have ``villages_below``."""
    weights = {unit.pk: unit.villages_below if method == Method.VILLAGES else 1 for unit in units}
    return share_out(total, weights)
