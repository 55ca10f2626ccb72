"""Join a day and a time of day that stand in two columns side by side: 受理日期 | 受理时间 (日期与时间分列)."""

import datetime
import re

from ledgers.declarations import Kind
from ledgers.reading.text import is_blank, is_nothing, narrow
from ledgers.reading.values.written_dates import InvalidDate, from_serial, parse

LOOKED_AT = 200
SOME_YEAR = 2020  # for days without a year, which are days all the same
SHARED_BEGINNING = 2  # characters
SERIALS = (30_000, 60_000)
_TIME = re.compile(
    r"^(?:上午|下午|早上|中午|晚上|凌晨)?\d{1,2}(?:[:时点]\d{0,2}分?)(?::?\d{2}秒?)?(?:am|pm)?$", re.IGNORECASE
)
_OF_ANYTHING = re.compile(r"^(?:日期|时间|时刻|时分|年月日|具体时间|几时几分)$")


def join_times(grid, header, numbers, kinds):
    """Write day and time into the column of the date in the rows ``numbers`` (from 0).

    Returns {column of the other part: field}, columns from 0; ``kinds`` are the kinds of the fields.
    """
    texts = {path.column: path.header for path in header.paths if path.parts}
    dates = {
        column: match.field
        for column, match in header.matches.items()
        if kinds.get(match.field) in (Kind.DATE, Kind.DATETIME)
    }
    joined = {}
    for column, field in dates.items():
        sort = _sort_of(grid, numbers, column)
        for other in (column - 1, column + 1):
            is_free = other in texts and other not in header.matches and other not in joined
            if not (sort and is_free and _belong(texts[column], texts[other])):
                continue
            if _sort_of(grid, numbers, other) == _OTHER[sort]:
                day, time = (other, column) if sort == "time" else (column, other)
                _join(grid, numbers, column, day, time, with_time=kinds[field] == Kind.DATETIME)
                joined[other] = field
                break
    return joined


_OTHER = {"day": "time", "time": "day"}


def _belong(header, other):
    return header[:SHARED_BEGINNING] == other[:SHARED_BEGINNING] or bool(_OF_ANYTHING.match(narrow(other)))


def _sort_of(grid, numbers, column):
    """Return ``day`` or ``time`` if all filled cells of a column are that, else an empty text."""
    cells = {cell for number in numbers[:LOOKED_AT] if not is_nothing(cell := grid.rows[number][column])}
    if not cells:
        return ""
    if all(map(_is_time, cells)):
        return "time"
    return "day" if all(map(_is_day, cells)) else ""


def _is_time(cell):
    if isinstance(cell, float):
        return 0 < cell < 1
    return isinstance(cell, datetime.time) or (type(cell) is str and bool(_TIME.match(narrow(cell))))


def _is_day(cell):
    if isinstance(cell, datetime.datetime):
        return not (cell.hour or cell.minute)
    if isinstance(cell, (int, float)):
        return float(cell).is_integer() and SERIALS[0] < cell < SERIALS[1]
    if type(cell) is not str:
        return isinstance(cell, datetime.date)
    try:
        return len(parse(narrow(cell), SOME_YEAR) or "") == len("2020-06-30")
    except InvalidDate:
        return False


def _join(grid, numbers, column, day, time, *, with_time):
    grid.rows = list(grid.rows)
    for number in numbers:
        row = grid.rows[number] = list(grid.rows[number])
        row[column] = _moment(row[day], row[time]) if with_time and not is_nothing(row[time]) else row[day]


def _moment(day, time):
    """Return day and time as one cell; a time without a day is no moment and stays, to be refused."""
    if is_blank(day):
        return time
    if isinstance(time, float):
        time = from_serial(time + 1e-6).time()
    if isinstance(time, datetime.time):
        time = f"{time:%H:%M}"
    if isinstance(day, datetime.date):
        day = day.isoformat()[:10]
    if isinstance(day, (int, float)):
        day = from_serial(day).date().isoformat()
    return f"{day} {time}"
