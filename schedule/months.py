"""The calendar of one month: its weeks with working days, and what is due on each day."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

from organizations.models import Organization, User
from schedule.providers import DueItem, due_items
from years import rules
from years.periods import Kind, Period, containing
from years.workdays import WorkCalendar

SATURDAY = 5


@dataclass(frozen=True)
class Scope:
    """Whose days the calendar shows: those of ``unit``, and with ``with_below`` of all units below it.

    ``first`` and ``last`` are the first and the last day, both included. ``user`` is the reader.
    """

    user: User
    unit: Organization
    with_below: bool
    first: date
    last: date


@dataclass(frozen=True)
class Day:
    """One day of the month, whether people work on it, and what is due."""

    day: date
    is_workday: bool
    is_today: bool
    items: list[DueItem]

    @property
    def is_day_off(self):
        """Whether the day is free although it is no weekend (放假)."""
        return not self.is_workday and self.day.weekday() < SATURDAY

    @property
    def is_made_up(self):
        """Whether people work although it is a weekend (调休上班)."""
        return self.is_workday and self.day.weekday() >= SATURDAY


@dataclass(frozen=True)
class Month:
    """``weeks`` are lists of seven ``Day``, from Monday on; days of other months are ``None``."""

    period: Period
    weeks: list
    calendar: WorkCalendar

    @property
    def days(self):
        return [day for week in self.weeks for day in week if day]

    @property
    def busy_days(self):
        """The days on which something is due."""
        return [day for day in self.days if day.items]

    @property
    def items(self):
        return [item for day in self.days for item in day.items]

    @property
    def is_assumed(self):
        """Whether the days off of the month are only assumed: no list contains them yet."""
        return any(self.calendar.is_assumed(day.day) for day in self.days)


def month_of(user, unit, first, *, with_below, on):
    """Return the ``Month`` that begins on the day ``first``, as ``user`` may see it; ``on`` is today."""
    period = containing(first, Kind.MONTH)
    items = due_items(Scope(user, unit, with_below, period.start, period.end), on=on)
    calendar = rules.load_calendar(rules.of(user).verified)
    weeks = [
        [
            Day(day, calendar.is_workday(day), day == on, items.get(day, []))
            if day.month == period.start.month
            else None
            for day in week
        ]
        for week in Calendar().monthdatescalendar(period.start.year, period.start.month)
    ]
    return Month(period, weeks, calendar)
