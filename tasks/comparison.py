"""The rows of one task, its units compared by progress; ``years.comparison`` has the rules."""

from dataclasses import dataclass
from decimal import Decimal

from tasks import presentation
from tasks.board import Line
from tasks.deadlines import State
from years.comparison import Comparison, compare


@dataclass(frozen=True)
class Row:
    """The row of one unit with the task.

    ``below`` is the number of units directly below it that hold the task, ``url`` the page of what its rate counts.
    ``starts_late``: it began after another unit of the list, so that less time has passed for it.
    """

    line: Line
    comparison: Comparison
    below: int
    url: str
    starts_late: bool

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


def rows_of(lines, below, url_of):
    """The ``lines`` of one task as rows, compared by confirmed progress.

    ``below`` comes from ``cascaded_below``; ``url_of(line)`` is the page of what the rate of a line counts.
    """
    progress = {line.unit: (line.status.progress or Decimal(0)) if line.applies else None for line in lines}
    compared = compare(progress)
    first = min((line.starts_on for line in lines), default=None)
    return [
        Row(line, compared[line.unit], below.get(line.unit.pk, 0), url_of(line), line.starts_on > first)
        for line in lines
    ]


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
