"""The result of reading a file. Everything in it can be pickled and sent between processes."""

from dataclasses import dataclass, field
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from ledgers import declarations
from ledgers.reading.reasons import is_doubtful
from ledgers.reading.report import report


def address(row, column):
    """Return the address of a cell, such as ``E12``; row and column count from 1."""
    return f"{get_column_letter(column)}{row}"


class Candidate(NamedTuple):
    """One possible reading of a cell: ``value`` is a place code or a typed value, ``label`` is shown to people."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Problem:
    """The reason why a row is held back, or a warning that a person should check.

    ``reason`` is one of ``ledgers.reading.reasons``. ``message`` names the cell, the reason
    and the fix. ``field`` is set where one value is to blame, ``column`` (from 1) where one
    cell is. ``candidates`` are the readings to choose from.
    """

    reason: str
    message: str
    row: int = 0
    column: int = 0
    field: str = ""
    text: str = ""
    candidates: tuple[Candidate, ...] = ()
    belongs_to: str = ""
    duplicate_of: int = 0

    @property
    def cell(self):
        """The address of the cell, such as ``E12``; empty if the problem is not about one cell."""
        return address(self.row, self.column) if self.column else ""

    def as_dict(self):
        """Return plain data for a JSON column."""
        data = {"reason": self.reason, "message": self.message, "row": self.row}
        if self.column:
            data |= {"column": self.column, "cell": self.cell}
        for name in ("field", "text", "belongs_to", "duplicate_of"):
            if value := getattr(self, name):
                data[name] = value
        if self.candidates:
            data["candidates"] = [candidate._asdict() for candidate in self.candidates]
        return data


class Record(NamedTuple):
    """A row that can be stored. ``values`` follow ``SheetReading.fields``; None is an empty cell.

    ``leaving``: (last day, reason) as read, "" where blank, of a row that leaves its register; else None.
    """

    row: int
    place: str
    values: tuple
    leaving: tuple | None = None


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A row that a person must correct; ``values`` and ``place`` hold what could be read."""

    row: int
    place: str
    values: tuple
    problems: tuple[Problem, ...]

    @property
    def reasons(self):
        return list(dict.fromkeys(problem.reason for problem in self.problems))

    @property
    def is_doubtful(self):
        """Whether a person may accept the row as it stands."""
        return all(is_doubtful(problem.reason) for problem in self.problems)


class Ignored(NamedTuple):
    """A row without a record: title, unit_date, header, numbering, subtotal, total, note, sample, section, blank."""

    row: int
    kind: str


@dataclass(slots=True)
class ColumnReading:
    """A physical column: ``field`` is a place level, ``seq``, a field of the ledger, or None (not kept).

    ``dropped`` says why a column is never kept (``identity_number``). ``certainty``: ``certain`` columns are read;
    of ``likely`` ones the field is only ``proposed``, with its ``reasons``, until a person agrees; ``open`` ones are
    left to a person. ``alternatives``: other fields that it may be, the likeliest first.
    """

    column: int
    header: str
    group: str | None = None
    field: str | None = None
    unit: str = ""
    dropped: str = ""
    certainty: str = "open"
    proposed: str = ""
    reasons: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def key(self):
        """The key of the column in a mapping: ``group·header``."""
        return f"{self.group}·{self.header}" if self.group else self.header


@dataclass(slots=True)
class Context:
    """The facts that hold for all rows: place, year, month or quarter, money unit, reporting unit and date.

    ``sources`` lists where the place was found, in the words of the report layout
    (``sheet name``, ``title``, ``reporting unit``, ``file name``, ``scope``).
    """

    place: str = ""
    sources: tuple[str, ...] = ()
    title: str | None = None
    year: int | None = None
    year_from: str = ""
    period: str | None = None
    reporting_unit: str | None = None
    report_date: str | None = None
    money_unit: str | None = None


@dataclass(slots=True)
class SheetReading:
    """One sheet. ``accepted``: the doubts in spite of which rows are records.

    ``skipped`` tells why a sheet is not imported: hidden, empty, no_table, other_ledger.
    """

    name: str
    hidden: bool = False
    skipped: str = ""
    title_row: int | None = None
    header_rows: tuple[int, ...] = ()
    columns: list[ColumnReading] = field(default_factory=list)
    context: Context = field(default_factory=Context)
    fields: tuple[str, ...] = ()
    records: list[Record] = field(default_factory=list)
    held: list[HeldRow] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    similar: list[tuple[int, ...]] = field(default_factory=list)
    accepted: list[Problem] = field(default_factory=list)
    grid: list = field(default_factory=list, repr=False)

    @property
    def imported(self):
        return not self.skipped

    def cells(self, row):
        """Return the cells of the spreadsheet row ``row`` (from 1) as texts, without identity numbers."""
        hidden = {column.column for column in self.columns if column.dropped}
        cells = self.grid[row - 1] if row <= len(self.grid) else ()
        return ["" if number in hidden else as_text(cell) for number, cell in enumerate(cells, 1)]


@dataclass(slots=True)
class Reading:
    """A whole file, read. ``ledger_key`` is empty where no ledger was recognised."""

    file: str
    ledger_key: str
    sheets: list[SheetReading]
    encoding: str = ""
    city: str = ""
    warnings: list[Problem] = field(default_factory=list)

    @property
    def ledger(self):
        return declarations.get(self.ledger_key)

    @property
    def imported_sheets(self):
        return [sheet for sheet in self.sheets if sheet.imported]

    @property
    def context(self):
        """The context of the first imported sheet, which stands for the whole file."""
        return self.imported_sheets[0].context if self.imported_sheets else Context()

    @property
    def record_count(self):
        return sum(len(sheet.records) for sheet in self.sheets)

    @property
    def held_count(self):
        return sum(len(sheet.held) for sheet in self.sheets)

    def as_report(self, places):
        """Return the report in the layout of the answer files; ``places`` is the index used for reading."""
        return report(self, places)


def as_text(cell):
    """Return the text of a cell as a spreadsheet shows it without a number format."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return cell.isoformat() if hasattr(cell, "isoformat") else str(cell)
