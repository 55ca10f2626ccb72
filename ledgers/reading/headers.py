"""Find the header of a table: one to three rows at any position, with or without merged groups (表头定位)."""

import re
from itertools import groupby, pairwise
from typing import NamedTuple

from ledgers.reading.columns import Path
from ledgers.reading.context import is_above_table
from ledgers.reading.layouts.tick_boxes import find_boxes
from ledgers.reading.text import is_blank, tidy

LOOKED_AT = 60
NEXT = 3  # rows below a good header; one further down belongs to another table
BESIDE = 60  # rows below a header that show whether a column is empty
TALLEST = 5
LONGEST_HEADER = 120
MANY = 5  # known words make a header even where the required column has an unknown one
LONG_HEADING = 40  # a longer one explains itself: the name is its first line, or stands before the bracket


class Header(NamedTuple):
    """A header in the rows ``first`` to ``last`` (from 0), with the path and the match of each column.

    ``used``: columns whose cells another layout has moved elsewhere.
    """

    first: int
    last: int
    paths: tuple[Path, ...]
    matches: dict
    weight: float
    boxes: tuple = ()
    used: frozenset = frozenset()


class Grid:
    """The rows of a sheet and its merged cells; a merged cell keeps its text in its top left cell."""

    def __init__(self, rows, merges):
        self.rows = rows
        self.merges = merges
        self.width = len(rows[0]) if rows else 0
        self.place_rows = {}
        self._origin = {}
        self._tops = {}
        for top, left, bottom, right in merges:
            if top < LOOKED_AT * 4 or bottom - top < TALLEST:
                self._tops.setdefault(top, []).append((left, bottom, right))

    def text(self, row, column):
        cell = self.rows[row][column]
        return "" if is_blank(cell) else tidy(str(cell)).replace("\n", "")

    def heading(self, row, column):
        """Return the text of a cell of a header, without the instructions that follow the name."""
        text = self.text(row, column)
        if len(text) <= LONG_HEADING:
            return text
        lines = tidy(str(self.rows[row][column])).split("\n")
        name = re.split(r"[(（:：]", lines[0])[0].strip()
        return name if 0 < len(name) <= LONG_HEADING else text

    def block(self, first, last):
        """Return one tuple of texts per column for the rows ``first`` to ``last``, with merged cells filled."""
        filled = [[self.heading(row, column) for column in range(self.width)] for row in range(first, last + 1)]
        for top in range(first, last + 1):
            for left, bottom, right in self._tops.get(top, ()):
                text = filled[top - first][left]
                for row in range(top - first, min(bottom, last) - first + 1):
                    for column in range(left, min(right + 1, self.width)):
                        filled[row][column] = text
        if not any(self._tops.get(row) for row in range(first, last + 1)):
            _fill_to_the_right(filled)
        return list(zip(*filled, strict=True))

    def height(self, row):
        """Return the number of rows of a header that begins at ``row``, judged by its merged cells."""
        merged = [bottom - row + 1 for _left, bottom, _right in self._tops.get(row, ()) if bottom - row < TALLEST]
        tallest = max(merged, default=1)
        if tallest == 1 and any(
            right > left and right - left + 1 < self.width for left, _b, right in self._tops.get(row, ())
        ):
            tallest = 2
        if tallest == 2 and any(right > left for left, _b, right in self._tops.get(row + 1, ())):
            below = [bottom - row + 1 for left, bottom, right in self._tops.get(row + 1, ()) if right > left]
            tallest = max(tallest, *below, 3) if self._is_words(row + 2) else tallest
        return min(tallest, TALLEST)

    def _is_words(self, row):
        """Whether a row holds only short texts, like the last row of a header."""
        if row >= len(self.rows):
            return False
        filled = [cell for cell in self.rows[row] if not is_blank(cell)]
        return bool(filled) and all(
            type(cell) is str and len(cell) <= 20 and not cell.strip().isdigit() for cell in filled
        )


def _fill_to_the_right(filled):
    """Fill groups to the right in files without merged cells, such as CSV: an empty cell above a filled one."""
    for upper, lower in pairwise(filled):
        group = ""
        for column, text in enumerate(upper):
            if text:
                group = text
            elif group and lower[column]:
                upper[column] = group


def path_of(column, texts):
    parts = []
    for text in texts:
        if text and (not parts or parts[-1] != text):
            parts.append(text)
    return Path(column, tuple(parts))


def header_at(grid, row, matcher, height):
    """Return the matched header of ``height`` rows from ``row`` on; None if it reaches beyond the sheet."""
    last = row + height - 1
    if last >= len(grid.rows):
        return None
    paths = tuple(path_of(column, texts) for column, texts in enumerate(grid.block(row, last)))
    if any(len(part) > LONGEST_HEADER for path in paths for part in path.parts):
        paths = tuple(
            Path(path.column, tuple(part for part in path.parts if len(part) <= LONGEST_HEADER)) for path in paths
        )
    paths = _of_one_table(grid, paths, last)
    boxes = find_boxes(paths, matcher)
    matches = matcher.assign(paths, boxes)
    return Header(row, last, paths, matches, matcher.weight(matches), boxes)


def _of_one_table(grid, paths, last):
    """Return ``paths`` without those of another table that stands beside this one, after an empty column.

    The other table repeats a header of the first (街道) and has its own ones too. Stripes of one table repeat them all.
    """
    below = grid.rows[last + 1 : last + 1 + BESIDE]
    filled = [bool(path.parts) or any(not is_blank(row[path.column]) for row in below) for path in paths]
    blocks = [list(block) for is_filled, block in groupby(paths, key=lambda path: filled[path.column]) if is_filled]
    foreign = set()
    for block in blocks[1:]:
        keys, own = {path.key for path in block if path.parts}, {path.key for path in blocks[0] if path.parts}
        if keys & own and keys - own:
            foreign |= {path.column for path in block}
    return tuple(path._replace(parts=()) if path.column in foreign else path for path in paths)


def heights_at(grid, row):
    """Return the heights to try for a header at ``row``: by its merged cells, or two and one rows without any."""
    height = grid.height(row)
    if height > 1:
        return (height,)
    if _continues(grid, row):
        return (2, 1)
    return (1,)


def _continues(grid, row):
    """Whether the next row looks like the lower half of a header without merges."""
    if row + 1 >= len(grid.rows):
        return False
    upper, lower = grid.rows[row], grid.rows[row + 1]
    below_gap = any(is_blank(above) and not is_blank(below) for above, below in zip(upper, lower, strict=True))
    return below_gap and grid._is_words(row + 1) and is_blank(lower[0])


def is_promising(grid, row, matcher):
    """Whether a row may be a header: two cells are known headers, or a person has mapped one."""
    hits = 0
    for cell in grid.rows[row]:
        if type(cell) is str and cell and len(cell) <= LONGEST_HEADER and matcher.knows(cell):
            hits += 1
            if hits == 2:
                return True
    texts = (tidy(cell).replace("\n", "") for cell in grid.rows[row] if type(cell) is str)
    return bool(matcher.mapping) and any(text in matcher.mapping for text in texts)


def find_header(grid, matcher, start=0):
    """Return the best header among the first rows from ``start`` on; None if there is none.

    The search stops a few rows below a good header, as the next one belongs to another table.
    """
    best = None
    for row in range(start, min(len(grid.rows), start + LOOKED_AT)):
        if best and row > best.last + NEXT and is_enough(best, matcher):
            break
        if not is_promising(grid, row, matcher):
            continue
        for first in _beginnings(grid, row):
            for height in heights_at(grid, first):
                header = header_at(grid, first, matcher, height)
                if header and header.last >= row and (best is None or _rank(header) > _rank(best)):
                    best = header
    return best if best and is_enough(best, matcher) else None


def _beginnings(grid, row):
    """Return the rows where a header that includes ``row`` may begin: with groups, one or two rows above it.

    A title or unit row is never a group, even if it is merged.
    """
    beginnings = [row]
    for first in (row - 1, row - 2):
        if first < 0:
            break
        texts = [text for column in range(grid.width) if (text := grid.text(first, column))]
        if is_above_table(texts):
            break
        if grid.height(first) > row - first:
            beginnings.insert(0, first)
    return beginnings


def _rank(header):
    """Return the sort key of a header: the greater weight wins, then the upper row."""
    return round(header.weight, 3), -header.first


def is_enough(header, matcher):
    """Whether a header matches three columns of the ledger, or all required ones and at least one more."""
    own = [match for match in header.matches.values() if match.field in matcher.kinds]
    sure_count = sum(match.sure for match in own)
    own_count = sure_count + sum(0.5 for match in own if not match.sure)
    if sure_count >= MANY:
        return True
    if (own_count >= 3 and matcher.covers_something_required(header.matches)) or (matcher.mapping and own_count):
        return True
    other_count = len(header.matches) - len(own)
    needed = matcher.essential or matcher.required
    matched_fields = {match.field for match in header.matches.values()}
    return bool(needed) and needed <= matched_fields and (own_count >= 2 or (sure_count == 1 and other_count >= 2))


def guess_header(grid, matcher):
    """Return the row that looks most like a header although no word of it is known; None if there is none.

    Only the page where a person maps the columns uses it; no record is read with it.
    """
    best, most = None, 2
    for row in range(min(len(grid.rows) - 1, LOOKED_AT)):
        words = {
            cell
            for cell in grid.rows[row]
            if type(cell) is str and 0 < len(tidy(cell)) <= 20 and not cell.strip().isdigit()
        }
        below = sum(1 for cell in grid.rows[row + 1] if not is_blank(cell))
        if len(words) > most and below >= 2:
            best, most = row, len(words)
    return None if best is None else header_at(grid, best, matcher, heights_at(grid, best)[0])
