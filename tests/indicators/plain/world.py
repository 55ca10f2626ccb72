"""A copy of all units and records as plain objects in lists, and what a record is over time."""

from dataclasses import dataclass, field
from datetime import date

from tests.indicators.plain.dates import begun, first_day, last_day, quarter_of


@dataclass(eq=False)
class Unit:
    """A unit with its placements ``(path, since, until)`` in the order of time; ``ends`` is its last day.

    ``successor`` is the id of the unit that it was merged into.
    """

    pk: int
    level: str
    kind: str
    ends: date | None
    placements: list
    successor: int | None = None

    def path_on(self, day, *, outlives=False):
        """Where the unit stands on the day, ``None`` if it does not exist; where it stood last, if it ``outlives``."""
        for path, since, until in self.placements:
            if (since is None or since <= day) and (until is None or until >= day):
                return path
        path, _since, until = self.placements[-1]
        return path if outlives and until is not None and until < day and until == self.ends else None

    def nearest_path(self, day):
        """Where the unit stood on the day or last before it; before its first day, where it will stand first."""
        return self.path_on(day, outlives=True) or self.placements[0][0]

    def is_below(self, other, day):
        """Whether the unit stood at or below ``other`` on the day; both must exist then."""
        own, above = self.path_on(day), other.path_on(day)
        return own is not None and above is not None and own.startswith(above)


@dataclass
class World:
    """``records`` are lists by key of ledger; ``years`` are settings by year; ``exemptions`` were granted."""

    units: list
    records: dict
    tenures: dict
    years: dict
    exemptions: list = field(default_factory=list)

    def units_of(self, *, level, kinds=None, but=("部门",)):
        return [
            unit
            for unit in self.units
            if unit.level == level and (unit.kind in kinds if kinds else unit.kind not in but)
        ]

    def setting(self, year, name):
        return getattr(self.years.get(year), name, None)

    def confirmed(self, key):
        return [row for row in self.records[key] if row.state == "confirmed"]

    def in_span(self, key, first, last):
        """Confirmed records of the days from ``first`` to ``last``."""
        return [row for row in self.confirmed(key) if self._is_in_span(key, row, first, last)]

    def of(self, key, span):
        return self.in_span(key, span.first_day, span.last_day)

    def in_force(self, key, on):
        return self.in_span(key, on, on)

    def waiting(self, key, span):
        """Records of the span that wait for confirmation: new ones and those with a waiting change."""
        rows = [row for row in self.records[key] if row.state == "entered" or row.has_change]
        return [row for row in rows if self._is_in_span(key, row, span.first_day, span.last_day)]

    def _is_in_span(self, key, row, first, last):
        ledger = self.tenures[key]
        opening = getattr(row, ledger.since) if ledger.since else ""
        if ledger.tenure == "event":
            return happened(opening, row.year, first, last)
        if ledger.tenure == "yearly":
            is_of_period = not ledger.period or quarter_of(first) <= row.period <= quarter_of(last)
            return first.year <= row.year <= last.year and is_of_period
        held = (row.held_since is None or row.held_since <= last) and (
            row.place.ends is None or row.place.ends >= first
        )
        if ledger.tenure == "register":
            return held and begun(opening, last) and (row.until is None or row.until >= first)
        closing = getattr(row, ledger.closed_on) if ledger.closed_on else ""
        is_closed = (closing and last_day(closing) < first) or (
            row.settled_in is not None and row.settled_in < first.year
        )
        return held and begun(opening, last) and not is_closed


def happened(text, year, first, last):
    """Whether an event happened in the days; without a day it counts where they cover its whole year."""
    if not text:
        return first <= date(year, 1, 1) and date(year, 12, 31) <= last
    return first <= first_day(text) <= last
