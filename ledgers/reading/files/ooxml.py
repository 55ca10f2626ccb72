"""Looks over an .xlsx package before the native reader does, and reads number formats when asked.

The native reader makes a dense grid of whatever the filled cells span and copies shared
strings into every cell, so both are measured first; entities are refused outright.
"""

import posixpath
import re
from functools import cached_property

from defusedxml import ElementTree
from django.utils.translation import gettext as _
from openpyxl.utils import column_index_from_string, get_column_letter

from files import zips
from files.errors import FileError
from ledgers.reading.files.biff import BUILT_IN
from ledgers.reading.files.ooxml_repair import KNOWN_ERRORS, rewritten, with_known_errors, without_blank_cells
from ledgers.reading.limits import TOO_MANY_CELLS, too_many_cells
from ledgers.reading.values.number_formats import is_telling

OVERLAP = 10_000  # a cell with the longest formula
MOST_ERRORS = 100_000
STRINGS = "xl/sharedstrings.xml"
STYLES = "xl/styles.xml"
_WIDE = re.compile(rb'r="([A-Z]{2,3})(\d{1,7})"[^<>]*?(/?)>')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^<>]*?\br="(\d{1,9})"')
_SHARED = re.compile(rb'\bt="s"[^<>]*>\s*<(?:\w+:)?v>(\d+)<')
_UNCALCULATED = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^<>]*/>)\s*+(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*+</(?:\w+:)?c>"
)
_ERROR = re.compile(  # no part of it runs over the next cell, so that no file can make it slow
    rb'<(?:\w+:)?c\b(?=[^<>]{0,200}\bt="e")(?=[^<>]{0,200}\br="([A-Z]{1,3})(\d{1,7})")[^<>]{0,200}>'
    rb"(?:(?!</?(?:\w+:)?c\b).){0,9000}?<(?:\w+:)?v>([^<]{1,20})<",
    re.DOTALL,
)
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^<>]*\bhidden="(?:1|true)")[^<>]*?\br="(\d{1,7})"')
_ITEM_END = re.compile(rb"</(?:\w+:)?si>")


class Package:
    """An .xlsx, .xlsm or zipped .et file."""

    def __init__(self, container, limits):
        self.container = container
        self.limits = limits
        self.names = {name.lower(): name for name in container.namelist()}  # Excel does not mind the case
        self.budget = zips.Budget()
        self.since_1904 = False
        self.parts = self._sheet_parts()
        self.measures = {}
        self.mended = {}
        self._check_strings()

    def _sheet_parts(self):
        book = self._tree("xl/workbook.xml")
        relations = {
            relation.get("Id"): posixpath.normpath(posixpath.join("xl", relation.get("Target", "")).lstrip("/"))
            if not relation.get("Target", "").startswith("/")
            else relation.get("Target").lstrip("/")
            for relation in self._tree("xl/_rels/workbook.xml.rels")
        }
        parts = {}
        for element in book.iter():
            tag = element.tag.rpartition("}")[2]
            if tag == "workbookPr":
                self.since_1904 = element.get("date1904") in ("1", "true")
            elif tag == "sheet":
                key = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
                parts[element.get("name")] = relations.get(key, "")
        return parts

    def _tree(self, name):
        if name.lower() not in self.names:
            raise zips.damaged()
        try:
            part = zips.part(self.container, self.names[name.lower()], self.limits)
            return ElementTree.fromstring(part, forbid_dtd=True)
        except ElementTree.ParseError as error:
            raise zips.damaged() from error
        except ValueError as error:  # defusedxml: entities, DTD, external references
            raise hostile() from error

    def _check_strings(self):
        self.longest = 0
        if STRINGS not in self.names:
            return
        run = 0
        for piece in zips.chunks(self.container, self.names[STRINGS], self.limits, self.budget):
            refuse_entities(piece)
            for position, text in enumerate(_ITEM_END.split(piece)):
                run = len(text) if position else run + len(text)
                self.longest = max(self.longest, run)

    def check_sheet(self, name):
        """Measure a sheet; ``FileError`` if it is larger than allowed in any way.

        A sheet that is too large only by cells with blanks is mended, and one with errors that the native reader does
        not know: ``mended`` holds its new XML.
        """
        part = self.part_of(name)
        if not part:
            return
        try:
            measure = self._measured(zips.chunks(self.container, part, self.limits, self.budget))
        except FileError as error:
            if error.code != TOO_MANY_CELLS:
                raise
            self.mended[part] = without_blank_cells(self._whole(part), self._strings())
            measure = self._measured([self.mended[part]])
        if not KNOWN_ERRORS.issuperset(measure.errors.values()):
            self.mended[part] = with_known_errors(self.mended.get(part) or self._whole(part))
        self.measures[name] = measure
        if self.longest * measure.cells > self.limits.unpacked_bytes * 4:
            self._weigh_strings(part)

    def part_of(self, name):
        """Return the part of the sheet ``name``, an empty text if the package has none."""
        return self.names.get(self.parts.get(name, "").lower(), "")

    def _measured(self, pieces):
        measure = _Measure(self.limits)
        tail = b""
        for piece in pieces:
            refuse_entities(piece)
            measure.take(tail, piece)
            tail = piece[-OVERLAP:]
        measure.check()
        return measure

    def _whole(self, part):
        return b"".join(zips.chunks(self.container, part, self.limits, zips.Budget()))

    def _strings(self):
        return self._whole(self.names[STRINGS]) if STRINGS in self.names else b""

    def mended_data(self):
        """Return the package with the mended sheets, empty if none needed it."""
        return rewritten(self.container, self.limits, parts=self.mended) if self.mended else b""

    @cached_property
    def is_telling(self):
        """Whether a number format of the package may say more than the numbers do."""
        return any(is_telling(code) for code in set(self._style_formats()))

    def _weigh_strings(self, part):
        """How many bytes the shared strings of a sheet come to once they are copied into its cells."""
        lengths = [len(text) for text in _ITEM_END.split(self._strings())]
        weight = 0
        for piece in zips.chunks(self.container, part, self.limits, zips.Budget()):
            for match in _SHARED.finditer(piece):
                index = int(match[1])
                weight += lengths[index] if index < len(lengths) else 0
            if weight > self.limits.unpacked_bytes * 2:
                raise zips.too_large(self.limits)

    def formats(self, name, wanted):
        """Number formats of the cells ``wanted`` ({(row, column)}, from 0) of the sheet ``name``."""
        found = dict.fromkeys(wanted, "")
        part = self.part_of(name)
        if not part or not wanted:
            return found
        styles = self._style_formats()
        letters = "|".join(sorted({get_column_letter(column + 1) for _, column in wanted}))
        pattern = re.compile(rf'<(?:\w+:)?c\b(?=[^<>]*\br="({letters})(\d+)")(?=[^<>]*\bs="(\d+)")[^<>]*>'.encode())
        columns = {letter.encode(): column_index_from_string(letter) - 1 for letter in letters.split("|")}
        for match in pattern.finditer(self._whole(part)):
            key = (int(match[2]) - 1, columns[match[1]])
            if key in found:
                style = int(match[3])
                found[key] = styles[style] if style < len(styles) else ""
        return found

    def _style_formats(self):
        if STYLES not in self.names:
            return []
        formats, styles = dict(BUILT_IN), []
        for element in self._tree(STYLES).iter():
            tag = element.tag.rpartition("}")[2]
            if tag == "numFmt":
                formats[int(element.get("numFmtId", 0))] = element.get("formatCode", "")
            elif tag == "cellXfs":
                styles = [int(xf.get("numFmtId", 0)) for xf in element]
        return [formats.get(key, "") for key in styles]


class _Measure:
    """Cells, merges, rows and columns of a sheet, piece by piece."""

    def __init__(self, limits):
        self.limits = limits
        self.cells = self.merges = self.rows = self.columns = self.uncalculated = 0
        self.errors, self.pictures, self.hidden_rows = {}, [], set()
        first = str(limits.rows)[0]
        digits = len(str(limits.rows))
        self.deep = re.compile(
            rf'r="[A-Z]{{1,3}}([{first}-9]\d{{{digits - 1}}}|\d{{{digits + 1},9}})"[^<>]*?(/?)>'.encode()
        )

    def take(self, tail, piece):
        joined = tail + piece
        self.cells += piece.count(b"<c ") + piece.count(b":c ")
        self.merges += piece.count(b"mergeCell ")
        if b"</f>" in piece or b":f>" in piece or b"<f " in piece or b":f " in piece:
            self.uncalculated += len(_UNCALCULATED.findall(piece))
        if b't="e"' in joined:
            self._note_errors(joined)
        if b"hidden=" in joined:
            self.hidden_rows.update(int(row) - 1 for row in _HIDDEN_ROW.findall(joined))
        for match in _WIDE.finditer(joined):
            if not match[3]:
                self.columns = max(self.columns, column_index_from_string(match[1].decode()))
        for match in self.deep.finditer(joined):
            if not match[2]:
                self.rows = max(self.rows, int(match[1]))
        if self.columns:
            self.rows = max([self.rows, *(int(row) for row in _ROW.findall(joined))])
        if self.cells > self.limits.cells * 4 or self.merges > self.limits.merges or self.rows > self.limits.rows:
            raise too_many_cells(self.limits)

    def _note_errors(self, joined):
        """The native reader gives an empty cell for a formula error, which is not the same as no figure."""
        for match in _ERROR.finditer(joined):
            letters, row, text = match.groups()
            position = int(row) - 1, column_index_from_string(letters.decode()) - 1
            if b' vm="' in match[0].partition(b">")[0]:  # a picture that Excel keeps in the cell
                self.pictures.append(position)
            else:
                self.errors[position] = text.decode("utf-8", "replace")
        if len(self.errors) > MOST_ERRORS:
            raise too_many_errors()

    def check(self):
        if self.columns > self.limits.columns or self.rows * self.columns > self.limits.cells:
            raise too_many_cells(self.limits)


def refuse_entities(piece):
    if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
        raise hostile()


def too_many_errors():
    return FileError("too_many_errors", _("表中的公式错误（如 #REF!）太多，没有读取。请改正公式后重新上传。"))


def hostile():
    return FileError(
        "unsafe",
        _("文件里含有外部引用或实体定义，正常表格不会有，没有读取。请用表格软件打开后另存为 .xlsx 再上传。"),
    )
