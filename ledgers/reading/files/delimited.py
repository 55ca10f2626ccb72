"""Reads .csv and .txt: encoding by byte order mark, then strict UTF-8, then GB18030; tab, comma or semicolon."""

import csv
import io
import math
import re
from itertools import islice

from django.utils.translation import gettext as _

from files.decoding import UndecodableError, decode
from files.errors import FileError
from ledgers.reading.files.raw import RawBook, RawSheet, no_formats
from ledgers.reading.limits import too_many_cells

DELIMITERS = ("\t", ",;|", "，；")
LOOKED_AT = 60
FEWEST_CELLS = 2
_QUOTED = re.compile(r'"[^"]*"')
_STATED = re.compile(r'^\ufeff*"?sep=(.)"?\r?\n', re.IGNORECASE)  # the first line that Excel understands
_KEPT_AS_TEXT = re.compile(r'^=(?:T\()?"([^"]*)"\)?$', re.IGNORECASE)


def read_delimited(data, limits):
    """A ``RawBook`` of one sheet named ``csv``; a row is a record, whatever lines its cells hold."""
    text, encoding = decoded(data)
    delimiter = delimiter_of(text)
    rows = parsed(text, delimiter, limits)
    refuse_swallowed_rows(text, rows, delimiter)
    if '="' in text or '=T("' in text or '=""' in text:
        rows = [[_KEPT_AS_TEXT.sub(r"\1", cell) for cell in row] for row in rows]
    width = max((len(row) for row in rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    if width > limits.columns or width * len(rows) > limits.cells:
        raise too_many_cells(limits)
    return RawBook([RawSheet("csv", rows=rows, formats=no_formats, untyped=True)], encoding=encoding)


def decoded(data):
    """Text and the name of its encoding; ``FileError`` for anything that is not a text."""
    try:
        text, encoding = decode(data)
    except UndecodableError as error:
        raise not_a_text() from error
    if "\0" in text:
        raise not_a_text()
    return text, encoding


def not_a_text():
    return FileError("unknown_format", _("文件不是可识别的表格或文本。请用表格软件打开，另存为 .xlsx 后重新上传。"))


def delimiter_of(text):
    """The delimiter that the file states, else the one that splits most of the first records into as many cells.

    Other marks than a tab also stand in the texts of a file, full-width ones most often: they are asked in this order,
    and of two of a kind the one that comes first in most lines, since the first cells of a row are short.
    """
    if stated := _STATED.match(text):
        return stated[1]
    head = text[:60_000]
    lines = [line for line in head.splitlines()[:LOOKED_AT] if line.strip()]
    for marks in DELIMITERS:
        found = {mark: _evidence(head, mark) for mark in marks}
        if any(rows * 2 >= len(lines) for rows, _width in found.values()):
            return max(marks, key=lambda mark: found[mark][0] * found[mark][1] * (1 + _comes_first(lines, mark, marks)))
    everything = "".join(DELIMITERS)
    return max(everything, key=lambda mark: math.prod(_evidence(head, mark)))


def _evidence(head, delimiter):
    """Return the number of records that ``delimiter`` splits into the usual number of cells, and that number."""
    try:
        records = csv.reader(io.StringIO(head), delimiter=delimiter)
        widths = [len(row) for row in islice(records, LOOKED_AT) if len(row) > 1]
    except csv.Error:
        return 0, 0
    usual = max(widths, key=widths.count, default=0)
    return widths.count(usual), usual


def _comes_first(lines, mark, marks):
    """Return the number of lines in which ``mark`` comes before the other ``marks``."""
    firsts = (re.search(f"[{re.escape(marks)}]", _QUOTED.sub("", line)) for line in lines)
    return sum(first is not None and first[0] == mark for first in firsts)


def parsed(text, delimiter, limits):
    """Records as lists of texts; ``FileError`` when there are too many or one never ends."""
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) > limits.rows:
                raise too_many_cells(limits)
    except csv.Error as error:
        raise unbalanced(len(rows) + 1) from error
    return rows


def unbalanced(number, text=""):
    where = _("（“%(text)s…”）") % {"text": text[:20]} if text else ""
    return FileError(
        "damaged",
        _("第 %(row)d 行%(where)s附近的内容无法按表格读取（可能引号不成对），请检查后重新上传。")
        % {"row": number, "where": where},
    )


def refuse_swallowed_rows(text, rows, delimiter):
    """Raise ``FileError`` if a quote that never closes has taken the rest of its row, or whole rows, into one cell."""
    usual = max((len(row) for row in rows[:LOOKED_AT]), default=0)
    for number, row in enumerate(rows, 1):
        for cell in row:
            if "\n" in cell and usual > FEWEST_CELLS:
                first, *lines = cell.splitlines()
                whole = sum(line.count(delimiter) == usual - 1 for line in lines)
                if whole and (len(row) != usual or whole >= len(lines) - 1):
                    raise unbalanced(number, first)
    if text.count('"') % 2 and _ends_in_a_quote(text, delimiter):
        raise unbalanced(len(rows), rows[-1][-1])


def _ends_in_a_quote(text, delimiter):
    try:
        for _row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return False
