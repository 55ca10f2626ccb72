"""A small workbook that somebody uploaded, read without letting a broken or hostile file harm the process.

Row by row: the quicker reader makes a dense grid of whatever two far cells span, and the
process dies of it. Ledgers, which need that reader, read in a process of their own.
"""

import io
import zipfile

import openpyxl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BROKEN = gettext_lazy("读不出这个文件：可能不完整或已损坏，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。")
COMPOUND = gettext_lazy("这是旧式 .xls 文件或加了密码的文件，请取消密码，用 Excel 或 WPS 另存为 .xlsx 后再上传。")
COMPOUND_FILE = b"\xd0\xcf\x11\xe0"  # how .xls begins, and any workbook with a password


class UnreadableError(Exception):
    """The file as a whole cannot be used; the text says why and what to do."""


def looks_like_workbook(content):
    """Whatever the file is called: these bytes begin no text."""
    return content.startswith((b"PK\x03\x04", COMPOUND_FILE))


def read_workbook(content, *, rows, columns, unpacked):
    """Cells of the first sheet of ``content`` that has any, as one sequence for each row.

    Columns beyond ``columns`` are not looked at. Raises ``UnreadableError`` for anything that
    is no workbook, unpacks to more than ``unpacked`` bytes or goes on after ``rows`` rows.
    """
    _refuse_others(content)
    _refuse_bombs(content, unpacked)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return next((found for sheet in book.worksheets if (found := _rows(sheet, rows, columns))), [])
    except UnreadableError:
        raise
    except Exception as error:  # a broken file can raise nearly anything; all of it means the same here
        raise UnreadableError(
            _("读不出这个文件：可能不完整或已损坏，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。")
        ) from error


def _rows(sheet, limit, columns):
    """The rows of ``sheet`` up to the last one with content."""
    rows = []
    for number, row in enumerate(sheet.iter_rows(max_col=columns, values_only=True)):
        if any(cell is not None for cell in row):
            if number >= limit:
                raise UnreadableError(_("第 %(row)s 行以后还有内容，请删去多余的行后再上传。") % {"row": limit})
            rows.extend([()] * (number - len(rows)) + [row])
    return rows


def _refuse_others(content):
    if content.startswith(COMPOUND_FILE):
        raise UnreadableError(
            _("这是旧式 .xls 文件或加了密码的文件，请取消密码，用 Excel 或 WPS 另存为 .xlsx 后再上传。")
        )
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise UnreadableError(_("这不是完整的 .xlsx 文件，请用 Excel 或 WPS 另存为 .xlsx 后再上传。"))


def _refuse_bombs(content, limit):
    """A small archive may unpack to gigabytes; the sizes stand in its directory."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > limit:
            raise UnreadableError(_("文件展开后过大，请只保留需要的工作表和行，另存后再上传。"))
