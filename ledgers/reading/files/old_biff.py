"""Reads workbooks of Excel 95 and before, and .xls sheets with blanks far outside the table, which would be too large.

The native reader takes the texts of Excel 95 for Western ones, and makes a grid of whatever the cells span.
"""

import io
import struct

import xlrd

from files import zips
from files.decoding import CHINESE
from ledgers.reading.files.raw import RawBook, RawSheet
from ledgers.reading.limits import too_many_cells
from ledgers.reading.text import is_blank

CODEPAGE, GLOBAL_RECORDS = 0x42, 200
SAID_WITHOUT_MEANING = (None, 367, 936, 1252, 32769)  # of these code pages only 936 is one of Chinese files
_DAMAGE = (
    xlrd.XLRDError, struct.error, AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError,
    OverflowError, MemoryError, RecursionError,
)  # fmt: skip


def read_old(stream, limits):
    """A ``RawBook`` of a workbook stream without its container; ``FileError`` when it is damaged or too large."""
    try:
        book = xlrd.open_workbook(
            file_contents=stream,
            logfile=io.StringIO(),
            encoding_override=CHINESE if _code_page(stream) in SAID_WITHOUT_MEANING else None,
            formatting_info=True,
            ragged_rows=True,
        )
        if book.nsheets > limits.sheets:
            raise too_many_cells(limits)
        sheets = [_sheet(book, sheet, limits) for sheet in book.sheets()]
    except _DAMAGE as error:
        raise zips.damaged() from error
    return RawBook(sheets, since_1904=bool(book.datemode))


def _code_page(stream):
    start = 0
    for _number in range(GLOBAL_RECORDS):
        if start + 4 > len(stream):
            return None
        kind, length = struct.unpack_from("<HH", stream, start)
        if kind == CODEPAGE and length >= 2:
            return struct.unpack_from("<H", stream, start + 4)[0]
        start += 4 + length
    return None


def _sheet(book, sheet, limits):
    raw = RawSheet(sheet.name, hidden=bool(sheet.visibility))
    if raw.hidden:
        return raw
    rows = [[_value(book, cell) for cell in sheet.row(number)] for number in range(sheet.nrows)]
    for row in rows:
        while row and is_blank(row[-1]):
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    width = max(map(len, rows), default=0)
    if len(rows) > limits.rows or width > limits.columns or len(rows) * width > limits.cells:
        raise too_many_cells(limits)
    raw.rows = [row + [""] * (width - len(row)) for row in rows]
    raw.merges = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    raw.hidden_rows = {number for number, info in sheet.rowinfo_map.items() if info.hidden}
    raw.formats = lambda wanted: {cell: _format(book, sheet, *cell) for cell in wanted}
    raw.telling = True
    return raw


def _value(book, cell):
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _date(cell.value, book.datemode)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#N/A")
    return cell.value if cell.ctype in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER) else ""


def _date(number, datemode):
    if 0 <= number < 1:  # a time of day
        return xlrd.xldate.xldate_as_datetime(number + 1, 1).time()
    try:
        moment = xlrd.xldate.xldate_as_datetime(number, datemode)
    except (ValueError, OverflowError, xlrd.xldate.XLDateError):
        return number
    return moment.date() if number == int(number) else moment


def _format(book, sheet, row, column):
    if row >= sheet.nrows or column >= sheet.row_len(row):
        return ""
    found = book.format_map.get(book.xf_list[sheet.cell_xf_index(row, column)].format_key)
    return found.format_str if found else ""
