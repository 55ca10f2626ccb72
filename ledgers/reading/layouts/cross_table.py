"""Cross tables (交叉表): a row that holds several records is unfolded into one row per record."""

from typing import NamedTuple

from ledgers.reading.columns import Match, Path
from ledgers.reading.headers import LOOKED_AT, Grid, Header, header_at, heights_at
from ledgers.reading.layouts.base import Relaid
from ledgers.reading.text import is_mark
from ledgers.reading.values.factory import Setting, reader_for

FEWEST = 2
SURE = 90


class Variant(NamedTuple):
    """One record of a row: the values given by its header, and the columns (from 0) of its other fields."""

    given: dict
    columns: dict


class Unfolding(NamedTuple):
    """A header whose rows hold several records; ``header.matches`` are the columns that they share."""

    header: Header
    variants: tuple


def find_unfolding(grid, ledger, matcher, places, within):
    """Return the first header with several records per row; None if there is none or the ledger has no ``cross``."""
    if not ledger.cross:
        return None
    for row in range(min(len(grid.rows), LOOKED_AT)):
        if sum(1 for cell in grid.rows[row] if type(cell) is str and cell) < FEWEST:
            continue
        for height in heights_at(grid, row):
            header = header_at(grid, row, matcher, height)
            if header is None:
                continue
            crossed = None
            if ledger.cross.value:
                crossed = _place_groups(header, ledger, matcher, places, within) or _crossed(
                    header, ledger, places, within
                )
            if unfolding := crossed or _grouped(header, ledger, matcher):
                return unfolding
    return None


def _crossed(header, ledger, places, within):
    """Return the unfolding of a header with a column per place or choice, each with the value of one record."""
    by, value = ledger.cross.by, ledger.cross.value
    fields = {match.field: column for column, match in header.matches.items()}
    if value in fields and by in fields:
        return None
    free = [path for path in header.paths if path.parts and path.column not in header.matches]
    if by in fields:
        variants = _places_across(free, value, places, within)
    elif "county" in fields or "township" in fields:
        choices = _choices_of(header.paths, ledger.column(by))
        variants = [
            Variant({by: path.header}, {value: path.column})
            for path in header.paths
            if path.parts and path.header in choices
        ]
    else:
        return None
    if len(variants) < FEWEST:
        return None
    used = {column for variant in variants for column in variant.columns.values()}
    shared_matches = {column: match for column, match in header.matches.items() if column not in used}
    return Unfolding(header._replace(matches=shared_matches), tuple(variants))


def _place_groups(header, ledger, matcher, places, within):
    """Return the unfolding of merged headers that name places, with the fields of one record below each."""
    groups = {}
    for path in header.paths:
        if len(path.parts) > 1:
            groups.setdefault(path.parts[-2], []).append(path)
    levels = {name: level for name in groups if (level := _level_of(name, places, within))}
    inside = {path.column for name in levels for path in groups[name]}
    shared = matcher.assign([path for path in header.paths if path.column not in inside])
    if ledger.cross.by not in {match.field for match in shared.values()}:
        return None
    variants = []
    for name, level in levels.items():
        below = matcher.assign([path._replace(parts=path.parts[-1:]) for path in groups[name]])
        columns = {match.field: column for column, match in below.items() if match.field in matcher.kinds}
        if ledger.cross.value in columns:
            variants.append(Variant({level: name}, columns))
    return Unfolding(header._replace(matches=shared), tuple(variants)) if len(variants) >= FEWEST else None


def _level_of(name, places, within):
    """Return the level, county or township, of the place that a header names; an empty text if it names none."""
    levels = (level for level in ("county", "township") if places.resolve(name, level=level, within=within).code)
    return next(levels, "")


def _places_across(paths, value, places, within):
    variants = []
    for path in paths:
        if level := _level_of(path.header, places, within):
            variants.append(Variant({level: path.header}, {value: path.column}))
    return variants


def _choices_of(paths, column):
    """Return the headers of ``paths`` that name a choice of ``column``."""
    reader = reader_for(column, Setting())
    headers = set()
    for path in paths:
        try:
            if path.parts and reader.read(path.header):
                headers.add(path.header)
        except ValueError:
            continue
    return headers


def _grouped(header, ledger, matcher):
    """Return the unfolding of merged headers with the same columns below each; each group is one record."""
    alone = {path.column for path in header.paths if len(path.parts) == 1}
    if any(match.field == ledger.cross.by for column, match in header.matches.items() if column in alone):
        return None
    groups = {}
    for path in header.paths:
        if len(path.parts) > 1:
            groups.setdefault(path.parts[-2], []).append(path)
    if ledger.column(ledger.cross.by).choices:
        choices = _choices_of([Path(0, (name,)) for name in groups], ledger.column(ledger.cross.by))
        groups = {name: paths for name, paths in groups.items() if name in choices}
    variants = [
        Variant({ledger.cross.by: name}, columns)
        for name, paths in groups.items()
        if (columns := _columns_of(paths, ledger, matcher))
    ]
    fields = [field for variant in variants for field in variant.columns]
    if len(variants) < FEWEST or not any(fields.count(field) >= FEWEST for field in fields):
        return None
    inside = {path.column for paths in groups.values() for path in paths}
    shared_matches = {column: match for column, match in header.matches.items() if column not in inside}
    return Unfolding(header._replace(matches=shared_matches, used=frozenset(inside)), tuple(variants))


def _columns_of(paths, ledger, matcher):
    """Return {field: column} of one group, by its lower headers only; empty if a required field is missing."""
    columns = {}
    for path in paths:
        field = matcher.named_by(path.parts[-1:])
        if field and field != ledger.cross.by:
            columns.setdefault(field, path.column)
    required = {column.field for column in ledger.columns if column.required} - {ledger.cross.by}
    return columns if required <= set(columns) else {}


class Unfolded(Relaid):
    """The grid of an unfolding, with one row per record."""

    def __init__(self, grid, unfolding):
        self.unfolding = unfolding
        self.width = grid.width
        header = unfolding.header
        self.fields = list(
            dict.fromkeys(field for variant in unfolding.variants for field in (*variant.given, *variant.columns))
        )
        blank = [""] * len(self.fields)
        rows = [[*row, *blank] for row in grid.rows[: header.last + 1]]
        self.origins = [(number, None) for number in range(header.last + 1)]
        for number in range(header.last + 1, len(grid.rows)):
            self._unfold(rows, grid.rows[number], number)
        merges = [merge for merge in grid.merges if merge[2] <= header.last]
        self.grid = Grid(rows, merges)
        self.header = self._extended(header)

    def _unfold(self, rows, row, number):
        filled = [
            variant
            for variant in self.unfolding.variants
            if not all(is_mark(row[column]) for column in variant.columns.values())
        ]
        if not filled:
            rows.append([*row, *[""] * len(self.fields)])
            self.origins.append((number, None))
        for variant in filled:
            columns = variant.columns
            cells = [
                variant.given.get(field) or (row[columns[field]] if field in columns else "") for field in self.fields
            ]
            rows.append([*row, *cells])
            self.origins.append((number, variant))

    def _extended(self, header):
        paths, matches = list(header.paths), dict(header.matches)
        for index, field in enumerate(self.fields):
            paths.append(Path(self.width + index, (field,)))
            matches[self.width + index] = Match(field, SURE)
        used = {column for variant in self.unfolding.variants for column in variant.columns.values()}
        return header._replace(paths=tuple(paths), matches=matches, used=header.used | used)

    def without_record(self, number):
        """Whether a row of the unfolded grid (from 0) holds no record, as all its own columns are empty."""
        return self.origins[number][1] is None

    def where(self, row, column):
        """Return the row and column (from 1) in the sheet of a cell of the unfolded grid."""
        number, variant = self.origins[row - 1]
        if column <= self.width or variant is None:
            return number + 1, column if column <= self.width else 0
        physical = variant.columns.get(self.fields[column - self.width - 1])
        return number + 1, 0 if physical is None else physical + 1

    def put_back(self, reading):
        super().put_back(reading)
        reading.columns = [column for column in reading.columns if column.column <= self.width]
        for variant in self.unfolding.variants:
            for field, physical in variant.columns.items():
                for column in reading.columns:
                    if column.column == physical + 1:
                        column.field = field
