"""Remove identity numbers (身份证号), which must not be stored, from the file that is kept as evidence."""

import io

import openpyxl
from django.conf import settings

from ledgers.marked_workbook import write_anew
from ledgers.reading import Limits, identity_numbers
from ledgers.reading.files.workbook import kind_of, open_workbook
from ledgers.reading_child import in_fork


def without_identity_numbers(data, file_name, dropped):
    """Return ``data`` as .xlsx without identity numbers, in hidden sheets too.

    In the ``dropped`` columns ({sheet: numbers from 1}) every cell with digits is emptied; in other columns the
    numbers are cut out of the texts. Formulas become values.
    """
    return in_fork(
        _scrub,
        data,
        file_name,
        dropped,
        seconds=settings.LEDGER_READING_SECONDS,
        megabytes=settings.LEDGER_READING_MEGABYTES,
    )


def _scrub(data, file_name, dropped):
    target = io.BytesIO()
    if kind_of(data) == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_vba=False, keep_links=False)
        for sheet in book.worksheets:
            columns = dropped.get(sheet.title, ())
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
                value = _kept(cell.value, cell.column in columns)
                if value != cell.value:
                    cell.value = value
        book.save(target)
        return target.getvalue()
    raw = open_workbook(data, file_name, Limits(**settings.LEDGER_LIMITS))
    for sheet in raw.sheets:
        columns = dropped.get(sheet.name, ())
        sheet.rows = [[_kept(value, at in columns) for at, value in enumerate(row, 1)] for row in sheet.rows]
    write_anew(raw, {}, target)
    return target.getvalue()


def _kept(value, in_dropped_column):
    """Return the value of a cell without identity numbers; a cell with digits in a dropped column is emptied."""
    is_number = isinstance(value, int | float) or (isinstance(value, str) and any(sign.isdigit() for sign in value))
    if in_dropped_column and is_number:
        return None
    return identity_numbers.without_identity_numbers(value) if isinstance(value, str) else value
