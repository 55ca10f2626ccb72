"""Read a small uploaded workbook. A broken or hostile file must not harm this process.

It is read row by row. The quicker reader, which ledgers use in a child process, builds a grid that
contains all cells: two cells far apart make it so large that the memory does not suffice.
"""

import io

import openpyxl
from django.utils.translation import gettext as _

from files import sniffing, zips
from files.errors import FileError


def looks_like_workbook(content):
    """Whether ``content`` begins like a ZIP or compound file. The name of the file does not matter."""
    return content.startswith((sniffing.ZIP, sniffing.COMPOUND))


def read_workbook(content, *, rows, columns, unpacked):
    """Return the rows of the first sheet with content, each a sequence of cells.

    Columns after the first ``columns`` are ignored. Raises ``FileError`` when ``content`` is not a
    workbook, unpacks to more than ``unpacked`` bytes or has content after row ``rows``.
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
    except Exception as error:  # openpyxl can raise nearly any exception for a broken file
        raise zips.damaged() from error


def _cells(sheet, limit, columns):
    """Return the rows of ``sheet`` up to the last one with content; blank rows before it are empty."""
    rows = []
    for number, row in enumerate(sheet.iter_rows(max_col=columns, values_only=True)):
        if any(cell is not None for cell in row):
            if number >= limit:
                text = _("第 %(row)s 行以后还有内容，请删去多余的行后再上传。") % {"row": limit}
                raise FileError("too_many_rows", text)
            rows.extend([()] * (number - len(rows)) + [row])
    return rows
