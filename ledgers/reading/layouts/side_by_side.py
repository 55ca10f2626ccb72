"""Tables printed in two or more stripes side by side, each with the same header (并排栏)."""

from dataclasses import replace
from itertools import count, takewhile
from typing import NamedTuple

from ledgers.reading.headers import Grid, Header
from ledgers.reading.layouts.base import Relaid
from ledgers.reading.layouts.merged_cells import fill_down
from ledgers.reading.text import is_blank


class Stripes(NamedTuple):
    """A header whose columns are repeated every ``width`` columns, ``count`` times."""

    header: Header
    width: int
    count: int


def find_stripes(header):
    """Return ``Stripes`` if all matched columns of ``header`` are repeated to the right, otherwise None."""
    keys = {path.column: path.key for path in header.paths if path.parts}
    last_column = max(header.matches)
    for width in range(last_column + 1 - min(header.matches), max(keys) + 1):

        def comes_back(times, width=width):
            return all(keys.get(column + times * width) == keys[column] for column in header.matches)

        if again := sum(1 for _ in takewhile(comes_back, count(1))):
            return Stripes(header, width, again + 1)
    return None


class Stacked(Relaid):
    """The grid with the stripes stacked one below the other."""

    def __init__(self, grid, stripes, kinds):
        self.stripes = stripes
        header, self.width = stripes.header, stripes.width
        self.start = min(header.matches)
        shares = {
            column + times * self.width: kinds.get(match.field)
            for column, match in header.matches.items()
            for times in range(stripes.count)
        }
        fill_down(grid.rows, grid.merges, header.last + 1, shares)
        rows = [list(row) for row in grid.rows[: header.last + 1]]
        self.origins = [(number, 0) for number in range(header.last + 1)]
        for times in range(stripes.count):
            self._stack(rows, grid, times)
        self.grid = Grid(rows, [merge for merge in grid.merges if merge[2] <= header.last])
        paths = tuple(path for path in header.paths if path.column < self.start + self.width)
        self.header = header._replace(paths=paths)

    def _stack(self, rows, grid, times):
        start = self.start + times * self.width
        for number in range(self.stripes.header.last + 1, len(grid.rows)):
            left_cells = grid.rows[number][: self.start]
            stripe = grid.rows[number][start : start + self.width]
            if times and all(map(is_blank, stripe)):
                continue
            cells = [*(left_cells if not times else [""] * self.start), *stripe]
            rows.append([*cells, *[""] * (grid.width - len(cells))])
            self.origins.append((number, times))

    def where(self, row, column):
        number, times = self.origins[row - 1]
        return number + 1, column and column + times * self.width

    def put_back(self, reading):
        super().put_back(reading)
        reading.records.sort(key=lambda record: record.row)
        reading.held.sort(key=lambda held: held.row)
        reading.columns += [
            replace(column, column=column.column + times * self.width)
            for times in range(1, self.stripes.count)
            for column in reading.columns
        ]
