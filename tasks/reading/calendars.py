"""Days that time words mean: the end of a month, a day some months later, the start of a festival."""

import calendar
from datetime import date

import chinese_calendar

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
