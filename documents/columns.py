"""The widths of the columns of a table in a Word file, after what stands in them.

A table that a template repeats column by column comes out with columns of one width. Word then looks at the contents
itself; LibreOffice and WPS do not.
"""

from unicodedata import east_asian_width

from docx.oxml.ns import qn

WIDEST = 27  # signs of half a width in a line; longer texts are broken
MARGINS = 5  # of a cell at both sides, in the same unit
WHOLE = 5000  # Word counts in fiftieths of a percent


def share_width(table):
    """Share the width of ``table`` after its contents, unless an office has given its columns widths of their own."""
    columns = table._tbl.tblGrid.gridCol_lst
    widths = [column.w or 0 for column in columns]
    if not table.autofit or max(widths, default=0) - min(widths, default=0) > len(widths):
        return
    rows = [cells for row in table._tbl.tr_lst if len(cells := row.tc_lst) == len(columns)]
    needed = [MARGINS + min(WIDEST, max(map(_longest_line, column))) for column in zip(*rows, strict=True)]
    for column, need in zip(columns, needed, strict=False):
        column.w = sum(widths) * need // sum(needed)
    for cells in rows:
        for cell, need in zip(cells, needed, strict=True):
            width = cell.get_or_add_tcPr().get_or_add_tcW()
            width.set(qn("w:type"), "pct")
            width.set(qn("w:w"), str(WHOLE * need // sum(needed)))


def _longest_line(cell):
    lines = [line for paragraph in cell.p_lst for line in paragraph.text.split("\n")]
    return max((sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line) for line in lines), default=0)
