"""Compare units: which units are compared, quartile bands, distance to the median; never a bare ranking.

Two pages use these rules. The page of a task compares its units by progress; the page of the districts compares them by
the share of their tasks that is on time.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from tasks import presentation
from tasks.board import Line
from tasks.deadlines import State
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


def compare(shares):
    """Compare ``{unit: percentage}`` and return ``{unit: Comparison}``; ``None`` as percentage leaves a unit out.

    Villages are never compared. Nothing is compared if fewer than two units are left, or if all percentages are 0.
    """
    compared = {
        unit: share for unit, share in shares.items() if share is not None and unit.level != Organization.Level.VILLAGE
    }
    if len(compared) < 2 or not any(compared.values()):
        return dict.fromkeys(shares, Comparison())
    band_of, values = bands(compared), list(compared.values())
    return {
        unit: Comparison(band_of[unit], distance_to_median(share, values)) if unit in compared else Comparison()
        for unit, share in shares.items()
    }


def is_small(rate):
    """Whether the denominator of ``rate`` is so small that the rate says little."""
    return rate.denominator < SMALL


@dataclass(frozen=True)
class Row:
    """The row of one unit with the task; ``below`` is the number of units directly below it that hold the task."""

    line: Line
    comparison: Comparison
    below: int

    @property
    def progress(self):
        """Confirmed percentage: 0 if nothing is confirmed yet, ``None`` if the task does not apply."""
        return (self.line.status.progress or Decimal(0)) if self.line.applies else None

    @property
    def tag(self):
        return presentation.status_tag(self.line.status)

    @property
    def is_postponed(self):
        return bool(self.line.original_due_on and self.line.original_due_on != self.line.status.due_on)


def rows_of(lines, below):
    """The ``lines`` of one task as rows, compared by confirmed progress; ``below`` comes from ``cascaded_below``."""
    progress = {line.unit: (line.status.progress or Decimal(0)) if line.applies else None for line in lines}
    compared = compare(progress)
    return [Row(line, compared[line.unit], below.get(line.unit.pk, 0)) for line in lines]


# States that need action come first.
BY_URGENCY = [
    State.OVERDUE,
    State.DUE_SOON,
    State.BEHIND,
    State.NOT_STARTED,
    State.CLAIMED,
    State.ON_TRACK,
    State.DONE,
    State.NOT_APPLICABLE,
]
