"""Turn tables of tasks into numbered lines with boxed notes, which are then read like any other text.

A row below 序号|重点任务|责任单位|完成时限 becomes 1.建立台账。（责任单位：市委组织部；完成时限：6月底前）. A column of
kinds (类别, 领域) becomes headings such as （一）政治建设 above its rows. Other tables become plain lines of text.
"""

import re

from .numbering import opening_marker
from .numerals import chinese

_TASK = re.compile("任务|举措|措施|重点工作|工作(?:内容|要点)|主要内容|事项|项目(?:名称|内容)")
_NOTES = re.compile("单位|部门|科室|时限|时间|期限|责任人|领导|备注")
_NUMBER = re.compile("序号|编号")
_KIND = re.compile("(?:工作|任务|项目)?(?:类别|类型|分类|领域|板块|方面)")
_TOTAL = re.compile("合计|小计|总计|共计")
_FILL_IN = re.compile(r"(?:填报|填表|制表)[^\s：:]{0,4}[：:]")
_HEADER_WITHIN = 4
"""Rows in which the header is looked for; the title and the unit of a form may stand above it."""


def table_lines(rows):
    """The lines of a table given as rows of cell texts; a merged cell repeats its text in each cell that it covers."""
    rows = [row for row in rows if any(row)]
    header = next((index for index, row in enumerate(rows[:_HEADER_WITHIN]) if _is_header(row)), None)
    if header is None:
        return [_plain(row) for row in rows]
    below = header + 1
    while below < len(rows) and _is_header_below(rows[below], rows[header]):
        below += 1
    names = [re.sub(r"\s", "", name or above) for name, above in zip(rows[below - 1], rows[header], strict=False)]
    titles = [_plain(row) for row in rows[:header] if not any(_FILL_IN.match(cell) for cell in row)]
    return titles + _Rows(names, rows[below:]).lines()


def with_tables_as_lines(text):
    """``text`` with each pasted table (lines of cells separated by tabs) turned into lines of text."""
    return re.sub(r"(?:^[^\t\n]*(?:\t[^\t\n]*){2,62}(?:\n|\Z)){2,}", _pasted, text, flags=re.MULTILINE)


def _pasted(match):
    rows = [[cell.strip() for cell in line.split("\t")] for line in match.group().splitlines()]
    return "\n".join(table_lines(rows)) + "\n"


def _is_header(row):
    return any(_TASK.search(cell) for cell in row) and any(_NOTES.search(cell) for cell in row)


def _is_header_below(row, header):
    """Whether ``row`` belongs to the header: it repeats merged names and divides others (牵头单位|配合单位)."""
    repeated = any(cell and cell == name for cell, name in zip(row, header, strict=False))
    return repeated and any(_NOTES.search(cell) for cell in row)


def _plain(row):
    """The row as one line, with the text of a merged cell only once."""
    cells = [cell.replace("\n", "") for cell in row]
    return "　".join(cell for index, cell in enumerate(cells) if cell and (index == 0 or cell != cells[index - 1]))


class _Rows:
    """Writes the rows below a header as lines, and numbers the tasks and kinds."""

    def __init__(self, names, rows):
        self.names = names
        self.rows = [row for row in rows if not _TOTAL.fullmatch(next(cell for cell in row if cell))]
        self.tasks = 0
        self.kinds = []

    def lines(self):
        return [line for index in range(len(self.rows)) for line in self._lines_of(index)]

    def _lines_of(self, index):
        cells = list(zip(self.names, self.rows[index], strict=False))
        kind = next((value for name, value in cells if value and _KIND.fullmatch(name)), "")
        heading = self._heading(_unnumbered(kind.replace("\n", "")))
        texts = list(dict.fromkeys(value for name, value in cells if value and _is_text(name)))
        own = [text for text in texts if not self._is_shared(index, text)] or texts
        notes = [("所属任务", text) for text in texts if text not in own]  # data
        notes += [(name, value) for name, value in cells if value and _NOTES.search(name)]
        return heading + ([self._line(own, notes)] if own else [])

    def _heading(self, kind):
        if not kind or kind in self.kinds[-1:]:
            return []
        self.kinds.append(kind)
        return [f"（{chinese(len(self.kinds))}）{kind}"]

    def _is_shared(self, index, value):
        """Whether a neighbouring row has the same text; it is then a common heading, not the task of this row."""
        beside = self.rows[max(index - 1, 0) : index] + self.rows[index + 1 : index + 2]
        return any(value in row for row in beside)

    def _line(self, texts, notes):
        self.tasks += 1
        body = "。".join(_joined(text).rstrip("。；") for text in texts)
        boxed = "；".join(f"{name}：{'、'.join(value.split(chr(10)))}" for name, value in notes)
        return f"{self.tasks}.{body}。" + (f"（{boxed}）" if boxed else "")


def _is_text(name):
    return not (_NOTES.search(name) or _NUMBER.search(name) or _KIND.fullmatch(name))


def _unnumbered(text):
    """The text without its opening number, which would begin a further task of the document."""
    marker = opening_marker(text)
    return text[marker.end :] if marker else text


def _joined(text):
    """The paragraphs of a cell as one; several that are numbered (1. 2.) keep their numbers in brackets."""
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    parts = [(_bracketed if len(parts) > 1 else _unnumbered)(part) for part in parts]
    return "".join(part if part.endswith(("。", "；", "：", "，")) else f"{part}；" for part in parts)


def _bracketed(part):
    marker = opening_marker(part)
    return f"（{marker.value}）{part[marker.end :]}" if marker else part
