"""Read texts, names, phone numbers, codes and choices."""

import datetime
import re

from django.utils.translation import gettext as _

from ledgers.reading import reasons
from ledgers.reading.identity_numbers import without_identity_numbers
from ledgers.reading.limits import LONGEST_TEXT, LONGEST_VALUE
from ledgers.reading.result import as_text
from ledgers.reading.text import (
    MARKS,
    NOTHING_WORDS,
    is_blank,
    is_error,
    is_mark,
    is_nothing,
    narrow,
    squeezed,
    tidy,
    unguarded,
)
from ledgers.reading.values.base import UnreadableError, ValueReader, shown
from organizations.names import plain

SHORTEST_IDENTITY_NUMBER = 15


class TextReader(ValueReader):
    """Read a text, trimmed; identity numbers in it are replaced by a note."""

    longest = LONGEST_TEXT

    def value_of(self, cell):
        if type(cell) is not str:
            return self.written(cell)
        if cell.isalnum() and len(cell) < SHORTEST_IDENTITY_NUMBER:
            return cell  # most cells need no cleaning
        if cell[:1] == "#" and is_error(cell):
            raise self.broken(cell)
        text = tidy(unguarded(cell))
        if not text or text in MARKS:
            return None
        if len(text) >= SHORTEST_IDENTITY_NUMBER and (clean := without_identity_numbers(text)) != text:
            self.remarks[cell] = (
                reasons.IDENTITY_NUMBER,
                _("“%(label)s”中的身份证号码已去除。") % {"label": self.label},
            )
            return clean
        return text

    def written(self, cell):
        """Return a number or date in a text column as a person would type it."""
        if is_blank(cell):
            return None
        if isinstance(cell, bool):
            return "是" if cell else "否"
        if isinstance(cell, datetime.datetime) and not (cell.hour or cell.minute or cell.second):
            return cell.date().isoformat()
        return as_text(cell)

    def broken(self, cell):
        return UnreadableError(
            reasons.INVALID_TEXT,
            _("“%(label)s”里是公式错误“%(text)s”，请在表格中改正公式，或直接填写内容。")
            % {"label": self.label, "text": shown(cell)},
        )


class NameReader(TextReader):
    """Read the name of a person or office, without blanks of any kind."""

    longest = LONGEST_VALUE

    def value_of(self, cell):
        if type(cell) is not str:
            return self.written(cell)
        if cell.isalpha() and cell not in NOTHING_WORDS:
            return cell
        if cell[:1] == "#" and is_error(cell):
            raise self.broken(cell)
        text = squeezed(unguarded(cell))
        return None if not text or is_nothing(text) else text


_TWO = re.compile(r"[/、,，;；\n]|或|\s{2,}")
_MOBILE = re.compile(r"^(?:86)?1\d{10}$")
_LANDLINE = re.compile(r"^(?:0\d{9,11}|[2-9]\d{6,7})$")


def _is_number(digits):
    return bool(_MOBILE.match(digits) or _LANDLINE.match(digits))


_MASKED = re.compile(r"^\d{0,4}\*{2,}\d{0,4}$")


class PhoneReader(ValueReader):
    """Read phone numbers as digits; a number that looks wrong is kept with a remark."""

    def value_of(self, cell):
        if is_nothing(cell):
            return None
        if type(cell) is str and _MOBILE.match(cell):
            return cell
        text = f"{cell:.0f}" if type(cell) in (int, float) else tidy(as_text(cell))
        numbers = [number for part in self.parts(text) if (number := self.digits(part))]
        if not numbers or not all(map(_is_number, numbers)):
            self.remarks[cell] = (
                reasons.STRANGE_PHONE,
                _("“%(label)s”里的“%(text)s”不像电话号码，请核对。") % {"label": self.label, "text": shown(cell)},
            )
        return "、".join(numbers) or None

    def parts(self, text):
        """Split a cell into phone numbers; a single blank separates two if both sides are complete numbers."""
        pieces = text.split()
        if len(pieces) > 1 and all(_is_number(self.digits(piece)) for piece in pieces):
            return pieces
        return _TWO.split(text)

    def digits(self, part):
        text = narrow(part)
        if re.match(r"^\d+\.0+$", text) or re.match(r"^\d(?:\.\d+)?e\+?\d+$", text.lower()):
            return f"{float(text):.0f}"
        if _MASKED.match(text):
            return text  # a masked number from an export; storing it keeps the stored number
        return re.sub(r"\D", "", text.removeprefix("+86"))


class CodeReader(ValueReader):
    """Read a code as text; a code that the spreadsheet has rounded is refused."""

    def value_of(self, cell):
        if is_nothing(cell):
            return None
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            if abs(cell) >= 1e15:
                raise self.ruined(cell)
            return as_text(cell)
        text = squeezed(as_text(cell))
        digits = narrow(text)
        if re.match(r"^\d\.?\d*[eE]\+\d+$", digits):
            raise self.ruined(cell)
        if re.match(r"^[\w.\-()]+$", digits, re.ASCII):
            text = digits
        return text.removesuffix(".0") if re.match(r"^\d+\.0$", text) else text

    def ruined(self, cell):
        return UnreadableError(
            reasons.INVALID_CODE,
            _("“%(label)s”里的“%(text)s”已被表格软件改成科学计数，末尾数字丢失，请按文本重新填写完整编号。")
            % {"label": self.label, "text": shown(cell)},
        )


_NUMBERING = re.compile(r"^(?:第?[一二三四五六七八九十\d]+[、.:]|\(?[一二三四五六七八九十\d]+\)|[①-⑳])+")
_NOISE = re.compile(r"[()\-—_/|\\!?！？]")


def choice_key(text):
    """Return the key for comparing choices: without numbering, blanks, brackets and punctuation."""
    spaced = re.sub(r"[、,，.。．:：]", "、", tidy(str(text)))
    return _NOISE.sub("", plain(_NUMBERING.sub("", squeezed(spaced))).replace("、", ""))


class ChoiceReader(ValueReader):
    """Read one value of a closed list, by its words or by a part that fits only one of them."""

    def __init__(self, column, setting):
        super().__init__(column, setting)
        self.words = {}
        for choice in column.choices:
            for word in (choice.value, *choice.words):
                self.words[choice_key(word)] = choice.value

    def value_of(self, cell):
        if is_mark(cell) or (is_nothing(cell) and not self.column.required):
            return None
        key = choice_key(self.stripped(as_text(cell)))
        if key in self.words:
            return self.words[key]
        fits = {
            value
            for word, value in self.words.items()
            if len(key) >= 4 and len(word) >= 4 and (word in key or key in word)
        }
        if len(fits) == 1:
            return fits.pop()
        raise UnreadableError(
            self.column.bad_choice,
            _("“%(label)s”里的“%(text)s”不在可选范围内，请从下列各项中选择。")
            % {"label": self.label, "text": shown(cell)},
            [(choice.value, choice.value) for choice in self.column.choices],
        )

    def stripped(self, text):
        """Remove a leading number without punctuation, which is numbering too: 7 加大乡镇党委建设力度."""
        return re.sub(r"^\s*[\d０-９]{1,2}\s*(?=[^\d０-９])", "", text)
