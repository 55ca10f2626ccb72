"""Reporting periods: months and quarters with their cut-off days. Pure functions; the settings are arguments."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _


class Kind(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"


MONTHS = {Kind.MONTH: 1, Kind.QUARTER: 3}


@dataclass(frozen=True, order=True)
class Period:
    """A month or a quarter, identified by its first day."""

    start: date
    kind: Kind

    @property
    def end(self):
        return self.next.start - timedelta(days=1)

    @property
    def next(self):
        return Period(add_months(self.start, MONTHS[self.kind]), self.kind)

    @property
    def previous(self):
        return Period(add_months(self.start, -MONTHS[self.kind]), self.kind)

    @property
    def year(self):
        return self.start.year

    @property
    def label(self):
        """``2026年11月`` or ``2026年第四季度``."""
        if self.kind == Kind.MONTH:
            return _("%(year)s年%(month)s月") % {"year": self.start.year, "month": self.start.month}
        quarter = "一二三四"[self.start.month // 3]  # data: numerals
        return _("%(year)s年第%(quarter)s季度") % {"year": self.start.year, "quarter": quarter}

    def __str__(self):
        return self.label

    def cutoff(self, settings, calendar):
        """The last day on which the report of this period is in time.

        ``settings`` is the ``TaskYear`` of the period's year. A month that is too short for the cut-off day
        has it on its last day. A cut-off on a day off moves as ``settings.cutoff_shift`` says.
        """
        return calendar.shift(self.nominal_cutoff(settings), settings.cutoff_shift)

    def nominal_cutoff(self, settings):
        """The cut-off day before it is moved from a day off."""
        if self.kind == Kind.QUARTER:
            return on_day(self.next.start, settings.quarterly_cutoff_day)
        month = self.next.start if settings.monthly_cutoff_next_month else self.start
        return on_day(month, settings.monthly_cutoff_day)


def containing(day, kind):
    """Return the period of ``kind`` that contains ``day``."""
    kind = Kind(kind)
    first_month = day.month - (day.month - 1) % MONTHS[kind]
    return Period(date(day.year, first_month, 1), kind)


def of(start, kind):
    """Return the period that starts on ``start``; raise ``ValueError`` when none does."""
    period = containing(start, kind)
    if period.start != start:
        raise ValueError(f"no {kind} starts on {start}")
    return period


def current(on, kind, settings, calendar):
    """Return the period to report on the day ``on``: the previous one until its cut-off day, then the running one.

    With a cut-off on the 25th of the same month this is always the running month. With a cut-off on the 5th of
    the next month it is the previous quarter until the 5th.
    """
    running = containing(on, kind)
    before = running.previous
    return before if before.cutoff(settings, calendar) >= on else running


def in_year(year, kind):
    """Return the periods of a year, in order."""
    first = containing(date(year, 1, 1), kind)
    count = 12 // MONTHS[first.kind]
    return [Period(add_months(first.start, MONTHS[first.kind] * number), first.kind) for number in range(count)]


def add_months(day, months):
    """Return the same day ``months`` later, or the last day of a month that is too short."""
    index = day.year * 12 + day.month - 1 + months
    return on_day(date(index // 12, index % 12 + 1, 1), day.day)


def on_day(month, day):
    """Return the day number ``day`` of the month that contains ``month``, or the last day of a shorter month."""
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))


def same_day_in(year, day):
    """Return ``day`` in the year ``year``; 29 February becomes 28 February when that is not a leap year."""
    return on_day(date(year, day.month, 1), day.day)
