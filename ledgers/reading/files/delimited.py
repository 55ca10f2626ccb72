"""Reads .csv and .txt: encoding by byte order mark, then strict UTF-8, then GB18030; tab, comma or semicolon."""

import csv
import io

from django.utils.translation import gettext as _

from files.decoding import UndecodableError, decode
from files.errors import FileError
from ledgers.reading.files.raw import RawBook, RawSheet, no_formats
from ledgers.reading.limits import too_many_cells

DELIMITERS = ",\t;，；|"
LOOKED_AT = 60


def read_delimited(data, limits):
    """A ``RawBook`` of one sheet named ``csv``; a row is a record, whatever lines its cells hold."""
    text, encoding = decoded(data)
    rows = parsed(text, delimiter_of(text), limits)
    width = max((len(row) for row in rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    if width > limits.columns or width * len(rows) > limits.cells:
        raise too_many_cells(limits)
    return RawBook([RawSheet("csv", rows=rows, formats=no_formats)], encoding=encoding)


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
    """The delimiter that splits the most of the first records, the most evenly."""
    head = text[:60_000]

    def evidence(delimiter):
        try:
            rows = [
                row
                for row, _ in zip(csv.reader(io.StringIO(head), delimiter=delimiter), range(LOOKED_AT), strict=False)
            ]
        except csv.Error:
            return 0
        widths = [len(row) for row in rows if len(row) > 1]
        return sum(widths.count(width) * width for width in {max(widths, key=widths.count)}) if widths else 0

    return max(DELIMITERS, key=evidence)


def parsed(text, delimiter, limits):
    """Records as lists of texts; ``FileError`` when there are too many or one never ends."""
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) > limits.rows:
                raise too_many_cells(limits)
    except csv.Error as error:
        raise FileError(
            "damaged",
            _("第 %(row)d 行附近的内容无法按表格读取（可能引号不成对），请检查后重新上传。") % {"row": len(rows) + 1},
        ) from error
    return rows
