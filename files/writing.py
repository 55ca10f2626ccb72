"""Write one table as .xlsx or .csv."""

import csv
import io
import re
from dataclasses import dataclass
from datetime import datetime
from tempfile import TemporaryFile

import xlsxwriter
from django.http import FileResponse
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NUMBER = re.compile(r"[+-]?(?:[\d,]*\.\d+|[\d,]*(?<=\d))%?\Z")
FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_NUMBER_FORMATS = {"integer": "#,##0", "decimal": "General", "money": "#,##0.00", "percent": "0.0%"}


@dataclass(frozen=True)
class Column:
    """A column of the table: ``kind`` is text, integer, decimal, money, percent (0.85 is 85 %), date or datetime."""

    title: str
    kind: str = "text"
    width: int = 14


def sheet_name(title, default="Sheet1"):
    """Return a name for a sheet that Excel accepts: at most 31 characters, without the signs that it refuses."""
    return "".join("_" if sign in "[]:*?/\\'" else sign for sign in title)[:31] or default


def escape(text):
    """Return ``text`` without control characters, so written that no spreadsheet program runs it as a formula.

    A ``'`` is put before a leading ``=``, ``+``, ``-``, ``@``, tab or carriage return, unless the text is a plain
    number or one character long. Imports remove it again.
    """
    if not text.isprintable():  # this check is quicker than the pattern, and nearly every text passes it
        text = _CONTROL.sub("", text)
    risky = len(text) > 1 and text[0] in "=+-@\t\r" and not _NUMBER.match(text)
    return "'" + text if risky else text


def table_response(*, name, title, columns, rows, file_format="xlsx", note=""):
    """Return a download called ``name`` in ``file_format``; ``rows`` are sequences in the order of ``columns``.

    ``note`` (for example the unit, the day and who exported) is written below the title, in .xlsx only.
    Raises ``KeyError`` for an unknown format.
    """
    content_type = FORMATS[file_format]
    target = TemporaryFile()  # noqa: SIM115 (the response closes it)
    if file_format == "csv":
        write_csv(target, columns=columns, rows=rows)
    else:
        write_xlsx(target, title=title, columns=columns, rows=rows, note=note)
    target.seek(0)
    filename = f"{get_valid_filename(name)}.{file_format}"
    return FileResponse(target, as_attachment=True, filename=filename, content_type=content_type)


def write_csv(target, *, columns, rows):
    """Write the table to the binary file ``target``, as UTF-8 with the byte-order mark that Excel needs for Chinese."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([str(column.title) for column in columns])
    writer.writerows([_csv_value(value) for value in row] for row in rows)
    text.detach()


def _csv_value(value):
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{_local(value):%Y-%m-%d %H:%M}"
    return escape(value) if isinstance(value, str) else str(value)


def write_xlsx(target, *, title, columns, rows, note=""):
    """Write one sheet with title, header row, filters, frozen header and A4 print settings to ``target``."""
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = book.add_worksheet(sheet_name(str(title)))
    top = _write_head(book, sheet, str(title), columns, str(note))
    last = _write_rows(sheet, top + 1, rows, [_cell_writer(book, sheet, column.kind) for column in columns])
    sheet.autofilter(top, 0, max(last, top), len(columns) - 1)
    book.close()


def _write_head(book, sheet, title, columns, note):
    heading = book.add_format({"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"})
    header = book.add_format({"bold": True, "bg_color": "#F3EFE6", "border": 1, "text_wrap": True, "valign": "vcenter"})
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
    sheet.merge_range(0, 0, 0, max(len(columns) - 1, 1), title, heading)
    top = 1
    if note:
        sheet.write_string(1, 0, note)
        top = 2
    for number, column in enumerate(columns):
        sheet.write_string(top, number, str(column.title), header)
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(_("&C第 &P 页，共 &N 页"))
    return top


def _write_rows(sheet, start, rows, writers):
    number = start - 1
    for number, row in enumerate(rows, start):
        for position, value in enumerate(row):
            if value is not None and value != "":
                writers[position](number, position, value)
    return number


def _cell_writer(book, sheet, kind):
    """Return a function ``(row, column, value)`` that writes a value of ``kind`` as quickly as possible."""
    if kind in _NUMBER_FORMATS:
        cell = book.add_format({"num_format": _NUMBER_FORMATS[kind], "valign": "top"})
        return _number_writer(sheet, cell)
    if kind in {"date", "datetime"}:
        pattern = "yyyy-mm-dd" if kind == "date" else "yyyy-mm-dd hh:mm"
        return _date_writer(sheet, book.add_format({"num_format": pattern, "valign": "top", "align": "left"}))
    cell = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    return lambda row, column, value: sheet.write_string(row, column, escape(str(value)), cell)


def _number_writer(sheet, cell):
    def write(row, column, value):
        if isinstance(value, str):
            sheet.write_string(row, column, escape(value), cell)
        else:
            sheet.write_number(row, column, value, cell)

    return write


def _date_writer(sheet, cell):
    """Return a function that writes dates and times; a month (``2020-06``) is a string and is written as text."""

    def write(row, column, value):
        if isinstance(value, str):
            sheet.write_string(row, column, escape(value), cell)
        else:
            sheet.write_datetime(row, column, _local(value) if isinstance(value, datetime) else value, cell)

    return write


def _local(moment):
    return timezone.localtime(moment).replace(tzinfo=None) if timezone.is_aware(moment) else moment
