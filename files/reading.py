"""A small workbook that somebody uploaded, read without letting a broken or hostile file harm the process.

Row by row: the quicker reader makes a dense grid of whatever two far cells span, and the
process dies of it. Ledgers, which need that reader, read in a process of their own.
"""

import io

import openpyxl
from django.utils.translation import gettext as _

from files import sniffing, zips
from files.errors import FileError


def looks_like_workbook(content):
    """Whatever the file is called: these bytes begin no text."""
    return content.startswith((sniffing.ZIP, sniffing.COMPOUND))


def read_workbook(content, *, rows, columns, unpacked):
    """Cells of the first sheet of ``content`` that has any, as one sequence for each row.

    Columns beyond ``columns`` are not looked at. Raises ``FileError`` for anything that
    is no workbook, unpacks to more than ``unpacked`` bytes or goes on after ``rows`` rows.
    """
    if content.startswith(sniffing.COMPOUND):
        text = _("这是旧式 .xls 文件或加了密码的文件，请取消密码，用 Excel 或 WPS 另存为 .xlsx 后再上传。")
        raise FileError("unknown_format", text)
    zips.open_zip(content, zips.ZipLimits(unpacked_bytes=unpacked))
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return next((cells for sheet in book.worksheets if (cells := _cells(sheet, rows, columns))), [])
    except FileError:
        raise
    except Exception as error:  # a broken file can raise nearly anything; all of it means the same here
        raise zips.damaged() from error


def _cells(sheet, limit, columns):
    """The rows of ``sheet`` up to the last one with content."""
    rows = []
    for number, row in enumerate(sheet.iter_rows(max_col=columns, values_only=True)):
        if any(cell is not None for cell in row):
            if number >= limit:
                text = _("第 %(row)s 行以后还有内容，请删去多余的行后再上传。") % {"row": limit}
                raise FileError("too_many_rows", text)
            rows.extend([()] * (number - len(rows)) + [row])
    return rows
