"""Word files laid out after GB/T 9704: A4 with its margins, 小标宋 for titles, 仿宋 for the text, page numbers below.

``python -m tools.build_templates`` writes the built-in templates with it. Each font has names of others that stand in
for it where it is not installed.
"""

from copy import deepcopy

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt

TITLE_FONT, TEXT_FONT, HEADING_FONT, NUMBER_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体"  # data
LATIN = "Times New Roman"
STAND_INS = {
    TITLE_FONT: "小标宋,华文中宋,STZhongsong,宋体,SimSun,Noto Serif CJK SC,思源宋体",  # data
    TEXT_FONT: "仿宋,FangSong,华文仿宋,STFangsong,Noto Serif CJK SC,思源宋体",  # data
    HEADING_FONT: "SimHei,Noto Sans CJK SC,思源黑体,微软雅黑",  # data
    NUMBER_FONT: "SimSun,Noto Serif CJK SC,思源宋体",  # data
}
SECOND, THIRD, FOURTH, SMALL_FIFTH = Pt(22), Pt(16), Pt(14), Pt(9)  # 二号, 三号, 四号, 小五号
LINE = Pt(28.95)  # 22 lines of 三号 fill the page
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


class Sheet:
    """A Word file that is written from top to bottom."""

    def __init__(self):
        self.document = Document()
        self._name_stand_ins()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(25)
        self.document.settings.odd_and_even_pages_header_footer = True
        _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
        _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
        properties = self.document.core_properties
        properties.author, properties.comments, properties.title = "", "", ""

    def _name_stand_ins(self):
        """Write into the table of fonts which other fonts may stand in."""
        part = next(part for part in self.document.part.package.parts if part.partname == "/word/fontTable.xml")
        entries = "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
            for name, others in STAND_INS.items()
        )
        part._blob = part.blob.replace(b"</w:fonts>", f"{entries}</w:fonts>".encode())

    def line(self, text="", *, font=TEXT_FONT, size=THIRD, align=None, indent=0, right=0, spacing=LINE, together=False):
        """Add a paragraph; ``indent`` (first line) and ``right`` are in characters. ``together``: with the next."""
        paragraph = self.document.add_paragraph()
        shape(paragraph, align=align, spacing=spacing, indent=indent, right=right)
        paragraph.paragraph_format.keep_with_next = together
        run(paragraph, text, font=font, size=size)
        return paragraph

    def order(self, text):
        """Add a paragraph that only says what docxtpl repeats or leaves out: ``for x in y``."""
        return self.line(f"{{%p {text} %}}")

    def break_section(self, *, landscape=False):
        """End a section with a paragraph of its own, which docxtpl may leave out; the next one begins a page."""
        closing = self.line(size=Pt(1), spacing=Pt(1))
        page = deepcopy(self.document.sections[0]._sectPr)
        closing._p.get_or_add_pPr().append(page)
        if landscape:
            _turn(Section(page, self.document.part))

    def break_page(self):
        self.line(size=Pt(1), spacing=Pt(1)).paragraph_format.page_break_before = True

    def colophon(self, office, issued):
        """Add who issued the paper and when (版记): between two lines, at the foot of the last page."""
        paragraph = self.line(f"{office}\t{issued}", size=FOURTH, spacing=Pt(22))
        width = Mm(210 - 28 - 26)
        paragraph.paragraph_format.tab_stops.add_tab_stop(width - FOURTH, WD_TAB_ALIGNMENT.RIGHT)
        properties = paragraph._p.get_or_add_pPr()
        indents = properties.get_or_add_ind()
        indents.set(qn("w:left"), str(int(FOURTH.pt * 20)))
        frame, borders = OxmlElement("w:framePr"), OxmlElement("w:pBdr")
        for name, value in {
            "w": str(int(width.pt * 20)),
            "hSpace": "0",
            "wrap": "around",
            "hAnchor": "margin",
            "vAnchor": "margin",
            "xAlign": "center",
            "yAlign": "bottom",
        }.items():
            frame.set(qn(f"w:{name}"), value)
        for side in ("top", "bottom"):
            line = OxmlElement(f"w:{side}")
            for name, value in {"val": "single", "sz": "8", "space": "1", "color": "auto"}.items():
                line.set(qn(f"w:{name}"), value)
            borders.append(line)
        spacing = properties.find(qn("w:tabs"))
        spacing.addprevious(frame)
        spacing.addprevious(borders)

    def table(self, columns, cells, *, rows):
        """Add a table that docxtpl repeats: a column for each of ``columns``, a row for each of ``rows``."""
        table = self.document.add_table(rows=4, cols=3)
        table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        _whole_width(table)
        for row, (repeat, shown) in zip((0, 2), ((columns, "column"), (cells, "cell")), strict=True):
            for cell, text in zip(
                table.rows[row].cells, (f"{{%tc for {repeat} %}}", f"{{{{ {shown} }}}}", "{%tc endfor %}"), strict=True
            ):
                _fill(cell, text, font=HEADING_FONT if row == 0 else TEXT_FONT)
        _fill(table.rows[1].cells[0], f"{{%tr for {rows} %}}", font=TEXT_FONT)
        _fill(table.rows[3].cells[0], "{%tr endfor %}", font=TEXT_FONT)
        _mark(table.rows[0], "w:tblHeader")  # repeated on each page
        _mark(table.rows[2], "w:cantSplit")
        return table


def _turn(section):
    """Give ``section`` the landscape format, for wide tables."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(22), Mm(22)
    section.left_margin, section.right_margin = Mm(25), Mm(25)
    section.footer_distance = Mm(13)


def shape(paragraph, *, align=None, spacing=LINE, indent=0, right=0):
    """Give ``paragraph`` its alignment, exact line spacing, and indents in characters."""
    paragraph.alignment = align
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, spacing
    if indent or right:
        properties = paragraph._p.get_or_add_pPr()
        indents = properties.get_or_add_ind()
        indents.set(qn("w:firstLineChars"), str(indent * 100))
        indents.set(qn("w:rightChars"), str(right * 100))
        indents.set(qn("w:firstLine"), str(int(THIRD.pt * 20 * indent)))
        indents.set(qn("w:right"), str(int(THIRD.pt * 20 * right)))


def run(paragraph, text, *, font, size):
    added = paragraph.add_run(text)
    added.font.name, added.font.size = LATIN, size
    fonts = added._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")  # quotation marks are Chinese signs, too
    return added


def _fill(cell, text, *, font):
    paragraph = cell.paragraphs[0]
    shape(paragraph, align=CENTRE, spacing=Pt(12))
    run(paragraph, text, font=font, size=SMALL_FIFTH)
    cell.vertical_alignment = 1  # centre


def _whole_width(table):
    """Let the table fill the width of the text; the columns share it as their contents need."""
    width = table._tbl.tblPr.find(qn("w:tblW"))
    width.set(qn("w:type"), "pct")
    width.set(qn("w:w"), "5000")
    table.autofit = True


def _mark(row, name):
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _page_number(footer, side):
    """— 1 — at the outer side of the page, one character from its edge."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    indents = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indents.set(qn("w:right" if side == RIGHT else "w:left"), str(int(FOURTH.pt * 20)))
    run(paragraph, "— ", font=NUMBER_FONT, size=FOURTH)
    number = run(paragraph, "", font=NUMBER_FONT, size=FOURTH)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        number._r.append(element)
    run(paragraph, " —", font=NUMBER_FONT, size=FOURTH)
