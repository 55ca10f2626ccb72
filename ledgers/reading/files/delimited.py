"""Reads .csv and .txt: encoding by byte order mark, then strict UTF-8, then GB18030; tab, comma or semicolon."""

import csv
import io

from django.utils.translation import gettext as _

from ledgers.reading.files import zips
from ledgers.reading.files.raw import RawBook, RawSheet, no_formats
from ledgers.reading.limits import ReadingError

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig", "utf-8"), (b"\xff\xfe", "utf-16", "utf-16"), (b"\xfe\xff", "utf-16", "utf-16"))
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
        raise zips.too_many_cells(limits)
    return RawBook([RawSheet("csv", rows=rows, formats=no_formats)], encoding=encoding)


def decoded(data):
    """Text and the name of its encoding; ``ReadingError`` for anything that is not a text."""
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            return _strictly(data, codec, name)
    if wide := _utf16_without_mark(data):
        return _strictly(data, wide, "utf-16")
    if b"\0" in data:
        raise not_a_text()
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _strictly(data, "gb18030", "gbk")


def _strictly(data, codec, name):
    try:
        return data.decode(codec), name
    except UnicodeDecodeError as error:
        raise not_a_text() from error


def _utf16_without_mark(data):
    """Delimiters and line ends are ASCII: in UTF-16 every one of them brings a zero byte."""
    head = data[:4000]
    if len(head) % 2 or head.count(0) < 4:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > even * 3:  # 一 is U+4E00: some zero bytes stand on the other side
        return "utf-16-le"
    return "utf-16-be" if even > odd * 3 else ""


def not_a_text():
    return ReadingError("unknown_format", _("文件不是可识别的表格或文本。请用表格软件打开，另存为 .xlsx 后重新上传。"))


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
    """Records as lists of texts; ``ReadingError`` when there are too many or one never ends."""
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) > limits.rows:
                raise zips.too_many_cells(limits)
    except csv.Error as error:
        raise ReadingError(
            "damaged",
            _("第 %(row)d 行附近的内容无法按表格读取（可能引号不成对），请检查后重新上传。") % {"row": len(rows) + 1},
        ) from error
    return rows
