"""Convert a ``Reading`` to plain rows that can be staged, compared and stored."""

from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from files.errors import FileError
from ledgers import declarations
from ledgers.declarations import Kind
from ledgers.problem_cells import with_cells
from ledgers.records import own_key_fields

TEXT_KINDS = {
    Kind.TEXT, Kind.NAME, Kind.DATE, Kind.DATETIME, Kind.PHONE, Kind.CODE, Kind.CHOICE,
}  # fmt: skip
KEY_BYTES = 2400  # an index entry of PostgreSQL holds no more than about 2,700
LIMITS = {Kind.MONEY: 10**13, Kind.COUNT: 10**15, Kind.DECIMAL: 10**15}
WARNING_LIMIT = 100  # of each sheet; their number is kept
SHOWN_CELLS = 5000  # held rows that keep their cells, to be corrected one by one


class UnknownLedgerError(FileError):
    """No ledger was recognised; ``headings`` are the headers that were read, for the person who chooses one."""

    def __init__(self, message, headings):
        super().__init__("unknown_ledger", message)
        self.headings = headings

    def __reduce__(self):
        return type(self), (self.message, self.headings)


class Row(NamedTuple):
    """A row that can be stored: ``sheet`` counts from 0 in ``Staged.sheets``, ``values`` follow its fields.

    ``leaving``: (last day, reason) of a row that leaves its register; ``ledgers.leaving`` makes the reason a code.
    """

    sheet: int
    row: int
    place: str
    values: tuple
    leaving: tuple | None = None


class Held(NamedTuple):
    """A row held back: ``problems`` are plain data, ``cells`` the texts of its cells."""

    sheet: int
    row: int
    place: str
    values: tuple
    problems: list
    cells: list


@dataclass
class Staged:
    """What is kept of a reading. ``sheets`` are plain data, the skipped ones too.

    ``accepted``: the doubts of rows that a person took as they stand, as plain data with the name of their sheet.
    """

    ledger_key: str
    sheets: list
    rows: list = field(default_factory=list)
    held: list = field(default_factory=list)
    encoding: str = ""
    warnings: list = field(default_factory=list)
    report: dict | None = None
    accepted: list = field(default_factory=list)

    def drop(self, rows):
        """Leave out the spreadsheet ``rows``, (sheet, row), that a person does not want."""
        if rows:
            self.rows = [row for row in self.rows if (row.sheet, row.row) not in rows]
            self.held = [row for row in self.held if (row.sheet, row.row) not in rows]


def stage(reading, *, report_with=None):
    """Return the rows and facts of ``reading``; ``report_with`` (places) adds the report for the command.

    Raises ``UnknownLedgerError`` where no ledger was recognised: a person has to choose one first.
    """
    if not reading.ledger_key:
        headings = [column.key for sheet in reading.sheets for column in sheet.columns if column.header]
        raise UnknownLedgerError(reading.warnings[-1].message, headings)
    ledger = declarations.get(reading.ledger_key)
    staged = Staged(
        ledger_key=reading.ledger_key,
        sheets=[_sheet_facts(sheet, ledger) for sheet in reading.sheets],
        encoding=reading.encoding,
        warnings=[warning.as_dict() for warning in reading.warnings[:WARNING_LIMIT]],
        report=reading.as_report(report_with) if report_with is not None else None,
        accepted=[doubt.as_dict() | {"sheet": sheet.name} for sheet in reading.sheets for doubt in sheet.accepted],
    )
    for number, sheet in enumerate(reading.sheets):
        _stage_rows(staged, number, sheet, ledger)
    return staged


def _stage_rows(staged, number, sheet, ledger):
    check = _limits_check(ledger, sheet.fields)
    kept = _Kept(sheet, ledger)
    for record in sheet.records:
        problem = check(record)
        if problem:
            _hold(staged, number, sheet, record, [problem], kept)
        else:
            staged.rows.append(Row(number, record.row, record.place, kept.values(record), record.leaving))
    for row in sheet.held:
        problems = [with_cells(problem.as_dict(), sheet, ledger) for problem in row.problems]
        _hold(staged, number, sheet, row, problems, kept)


def _hold(staged, number, sheet, row, problems, kept):
    """Hold a row back; only the first 5,000 keep their cells, which would otherwise fill the memory."""
    cells = kept.cells(row) if len(staged.held) < SHOWN_CELLS else []
    staged.held.append(Held(number, row.row, row.place, kept.values(row), problems, cells))


class _Kept:
    """Leave out of the rows of a sheet what its ledger reads and does not keep."""

    def __init__(self, sheet, ledger):
        unkept = ledger.unkept_fields
        self.sheet = sheet
        self.at = [at for at, name in enumerate(sheet.fields) if name not in unkept]
        self.keeps_all = len(self.at) == len(sheet.fields)
        self.emptied = {column.column for column in sheet.columns if column.field in unkept}

    def values(self, row):
        return tuple(row.values) if self.keeps_all else tuple(row.values[at] for at in self.at)

    def cells(self, row):
        cells = self.sheet.cells(row.row)
        return ["" if number in self.emptied else cell for number, cell in enumerate(cells, 1)]


def _sheet_facts(sheet, ledger):
    """Return the facts of a sheet without its rows, and without examples of what is not kept."""
    unkept = ledger.unkept_fields
    columns = [asdict(column) | {"key": column.key} for column in sheet.columns]
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "skipped": sheet.skipped,
        "header_rows": list(sheet.header_rows),
        "fields": [name for name in sheet.fields if name not in unkept],
        "columns": [column | {"examples": ()} if column["field"] in unkept else column for column in columns],
        "context": asdict(sheet.context),
        "warnings": [warning.as_dict() for warning in sheet.warnings[:WARNING_LIMIT]],
        "warning_count": len(sheet.warnings),
        "similar": [list(rows) for rows in sheet.similar],
        "records": len(sheet.records),
        "held": len(sheet.held),
    }


def _limits_check(ledger, fields):
    """Return a function that finds the problem of a record with a value too large for the database, or None."""
    keyed = [at for at, name in enumerate(fields) if name in own_key_fields(ledger)]
    kinds = [(at, ledger.column(name).kind) for at, name in enumerate(fields)]
    sized = [(at, LIMITS[kind]) for at, kind in kinds if kind in LIMITS]

    def check(record):
        texts = [(record.values[at], at) for at in keyed if isinstance(record.values[at], str)]
        if sum(len(text.encode()) for text, _at in texts) > KEY_BYTES:
            longest = max(texts, key=lambda text: len(text[0]))[1]
            message = _("“%(column)s”超过 %(limit)d 个字，请缩短后再导入。")
            return _problem(record, ledger, fields[longest], "text_too_long", message, limit=KEY_BYTES // 3)
        for at, limit in sized:
            if record.values[at] is not None and float(record.values[at]) >= limit:
                message = _("“%(column)s”的数值过大，请核对。")
                return _problem(record, ledger, fields[at], "invalid_number", message)
        return None

    return check


def _problem(record, ledger, name, reason, message, **more):
    text = message % {"column": ledger.column(name).label, **more}
    return {"reason": reason, "message": text, "row": record.row, "field": name}
