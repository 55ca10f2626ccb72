"""Reads OpenDocument spreadsheets (.ods) as a stream: cells, merges, hidden sheets, repeated cells under limits."""

import datetime
import re
from xml.parsers import expat

from files import zips
from ledgers.reading.files.ooxml import hostile
from ledgers.reading.files.raw import RawBook, RawSheet
from ledgers.reading.limits import too_many_cells
from ledgers.reading.text import is_blank, is_error

SKIPPED = frozenset(("office:annotation", "table:tracked-changes", "table:shapes", "office:forms", "table:dde-links"))


def read_ods(container, limits):
    """A ``RawBook`` of the package; ``FileError`` when it is encrypted, damaged or too large."""
    names = set(container.namelist())
    if "content.xml" not in names:
        raise zips.damaged()
    if "META-INF/manifest.xml" in names and b"encryption-data" in zips.part(container, "META-INF/manifest.xml", limits):
        raise zips.encrypted()
    sheets = _parse(container, limits).sheets
    for sheet in sheets:
        sheet.formats = _Formats(container, limits, sheet.name)
    return RawBook(sheets)


def _parse(container, limits):
    content = _Content(limits)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = content.start
    parser.EndElementHandler = content.end
    parser.CharacterDataHandler = content.text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    try:
        for piece in zips.chunks(container, "content.xml", limits, zips.Budget()):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise zips.damaged() from error
    return content


def _refuse(*_arguments):
    raise hostile()


class _Formats:
    """Number formats as far as the shown text of a cell gives them away; the file is parsed again only if asked."""

    def __init__(self, container, limits, name):
        self.source = (container, limits, name)

    def __call__(self, wanted):
        container, limits, name = self.source
        table = next((sheet for sheet in _parse(container, limits).made if sheet.raw.name == name), None)
        shown, rows = (table.shown, table.raw.rows) if table else ({}, [])
        return {
            (row, column): _format_of(shown[row, column], rows[row][column]) if (row, column) in shown else ""
            for row, column in wanted
        }


_SHOWN = re.compile(r"^(?P<before>[^\d]*?)-?(?P<digits>\d[\d,]*)(?P<decimals>\.\d+)?(?P<after>[^\d]*)$")
_TELLING = re.compile(r"^[^\d]*0\d|[一-龥%％A-Za-z]|\d-\d")
_SCALES = {1_000: "0,", 10_000: "0!.0,", 1_000_000: "0,,", 100_000_000: "0!.00,,"}


def _format_of(text, value):
    """Return a number format that shows ``value`` as ``text``, as far as a reader of values needs it."""
    if type(value) is float and (match := _SHOWN.match(text)):
        return _number_format(match, value)
    if "%" in text or "％" in text:
        return "0%"
    if re.match(r"^\d{4}\.\d{2}$", text):
        return "0.00"
    if re.match(r"^\d{4}\D\d{1,2}月?$", text):
        return "yyyy-mm"
    return "General" if re.match(r"^[\d.]+$", text) else "yyyy-mm-dd"


def _number_format(match, value):
    whole = match["digits"].replace(",", "")
    shown = float(whole + (match["decimals"] or ""))
    before, after = (f'"{text}"' if (text := match[name].strip()) else "" for name in ("before", "after"))
    if after in ('"%"', '"％"'):
        return "0%" if abs(abs(value) * 100 - shown) <= abs(abs(value) - shown) else '0"%"'
    for scale, code in _SCALES.items():
        if shown and abs(abs(value) / scale - shown) <= 0.5 and abs(abs(value) - shown) > 1:
            return f"{before}{code}{after}"
    digits = "0" * len(whole) if whole.startswith("0") else "0"
    return f"{before}{digits}{'.00' if match['decimals'] else ''}{after}"


class _Table:
    """One sheet in the making."""

    def __init__(self, name, hidden):
        self.raw = RawSheet(name, hidden)
        self.shown = {}
        self.width = 0
        self.pending = 0  # empty rows that count only if something follows


class _Content:
    """Handlers of the parser; state is where in the document it stands."""

    def __init__(self, limits):
        self.limits = limits
        self.made = []
        self.hidden_styles = set()
        self.style = ""
        self.table = self.row = self.cell = None
        self.depth = self.skip = self.count = self.merges = 0
        self.paragraphs = []

    @property
    def sheets(self):
        for table in self.made:
            width = table.width
            table.raw.rows = [row + [""] * (width - len(row)) for row in table.raw.rows]
        return [table.raw for table in self.made]

    def start(self, name, attributes):
        if self.skip or name in SKIPPED:
            self.skip += 1
        elif handler := _STARTS.get(name):
            handler(self, attributes)

    def end(self, name):
        if self.skip:
            self.skip -= 1
        elif handler := _ENDS.get(name):
            handler(self)

    def text(self, data):
        if self.cell is not None and not self.skip and self.paragraphs:
            self.paragraphs[-1] += data

    def start_style(self, attributes):
        self.style = attributes.get("style:name", "")

    def start_table_properties(self, attributes):
        if attributes.get("table:display") == "false":
            self.hidden_styles.add(self.style)

    def start_table(self, attributes):
        self.depth += 1
        if self.depth == 1:
            hidden = attributes.get("table:style-name") in self.hidden_styles
            self.table = _Table(attributes.get("table:name", ""), hidden)
            if len(self.made) >= self.limits.sheets:
                raise too_many_cells(self.limits)
            self.made.append(self.table)

    def end_table(self):
        self.depth -= 1
        if self.depth == 0:
            self.table = None

    def start_row(self, attributes):
        if self.table is not None and self.depth == 1:
            self.row = []
            self.repeat_row = _repeat(attributes, "table:number-rows-repeated")
            self.is_hidden = attributes.get("table:visibility") in ("filter", "collapse")
            self.empty = 0

    def end_row(self):
        if self.row is None:
            return
        table, row = self.table, self.row
        self.row = None
        if not row:
            table.pending += self.repeat_row
            return
        rows = table.raw.rows
        self.count += len(row) * self.repeat_row
        if len(rows) + table.pending + self.repeat_row > self.limits.rows or self.count > self.limits.cells:
            raise too_many_cells(self.limits)
        rows.extend([] for _ in range(table.pending))
        table.pending = 0
        if self.is_hidden:
            table.raw.hidden_rows.update(range(len(rows), len(rows) + self.repeat_row))
        rows.extend(list(row) for _ in range(self.repeat_row))
        table.width = max(table.width, len(row))
        if table.width * len(rows) > self.limits.cells:
            raise too_many_cells(self.limits)

    def start_cell(self, attributes):
        if self.row is not None and self.depth == 1:
            self.cell = attributes
            self.paragraphs = []

    def end_cell(self):
        if self.cell is None or self.row is None:
            return
        attributes, self.cell = self.cell, None
        shown = "\n".join(self.paragraphs)
        value = _value(attributes, shown)
        repeat = _repeat(attributes, "table:number-columns-repeated")
        if is_blank(value):  # blanks that somebody typed far outside the table are no cells
            self.note_merge(attributes, len(self.row) + self.empty)
            self.empty += repeat
            return
        if len(self.row) + self.empty + repeat > self.limits.columns:
            raise too_many_cells(self.limits)
        self.row.extend([""] * self.empty)
        self.empty = 0
        self.note_merge(attributes, len(self.row))
        if not isinstance(value, str):
            self.table.shown[self.row_number(), len(self.row)] = shown
            if type(value) is float and not self.table.raw.telling and _TELLING.search(shown):
                self.table.raw.telling = True
        self.row.extend([value] * repeat)

    def row_number(self):
        return len(self.table.raw.rows) + self.table.pending

    def note_merge(self, attributes, column):
        down = _repeat(attributes, "table:number-rows-spanned")
        across = _repeat(attributes, "table:number-columns-spanned")
        if down > 1 or across > 1:
            top = self.row_number()
            self.merges += 1
            if self.merges > self.limits.merges:
                raise too_many_cells(self.limits)
            self.table.raw.merges.append((top, column, top + down - 1, column + across - 1))

    def start_paragraph(self, _attributes):
        self.paragraphs.append("")

    def start_space(self, attributes):
        if self.paragraphs:
            self.paragraphs[-1] += " " * min(_repeat(attributes, "text:c"), 100)

    def start_tab(self, _attributes):
        if self.paragraphs:
            self.paragraphs[-1] += "\t"

    def start_break(self, _attributes):
        if self.paragraphs:
            self.paragraphs[-1] += "\n"


def _repeat(attributes, name):
    try:
        return max(int(attributes.get(name, 1)), 1)
    except ValueError:
        return 1


def _value(attributes, shown):
    if is_error(shown):
        return shown  # beside it stands a value of 0 or none
    kind = attributes.get("office:value-type", "")
    try:
        if kind in ("float", "percentage", "currency"):
            return float(attributes["office:value"])
        if kind == "date":
            return _date(attributes["office:date-value"])
        if kind == "boolean":
            return attributes.get("office:boolean-value") == "true"
    except (KeyError, ValueError):
        return shown
    return attributes.get("office:string-value") or shown


def _date(text):
    if "T" not in text:
        return datetime.date.fromisoformat(text)
    moment = datetime.datetime.fromisoformat(text.rstrip("Z").partition(".")[0])
    return moment if (moment.hour or moment.minute or moment.second) else moment.date()


_STARTS = {
    "style:style": _Content.start_style,
    "style:table-properties": _Content.start_table_properties,
    "table:table": _Content.start_table,
    "table:table-row": _Content.start_row,
    "table:table-cell": _Content.start_cell,
    "table:covered-table-cell": _Content.start_cell,
    "text:p": _Content.start_paragraph,
    "text:s": _Content.start_space,
    "text:tab": _Content.start_tab,
    "text:line-break": _Content.start_break,
}
_ENDS = {
    "table:table": _Content.end_table,
    "table:table-row": _Content.end_row,
    "table:table-cell": _Content.end_cell,
    "table:covered-table-cell": _Content.end_cell,
}
