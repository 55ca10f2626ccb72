"""One task in many units side by side: states, quartile bands, distances to the median; no ranking."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from tasks import presentation
from tasks.board import Line
from tasks.deadlines import State
from years.rates import bands, distance_to_median

BANDS = {1: _("第一档"), 2: _("第二档"), 3: _("第三档"), 4: _("第四档")}


@dataclass(frozen=True)
class Row:
    """A unit with the task, as its row shows it; ``band`` is 1 (best quarter) to 4, ``None`` where not compared."""

    line: Line
    band: int | None
    distance: Decimal | None
    below: int

    @property
    def band_label(self):
        return BANDS.get(self.band, "")

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
    """Rows in tree order.

    Villages are never compared with one another; nor is a single unit, nor are units that have nothing yet.
    """
    compared = [line for line in lines if line.applies and line.unit.level != Organization.Level.VILLAGE]
    shares = {line.pk: line.status.progress or Decimal(0) for line in compared}
    if len(shares) < 2 or not any(shares.values()):
        shares = {}
    found, values = bands(shares), list(shares.values())
    return [
        Row(line, found.get(line.pk), distance_to_median(shares.get(line.pk), values), below.get(line.unit.pk, 0))
        for line in lines
    ]


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
