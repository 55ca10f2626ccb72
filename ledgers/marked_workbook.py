"""The uploaded workbook with the cells with problems marked and a column of reasons, to correct and upload again."""

import io
from pathlib import PurePath

import openpyxl
import xlsxwriter
from django.conf import settings
from django.utils.translation import gettext as _
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill

from files.writing import escape, sheet_name
from ledgers.outcomes import is_held
from ledgers.reading import Limits
from ledgers.reading.files.workbook import kind_of, open_workbook
from ledgers.reading_child import in_new_process

REASON_HEADER = "问题说明"  # the reader knows it and leaves such a column out
COLOUR = "FFF4B6B0"
STYLED_ROWS = 20_000  # a larger workbook is written anew, without the looks of the original


def blamed_columns(problem):
    """Return the columns (from 1) of the cells that a problem is about."""
    return problem.get("columns") or [column for column in [problem.get("column")] if column]


def marked_workbook(batch):
    """Return ``(binary file, name)`` of the marked .xlsx; raise ``FileError`` if the upload cannot be opened."""
    with batch.file.open("rb") as file:
        data = file.read()
    marks = _marks(batch)
    content = in_new_process(
        _mark,
        data,
        batch.file_name,
        marks,
        batch.row_count,
        Limits(**settings.LEDGER_LIMITS),
        seconds=settings.LEDGER_READING_SECONDS,
        megabytes=settings.LEDGER_READING_MEGABYTES,
    )
    name = _("%(name)s（已标注问题）.xlsx") % {"name": PurePath(batch.file_name).stem[:200]}
    return io.BytesIO(content), name


def _marks(batch):
    """Return by sheet name the header row, and for each held row its columns to mark and its reasons."""
    sheets = batch.summary["sheets"]
    marks = {
        facts["name"]: {"header": max(facts["header_rows"], default=1), "rows": {}}
        for facts in sheets
        if not facts["skipped"]
    }
    for outcome, row in batch.staged_rows():
        if is_held(outcome):
            columns = [column for problem in row[4] for column in blamed_columns(problem)]
            reasons = "；".join(f"{problem.get('cell', '')} {problem['message']}".strip() for problem in row[4])
            marks[sheets[row[0]]["name"]]["rows"][row[1]] = (columns, reasons)
    return marks


def _mark(data, file_name, marks, size, limits):
    target = io.BytesIO()
    if kind_of(data) == "xlsx" and size <= STYLED_ROWS:
        _mark_original(data, marks, target)
    else:
        write_anew(open_workbook(data, file_name, limits), marks, target)
    return target.getvalue()


def _mark_original(data, marks, target):
    """Mark the uploaded workbook itself; formulas become values, because a formula may do harm when it is opened."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_vba=False, keep_links=False)
    fill = PatternFill("solid", fgColor=COLOUR)
    for sheet in book.worksheets:
        _make_safe(sheet)
        if mark := marks.get(sheet.title):
            reason_column = sheet.max_column + 1
            sheet.cell(mark["header"], reason_column, REASON_HEADER)
            sheet.column_dimensions[openpyxl.utils.get_column_letter(reason_column)].width = 50
            for number, (columns, reasons) in mark["rows"].items():
                for column in columns:
                    cell = sheet.cell(number, column)
                    cell.fill = fill
                    if not isinstance(cell, openpyxl.cell.MergedCell):
                        cell.comment = Comment(reasons, "")
                cell = sheet.cell(number, reason_column, reasons)
                cell.fill, cell.alignment = fill, Alignment(wrap_text=True, vertical="top")
    book.save(target)


def _make_safe(sheet):
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value[:1] in "=+-@":
                cell.value = escape(cell.value)


def write_anew(raw, marks, target):
    """Write the sheets of ``raw`` as .xlsx, values and merges only."""
    book = xlsxwriter.Workbook(target, {"constant_memory": False, "default_date_format": "yyyy-mm-dd"})
    fill = book.add_format({"bg_color": f"#{COLOUR[2:]}", "text_wrap": True, "valign": "top"})
    for number, sheet in enumerate(raw.sheets, 1):
        page = book.add_worksheet()
        page.name = sheet_name(sheet.name, f"Sheet{number}")
        if sheet.hidden and number > 1:
            page.hide()
        _write_sheet(page, sheet, marks.get(sheet.name, {"header": 1, "rows": {}}), fill)
    book.close()


def _write_sheet(page, sheet, mark, fill):
    width = len(sheet.rows[0]) if sheet.rows else 0
    for top, left, bottom, right in sheet.merges:
        if (bottom, right) > (top, left):
            page.merge_range(top, left, bottom, right, "")
    for number, row in enumerate(sheet.rows):
        columns, reasons = mark["rows"].get(number + 1, ((), ""))
        for at, value in enumerate(row):
            look = fill if at + 1 in columns else None
            _write_cell(page, number, at, value, look)
        if reasons:
            page.write_string(number, width, escape(reasons), fill)
    if mark["rows"]:
        page.write_string(mark["header"] - 1, width, REASON_HEADER)
        page.set_column(width, width, 50)


def _write_cell(page, row, column, value, look):
    if isinstance(value, str):
        page.write_string(row, column, escape(value)[:32767], look)
    elif value is not None and value != "":
        page.write(row, column, value, look)
    elif look:
        page.write_blank(row, column, None, look)
