"""Read a ledger file: bytes in, rows with typed values and places out; doubtful rows are held back, not guessed.

    from ledgers import reading

    found = reading.read(data, "整顿台账.xlsx", ledger="weak_org", places=index, within="361104000000")
    for sheet in found.imported_sheets:
        for row, place, values, leaving in sheet.records:      # values follow sheet.fields
            ...
        for held in sheet.held:                       # held.problems: reason, message, cell, candidates
            ...
    found.as_report(index)                            # layout of the answer files

``read`` uses no database and no clock, and writes no file. Its arguments and its result can be
pickled, so a worker can run it in a child process.

To correct a file without touching it, read it again with ``overrides`` (``{(sheet, row,
column): "new text"}``, both numbers from 1) and ``choices`` (``{(sheet, row): place code}``).
"""

from ledgers.reading.limits import Limits
from ledgers.reading.read import LISTS_PERSONS, read
from ledgers.reading.result import (
    Candidate,
    ColumnReading,
    Context,
    HeldRow,
    Ignored,
    Problem,
    Reading,
    Record,
    SheetReading,
)

__all__ = [
    "LISTS_PERSONS",
    "Candidate",
    "ColumnReading",
    "Context",
    "HeldRow",
    "Ignored",
    "Limits",
    "Problem",
    "Reading",
    "Record",
    "SheetReading",
    "read",
]
