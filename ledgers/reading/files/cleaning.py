"""Undo what other programs did to the texts of a sheet: radicals of PDF files, entities of web pages, form hints."""

import html
import re

from files.characters import without_radicals
from ledgers.reading.text import DITTOS

AT_ONCE = 2_000  # rows whose texts are searched together, which costs less than a look at each cell
_RADICAL = re.compile("[\u2e80-\u2fd5]")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_PICTURE = re.compile(r"^=(?:_xl\w+\.)*(?:DISPIMG|IMAGE)\(", re.IGNORECASE)
_CHOOSE = re.compile(  # what a form says in a cell that nobody has filled in
    r"[-—=*\s<《(（【\[]*(?:请?(?:点击|单击|下拉|从下拉框中?|在此处?|点击此处|单击此处|单击或点击此处)?"
    r"(?:请?选择|请选|请填写?|请输入|输入文字|输入日期|选择一项|选择项目)"
    r"(?:一项|选项|日期|时间|单位|县区|县|乡镇|街道|村|社区|类型|类别|内容|文字|数字)?)[。.…\-—=*\s>》)）】\]▼↓]*"
)
_HINTS = ("请", "选择", "输入")


def clean(sheet):
    """Clean the texts of a ``RawSheet`` in place; note cells that hold a picture, and whether any says 同上."""
    for first in range(0, len(sheet.rows), AT_ONCE):
        rows = sheet.rows[first : first + AT_ONCE]
        text = "\n".join([cell for row in rows for cell in row if type(cell) is str])
        sheet.has_dittos = sheet.has_dittos or any(word in text for word in DITTOS)
        if _is_odd(text):
            for number, row in enumerate(rows, first):
                sheet.rows[number] = _cleaned(row, number, sheet)


def _is_odd(text):
    is_hint = "请选" in text or "请填" in text or "请输入" in text or "选择一项" in text or "击此处" in text
    return is_hint or "&" in text or "IMG(" in text or "<br" in text or "IMAGE(" in text or _RADICAL.search(text)


def _cleaned(row, number, sheet):
    cells = list(row)
    for column, cell in enumerate(cells):
        if type(cell) is not str:
            continue
        if cell.startswith("=") and _PICTURE.match(cell):
            sheet.pictures.append((number, column))
            cells[column] = ""
        else:
            cells[column] = _clean_text(cell)
    return cells


def _clean_text(text):
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if "<" in text:
        text = _BREAK.sub("\n", text)
    if any(word in text for word in _HINTS) and _CHOOSE.fullmatch(text):
        return ""
    return without_radicals(text)
