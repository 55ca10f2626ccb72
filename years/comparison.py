"""Compare units by a rate: which units are compared, quartile bands, distance to the median; never a bare ranking."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from years.rates import bands, distance_to_median

BANDS = {1: _("第一档"), 2: _("第二档"), 3: _("第三档"), 4: _("第四档")}
SMALL = 5  # pages mark a rate with a smaller denominator, because it says little


@dataclass(frozen=True)
class Comparison:
    """``band`` from 1 (best quarter) to 4, ``distance`` in points above the median; ``None`` if not compared."""

    band: int | None = None
    distance: Decimal | None = None

    @property
    def label(self):
        return BANDS.get(self.band, "")


def compare(shares, *, better="more"):
    """Compare ``{unit: percentage}`` and return ``{unit: Comparison}``; ``None`` as percentage leaves a unit out.

    Villages are never compared. Nothing is compared if fewer than two units are left, or if all percentages are 0.
    With ``better="less"`` the lowest quarter is the first band; the distance keeps its sign.
    """
    compared = {
        unit: share for unit, share in shares.items() if share is not None and unit.level != Organization.Level.VILLAGE
    }
    if len(compared) < 2 or not any(compared.values()):
        return dict.fromkeys(shares, Comparison())
    sign, values = 1 if better == "more" else -1, list(compared.values())
    band_of = bands({unit: sign * share for unit, share in compared.items()})
    return {
        unit: Comparison(band_of[unit], distance_to_median(share, values)) if unit in compared else Comparison()
        for unit, share in shares.items()
    }


def is_small(rate):
    """Whether the denominator of ``rate`` is so small that the rate says little."""
    return rate.denominator < SMALL
