"""Read yes and no: 是 否, √ ×, 有 无, 已 未, 1 0."""

import re

from django.utils.translation import gettext as _

from ledgers.reading import reasons
from ledgers.reading.text import MARKS, header_key, is_blank, is_mark, narrow, words
from ledgers.reading.values.base import UnreadableError, ValueReader, shown
from ledgers.reading.values.boxes import ticked_words

YES = frozenset(
    words(
        """
        是 √ ✓ ✔ ☑ ✅ ■ ● 对 对号 勾 有 已 y yes true t 1 v
        到位 合格 满意 达标 完成 属于 建立 通过 符合 同意
        """
    )
)
NO = frozenset(words("否 × ✗ ✘ ✕ ╳ ☒ ❌ □ ☐ x 错 错号 无 未 不 没有 没 不是 非 不属于 n no false f 0"))
_PLAIN_YES = re.compile(r"^(?:[√✓✔☑]|[是有](?=[(,、:;]))")
_PLAIN_NO = re.compile(r"^(?:[×✗✘]|[否无](?=[(,、:;]))")
_TICK, _CROSS = frozenset("√✓✔☑"), frozenset("×✗✘")
_HAS_WORD = re.compile(r"[一-龥]")
_YES_START = re.compile(r"^(?:已|非常满意|很满意|比较满意|全部完成|均已)")
_NO_START = re.compile(r"^(?:未|不|没|尚未|暂未)")
_HALF = re.compile(r"部分|正在|基本|拟|即将|预计|待|中$|清楚|不详|不明|明确|确定|知|未定|核实|没有?问题")


class MarkReader(ValueReader):
    """Read True or False; other words are refused.

    An empty cell is unknown and not no, unless the file says otherwise: by a note, by a column that holds nothing but
    √, or by a header that asks for ticks above a column that holds nothing but words for yes. A column with a cross,
    or without a tick, has not said it.
    """

    unreadable = reasons.INVALID_MARK

    def __init__(self, column, setting):
        super().__init__(column, setting)
        questions = (str(word) for word in (column.label, *column.synonyms))
        self.answers = frozenset(header_key(word)[2:] for word in questions if word.startswith(("是否", "有无")))
        self.has_only_ticks = self.is_ticked_off = False

    def prepare(self, cells):
        words_of_cells = {self.word(cell) for cell in cells if not is_mark(cell)}
        self.has_only_ticks = bool(words_of_cells) and words_of_cells <= YES
        self.is_ticked_off = bool(words_of_cells) and words_of_cells <= _TICK

    def value_of(self, cell):
        if isinstance(cell, bool):
            return cell
        if is_blank(cell):
            return None
        text = self.word(cell)
        if text in MARKS or text in self.column.open_words:
            return None
        if text in self.column.yes_words or text in YES:
            return True
        if text in self.column.no_words or text in NO:
            return False
        if len(text) > 1 and (ticked := self.ticked(cell)) is not None:
            return self.value_of(ticked[0]) if ticked else None
        word, bracket, remark = text[:-1].partition("(")
        if word and bracket and remark not in YES | NO | {""} and text.endswith(")") and not _HALF.search(text):
            return self.read(word)  # 合格(优秀)
        return self.by_beginning(text, cell)

    def ticked(self, cell):
        """Return the words that are ticked, none or one; None for a cell that is not made of words with boxes."""
        ticked = ticked_words(str(cell), fewest=1)
        is_answer = ticked is not None and (not ticked or (len(ticked) == 1 and self.word(ticked[0]) in YES | NO))
        return ticked if is_answer and _HAS_WORD.search(str(cell)) else None

    def word(self, cell):
        if isinstance(cell, (int, float)):
            return f"{cell:g}"
        return narrow(str(cell)).lower().strip("。.,，;；“”\"'")

    def by_beginning(self, text, cell):
        if header_key(text) in self.answers:
            return True  # 整改到位 under 是否整改到位
        if not (_TICK & set(text) and _CROSS & set(text)) and (_PLAIN_YES.match(text) or _PLAIN_NO.match(text)):
            return bool(_PLAIN_YES.match(text))
        if not _HALF.search(text) and (_YES_START.match(text) or _NO_START.match(text)):
            return bool(_YES_START.match(text))
        raise UnreadableError(
            reasons.INVALID_MARK,
            _("“%(label)s”里的“%(text)s”看不出是“是”还是“否”，请改填“是”或“否”。")
            % {"label": self.label, "text": shown(cell)},
        )

    def blank(self):
        is_no = self.setting.blank_is_false or self.is_ticked_off or (self.setting.is_box and self.has_only_ticks)
        return False if is_no else None
