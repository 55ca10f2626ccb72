"""Days that time words mean for a directive: the end of a month, a day some months later, the start of a festival."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar

from .numerals import parse

_LONG_PAST = 120
"""Days before the issue; nobody asks so late for what was due."""
CHINESE_YEAR = "二[〇零][〇零一二三四五六七八九]{2}"
FIXED_FESTIVALS = {
    "元旦": (1, 1),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "七一": (7, 1),
    "八一": (8, 1),
    "国庆": (10, 1),
    "十一": (10, 1),
}
MOVING_FESTIVALS = {
    "春节": "Spring Festival",
    "清明": "Tomb-sweeping Day",
    "端午": "Dragon Boat Festival",
    "中秋": "Mid-autumn Festival",
}


def month_end(year, month):
    """The last day of a month; a ``month`` above 12 falls in a later year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day, months):
    """The same day of the month ``months`` later; the last day of that month if it is too short."""
    end = month_end(day.year, day.month + months)
    return end.replace(day=min(day.day, end.day))


def festival_start(name, year):
    """The first holiday of a festival in ``year``; ``None`` if chinese_calendar does not know that year yet."""
    if name in FIXED_FESTIVALS:
        return date(year, *FIXED_FESTIVALS[name])
    try:
        days = chinese_calendar.get_holidays(date(year, 1, 1), date(year, 12, 31))
    except NotImplementedError:
        return None
    return min((day for day in days if _is_holiday_of(day, MOVING_FESTIVALS[name])), default=None)


def _is_holiday_of(day, english):
    return chinese_calendar.get_holiday_detail(day)[1] == english


@dataclass(frozen=True)
class Calendar:
    """What time words are relative to; ``elections`` maps 村, 乡镇, 县 or another word to the day of its election."""

    year: int
    issued_on: date | None = None
    elections: dict | None = None

    def year_of(self, word):
        """The year that 今年, 明年, 2026年 or no word at all names."""
        if written := re.search(rf"20\d\d|{CHINESE_YEAR}", word or ""):
            return parse(written.group())
        return self.year + (word or "").startswith(("明年", "次年", "下一年"))

    def coming(self, word, day_in):
        """The day that ``day_in(year)`` gives; one without a year, long before the issue, is next year's.

        A notice of 20 December that asks for a report by 10 January means the coming January.
        """
        day = day_in(self.year_of(word))
        long_past = self.issued_on and not word and day and day < self.issued_on - timedelta(days=_LONG_PAST)
        return day_in(day.year + 1) if long_past else day
