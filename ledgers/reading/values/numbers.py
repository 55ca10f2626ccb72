"""Read counts, measures and money: 1,234, ３００户, 50万, and 62.34 under the header 万元."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils.translation import gettext as _

from ledgers.reading import reasons
from ledgers.reading.text import is_nothing, narrow, words
from ledgers.reading.values.base import Doubtful, UnreadableError, ValueReader, shown
from ledgers.reading.values.number_formats import format_for

CENT = Decimal("0.01")
LARGEST = Decimal(10) ** 14
YUAN = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_SCALES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

_NUMBER = re.compile(
    r"^(?P<about>约|大约|近|≈|约为)?[¥￥]?(?P<sign>[-−–]|\+|负)?[¥￥]?"
    r"(?P<digits>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?P<scale>百|千|万|亿)?(?P<unit>m2|[^\d.,，+\-/~～至]*?)(?P<after>左右|上下)?$"
)
_ZERO = re.compile(r"^[¥￥$]-$")  # how an accounting format shows nothing
_SCALED = re.compile(r"(千|万|亿)元?")
_BRACKETED = re.compile(r"^\((\d[\d,.]*)\)$")  # accountants write negative amounts in brackets
_UNITS = frozenset(
    words(
        """
        元 圆 人民币 元整 块 块钱 人 名 户 个 人次 户次 户数 名党员 个村 个窗口 窗口
        家 位 支 组 栋 座 口 所 间 处 扇 台 套
        天 日 d 次 期 场 批 年 岁 周岁 学时 课时 小时 个学时 个课时 个小时 时 h
        分钟 分 min 分钟内 分钟以内 分钟服务圈
        平方米 平方 平米 平 ㎡ m2 m 米 公里 km 亩 公顷 本 份 条 件 项
        """
    )
)


class Number:
    """A number in a cell: its value, the unit after it, and whether it is marked as approximate."""

    __slots__ = ("about", "unit", "value")

    def __init__(self, value, unit="", about=False):
        self.value, self.unit, self.about = value, unit, about


def number_of(cell):
    """Return the ``Number`` in a cell, or None if it holds something else."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return Number(Decimal(repr(cell))) if abs(cell) < 1e15 else None
    if not isinstance(cell, str):
        return None
    text = narrow(cell)
    if bracketed := _BRACKETED.match(text):
        text = "-" + bracketed[1]
    match = _NUMBER.match(text)
    return _of_match(match) if match else None


def _of_match(match):
    unit = match["unit"].strip("。;； ").removeprefix("(").removesuffix(")")
    if unit and unit not in _UNITS and unit not in ("万元", "千元", "亿元"):
        return None
    try:
        value = Decimal(match["digits"].replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    value *= _SCALES[match["scale"] or ""]
    if match["sign"] in ("-", "−", "–", "负"):
        value = -value
    unit = "元" if match["scale"] and unit in ("", "元") else unit
    return Number(value, unit, bool(match["about"] or match["after"]))


class NumberReader(ValueReader):
    """Read a number, refused if negative; whole numbers become ``int``."""

    negative = reasons.NEGATIVE_NUMBER
    unreadable = reasons.INVALID_NUMBER
    whole_only = False

    def value_of(self, cell):
        if is_nothing(cell):
            return None
        if self.setting.telling and type(cell) in (int, float):
            return Doubtful(cell)
        if type(cell) is float and cell >= 0 and cell.is_integer() and cell < 1e15:
            return int(cell)
        number = number_of(cell)
        if number is None or abs(number.value) > LARGEST:
            raise self.refused(cell)
        return self.checked(number, cell)

    def read_formatted(self, cell, number_format):
        """Read a number with the unit that its format shows: 1.2 with the format 0.0"万" is 12,000."""
        number = number_of(cell)
        if number is None or abs(number.value) > LARGEST:
            raise self.refused(cell)
        form = format_for(number_format, cell)
        stated = None if form.scale != 1 else number_of("1" + narrow(form.text))  # a scale only shortens the number
        return self.checked(Number(number.value * stated.value, stated.unit) if stated else number, cell)

    def checked(self, number, cell):
        if number.value < 0:
            raise UnreadableError(
                self.negative,
                _("“%(label)s”里的“%(text)s”小于零，请改为不小于零的数。") % {"label": self.label, "text": shown(cell)},
            )
        if number.about:
            self.remark_about(cell)
        return self.typed(number, cell)

    def typed(self, number, cell):
        if number.value == number.value.to_integral_value():
            return int(number.value)
        if self.whole_only:
            raise self.refused(cell)
        return float(number.value)

    def remark_about(self, cell):
        self.remarks[cell] = (
            reasons.APPROXIMATE,
            _("“%(label)s”写的是“%(text)s”，已按所写数字读取，请核对。") % {"label": self.label, "text": shown(cell)},
        )

    def refused(self, cell):
        return UnreadableError(
            reasons.INVALID_NUMBER,
            _("“%(label)s”里的“%(text)s”不是数字，请改填阿拉伯数字，如 1234。")
            % {"label": self.label, "text": shown(cell)},
        )


class CountReader(NumberReader):
    """Read a count of persons, households or things: whole numbers only."""

    whole_only = True


_HALF = re.compile(r"^(\d*)半[天日]$|^(\d+)[天日]半$")


class MeasureReader(NumberReader):
    """Read days, hours or square metres, with decimals; 半天 is half a day."""

    def value_of(self, cell):
        if isinstance(cell, str) and (match := _HALF.match(narrow(cell))):
            return self.checked(Number(Decimal(match[1] or match[2] or 0) + Decimal("0.5"), "天"), cell)
        return super().value_of(cell)

    def checked(self, number, cell):
        worth = dict(self.column.converts).get(number.unit)
        if worth:
            return super().checked(Number(number.value * worth, ""), cell)
        if number.unit and number.unit in self.column.not_in:
            raise UnreadableError(
                reasons.INVALID_NUMBER,
                _("“%(label)s”里的“%(text)s”用的是另一种单位“%(unit)s”，请换算后填写。")
                % {"label": self.label, "text": shown(cell), "unit": number.unit},
            )
        return super().checked(number, cell)


class MoneyReader(NumberReader):
    """Read an amount as text in yuan with two decimals; the unit comes from the cell, the header or the sheet."""

    negative = reasons.NEGATIVE_AMOUNT

    def value_of(self, cell):
        if is_nothing(cell):
            return None
        if self.setting.telling and type(cell) in (int, float):
            return Doubtful(cell)
        if type(cell) is str and _ZERO.match(narrow(cell)):
            return self.typed(Number(Decimal(0)), cell)
        number = number_of(cell)
        if number is None or abs(number.value) > LARGEST:
            raise self.refused(cell)
        return self.checked(number, cell)

    def read_formatted(self, cell, number_format):
        """Read an amount as its format shows it: 50 with 0.00"万元" and 500000 with 0!.0, under 万元 are 500,000."""
        form = format_for(number_format, cell)
        if form.scale == 1:
            return super().read_formatted(cell, number_format)
        number = number_of(cell)
        if number is None or abs(number.value) > LARGEST:
            raise self.refused(cell)
        stated = _SCALED.search(form.text)
        unit = f"{stated[1]}元" if stated else self.setting.money_unit
        if number.value and YUAN.get(unit, form.scale) != form.scale:
            raise self.scaled(cell, unit)
        return self.checked(Number(number.value, "元"), cell)

    def scaled(self, cell, unit):
        return UnreadableError(
            self.unreadable,
            _(
                "“%(label)s”里的“%(text)s”按单元格格式缩小显示，又注明单位是%(unit)s，看不出金额是多少，请写明金额和单位。"
            )
            % {"label": self.label, "text": shown(cell), "unit": unit},
        )

    def typed(self, number, cell):
        yuan = number.value * self.factor(number, cell)
        return str(yuan.quantize(CENT, rounding=ROUND_HALF_UP))

    def factor(self, number, cell):
        """Return the yuan that one unit of the cell is worth; in 50万 and 3千 the number already includes 万 and 千."""
        stated = "元" if number.unit in ("元", "块", "块钱", "元整", "圆", "人民币") else number.unit
        unit = stated if stated in YUAN else self.setting.money_unit
        if unit in YUAN:
            return YUAN[unit]
        if number.value == 0:
            return Decimal(1)
        raise UnreadableError(
            reasons.INVALID_NUMBER,
            _("“%(label)s”里的“%(text)s”没有写明单位是元还是万元，表头和表中也没有，请在导入时选择金额单位。")
            % {"label": self.label, "text": shown(cell)},
        )
