"""Reads a ledger file as it is: bytes in, typed and placed rows out, nothing guessed.

    from ledgers import reading

    found = reading.read(data, "整顿台账.xlsx", ledger="weak_org", places=index, within="361104000000")
    for sheet in found.imported_sheets:
        for row, place, values in sheet.records:      # values follow sheet.fields
            ...
        for held in sheet.held:                       # held.problems: reason, message, cell, candidates
            ...
    found.as_report(index)                            # layout of the answer files

No database, no clock, no file written. ``read`` is a plain function of picklable things
with a picklable result, so a worker may run it in a child process of its own.

To correct a file without touching it, read it again with ``overrides`` (``{(sheet, row,
column): "new text"}``, both numbers from 1) and ``choices`` (``{(sheet, row): place code}``).
"""

from ledgers.reading.limits import Limits
from ledgers.reading.read import read
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
