"""Builds ledger files as counties make them; all persons in them are invented."""

import datetime
import io
import zipfile
from functools import cache

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P


class Styled:
    """A cell with a number format."""

    def __init__(self, value, number_format):
        self.value = value
        self.number_format = number_format


class Broken:
    """A cell whose formula gives an error."""

    def __init__(self, error):
        self.error = error


def xlsx(rows, *, merges=(), sheet="Sheet1", **options):
    """An .xlsx with one sheet; ``merges`` are ranges such as ``A3:A4``."""
    return workbook({sheet: (rows, merges)}, **options)


def workbook(sheets, *, hidden=(), since_1904=False):
    """An .xlsx with several sheets, ``{name: rows or (rows, merges)}``."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "date_1904": since_1904})
    for name, content in sheets.items():
        rows, merges = content if isinstance(content, tuple) else (content, ())
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                _write(book, page, number, column, cell)
        for area in merges:
            _merge(page, rows, area)
        if name in hidden:
            page.hide()
        else:
            page.activate()
            page.set_first_sheet()
    book.close()
    return target.getvalue()


def _write(book, page, number, column, cell):
    style = None
    if isinstance(cell, Styled):
        cell, style = cell.value, book.add_format({"num_format": cell.number_format})
    elif isinstance(cell, datetime.date):
        style = book.add_format({"num_format": "yyyy/m/d"})
    if cell is None or cell == "":
        return
    if isinstance(cell, Broken):
        page.write_formula(number, column, "=A1/B1", style, cell.error)
    elif isinstance(cell, datetime.date):
        page.write_datetime(number, column, cell, style)
    elif isinstance(cell, str) and cell.startswith("=="):
        page.write_formula(number, column, cell[1:], style, "")
    elif isinstance(cell, str):
        page.write_string(number, column, cell, style)
    else:
        page.write(number, column, cell, style)


def _merge(page, rows, area):
    top, left, bottom, right = _range(area)
    cell = rows[top][left] if left < len(rows[top]) else ""
    page.merge_range(top, left, bottom, right, "")
    page.write(top, left, cell.value if isinstance(cell, Styled) else cell)


def _range(area):
    first, last = area.split(":")
    top, left = xlsxwriter.utility.xl_cell_to_rowcol(first)
    bottom, right = xlsxwriter.utility.xl_cell_to_rowcol(last)
    return top, left, bottom, right


def xls(rows, *, sheet="Sheet1", merges=(), formats=None):
    """An .xls with one sheet; ``formats`` are number formats by (row, column) from 0."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(sheet)
    merged = {_range(area) for area in merges}
    covered = {(top, left): area for area in merged for top, left, _bottom, _right in [area]}
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            style = _xls_style((formats or {}).get((number, column), "General"))
            if (number, column) in covered:
                top, left, bottom, right = covered[number, column]
                page.write_merge(top, bottom, left, right, cell, style)
            elif isinstance(cell, Broken):
                page.row(number).set_cell_error(column, {"#N/A": 0x2A}.get(cell.error, cell.error), style)
            elif cell not in (None, ""):
                page.write(number, column, cell, style)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@cache
def _xls_style(number_format):
    return xlwt.easyxf(num_format_str=number_format)


def ods(rows, *, sheet="Sheet1", merges=()):
    """An .ods with one sheet; percentages are given as ``Styled(0.85, "0%")``."""
    areas = {_range(area)[:2]: _range(area) for area in merges}
    covered = {
        (row, column)
        for top, left, bottom, right in areas.values()
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    document = OpenDocumentSpreadsheet()
    table = Table(name=sheet)
    for number, row in enumerate(rows):
        line = TableRow()
        for column, cell in enumerate(row):
            line.addElement(_ods_cell(cell, areas.get((number, column)), (number, column) in covered))
        table.addElement(line)
    document.spreadsheet.addElement(table)
    target = io.BytesIO()
    document.write(target)
    return target.getvalue()


def _ods_cell(cell, area, is_covered):
    if is_covered:
        return CoveredTableCell()
    options = {}
    if area:
        top, left, bottom, right = area
        options = {"numberrowsspanned": bottom - top + 1, "numbercolumnsspanned": right - left + 1}
    shown = cell
    if isinstance(cell, Styled):
        cell, shown = cell.value, f"{cell.value:.0%}"
        options |= {"valuetype": "percentage", "value": cell}
    elif isinstance(cell, datetime.date):
        options |= {"valuetype": "date", "datevalue": cell.isoformat()}
    elif isinstance(cell, Broken):
        shown = cell.error
        options |= {"valuetype": "float", "value": 0}
    elif isinstance(cell, (int, float)):
        options |= {"valuetype": "float", "value": cell}
    elif cell:
        options |= {"valuetype": "string"}
    found = TableCell(**options)
    if cell not in (None, ""):
        for line in str(shown).split("\n"):
            found.addElement(P(text=line))
    return found


def text(rows, *, encoding="gb18030", delimiter=",", mark=b""):
    """A .csv or .txt file; ``mark`` is its byte order mark."""
    lines = []
    for row in rows:
        cells = [
            f'"{cell}"' if any(sign in str(cell) for sign in (delimiter, "\n", '"')) else str(cell) for cell in row
        ]
        lines.append(delimiter.join(cells))
    return mark + "\r\n".join(lines).encode(encoding)


def repacked(data, changes):
    """The zip archive ``data`` with some parts replaced: ``{name: bytes or function of bytes}``."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            content = source.read(name)
            change = changes.get(name, content)
            copy.writestr(name, change(content) if callable(change) else change)
        for name, content in changes.items():
            if name not in source.namelist():
                copy.writestr(name, content)
    return target.getvalue()


def fields(found, sheet=0):
    """``{row number: fields that are not empty}`` of the records of a sheet."""
    page = found.imported_sheets[sheet]
    return {
        record.row: {name: value for name, value in zip(page.fields, record.values, strict=True) if value is not None}
        for record in page.records
    }


def held(found, sheet=0):
    """``{row number: reasons}`` of the held rows of a sheet."""
    return {row.row: row.reasons for row in found.imported_sheets[sheet].held}


def ignored(found, sheet=0):
    """``{row number: kind}`` of the ignored rows of a sheet."""
    return {row.row: row.kind for row in found.imported_sheets[sheet].ignored}


def placed(found, places, sheet=0):
    """``{row number: full name of the place}`` of the records of a sheet."""
    return {record.row: places.full_name(record.place) for record in found.imported_sheets[sheet].records}
