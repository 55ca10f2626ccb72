"""Read the text of a .docx file as Word shows it: with automatic numbers, without page headers or deleted text."""

import io

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn

from files import zips
from files.errors import FileError

from .errors import DirectiveError
from .tables import table_lines
from .word_numbering import Counters

LARGEST_UNPACKED = 100 * 1024 * 1024
"""Bytes of all parts together; a larger file is an archive bomb or full of pictures."""
LARGEST_MARKUP = 10 * 1024 * 1024
"""Bytes of all XML parts together; parsed, they take seventeen times as much memory."""
MOST_PARTS = 3_000
DOCUMENT = "word/document.xml"
_MOST_COLUMNS = 63
"""Columns that Word allows in a table."""

_DELETED = {qn("w:del"), qn("w:moveFrom"), qn("w:pict"), qn("w:drawing"), qn("w:instrText")}


def word_text(content):
    """The paragraphs of a .docx, one per line. Raises ``DirectiveError`` for a damaged or hostile file."""
    _check_package(content)
    try:
        document = Document(io.BytesIO(content))
        counters = Counters(document)
        return "\n".join(_lines(document.element.body, counters))
    except Exception as error:
        # python-docx and lxml raise errors of many kinds; each of them means that the file is damaged.
        raise DirectiveError(_("文件已损坏或不是 Word 文档。请在 Word 或 WPS 中另存为 .docx 后上传。")) from error


def _check_package(content):
    try:
        package = zips.open_zip(content, zips.ZipLimits(MOST_PARTS, LARGEST_UNPACKED))
    except FileError as error:
        raise DirectiveError(error.message) from error
    markup = [part for part in package.infolist() if part.filename.endswith((".xml", ".rels"))]
    if sum(part.file_size for part in markup) > LARGEST_MARKUP:
        raise DirectiveError(_("文件解压后过大，已拒绝读取。请只保留正文后另存为 .docx 上传。"))
    if DOCUMENT not in package.namelist():
        raise DirectiveError(_("不是 Word 文档。请上传 .txt 或 .docx 文件，或直接粘贴正文。"))
    try:
        head = zips.part(package, DOCUMENT, zips.ZipLimits(MOST_PARTS, LARGEST_UNPACKED))[:4096]
    except FileError as error:
        raise DirectiveError(error.message) from error
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise DirectiveError(_("文件含有不允许的内容，已拒绝读取。请在 Word 或 WPS 中另存为 .docx 后上传。"))


def _lines(container, counters):
    for element in container:
        if element.tag == qn("w:p"):
            yield counters.label(element) + paragraph_text(element)
        elif element.tag == qn("w:tbl"):
            yield from table_lines(_cells(element, counters))
        elif element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml")):
            yield from _lines(element, counters)


def _cells(table, counters):
    """The rows of a table as lists of cell texts; the text of a merged cell is repeated in each cell that it covers."""
    rows = []
    for row in _own(table, "w:tr"):
        above = rows[-1] if rows else []
        texts = []
        for cell in _own(row, "w:tc"):
            text = "\n".join(_lines(cell, counters)).strip()
            if _goes_on_from_above(cell) and len(texts) < len(above):
                text = above[len(texts)]
            texts.extend([text] * _columns(cell))
        rows.append(texts)
    return rows


def _own(container, tag):
    """The rows of a table or the cells of a row, without those of nested tables."""
    elements = container.iter(qn(tag))
    return [element for element in elements if next(element.iterancestors(container.tag)) is container]


def _goes_on_from_above(cell):
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val")) != "restart"


def _columns(cell):
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return min(int(span.get(qn("w:val"))), _MOST_COLUMNS) if span is not None else 1


def paragraph_text(element):
    """The visible text of a paragraph: inserted text counts, deleted text and field codes do not."""
    parts = []
    for child in element:
        if child.tag in _DELETED:
            continue
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
            parts.append(" " if child.tag == qn("w:tab") and element.tag == qn("w:r") else _break(child, element))
        elif child.tag != qn("w:pPr"):
            parts.append(paragraph_text(child))
    return "".join(parts)


def _break(child, parent):
    return "\n" if parent.tag == qn("w:r") and child.tag != qn("w:tab") else ""
