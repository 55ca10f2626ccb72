"""Read a file of the organization tree into rows, or report problems with their lines and columns."""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from django.utils.translation import gettext as _

from files import decoding
from files.reading import looks_like_workbook
from organizations import kinds
from organizations.models import Organization

COLUMNS = {
    "code": ("代码", "单位代码", "区划代码"),
    "name": ("名称", "单位名称"),
    "level": ("层级",),
    "parent_code": ("上级代码", "上级单位代码"),
    "kind": ("类别",),
    "short_name": ("简称",),
    "aliases": ("别名", "曾用名"),
}
REQUIRED = ("code", "name", "level", "parent_code")
NAMES = {title: name for name, titles in COLUMNS.items() for title in (name, *titles)}
TITLE_LINES = 5
ALIAS_MARKS = re.compile("[、;；|]")
CODE = re.compile(r"[0-9A-Za-z-]+\Z")
MAX_PROBLEMS = 100
INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@dataclass(frozen=True)
class Problem:
    """One error in the file: ``line`` counts from 1, or is 0 for the whole file.

    ``column`` is the text of the header, or empty.
    """

    line: int
    column: str
    reason: str

    def __str__(self):
        if not self.line:
            return self.reason
        place = {"line": self.line, "column": self.column, "reason": self.reason}
        if self.column:
            return _("第 %(line)s 行，“%(column)s”列：%(reason)s") % place
        return _("第 %(line)s 行：%(reason)s") % place


class TreeFileError(Exception):
    """The file cannot be loaded; ``problems`` are the first ``MAX_PROBLEMS`` errors."""

    def __init__(self, problems):
        self.problems = problems[:MAX_PROBLEMS]
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class TreeRow:
    """One unit in the file: ``kind`` may be empty; ``short_name`` is None when the file has no such column."""

    line: int
    code: str
    name: str
    level: str
    parent_code: str
    kind: str = ""
    short_name: str | None = None
    aliases: tuple = ()


@dataclass
class TreeFile:
    """The rows of a file. ``titles`` maps column names (keys of ``COLUMNS``) to the headers of the file, ``places``
    maps them to positions; ``unused`` are headers that match no column."""

    rows: list = field(default_factory=list)
    titles: dict = field(default_factory=dict)
    unused: list = field(default_factory=list)
    places: dict = field(default_factory=dict)


def read(content):
    """Return the ``TreeFile`` in ``content``, the bytes of a CSV file with commas or tabs.

    Raises ``TreeFileError`` when any part of it cannot be read.
    """
    return read_table(records(decode(content)))


def decode(content):
    """Return the text of ``content``; raise ``TreeFileError`` with the line of the first byte that is not text."""
    if looks_like_workbook(content):
        raise TreeFileError([Problem(0, "", _("这是 Excel 工作簿，请另存为“CSV UTF-8”格式。"))])
    try:
        return decoding.decode(content)[0]
    except decoding.UndecodableError as error:
        line = content.count(b"\n", 0, error.offset) + 1
        column = error.offset - content.rfind(b"\n", 0, error.offset)
        reason = _("第 %(column)s 个字节起无法识别为文字，请将文件另存为“CSV UTF-8”格式。") % {"column": column}
        raise TreeFileError([Problem(line, "", reason)]) from None


def records(text):
    """Yield pairs of line number and cells; a quoted cell may contain line breaks."""
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            yield start, cells
            start = reader.line_num + 1
    except csv.Error:
        reason = _("引号没有配对或单元格过长，无法分列，请检查这一行的引号。")
        raise TreeFileError([Problem(start, "", reason)]) from None


def read_table(lines):
    """Return the ``TreeFile`` of ``lines``, which are pairs of line number and cells.

    A title or a note may precede the header, as in workbooks that the portal exports.
    """
    lines = iter(lines)
    line, header = _find_header(lines)
    treefile = _read_header(line, header)
    problems = []
    for line, cells in lines:
        values = [_clean(cell) for cell in cells]
        if any(values):
            _read_row(treefile, line, values, len(header), problems)
    if problems:
        raise TreeFileError(problems)
    if not treefile.rows:
        raise TreeFileError([Problem(2, "", _("文件中没有任何单位。"))])
    return treefile


def _find_header(lines):
    """Return the first of the top ``TITLE_LINES`` lines with a known header, or the first line if there is none."""
    first = None
    for line, cells in islice(lines, TITLE_LINES):
        header = [_clean(cell) for cell in cells]
        first = first or (line, header)
        if any(_column(title) for title in header):
            return line, header
    return first or (1, [])


def _column(title):
    """Return the key in ``COLUMNS`` for the header ``title``, or None."""
    return NAMES.get(unicodedata.normalize("NFKC", title).lower())


def _clean(cell):
    """Return a cell as text, without spaces and byte-order marks around it; the number 3.0 becomes ``3``."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip().strip("\ufeff\u200b").strip()


def _read_header(line, header):
    """Return a ``TreeFile`` without rows, with the columns of the header."""
    treefile = TreeFile()
    problems = []
    for title in header:
        name = _column(title)
        if name in treefile.titles:
            problems.append(Problem(line, title, _("这一列出现了两次，请删去一列。")))
        elif name:
            treefile.titles[name] = title
        elif title:
            treefile.unused.append(title)
    missing = [name for name in REQUIRED if name not in treefile.titles]
    reason = _("表头中缺少这一列。")
    problems += [Problem(line, f"{name}（{COLUMNS[name][0]}）", reason) for name in missing]
    if problems:
        raise TreeFileError(problems)
    treefile.titles = dict(sorted(treefile.titles.items(), key=lambda pair: header.index(pair[1])))
    treefile.places = {name: header.index(title) for name, title in treefile.titles.items()}
    return treefile


def _read_row(treefile, line, values, width, problems):
    if any(values[width:]):
        problems.append(Problem(line, "", _("单元格比表头多，请检查是否有多余的逗号。")))
        return
    row = {name: values[place] if place < len(values) else "" for name, place in treefile.places.items()}
    mistakes = [(column, reason) for column, reason in _mistakes(row) if reason]
    problems += [Problem(line, treefile.titles.get(column, column), reason) for column, reason in mistakes]
    if not mistakes:
        treefile.rows.append(_row(line, row))


def _row(line, row):
    aliases = tuple(dict.fromkeys(filter(None, map(str.strip, ALIAS_MARKS.split(row.get("aliases", ""))))))
    level = _level(row["level"])
    codes = {name: unicodedata.normalize("NFKC", row[name]) for name in ("code", "parent_code")}
    return TreeRow(
        line,
        name=row["name"],
        level=level,
        kind=row.get("kind", ""),
        aliases=aliases,
        short_name=row.get("short_name"),
        **codes,
    )


@lru_cache(64)
def _level(text):
    """Return the level that ``text`` names, by key or by Chinese label; None for any other text."""
    levels = {str(label): value for value, label in Organization.Level.choices}
    return text if text in kinds.LEVELS else levels.get(text)


def _mistakes(row):
    """Yield pairs of column and reason; the reason is empty when the cell is valid."""
    level = _level(row["level"])
    yield "code", _code_mistake(row["code"]) if row["code"] else _("代码不能为空。")
    yield "name", _text_mistake(row["name"]) if row["name"] else _("名称不能为空。")
    yield "level", "" if level else _level_mistake(row["level"])
    yield "parent_code", _code_mistake(row["parent_code"]) if row["parent_code"] else ""
    yield "kind", _kind_mistake(level, row.get("kind", "")) if level else ""
    yield "short_name", _text_mistake(row.get("short_name", ""))
    for alias in ALIAS_MARKS.split(row.get("aliases", "")):
        yield "aliases", _text_mistake(alias)


def _code_mistake(text):
    code = unicodedata.normalize("NFKC", text)
    if re.match(r"\d(\.\d+)?E\+\d+", code, re.IGNORECASE):
        return _("“%(text)s”被表格软件改成了科学计数法，请把这一列设为文本后重新填写代码。") % {"text": text}
    if not CODE.match(code):
        return _("“%(text)s”不是代码，代码只能由数字、字母和短横线组成。") % {"text": text[:30]}
    return _length_mistake(code, "code")


def _text_mistake(text, field_name="name"):
    if not text.isprintable() and any(unicodedata.category(character) in INVISIBLE for character in text):
        return _("“%(text)s”中有换行或不可见的字符，请删去。") % {"text": text[:30]}
    return _length_mistake(text, field_name)


def _length_mistake(text, field_name):
    limit = Organization._meta.get_field(field_name).max_length
    if len(text) > limit:
        return _("最多 %(limit)s 个字，现有 %(length)s 个。") % {"limit": limit, "length": len(text)}
    return ""


def _level_mistake(text):
    known = "、".join(f"{value}（{label}）" for value, label in Organization.Level.choices)
    if not text:
        return _("层级不能为空，应为：%(known)s。") % {"known": known}
    return _("没有“%(text)s”这一层级，应为：%(known)s。") % {"text": text[:30], "known": known}


def _kind_mistake(level, kind):
    if not kind or kind in kinds.kinds_of(level):
        return ""
    wording = {"kind": kind[:30], "level": Organization.Level(level).label, "known": "、".join(kinds.kinds_of(level))}
    return _("%(level)s单位没有“%(kind)s”这一类别，应为：%(known)s。") % wording
