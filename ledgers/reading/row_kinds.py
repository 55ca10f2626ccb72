"""Classify the rows below a header (行分类).

The kinds are data, blank, subtotal, total, note, sample, numbering, header and section.
"""

import re
from itertools import pairwise

from ledgers.reading import place_headers
from ledgers.reading.text import is_blank, narrow, tidy
from organizations.names import plain

DATA = "data"
_SUBTOTAL = re.compile(
    r"^(?:本页|本表)?(?:.{0,14}?)(?:小计|分计)(?:\(.*\))?[:]?(?:共?\d+\D{0,6})?$|^本页(?:合计|累计)"
    r"|^\(?(?:承前|承上|接上|承|接前|续上|续前|过次|转次|转下|结转下|结转次|过下|转后|续下)页\)?$|^\(?承前\)?$"
)
_TOTAL = re.compile(
    r"^(?:.{0,14}?)(?:合计|总计|共计|累计|总合计|汇总|总数|平均[^:]{0,4})(?:\(.*\))?[:]?(?:共?\d.{0,6})?$|^计$|^共\d+(?:个|人|名|户|条|项|村|处)"
)
_TOTAL_OF_PART = re.compile(  # 田墩镇合计; but not 全县合计 or 合计, which are totals of the whole table
    r"^(?!全|总|共|本|各).{2,}(?:镇|乡|街道|区|县|市|场|处|村|社区)(?:合计|共计|总计|累计)"
)
_BARE_SUM = re.compile(r"^(?:小计|分计|合计|总计|共计|累计)$")
_NOTE = re.compile(
    r"^(?:[*※★])?(?:注|备注|附注|说明|填表说明|填报说明|填写说明|填表要求|填表人|制表人|制表|填报人|填制人|审核人|审核|复核人|经办人|录入人|统计人"
    r"|单位负责人|主要负责人|部门负责人|分管领导|主要领导|负责人|负责人签字|书记签字|领导签字|联系人|联系电话|填报单位|填报日期|填报时间|报送单位|填表日期|填表时间|审核意见"
    r"|数据来源|资料来源|单位盖章|盖章|公章|签字|党委书记|组织委员|报送时间|统计时间|报表日期|制表时间|制表日期)(?:\(.*?\))?(?:[:;]|$)"
    r"|^(?:注|说明|备注)\d|^[*※★]|^.{0,12}(?:签字|签名|签章|盖章|公章)(?:\)|:|$)"
)
_HINT = re.compile("[页承计注说填制审核经录统单负领联报数资盖签例样范栏行列共总汇累平:：*※★/—-]|^.$")
_LABEL = re.compile(r"^[一-龥()]{2,14}:")
_SAMPLE = re.compile(
    r"^\(?(?:例|示例|样例|举例|范例|例子|例如|填写示例|填表示例|样表|填写样例|填报示例)\)?[\d一二三:]*$|^(?:示例|例)[:]"
)
_WHOLE = re.compile(r"^全(?:[市县区镇乡]|街道)$")
_ORDINAL = re.compile(r"^\(?[一二三四五六七八九十]{1,3}\)?[、.:]?$")
_ORDINALS = frozenset("甲乙丙丁戊己庚辛壬癸")
_ORDINAL_WORDS = frozenset(("栏次", "行次", "列次", "-", "—", "/", "序", "列号", "栏号"))


class RowClassifier:
    """Classify the rows below a header; plain data rows take a fast path."""

    def __init__(self, grid, header, matcher):
        self.grid = grid
        self.header = header
        self.matcher = matcher
        self.columns = {match.field: column for column, match in header.matches.items()}
        self.seq = self.columns.get(place_headers.SEQ)
        places = [column for field, column in self.columns.items() if field in place_headers.WORDS]
        own = sorted(column for field, column in self.columns.items() if field not in place_headers.WORDS)
        self.place_columns = {0, *places}
        # The columns where words such as 合计 stand: running number, places and the first two other columns.
        self.leading = sorted({*self.place_columns, *own[:2]})
        self.texts = [
            dict(enumerate(grid.block(row, row)[c][0] for c in range(grid.width)))
            for row in range(header.first, header.last + 1)
        ]
        self.few = min(3, max(1, len(header.matches) // 3))
        self.suspects = self._suspects()

    def _suspects(self):
        """Return (column, cells) of the leading columns whose cells may mark a row as no data row."""
        suspects = []
        below = self.grid.rows[self.header.last + 1 :]
        for column in self.leading:
            own = {texts.get(column) for texts in self.texts}
            cells = {cell for cell in {row[column] for row in below} if type(cell) is str and cell}
            is_place = column in self.place_columns
            if odd := {cell for cell in cells if cell in own or self._is_suspect(cell, is_place)}:
                suspects.append((column, odd))
        return suspects

    def _is_suspect(self, cell, is_place):
        if not is_place and not _HINT.search(cell):
            return False
        text = plain_cell(cell)
        if (
            _SUBTOTAL.match(text)
            or _TOTAL.match(text)
            or _NOTE.match(text)
            or _SAMPLE.match(text)
            or _WHOLE.match(text)
            or text in _ORDINAL_WORDS
        ):
            return True
        return is_place and len(cell) <= 30 and self.matcher.knows(cell)

    def kind(self, number):
        """Return the kind of the row ``number`` (from 0)."""
        row = self.grid.rows[number]
        filled = self.grid.width - row.count("")
        if (
            filled > self.few
            and number > self.header.last + 2
            and not any(row[column] in suspects for column, suspects in self.suspects)
        ):
            return DATA
        return self._closely(number, row)

    def _closely(self, number, row):
        """Return the kind of a row with few cells or with a suspect cell, by all rules."""
        filled = [(column, cell) for column, cell in enumerate(row) if not is_blank(cell)]
        if not filled or (
            len(filled) == 1 and filled[0][0] == self.seq and narrow(str(filled[0][1])).replace(".0", "").isdigit()
        ):
            return "blank"
        if number <= self.header.last + 2 and is_numbering([cell for _, cell in filled]):
            return "numbering"
        if self._is_header(number, dict(filled)):
            return "header"
        if self._is_numbered_place(filled):
            return "section"
        if _is_sum_of_whole([cell for _, cell in filled]):
            return "total"
        return self._by_words(filled) or (self._alone(number, filled) if len(filled) == 1 else DATA)

    def _by_words(self, filled):
        """Return the kind of a row by its words, or an empty text."""
        column, first_cell = filled[0]
        text = plain_cell(first_cell)
        if (
            type(first_cell) is str
            and _NOTE.match(text)
            and len(filled) <= 8
            and (text.endswith(":") or not self._has_places(filled[1:]))
        ):
            return "note"
        names_village = any(at == self.columns.get(place_headers.VILLAGE) for at, _cell in filled)
        for at, cell in filled[:5]:
            text = plain_cell(cell)
            kind = self._word(at, text) if type(cell) is str else ""
            # 数据汇总 may be the name of a village's project; 合计 alone or in a place column marks a sum.
            is_plain = at in self.place_columns or _BARE_SUM.match(text)
            if kind and (kind == "sample" or is_plain or not names_village):
                return kind
        labels = sum(1 for _, cell in filled if type(cell) is str and _LABEL.match(plain_cell(cell)))
        return "note" if labels and labels * 2 >= len(filled) and column != self.seq else ""

    def _word(self, column, text):
        """Return the kind by a word such as 合计 in a leading column; in other columns it is ordinary text."""
        if column not in self.leading:
            return ""
        if _SAMPLE.match(text):
            return "sample"
        if _SUBTOTAL.match(text):
            return "subtotal"
        if _TOTAL.match(text):
            return "subtotal" if _TOTAL_OF_PART.match(text) else "total"
        return ""

    def _is_numbered_place(self, filled):
        """Whether a row is a place heading for the rows below, such as 一 | 曹溪镇 in files without merged cells."""
        columns = [
            self.columns.get(field) for field in (place_headers.COUNTY, place_headers.TOWNSHIP, place_headers.VILLAGE)
        ]
        return (
            len(filled) == 2
            and filled[0][0] == self.seq
            and type(filled[0][1]) is str
            and bool(_ORDINAL.match(narrow(filled[0][1])))
            and filled[1][0] in columns
        )

    def _has_places(self, filled):
        """Whether the township or village column is filled with a name, not with a label such as 联系人：."""
        own = [
            column for field, column in self.columns.items() if field in (place_headers.TOWNSHIP, place_headers.VILLAGE)
        ]
        return any(
            column in own and not plain_cell(cell).endswith((":", "人:")) and ":" not in plain_cell(cell)
            for column, cell in filled
        )

    def _is_header(self, number, cells):
        """Whether a row repeats the header, or is the header of another table."""
        same = sum(
            1
            for column, cell in cells.items()
            if any(texts.get(column) and texts[column] == tidy(str(cell)).replace("\n", "") for texts in self.texts)
        )
        if same >= 2 and same * 2 >= len(cells):
            return True
        words = [cell for cell in cells.values() if type(cell) is str]
        known_count = sum(1 for cell in words if len(cell) <= 30 and self.matcher.knows(cell))
        return len(words) == len(cells) and known_count >= 3 and known_count * 2 >= len(cells)

    def _alone(self, number, filled):
        """Return the kind of a row with one cell: a section (a place for the rows below), a note, or data."""
        column, cell = filled[0]
        if type(cell) is not str:
            return DATA
        is_merged = any(
            top == number and left == column and right > left for top, left, _bottom, right in self.grid.merges
        )
        if column in self.columns.values() and column != 0 and not is_merged:
            return DATA
        return "section" if len(plain_cell(cell)) <= 20 else "note"


def _is_sum_of_whole(cells):
    """Whether the cells are 全县 followed only by numbers."""
    return bool(_WHOLE.match(plain_cell(cells[0]))) and all(narrow(str(cell))[:1].isdigit() for cell in cells[1:])


def plain_cell(cell):
    """Return the text of a cell for comparing; a text with a colon is a label and keeps it."""
    return plain(cell) if type(cell) is str and ":" not in cell and "：" not in cell else narrow(str(cell))


def is_numbering(cells):
    """Whether the cells number the columns below a header: 1 2 3 …, 甲 乙 1 2, (1) (2) or A B C."""
    if len(cells) < 3:
        return False
    texts = [re.sub(r"=.*$", "", narrow(str(cell))) for cell in cells]
    texts = [re.sub(r"^\((.+)\)$|^(\d+)\.0$", lambda m: m[1] or m[2], text) for text in texts]
    if not all(
        text in _ORDINALS or text in _ORDINAL_WORDS or re.match(r"^(?:\d{1,2}|[A-Za-z]{1,2}|[①-⑳])$", text)
        for text in texts
    ):
        return False
    numbers = [int(text) for text in texts if text.isdigit()]
    rising = all(after == before + 1 for before, after in pairwise(numbers))
    return rising and (len(numbers) >= 2 or not numbers)
