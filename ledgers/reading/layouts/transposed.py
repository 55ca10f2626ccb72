"""Transposed tables (转置表): one column per place and one row per fact; each place becomes a row."""

from typing import NamedTuple

from ledgers.reading.columns import Path
from ledgers.reading.headers import LONGEST_HEADER, Grid, Header, path_of
from ledgers.reading.layouts.base import Relaid
from ledgers.reading.text import is_blank, tidy

FEWEST = 2
LONGEST_PLACE = 30
TOPMOST = 20  # rows among which the row of the places stands
LEVELS = ("county", "township", "village")
HEADINGS = {"county": "县区", "township": "乡镇", "village": "村"}


class Sideways(NamedTuple):
    """The row of the places (from 0), their columns and level, and the rows of the facts with their headers."""

    row: int
    columns: tuple
    level: str
    facts: tuple


def find_sideways(grid, matcher, places, within):
    """Return the first row of places with facts of the ledger to the left below it; None if there is none."""
    for row in range(min(len(grid.rows), TOPMOST)):
        columns, level = _places_of(grid, row, places, within)
        if len(columns) < FEWEST or columns[0] == 0:
            continue
        facts = _facts(grid, row, columns[0])
        matches = matcher.assign([path for _, path in facts])
        own_matches = [match for match in matches.values() if match.field in matcher.kinds]
        if len(own_matches) >= FEWEST and matcher.covers_something_required(matches):
            return Sideways(row, columns, level, facts)
    return None


def _places_of(grid, row, places, within):
    """Return the columns of places in a row, looked up once for all ledgers that are tried on a grid."""
    key = row, within
    if key not in grid.place_rows:
        grid.place_rows[key] = _places_in(grid.rows[row], places, within)
    return grid.place_rows[key]


def _places_in(row, places, within):
    for level in LEVELS:
        columns = tuple(
            column
            for column, cell in enumerate(row)
            if type(cell) is str
            and 1 < len(cell) <= LONGEST_PLACE
            and places.resolve(cell, level=level, within=within).code
        )
        if len(columns) >= FEWEST:
            return columns, level
    return (), ""


def _facts(grid, row, first_place):
    """Return (row, path) of every fact below ``row``; its header stands to the left of the places."""
    facts, above = [], [""] * first_place
    for number in range(row + 1, len(grid.rows)):
        texts = [_words(cell) for cell in grid.rows[number][:first_place]]
        if not any(texts):
            continue
        above = [text or (above[column] if any(texts[column + 1 :]) else "") for column, text in enumerate(texts)]
        facts.append((number, path_of(len(facts) + 1, above)))
    return tuple(facts)


def _words(cell):
    """Return the header text of a cell to the left of the facts; empty for running numbers and long texts."""
    if type(cell) is not str or is_blank(cell) or len(cell) > LONGEST_HEADER or cell.strip().isdigit():
        return ""
    return tidy(cell).replace("\n", "")


class Turned(Relaid):
    """The grid of a transposed table with places as rows; the rows above the table are kept."""

    def __init__(self, grid, sideways, matcher):
        self.sideways = sideways
        self.rows = [number for number, _ in sideways.facts]
        width = max(grid.width, len(self.rows) + 1)
        above = [[*row, *[""] * (width - len(row))] for row in grid.rows[: sideways.row]]
        paths = (Path(0, (HEADINGS[sideways.level],)), *(path for _, path in sideways.facts))
        lines = [[path.header for path in paths]]
        for column in sideways.columns:
            lines.append([grid.rows[sideways.row][column], *(grid.rows[number][column] for number in self.rows)])
        lines = [[*line, *[""] * (width - len(line))] for line in lines]
        self.grid = Grid([*above, *lines], [])
        matches = matcher.assign(paths)
        self.header = Header(sideways.row, sideways.row, paths, matches, matcher.weight(matches))

    def where(self, row, column):
        at = row - 1 - self.sideways.row
        if at < 0:
            return row, column
        if at == 0 or at > len(self.sideways.columns):
            return self.sideways.row + 1, 0
        physical = self.sideways.columns[at - 1] + 1
        if column <= 1 or column - 2 >= len(self.rows):
            return self.sideways.row + 1, physical if column else 0
        return self.rows[column - 2] + 1, physical

    def put_back(self, reading):
        super().put_back(reading)
        reading.columns = []
