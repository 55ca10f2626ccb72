"""Bring English and American dates into the order year, month, day: Mar-18, 15-Jun-2018, 6/15/18."""

import re
from datetime import date

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENDS = r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?"
_NAME = rf"({'|'.join(_NAMES)}){_ENDS}\.?"
_YEAR = r"(\d{4}|'?\d{2})(?!\d)"
MONTH_NAME = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(_NAMES)}){_ENDS}(?![A-Za-z])", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"^(\d{{1,2}})[-/ ]{_NAME}[-/ ,]*{_YEAR}", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"^(?:[a-z]{{3}},? )?{_NAME}[-/ ](\d{{1,2}}),? (\d{{4}})(?!\d)", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"^{_NAME}[-/ ,]*{_YEAR}$", re.IGNORECASE)
_NO_YEAR = re.compile(rf"^(\d{{1,2}})[-/ ]{_NAME}$", re.IGNORECASE)
_ZONE_NAME = re.compile(r"(?:GMT|UTC)(?=[+-]\d)|\s*\([^()]*\)$")
_THREE = re.compile(r"^\s*(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})(?=$|[T ])")
FEWEST = 2


def in_chinese_order(text, full_year):
    """Return ``text`` with the English date at its beginning in figures; ``full_year`` completes two digits."""
    text = _ZONE_NAME.sub("", text)
    if match := _DAY_FIRST.match(text):
        day, name, year = match.groups()
    elif match := _MONTH_FIRST.match(text):
        name, day, year = match.groups()
    elif match := _MONTH_ONLY.match(text):
        return f"{_full(match[2], full_year)}-{_month(match[1])}"
    elif match := _NO_YEAR.match(text):
        return f"{_month(match[2])}月{match[1]}日"
    else:
        return text
    return f"{_full(year, full_year)}-{_month(name)}-{day}{text[match.end() :]}"


def _month(name):
    return _NAMES.index(name.lower()[:3]) + 1


def _full(year, full_year):
    digits = year.lstrip("'")
    return int(digits) if len(digits) == 4 else full_year(digits)


class Orders:
    """The order of three numbers in the dates of a column: 10/12/18 is 12 October where 6/15/18 stands below it.

    ``fits``: by text, the day that each order makes of it. Two digits come first in Chinese files, so that order holds
    as long as all dates fit it.
    """

    def __init__(self, texts, year):
        self.fits = {text: _readings(match, year) for text in texts if (match := _THREE.match(text))}
        shared = set.intersection(*map(set, self.fits.values())) if self.fits else set()
        self.order = "ymd" if "ymd" in shared else self._only(shared)

    def _only(self, shared):
        if len(shared) != 1:
            return ""
        (order,) = shared
        telling = sum(1 for days in self.fits.values() if len(days) == 1)
        return order if telling >= FEWEST or telling * 5 >= len(self.fits) else ""

    def readings(self, text):
        """Return the dates that ``text`` may mean, with its time of day; none if no order fits it."""
        days, rest = self.fits[text], text[_THREE.match(text).end() :]
        found = [days[self.order]] if self.order else sorted(set(days.values()))
        return [f"{day}{rest}" for day in found]


def _readings(match, year):
    first, _mark, second, third = match.groups()
    pivot = ((year or 2049) + 10) % 100

    def full(two):
        return int(two) if len(two) == 4 else (2000 if int(two) <= pivot else 1900) + int(two)

    orders = {"mdy": (third, first, second)}
    orders |= {"dmy": (third, second, first)} if len(third) == 4 else {"ymd": (first, second, third)}
    days = {}
    for order, (of_year, month, day) in orders.items():
        try:
            days[order] = date(full(of_year), int(month), int(day)).isoformat()
        except ValueError:
            continue
    return days
