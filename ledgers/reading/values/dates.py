"""Read dates as people write them: 2020.6, 2020年6月30日, 20200630, 6月底, 44012, 二〇二〇年六月."""

import datetime
import re
from dataclasses import replace

from django.utils.translation import gettext as _

from ledgers.reading import reasons
from ledgers.reading.text import is_nothing, narrow
from ledgers.reading.values.base import Doubtful, UnreadableError, ValueReader, shown
from ledgers.reading.values.date_orders import MONTH_NAME as _MONTH_NAME
from ledgers.reading.values.date_orders import Orders, in_chinese_order
from ledgers.reading.values.written_dates import (
    SERIALS,
    YEARS,
    InvalidDate,
    century,
    from_serial,
    is_serial,
    iso,
    parse,
    parse_moment,
    spaced,
)

_YEAR = re.compile(r"^(\d{4})年?(?:度)?$")
_MIDNIGHT = re.compile(r"(?:[T ]|(?<=[日号])) *0{1,2}:00(?::00(?:\.0+)?)?(?=$| *[-—–~～至到])")
_LACKS_ZERO = re.compile(r"^(?:19|20)\d\d\.1$")
_TEXT_MONTH = re.compile(r"^(?:19|20)\d\d\.10$")  # as a number it would have lost its last digit
_UNTIL_NOW = re.compile(r"(?<=[\d月日年])[-—–~～]*至今$")
_NOT_YET = re.compile(r"^(?:尚|暂|还)?未|^至今$|^不适用$|^暂不|^正在|^整改中$|^进行中$|^在建$")


class DateReader(ValueReader):
    """``YYYY-MM-DD``, or ``YYYY-MM`` where the cell gives no day."""

    unreadable = reasons.INVALID_DATE
    orders = None
    may_lack_zero = False

    def prepare(self, cells):
        """Note what the column shows about its spellings: the order of 6/15/18, and whether 2020.1 may be October."""
        texts = [cell for cell in cells if type(cell) is str]
        self.orders = Orders(texts, self.setting.year)
        self.may_lack_zero = self.setting.untyped and not any(_TEXT_MONTH.match(narrow(text)) for text in texts)

    def spelled(self, cell):
        """Return the text of a cell with an English or American date in figures, the year first."""
        text = str(cell)
        if _MONTH_NAME.search(text):
            return in_chinese_order(spaced(text), lambda two: century(two, self.pivot))
        if not self.orders or text not in self.orders.fits:
            return text
        readings = self.orders.readings(text)
        if len(readings) > 1:
            raise UnreadableError(
                reasons.AMBIGUOUS_DATE,
                _("“%(label)s”里的“%(text)s”看不出哪个是月、哪个是日，请改写为 2020-06-30 这样的日期。")
                % {"label": self.label, "text": shown(cell)},
                [(day, day) for day in readings],
            )
        return readings[0] if readings else text

    @property
    def pivot(self):
        """The year up to ten years after which two digits mean this century; none of a birth lies ahead."""
        year = self.setting.year
        return year and (year - 10 if self.column.lifelong else year)

    def value_of(self, cell):
        if is_nothing(cell):
            return None
        if isinstance(cell, (datetime.date, datetime.datetime)):
            return Doubtful(cell) if cell.day == 1 else self.of_day(cell)
        if isinstance(cell, (int, float)):
            return self.of_number(cell)
        if isinstance(cell, str):
            return self.of_text(_narrow_day(self.spelled(cell)), cell)
        raise self.refused(cell)

    def of_day(self, cell):
        if not YEARS[0] < cell.year < YEARS[1]:
            raise self.refused(cell)
        return cell.isoformat()[:10]

    def read_formatted(self, cell, number_format):
        if isinstance(cell, datetime.date):
            shows_day = "d" in _code(number_format).lower() or not number_format
            return self.of_day(cell) if shows_day else cell.isoformat()[:7]
        if "0.00" in number_format:
            return iso(int(cell), 10)
        raise self.january_or_october(int(cell))

    def january_or_october(self, year):
        return UnreadableError(
            reasons.INVALID_DATE,
            _(
                "“%(label)s”填的是数字 %(year)s.1，可能是 1 月，也可能是 10 月"
                "（10 月按数字填会丢掉末尾的 0），请改写为“%(year)s年10月”这样的文字。"
            )
            % {"label": self.label, "year": year},
            [(f"{year}-01", _("%(year)s年1月") % {"year": year}), (f"{year}-10", _("%(year)s年10月") % {"year": year})],
        )

    def of_number(self, cell):
        number = float(cell)
        if number.is_integer():
            return self.of_integer(int(number), cell)
        if SERIALS[0] < number < SERIALS[1]:
            return self.of_moment(from_serial(number, since_1904=self.setting.since_1904))
        digits = repr(number)
        _year, _dot, month = digits.partition(".")
        if month == "1" and YEARS[0] <= int(number) <= YEARS[1]:
            return Doubtful(cell)
        if len(month) > 2:
            raise self.refused(cell)
        return self.of_text(digits, cell)

    def of_integer(self, number, cell):
        if 1990 <= number // 10 <= 2050 and number % 10:
            raise self.refused(cell)  # 20206 was typed for June 2020; as a serial number it would be a day in 1955
        if SERIALS[0] <= number <= SERIALS[1]:
            return self.of_day(from_serial(number, since_1904=self.setting.since_1904))
        return self.of_text(str(number), cell)

    def of_moment(self, moment):
        return self.of_day(moment)

    def of_text(self, text, cell):
        if _NOT_YET.match(text):
            return None
        if is_serial(text):
            return self.of_number(float(text))
        if self.column.year_alone and (match := _YEAR.match(text)) and YEARS[0] <= int(match[1]) <= YEARS[1]:
            return match[1]
        if self.may_lack_zero and _LACKS_ZERO.match(text):
            raise self.january_or_october(int(text[:4]))
        if self.column.of_range != "end":
            text = _UNTIL_NOW.sub("", text)  # 2020.6至今 in a column of one date: read 2020.6
        try:
            date = parse(text, self.setting.year)
        except InvalidDate:
            date = self.of_moment_text(cell)
        if not date:
            raise self.without_year(cell)
        return date

    def of_moment_text(self, cell):
        """Read a date with a time of day, and drop the time."""
        try:
            return parse_moment(self.spelled(cell), self.setting.year)[:10]
        except (InvalidDate, TypeError):
            return self.of_range(cell)

    def of_range(self, cell):
        """Read a range as its start or end, as the column declares (``of_range``), with a remark."""
        side = self.column.of_range
        if not side:
            raise self.refused(cell)
        start, end = PeriodReader(replace(self.column, of_range=""), self.setting).read(cell)
        if not (start and end):
            raise self.refused(cell)
        self.remarks[cell] = (
            reasons.APPROXIMATE,
            _("“%(label)s”写的是一段时间“%(text)s”，已按其中的 %(date)s 读取，请核对。")
            % {"label": self.label, "text": shown(cell), "date": end if side == "end" else start},
        )
        return end if side == "end" else start

    def start_of(self, cell):
        """Return the start of the range in a cell, None if it holds no range."""
        if not isinstance(cell, str) or is_nothing(cell):
            return None
        try:
            start, end = PeriodReader(replace(self.column, of_range=""), self.setting).read(cell) or (None, None)
        except UnreadableError:
            return None
        return start if start != end else None

    def refused(self, cell):
        return UnreadableError(
            reasons.INVALID_DATE,
            _("“%(label)s”里的“%(text)s”不是有效日期，请改写为 2020-06-30 或 2020年6月 这样的日期。")
            % {"label": self.label, "text": shown(cell)},
        )

    def without_year(self, cell):
        return UnreadableError(
            reasons.INVALID_DATE,
            _("“%(label)s”里的“%(text)s”没有年份，表中也没有写明是哪一年，请补上年份或在导入时选择年度。")
            % {"label": self.label, "text": shown(cell)},
        )


def _code(number_format):
    """Remove the quoted and bracketed parts of a number format."""
    return re.sub(r'"[^"]*"|\[[^\[\]]*\]|\\.|_.', "", number_format)


def _narrow_day(cell):
    """Return the text of a cell in half width without blanks; a midnight after the day is left out with them."""
    if "00" in cell or "００" in cell:
        cell = _MIDNIGHT.sub("", spaced(cell))
    return narrow(cell)


class MomentReader(DateReader):
    """``YYYY-MM-DDTHH:MM``; a cell without a time of day stays a date."""

    def of_day(self, cell):
        if isinstance(cell, datetime.datetime):
            return self.of_moment(cell)
        return super().of_day(cell)

    def value_of(self, cell):
        if isinstance(cell, (datetime.date, datetime.datetime)):
            return self.of_day(cell)
        return super().value_of(cell)

    def of_moment(self, moment):
        rounded = moment + datetime.timedelta(seconds=30)
        return rounded.isoformat()[:16] if (moment.hour or moment.minute) else moment.isoformat()[:10]

    def of_integer(self, number, cell):
        if SERIALS[0] <= number <= SERIALS[1]:
            return super().of_day(from_serial(number, since_1904=self.setting.since_1904).date())
        return self.of_text(str(number), cell)

    def of_text(self, text, cell):
        if _NOT_YET.match(text):
            return None
        if is_serial(text):
            return self.of_number(float(text))
        try:
            moment = parse_moment(self.spelled(cell), self.setting.year)
        except InvalidDate:
            raise self.refused(cell) from None
        if not moment:
            raise self.without_year(cell)
        return moment


_RANGE = re.compile(r"—+|--+|~+|～+|－|至|到|–")


class PeriodReader(DateReader):
    """A start and an end date in one cell, read as a pair: 2020.5.11-5.15, 5月11日至15日."""

    def value_of(self, cell):
        if is_nothing(cell) or not isinstance(cell, str):
            single = super().value_of(cell)
            return (single.cell.isoformat()[:10],) * 2 if isinstance(single, Doubtful) else single and (single, single)
        text = _narrow_day(cell)
        parts = [part for part in (piece.strip("-") for piece in _RANGE.split(text)) if part]
        if len(parts) == 1:
            parts = _split_at_hyphen(text)
        if len(parts) == 1:
            single = self.of_text(text, cell)
            return single and (single, single)
        if len(parts) != 2:
            raise self.refused(cell)
        return self.pair(parts, cell)

    def pair(self, parts, cell):
        start = self.of_text(parts[0], cell)
        if re.match(r"^(?:至今|今)$", parts[1]):
            return start, None
        return start, self.of_text(_completed(parts[1], start), cell)

    def read_formatted(self, cell, number_format):
        date = super().read_formatted(cell, number_format)
        return date, date


def _split_at_hyphen(text):
    """Split a range at its hyphen: the only one of 2020.5.11-5.15, the third of five in 2020-05-11-2020-05-15."""
    pieces = text.split("-")
    is_range = re.search(r"[./月]", text) or all(re.match(r"^\d{6}(?:\d{2})?$", piece) for piece in pieces)
    if len(pieces) == 6 or (len(pieces) == 2 and is_range):
        half = len(pieces) // 2
        return ["-".join(pieces[:half]), "-".join(pieces[half:])]
    return [text]


def _completed(end, start):
    """Complete the end of a range from its start: 15日 after 2020-05-11 is 2020-05-15."""
    if match := re.match(r"^(\d{1,2})[日号]?$", end):
        return f"{start[:7]}-{match[1]}" if len(start or "") == 10 else end
    if match := re.match(r"^(\d{1,2})[./\-月](\d{1,2})[日号]?$", end):
        return f"{start[:4]}-{match[1]}-{match[2]}" if len(start or "") == 10 else end
    if (match := re.match(r"^(\d{1,2})月$", end)) and start:
        return f"{start[:4]}-{match[1]}"
    return end
