"""Days on which something is due (到期), for the calendar.

Apps provide them with ``provide_dates`` in ``AppConfig.ready``.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class DueItem:
    """What is due on one day, as a line of the calendar.

    ``count`` is the number of units that it is due for, ``open_count`` how many of them have not done it; both are
    ``None`` where nobody is counted. ``unit`` names the unit if it is only one.
    """

    day: date
    title: str
    url: str
    order: int = 0
    unit: str = ""
    count: int | None = None
    open_count: int | None = None
    is_late: bool = False

    @property
    def is_done(self):
        return self.open_count == 0


_sources = []


def provide_dates(items):
    """Register ``items(scope, on=…)``, which returns a list of ``DueItem`` for a ``schedule.months.Scope``."""
    _sources.append(items)


def due_items(scope, *, on):
    """Return ``{day: [DueItem]}`` of all apps for the days of ``scope``; ``on`` is today."""
    items = {}
    for source in _sources:
        for item in source(scope, on=on):
            items.setdefault(item.day, []).append(item)
    return {day: sorted(found, key=lambda item: (item.order, item.title)) for day, found in items.items()}
