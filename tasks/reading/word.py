"""Read the text of a .docx file as Word shows it: with automatic numbers; not its page headers, deleted or hidden text.

Text boxes follow the paragraph that holds them.
"""

import io

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn

from files import zips
from files.errors import FileError

from .errors import DirectiveError
from .tables import table_lines
from .word_headings import HeadingNumbers
from .word_numbering import Counters
from .word_styles import Styles, is_on

LARGEST_UNPACKED = 100 * 1024 * 1024
"""Bytes of all parts together; a larger file is an archive bomb or full of pictures."""
LARGEST_MARKUP = 10 * 1024 * 1024
"""Bytes of all XML parts together; parsed, they take seventeen times as much memory."""
MOST_PARTS = 3_000
DOCUMENT = "word/document.xml"
_MOST_COLUMNS = 63
"""Columns that Word allows in a table."""

_UNSEEN = {qn(f"w:{name}") for name in ("del", "moveFrom", "pict", "drawing", "instrText", "rt", "pPr", "rPr")}
"""What is not read as text of its paragraph: deleted text, pictures, field codes, the pinyin above a character."""
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HYPHEN = qn("w:noBreakHyphen")
_CONTAINERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}


def word_text(content):
    """The paragraphs of a .docx, one per line. Raises ``DirectiveError`` for a damaged or hostile file."""
    _check_package(content)
    try:
        document = Document(io.BytesIO(content))
        return "\n".join(_Reader(document).lines(document.element.body))
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


class _Reader:
    """Reads the paragraphs and tables of one document in order, and numbers them as Word does."""

    def __init__(self, document):
        self.styles = Styles(document)
        self.counters = Counters(document, self.styles)
        self.headings = HeadingNumbers(document, self.styles, self.counters.has_list, self.text_of)

    def lines(self, container):
        for element in container:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from table_lines(self._cells(element))
            elif element.tag in _CONTAINERS:
                yield from self.lines(element)

    def _paragraph(self, element):
        text = self.text_of(element)
        if text or not self._is_hidden(element):
            yield self.headings.label(element) + self.counters.label(element) + text
        for box in _boxes(element):
            yield from self.lines(box)

    def _is_hidden(self, element):
        """Whether the paragraph itself is hidden, so that Word does not count it either."""
        if any(self.styles.hides(run) for run in element.iter(qn("w:r"))):
            return True
        mark = element.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:vanish')}")
        return is_on(mark) or self.styles.hides_paragraph(element)

    def text_of(self, element):
        """The visible text of a paragraph: inserted text counts, deleted and hidden text and field codes do not."""
        if element.tag == qn("w:p") and self.styles.hides_paragraph(element):
            return ""
        parts = []
        for child in element:
            if child.tag in _UNSEEN or (child.tag == qn("w:r") and self.styles.hides(child)):
                continue
            if child.tag == qn("w:t"):
                parts.append(child.text or "")
            elif child.tag == _HYPHEN:
                parts.append("-")
            elif child.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
                parts.append(_blank(child, element))
            elif child.tag != _FALLBACK:
                parts.append(self.text_of(child))
        return "".join(parts)

    def _cells(self, table):
        """The rows of a table as lists of texts; the text of a merged cell is repeated in each cell that it covers."""
        rows = []
        for row in _own(table, "w:tr"):
            above = rows[-1] if rows else []
            texts = []
            for cell in _own(row, "w:tc"):
                text = "\n".join(self.lines(cell)).strip()
                if _goes_on_from_above(cell) and len(texts) < len(above):
                    text = above[len(texts)]
                texts.extend([text] * _columns(cell))
            rows.append(texts)
        return rows


def _boxes(paragraph):
    """The text boxes in a paragraph, without those inside another box; the copy for older programs is left out."""
    content = qn("w:txbxContent")
    for box in paragraph.iter(content):
        above = _up_to(box, paragraph)
        if content not in above and not (_FALLBACK in above and _is_repeated(box)):
            yield box


def _up_to(element, paragraph):
    """The tags of the ancestors of an element below its paragraph."""
    tags = []
    for ancestor in element.iterancestors():
        if ancestor is paragraph:
            break
        tags.append(ancestor.tag)
    return tags


def _is_repeated(box):
    """Whether a box in a copy for older programs stands in the copy for newer ones too."""
    alternative = next(box.iterancestors(_ALTERNATIVE))
    return any(_FALLBACK not in _up_to(other, alternative) for other in alternative.iter(qn("w:txbxContent")))


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


def _blank(child, parent):
    if parent.tag != qn("w:r"):
        return ""
    return " " if child.tag == qn("w:tab") else "\n"
