"""Units side by side: who is compared with whom, quartile bands, distances to the median; never a bare ranking.

Both comparisons follow these rules: that of the units of one task by progress, and that of the districts by the share
of their tasks that are on time.
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
SMALL = 5  # a share of fewer things than these says little, and pages mark it


@dataclass(frozen=True)
class Comparison:
    """Where a unit stands: ``band`` 1 (best quarter) to 4 and the points above the median; ``None`` if not compared."""

    band: int | None = None
    distance: Decimal | None = None

    @property
    def label(self):
        return BANDS.get(self.band, "")


def compare(shares):
    """``{unit: Comparison}`` of ``{unit: percentage}``; ``None`` as percentage leaves a unit out.

    Villages are never compared with one another; nor is a single unit, nor are units that have nothing yet.
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
    """Whether ``rate`` rests on too few things to say much."""
    return rate.denominator < SMALL


@dataclass(frozen=True)
class Row:
    """A unit with the task, as its row shows it; ``below`` is how many units directly below it hold the task."""

    line: Line
    comparison: Comparison
    below: int

    @property
    def progress(self):
        """Confirmed percentage; what applies and has nothing confirmed yet stands at 0."""
        return (self.line.status.progress or Decimal(0)) if self.line.applies else None

    @property
    def tag(self):
        return presentation.status_tag(self.line.status)

    @property
    def is_postponed(self):
        return bool(self.line.original_due_on and self.line.original_due_on != self.line.status.due_on)


def rows_of(lines, below):
    """The ``lines`` of one task as rows, compared by confirmed progress; ``below`` is that of ``cascaded_below``."""
    progress = {line.unit: (line.status.progress or Decimal(0)) if line.applies else None for line in lines}
    compared = compare(progress)
    return [Row(line, compared[line.unit], below.get(line.unit.pk, 0)) for line in lines]


# What somebody must act on comes first.
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
