"""Read texts, names, phone numbers, codes and choices."""

import datetime
import re
from decimal import Decimal

from django.utils.translation import gettext as _

from ledgers.reading import reasons
from ledgers.reading.identity_numbers import without_identity_numbers
from ledgers.reading.limits import LONGEST_TEXT, LONGEST_VALUE
from ledgers.reading.result import as_text
from ledgers.reading.text import (
    MARKS,
    NOTHING_WORDS,
    is_blank,
    is_mark,
    is_nothing,
    narrow,
    squeezed,
    tidy,
    unguarded,
)
from ledgers.reading.values.base import Doubtful, UnreadableError, ValueReader, shown
from ledgers.reading.values.boxes import ticked_words
from ledgers.reading.values.number_formats import format_for
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
        if self.setting.telling and type(cell) in (int, float):
            return Doubtful(cell)
        if isinstance(cell, datetime.datetime) and not (cell.hour or cell.minute or cell.second):
            return cell.date().isoformat()
        return as_text(cell)

    def read_formatted(self, cell, number_format):
        """Return the number as the format shows it: 第1网格 for 1, 85% for 0.85."""
        form = format_for(number_format, cell)
        if form.percent:
            return f"{Decimal(repr(cell)) * 100:f}".rstrip("0").rstrip(".") + "%"
        return (form.is_telling and form.shown(cell)) or as_text(cell)


_NUMBERED = re.compile(  # a name with a telephone number after it: 高小明 10000001001, 吴大海（0793-8200001）
    r"^(?P<name>[^\d,，、;；/]{2,20}?)[,，、;；:：/(（]*(?:电话|手机|联系电话|联系方式|tel)?[:：]*"
    r"(?P<phone>(?:\+?86)?-?1\d{2}-?\d{4}-?\d{4}|0\d{2,3}-?\d{7,8})[)）]?$",
    re.IGNORECASE,
)
SHORTEST_NAME = 2


class NameReader(TextReader):
    """Read the name of a person or thing, without blanks of any kind.

    The names of several persons on the lines of a cell are joined by ``、``. A telephone number behind the name of a
    person is left out, since names are shown to more people than numbers are.
    """

    longest = LONGEST_VALUE

    def value_of(self, cell):
        if type(cell) is not str:
            return self.written(cell)
        if cell.isalpha() and cell not in NOTHING_WORDS:
            return cell
        text = self.joined(unguarded(cell))
        if not text or is_nothing(text):
            return None
        if self.column.personal and len(text) > 10 and (match := _NUMBERED.match(narrow(text))):
            self.remarks[cell] = (
                reasons.STRANGE_NAME,
                _("“%(label)s”的姓名后面写了电话，电话不随姓名保存，请填在电话一列。") % {"label": self.label},
            )
            return match["name"]
        return text

    def joined(self, text):
        """Remove blanks; lines that are whole names of persons are parted by ``、``, a name cut in two is not."""
        if "\n" in text and self.column.personal:
            lines = [line for part in text.splitlines() if (line := squeezed(part).strip("、,，;；"))]
            if len(lines) > 1 and all(len(line) >= SHORTEST_NAME for line in lines):
                return "、".join(lines)
        return squeezed(text)

    def written(self, cell):
        if isinstance(cell, (datetime.date, datetime.time)):
            raise UnreadableError(
                reasons.INVALID_TEXT,
                _("“%(label)s”已被表格软件改成日期“%(text)s”，请按文本重新填写。")
                % {"label": self.label, "text": shown(cell)},
            )
        return super().written(cell)


_TWO = re.compile(r"[/、,，;；\n]|或|\s{2,}")
_MOBILE = re.compile(r"^(?:86)?1\d{10}$")
_LANDLINE = re.compile(r"^(?:0\d{9,11}|[2-9]\d{6,7})$")


def _is_number(digits):
    return bool(_MOBILE.match(digits) or _LANDLINE.match(digits))


_MASKED = re.compile(r"^\d{0,4}\*{2,}\d{0,4}$")


class PhoneReader(ValueReader):
    """Read phone numbers as digits; a number that looks wrong is kept with a remark."""

    def value_of(self, cell):
        if type(cell) is str and _MOBILE.match(cell):
            return cell
        if is_nothing(cell):
            return None
        if type(cell) in (int, float):
            return Doubtful(cell) if self.setting.telling else self.of_text(f"{cell:.0f}", cell)
        return self.of_text(tidy(as_text(cell)), cell)

    def read_formatted(self, cell, number_format):
        """Keep the zero that 0000-0000000 shows before 7938200001."""
        return self.of_text(format_for(number_format, cell).shown(cell) or f"{cell:.0f}", cell)

    def of_text(self, text, cell):
        if _is_rounded(narrow(text)):
            raise ruined(reasons.INVALID_TEXT, self.label, cell)
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
        if re.match(r"^\d+\.0+$", text) or _SCIENTIFIC.match(text):
            return f"{float(text):.0f}"
        if _MASKED.match(text):
            return text  # a masked number from an export; storing it keeps the stored number
        return re.sub(r"\D", "", text.removeprefix("+86"))


_SCIENTIFIC = re.compile(r"^\d(?:\.(\d+))?e\+?(\d+)$", re.IGNORECASE)


def _is_rounded(text):
    """Whether a text is a number in scientific notation that has lost digits: 1.00012E+10, not 1.0000012346E+10."""
    match = _SCIENTIFIC.match(text)
    return bool(match) and len(match[1] or "") < int(match[2])


def ruined(reason, label, cell):
    message = _("“%(label)s”里的“%(text)s”已被表格软件改成科学计数，末尾数字丢失，请按文本重新填写完整编号。")
    return UnreadableError(reason, message % {"label": label, "text": shown(cell)})


_TURNED = re.compile(  # what a spreadsheet makes of 3-1 and writes to a text file
    r"^(?:\d{1,2}月\d{1,2}日|\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:-\d\d)?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\d\d)$",
    re.IGNORECASE,
)


_ROUNDED_CODE = re.compile(r"^\d\.?\d*[eE]\+\d+$")
_PLAIN_CODE = re.compile(r"^[\w.\-()]+$", re.ASCII)
_WHOLE_NUMBER = re.compile(r"^\d+\.0$")


class CodeReader(ValueReader):
    """Read a code as text; a code that the spreadsheet has rounded or turned into a date is refused."""

    unreadable = reasons.INVALID_CODE

    def value_of(self, cell):
        if is_nothing(cell):
            return None
        if isinstance(cell, (datetime.date, datetime.time)):
            raise self.turned(cell)
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            if abs(cell) >= 1e15:
                raise ruined(reasons.INVALID_CODE, self.label, cell)
            return Doubtful(cell) if self.setting.telling else as_text(cell)
        text = squeezed(as_text(cell))
        digits = narrow(text)
        if _ROUNDED_CODE.match(digits):
            raise ruined(reasons.INVALID_CODE, self.label, cell)
        if _TURNED.match(digits):
            raise self.turned(cell)
        if _PLAIN_CODE.match(digits):
            text = digits
        return text.removesuffix(".0") if _WHOLE_NUMBER.match(text) else text

    def read_formatted(self, cell, number_format):
        """Keep the zeros and letters that the format shows: 000012 for 12."""
        form = format_for(number_format, cell)
        return (form.is_telling and squeezed(form.shown(cell) or "")) or as_text(cell)

    def turned(self, cell):
        """Return the refusal of a code that has become a date, with what was probably typed."""
        candidates = []
        if isinstance(cell, datetime.date):
            typed = [f"{cell.month}-{cell.day}"] + ([f"{cell.year}-{cell.month}"] if cell.day == 1 else [])
            candidates = [(text, text) for text in typed]
        return UnreadableError(
            reasons.INVALID_CODE,
            _("“%(label)s”已被表格软件改成日期“%(text)s”，请按文本重新填写编号（如 3-1）。")
            % {"label": self.label, "text": shown(cell)},
            candidates,
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
        ticked = ticked_words(as_text(cell))
        if ticked is not None and len(ticked) < 2:
            return self.value_of(ticked[0]) if ticked else None
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
