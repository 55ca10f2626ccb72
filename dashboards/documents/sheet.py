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
    sheet.colophon("{{ signature }}", "{{ date }}印发")  # data
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
    sheet.order("if loop.last")  # so that the signature never stands alone on a page
    sheet.line("{{ paragraph }}", indent=2, together=True)
    sheet.order("else")
    sheet.line("{{ paragraph }}", indent=2)
    sheet.order("endif")
    sheet.order("endfor")
    sheet.order("endfor")
    sheet.order("if remark")
    sheet.line("{{ remark }}", indent=2, together=True)
    sheet.order("endif")


def _annex_note(sheet):
    sheet.order("if attachments")
    sheet.line(together=True)
    sheet.order("for attachment in attachments")
    sheet.order("if loop.first")
    sheet.line("附件：{{ attachment }}", indent=2, together=True)  # data
    sheet.order("else")
    sheet.line("{{ attachment }}", indent=5, together=True)
    sheet.order("endif")
    sheet.order("endfor")
    sheet.order("endif")


def _signature(sheet):
    sheet.line(together=True)
    sheet.line(together=True)
    sheet.line("{{ signature }}", align=RIGHT, right=2, together=True)
    sheet.line("{{ date }}", align=RIGHT, right=4)


def _tables(sheet):
    """Tables, each on a page in landscape format; without any the text simply goes on in portrait format."""
    sheet.order("if tables")
    sheet.break_section()
    sheet.order("for table in tables")
    sheet.order("if not loop.first")
    sheet.break_page()
    sheet.order("endif")
    sheet.line("{{ table.title }}", font=HEADING_FONT, size=FOURTH, align=CENTRE, together=True)
    sheet.table("column in table.columns", "cell in row.cells", rows="row in table.rows")
    sheet.order("if table.note")
    sheet.line("{{ table.note }}", size=Pt(9), spacing=Pt(13))
    sheet.order("endif")
    sheet.order("endfor")
    sheet.break_section(landscape=True)
    sheet.order("endif")
