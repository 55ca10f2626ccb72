"""Remove identity numbers and columns that must not be stored from the file that is kept as evidence."""

import io

import openpyxl
from django.conf import settings

from ledgers.marked_workbook import write_anew
from ledgers.reading import Limits, identity_numbers
from ledgers.reading.files.workbook import kind_of, open_workbook
from ledgers.reading_child import in_fork


def without_personal_cells(data, file_name, *, dropped, emptied):
    """Return ``data`` as .xlsx without identity numbers, in hidden sheets too, and without the ``emptied`` columns.

    In the ``dropped`` columns ({sheet: numbers from 1}) every cell with digits is emptied; in other columns the
    numbers are cut out of the texts. ``emptied`` is {sheet: (columns, row)}: all cells of the columns below the row
    are emptied, or of every column if ``columns`` is None. Formulas become values.
    """
    return in_fork(
        _scrub,
        data,
        file_name,
        dropped,
        emptied,
        seconds=settings.LEDGER_READING_SECONDS,
        megabytes=settings.LEDGER_READING_MEGABYTES,
    )


def _scrub(data, file_name, dropped, emptied):
    target = io.BytesIO()
    if kind_of(data) == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_vba=False, keep_links=False)
        for sheet in book.worksheets:
            scrub = _Scrub(dropped.get(sheet.title, ()), emptied.get(sheet.title))
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
                value = scrub.kept(cell.value, cell.row, cell.column)
                if value != cell.value:
                    cell.value = value
        book.save(target)
        return target.getvalue()
    raw = open_workbook(data, file_name, Limits(**settings.LEDGER_LIMITS))
    for sheet in raw.sheets:
        scrub = _Scrub(dropped.get(sheet.name, ()), emptied.get(sheet.name))
        sheet.rows = [
            [scrub.kept(value, number, at) for at, value in enumerate(row, 1)]
            for number, row in enumerate(sheet.rows, 1)
        ]
    write_anew(raw, {}, target)
    return target.getvalue()


class _Scrub:
    """What is removed from one sheet."""

    def __init__(self, dropped, emptied):
        self.dropped = dropped
        self.columns, self.last_kept_row = emptied or ((), 0)

    def kept(self, value, row, column):
        """Return the value of a cell as it may be kept; None for a cell that is emptied."""
        if row > self.last_kept_row and (self.columns is None or column in self.columns):
            return None
        is_number = isinstance(value, int | float) or (isinstance(value, str) and any(sign.isdigit() for sign in value))
        if column in self.dropped and is_number:
            return None
        return identity_numbers.without_identity_numbers(value) if isinstance(value, str) else value
