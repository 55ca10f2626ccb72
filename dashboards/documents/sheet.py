"""The built-in Word template of the circular; ``python -m tools.build_templates`` writes it."""

from docx.shared import Pt

from documents.layout import CENTRE, FOURTH, HEADING_FONT, RIGHT, SECOND, TITLE_FONT, Sheet


def circular():
    """Return the template as a python-docx document."""
    sheet = Sheet()
    _head(sheet)
    sheet.line("{{ addressee }}")
    _text(sheet)
    _annex_note(sheet)
    _signature(sheet)
    _tables(sheet)
    return sheet.document


def _head(sheet):
    sheet.order("if number")
    sheet.line("{{ number }}", align=CENTRE)
    sheet.line()
    sheet.order("endif")
    sheet.line("{{ title }}", font=TITLE_FONT, size=SECOND, align=CENTRE, spacing=Pt(35))
    sheet.line()


def _text(sheet):
    sheet.order("for section in sections")
    sheet.line("{{ section.heading }}", font=HEADING_FONT, indent=2, together=True)
    sheet.order("for paragraph in section.paragraphs")
    sheet.line("{{ paragraph }}", indent=2)
    sheet.order("endfor")
    sheet.order("endfor")
    sheet.order("if remark")
    sheet.line("{{ remark }}", indent=2)
    sheet.order("endif")


def _annex_note(sheet):
    sheet.order("if attachments")
    sheet.line()
    sheet.line("附件：", indent=2, together=True)  # data
    sheet.order("for attachment in attachments")
    sheet.line("{{ attachment }}", indent=5)
    sheet.order("endfor")
    sheet.order("endif")


def _signature(sheet):
    sheet.line()
    sheet.line()
    sheet.line("{{ signature }}", align=RIGHT, right=2, together=True)
    sheet.line("{{ date }}", align=RIGHT, right=4)


def _tables(sheet):
    """Each table begins a page in landscape format."""
    sheet.landscape()
    sheet.order("for table in tables")
    heading = sheet.line("{{ table.title }}", font=HEADING_FONT, size=FOURTH, align=CENTRE, together=True)
    heading.paragraph_format.page_break_before = True
    sheet.table("column in table.columns", "cell in row.cells", rows="row in table.rows")
    sheet.line("{{ table.note }}", size=Pt(9), spacing=Pt(13))
    sheet.order("endfor")
