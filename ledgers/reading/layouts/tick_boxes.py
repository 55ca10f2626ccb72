"""Groups of columns that are one field: tick boxes, or proofs that mean yes (勾选栏).

性别〔男、女〕 and 类型〔党委、总支、支部〕 hold a tick under the right word;
备案情况〔备案时间、备案文号〕 means yes when filled in.
"""

import re
from itertools import groupby
from typing import NamedTuple

from ledgers.declarations import Kind
from ledgers.reading.text import is_blank, is_nothing, narrow
from ledgers.reading.values.factory import Setting, reader_for
from ledgers.reading.values.marks import NO, YES

FEWEST = 2
LONGEST = 20
LOOKED_AT = 200
_PROOF = re.compile(r"时间|日期|文号|编号|批号|年月")
_TICKS = frozenset(YES - {"合格", "满意", "达标", "符合", "同意", "建立", "完成", "通过", "到位", "属于"})


class Box(NamedTuple):
    """A field, the columns (from 0) that make it up, and their headers.

    ``between``: the separator of the words of several ticks; ``proofs``: filling in any column means yes.
    """

    field: str
    columns: tuple
    words: tuple
    between: str = "、"
    proofs: bool = False


def find_boxes(paths, matcher):
    """Return the boxes among the column ``paths`` of a header, each field once."""
    boxes = {}
    for group, members in groupby(paths, key=lambda path: path.parts[:-1]):
        members = list(members)
        if group and len(members) >= FEWEST and (box := _box_of(group, members, matcher)):
            boxes.setdefault(box.field, box)
    return tuple(boxes.values())


def _box_of(group, paths, matcher):
    words = tuple(path.header for path in paths)
    if any(len(word) > LONGEST for word in words) or any(map(matcher.is_mapped, paths)):
        return None
    field = matcher.named_by(group)
    columns = tuple(path.column for path in paths)
    if not field:
        return None
    if _are_values(words, matcher.ledger.column(field)):
        return Box(field, columns, words, between="/")  # two ticks give 是/否, which is refused later
    fields = {matcher.named_by((word,)) for word in words} - {""}
    if any(matcher.ledger.column(name).telling for name in fields):
        return None
    if matcher.kinds[field] == Kind.TEXT:
        return Box(field, columns, words)
    if matcher.kinds[field] == Kind.YES_NO and all(_PROOF.search(word) for word in words):
        return Box(field, columns, words, proofs=True)
    return None


def _are_values(words, column):
    """Whether the headers are values of a column of choices or yes and no: 男 and 女, 是 and 否, 党员 and 群众."""
    if column.kind not in (Kind.CHOICE, Kind.YES_NO):
        return False
    reader = reader_for(column, Setting())
    try:
        return len({reader.read(word) for word in words} - {None}) >= FEWEST
    except ValueError:
        return False


def tick(grid, header, numbers):
    """Write the values of the boxes of ``header`` into their first columns, in the rows ``numbers`` (from 0).

    Returns the header without the groups whose cells are not ticks.
    """
    rows = [grid.rows[number] for number in numbers]
    boxes = [box for box in header.boxes if box.proofs or _is_ticked(rows, box)]
    if boxes:
        grid.rows = list(grid.rows)
        for number in numbers:
            grid.rows[number] = _ticked(grid.rows[number], boxes)
    wrong = {box.columns[0] for box in header.boxes if box not in boxes}
    matches = {column: match for column, match in header.matches.items() if column not in wrong}
    return header._replace(matches=matches, boxes=tuple(boxes))


def proofs_of(grid, header, matcher, numbers):
    """Return {field: (column from 0, cells)} of the proofs that are fields of their own: 备案时间, 备案文号.

    Ask before ``tick``, which writes yes or no over the first proof. A cell that says no (未备案) is no proof.
    """
    proofs = {}
    for box in header.boxes:
        for column, word in zip(box.columns, box.words, strict=True):
            if box.proofs and (field := matcher.named_by((word,))):
                cells = [grid.rows[number][column] for number in numbers]
                proofs[field] = column, ["" if _denies(cell) else cell for cell in cells]
    return proofs


def _is_ticked(rows, box):
    """Whether at least four in five filled cells of a box are marks; otherwise it holds free text."""
    filled = [cell for row in rows[:LOOKED_AT] for column in box.columns if not is_blank(cell := row[column])]
    return sum(map(_is_mark, filled)) * 5 >= len(filled) * 4


def _ticked(row, boxes):
    row = list(row)
    for box in boxes:
        cells = [row[column] for column in box.columns]
        if (value := _said(cells, box)) is not None:
            row[box.columns[0]] = value
    return row


def _said(cells, box):
    """Return the value of a box in one row, None if its cells are not only marks; these stay unchanged."""
    if box.proofs:
        return _proved(cells)
    if not all(is_blank(cell) or _is_mark(cell) for cell in cells):
        return None
    return box.between.join(word for word, cell in zip(box.words, cells, strict=True) if _word(cell) in _TICKS)


def _proved(cells):
    if any(map(_denies, cells)):
        return "否"
    return "" if all(is_nothing(cell) for cell in cells) else "是"


def _denies(cell):
    return _word(cell) in NO or _word(cell).startswith("未")


def _is_mark(cell):
    return is_nothing(cell) or _word(cell) in YES or _word(cell) in NO


def _word(cell):
    return f"{cell:g}" if isinstance(cell, (int, float)) else narrow(str(cell)).lower()
