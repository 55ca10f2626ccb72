"""Sheets without a header that continue the table of the previous sheet (续页)."""

from typing import NamedTuple

from ledgers.reading import place_headers
from ledgers.reading.headers import Grid, Header
from ledgers.reading.layouts.base import Relaid
from ledgers.reading.text import is_blank, narrow


class Ending(NamedTuple):
    """The end of a sheet: its rows down to the header, the header, and the last running number."""

    rows: list
    merges: list
    header: Header
    last: int


def ending_of(grid, header, data):
    """Return the ``Ending`` of a table whose ``data`` rows are numbered, None for other tables."""
    seq = next((column for column, match in header.matches.items() if match.field == place_headers.SEQ), None)
    if seq is None:
        return None
    last = next((number for row in reversed(data) if (number := _number(grid.rows[row][seq]))), None)
    if last is None:
        return None
    merges = [merge for merge in grid.merges if merge[2] <= header.last]
    return Ending(grid.rows[: header.last + 1], merges, header, last)


def continues(grid, ending):
    """Whether the first row of ``grid`` has the next running number, and its rows fit the header's width."""
    first_row = next((row for row in grid.rows if not all(map(is_blank, row))), None)
    if first_row is None or len(ending.rows[-1]) < _width(grid):
        return False
    seq = next(column for column, match in ending.header.matches.items() if match.field == place_headers.SEQ)
    return seq < len(first_row) and _number(first_row[seq]) == ending.last + 1


def _number(cell):
    text = narrow(str(cell)).removesuffix(".0")
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _width(grid):
    return max((column + 1 for row in grid.rows for column, cell in enumerate(row) if not is_blank(cell)), default=0)


class Continued(Relaid):
    """The grid of a continued sheet, with the header of the previous sheet on top."""

    def __init__(self, grid, ending):
        self.header = ending.header
        self.above = len(ending.rows)
        width = len(ending.rows[-1])
        rows = [list(row) for row in ending.rows]
        rows += [[*row[:width], *[""] * (width - len(row))] for row in grid.rows]
        moved = [(top + self.above, left, bottom + self.above, right) for top, left, bottom, right in grid.merges]
        self.grid = Grid(rows, [*ending.merges, *moved])

    def where(self, row, column):
        return row - self.above, column

    def put_back(self, reading):
        super().put_back(reading)
        reading.title_row, reading.header_rows = None, ()
        reading.ignored = [row for row in reading.ignored if row.row > 0]
