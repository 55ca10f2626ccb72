"""What every file format is brought to before the reading proper begins."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class RawSheet:
    """Cells by row, all rows equally long; merges are (top, left, bottom, right), counted from 0.

    ``formats`` tells the number formats of a few cells ({(row, column), ...}, from 0) when asked;
    ``telling``: whether a number format of the file may say more than the numbers do; ``untyped``: the file does not
    tell numbers from texts. ``uncalculated`` counts formulas that were saved without a result. ``hidden_rows`` and
    ``pictures`` are rows and (row, column) of cells, from 0. ``has_dittos``: a cell may stand for the one above it.
    """

    name: str
    hidden: bool = False
    rows: list = field(default_factory=list)
    merges: list = field(default_factory=list)
    formats: Callable = dict.fromkeys
    telling: bool = False
    untyped: bool = False
    uncalculated: int = 0
    hidden_rows: set = field(default_factory=set)
    pictures: list = field(default_factory=list)
    has_dittos: bool = False


@dataclass(slots=True)
class RawBook:
    """The sheets of a file; ``encoding`` is that of a text file, ``warnings`` are (reason, message) pairs."""

    sheets: list
    encoding: str = ""
    since_1904: bool = False
    warnings: list = field(default_factory=list)


def put_errors(rows, errors):
    """Write formula errors ({(row, column): "#REF!"}, from 0) where the native reader left the cells empty."""
    for (row, column), text in errors.items():
        if row < len(rows) and column < len(rows[row]) and rows[row][column] == "":
            rows[row][column] = text


def no_formats(cells):
    """For files that keep no number formats."""
    return dict.fromkeys(cells, "")
