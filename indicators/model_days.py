"""Statements for any day without writing their SQL anew: those of a model day of the same kind, with other parameters.

Django needs more than a second to write the SQL of all indicators, and a day is nothing but some of its parameters.
Days of one kind give the same SQL: they lie in the same year and in the same part of it, and are the first day of their
month, the last one, or another. The model day is chosen so that each of its parameters tells what it was made of.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from ledgers.periods import PeriodKind
from years import periods

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(.*)")
_MONTH = re.compile(r"\d{4}-\d\d")
NEAR = timedelta(days=800)  # a day farther away does not depend on the day that is asked for
SOME_DAY = 23  # neither the first day of a month nor the last


def model_day(on):
    """Return the day for whose kind statements are written; of the first and the last day of a year the day itself."""
    if _is_fixed(on):
        return on
    month = 1 if on.month == 1 else 2 if on.month <= 3 else 5 if on.month <= 6 else 11
    if on.day == 1:
        return date(on.year, month, 1)
    last = monthrange(on.year, month)[1]
    return date(on.year, month, last if (on + timedelta(days=1)).day == 1 else SOME_DAY)


def translated(params, *, model, on):
    """Return the ``params`` of a statement for the day ``model`` as they are for the day ``on``, one of its kind.

    Raises ``LookupError`` for a day near the model day of which nobody knows how it was made, such as 90 days before.
    """
    return tuple(_translated(param, model, on) if isinstance(param, str | date) else param for param in params)


@lru_cache(maxsize=4096)
def _translated(param, model, on):
    if isinstance(param, date):
        return _day(param, model, on)
    if match := _DAY.fullmatch(param):
        return _day(date.fromisoformat(match[1]), model, on).isoformat() + match[2]
    if param == PeriodKind.QUARTER.key_of(model):
        return PeriodKind.QUARTER.key_of(on)
    return _months(model, on).get(param, param) if _MONTH.fullmatch(param) else param


def _day(day, model, on):
    days = _days(model, on)
    if day in days:
        return days[day]
    if _is_fixed(day) or abs(day - model) > NEAR:
        return day
    raise LookupError(f"{day} is made of {model} in an unknown way")


def _is_fixed(day):
    """Whether it is the first or the last day of a year: all days of one kind have it in common."""
    return (day.month, day.day) in {(1, 1), (12, 31)}


@lru_cache(maxsize=64)
def _days(model, on):
    """Return ``{day made of the day model: the same, made of the day on}``."""
    return _table(zip(_made_of(model), _made_of(on), strict=True))


@lru_cache(maxsize=64)
def _months(model, on):
    return _table((f"{of_model:%Y-%m}", f"{day:%Y-%m}") for of_model, day in _days(model, on).items())


def _made_of(day):
    """The day, the next one, and the first days of its month, quarter and half-year."""
    half_year = day.replace(month=1 if day.month <= 6 else 7, day=1)
    return (
        day,
        day + timedelta(days=1),
        *(periods.containing(day, kind).start for kind in ("month", "quarter")),
        half_year,
    )


def _table(pairs):
    table = {}
    for of_model, day in pairs:
        if table.setdefault(of_model, day) != day:
            raise LookupError(f"{of_model} may be several days")
    return table
