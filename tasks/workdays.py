"""Working days: the published Chinese calendar with its make-up days (调休上班).

``chinesecalendar`` knows the years whose holidays are published; rows of ``Holiday`` overrule it. Beyond
its last year Monday to Friday are assumed, and ``is_assumed`` says so, so that pages can mark the date.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import chinese_calendar

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class WorkCalendar:
    """``overrides`` maps a date to whether people work on it."""

    overrides: dict[date, bool] = field(default_factory=dict)

    def is_workday(self, day):
        if day in self.overrides:
            return self.overrides[day]
        if is_published(day.year):
            return chinese_calendar.is_workday(day)
        return day.weekday() < SATURDAY

    def is_assumed(self, day):
        """Nobody has published or entered this day: Monday to Friday is only a guess."""
        return day not in self.overrides and not is_published(day.year)

    def shift(self, day, rule):
        """``day`` itself or, when it is a day off, the working day before or after it (``CutoffShift``)."""
        step = {"previous": -ONE_DAY, "next": ONE_DAY}.get(str(rule))
        while step and not self.is_workday(day):
            day += step
        return day

    def add(self, day, count):
        """The ``count``-th working day after ``day``; ``day`` itself is not counted."""
        while count:
            day += ONE_DAY
            count -= self.is_workday(day)
        return day

    def between(self, first, last):
        """Number of working days from ``first`` to ``last``, both included."""
        return sum(self.is_workday(first + ONE_DAY * number) for number in range((last - first).days + 1))


@cache
def is_published(year):
    """Whether the built-in list knows the holidays of ``year``."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
        chinese_calendar.is_workday(date(year, 12, 31))
    except NotImplementedError:
        return False
    return True


def load():
    """The calendar with the table's overrides: one query."""
    from tasks.models import Holiday

    return WorkCalendar(dict(Holiday.objects.values_list("date", "is_workday")))
