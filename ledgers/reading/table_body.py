"""Divide the rows below a header into records, headings of places, sums and notes; find the end of the table."""

import re

from ledgers.reading import row_kinds
from ledgers.reading.context import title_in
from ledgers.reading.text import is_blank, tidy
from organizations.names import plain

_SECTION_NOISE = re.compile(  # a number before the name, a count after it; but not the 三 of 三县岭镇
    r"^\s*(?:[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十\d]+[、.．:：)）]|[一二三四五六七八九十\d]+\s+|\d+)[、.．\s]*"
    r"|[:：]\s*$|[（(]\d+.?[)）]\s*$"
)
_TOWNSHIP = re.compile(r"^.{2,7}(?:镇|乡|街道|街道办事处|办事处|林场|垦殖场)$")


class Body:
    """The rows of a table.

    ``data``: the rows (from 0) with records; ``kinds``: the kinds of the other rows; ``sections``: the place of a row
    from a heading above it; ``end``: the row where another table begins.
    """

    def __init__(self, task, grid, header, end, context):
        self.task = task
        self.grid = grid
        self.header = header
        self.context = context
        self.classifier = row_kinds.RowClassifier(grid, header, task.matcher)
        self.kinds = {}
        self.data = []
        self.sections = {}
        self.end = self._classify(end)

    def _classify(self, end):
        """Classify the rows up to ``end``; return the row where another header begins, or ``end``."""
        header = self.header
        section = ""
        for number in range(header.last + 1, end):
            kind = self.classifier.kind(number)
            if kind == "header" and (self._is_other_header(number) or self._has_title(number)):
                return number
            if kind == "section":
                kind, section = self._section(number, section)
            if kind == row_kinds.DATA:
                self.data.append(number)
                if section:
                    self.sections[number] = section
            else:
                self.kinds[number] = kind
        return end

    def _is_other_header(self, number):
        """Whether a header has other words or another order of columns, and so begins another table."""
        row = self.grid.rows[number]
        for texts in self.classifier.texts:
            same = sum(
                1 for column, cell in enumerate(row) if cell and texts.get(column) == tidy(str(cell)).replace("\n", "")
            )
            if same * 5 >= (len(row) - row.count("")) * 4:
                return False
        return True

    def _has_title(self, number):
        """Whether a repeated header has its own title above it, and so begins the table of the next township."""
        above = number - 1
        while self.kinds.get(above) in ("blank", "note"):
            if (title := title_in(self.grid.rows[above])) and _page(title) != _page(self.context.title or ""):
                return True
            above -= 1
        return False

    def give_up_tail(self):
        """Leave the rows after the last record or sum to the next table; return the first of these rows."""
        ours = [number for number, kind in self.kinds.items() if kind in ("subtotal", "total")]
        tail = max([self.header.last, *self.data[-1:], *ours]) + 1
        self.kinds = {number: kind for number, kind in self.kinds.items() if number < tail}
        return tail

    def _section(self, number, section):
        """Return (kind, place for the rows below): ``section`` if the only cell names a place, otherwise ``note``."""
        *_numeral, text = (str(cell) for cell in self.grid.rows[number] if not is_blank(cell))
        text = _SECTION_NOISE.sub("", text)
        places = self.task.places
        county = places.ancestor(self.context.place, "county")
        around = self.context.place or places.only_city(self.task.within)
        scopes = dict.fromkeys((places.ancestor(section, "county"), around, county))
        for level in ("county", "township", "village"):
            for within in scopes:
                if within and (code := places.resolve(text, level=level, within=within).code):
                    return "section", code
        if _TOWNSHIP.search(plain(text)):
            return "section", county  # a township that is not in the tree: no township for the rows below
        return "note", section


def _page(title):
    """Remove the marks of a continued page from a title, which then is equal on all pages of a table."""
    return plain(re.sub(r"[(（]?续表?\d*[)）]?|第.{1,3}页", "", title))
