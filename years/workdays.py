"""Working days: the published Chinese calendar with its make-up days (调休上班).

``chinesecalendar`` contains the years whose holidays are published; rows of ``Holiday`` override it. For later
years Monday to Friday are assumed to be working days, and pages mark the dates (``is_assumed``). This ends when
a person has entered the holidays of the year and verified them (``TaskYear.calendar_verified``).
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import chinese_calendar

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class WorkCalendar:
    """``overrides`` maps a date to whether it is a working day; in ``verified`` years the overrides are complete."""

    overrides: dict[date, bool] = field(default_factory=dict)
    verified: frozenset[int] = frozenset()

    def is_workday(self, day):
        if day in self.overrides:
            return self.overrides[day]
        if is_published(day.year):
            return chinese_calendar.is_workday(day)
        return day.weekday() < SATURDAY

    def is_assumed(self, day):
        """Whether ``is_workday`` only assumes that Monday to Friday are working days: no list contains this day."""
        return day not in self.overrides and day.year not in self.verified and not is_published(day.year)

    def exceptions(self, year):
        """Return ``(off, on)`` for ``year``: days off from Monday to Friday, and working days at weekends."""
        first = date(year, 1, 1)
        days = [first + ONE_DAY * number for number in range((date(year + 1, 1, 1) - first).days)]
        unusual = [day for day in days if self.is_workday(day) is not (day.weekday() < SATURDAY)]
        return [day for day in unusual if day.weekday() < SATURDAY], [day for day in unusual if self.is_workday(day)]

    def shift(self, day, rule):
        """Return ``day`` moved by ``rule`` (``CutoffShift``) to a working day before or after it if it is a day off."""
        step = {"previous": -ONE_DAY, "next": ONE_DAY}.get(str(rule))
        while step and not self.is_workday(day):
            day += step
        return day

    def add(self, day, count):
        """Return the ``count``-th working day after ``day``; ``day`` itself is not counted."""
        while count:
            day += ONE_DAY
            count -= self.is_workday(day)
        return day

    def between(self, first, last):
        """Return the number of working days from ``first`` to ``last``, both included."""
        return sum(self.is_workday(first + ONE_DAY * number) for number in range((last - first).days + 1))


@cache
def is_published(year):
    """Whether the built-in list contains the holidays of ``year``."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
        chinese_calendar.is_workday(date(year, 12, 31))
    except NotImplementedError:
        return False
    return True
