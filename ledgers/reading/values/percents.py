"""Read percentages: 85%, ８５％, 完成85%, 已完成, 85, and 0.85 in a cell formatted as a percentage."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from ledgers.reading import reasons
from ledgers.reading.text import is_nothing, narrow, words
from ledgers.reading.values.base import Doubtful, UnreadableError, ValueReader, shown
from ledgers.reading.values.number_formats import format_for
from ledgers.reading.values.numbers import number_of

_DONE = frozenset(
    words(
        """
        已完成 完成 全部完成 已全部完成 全面完成 100%完成 完成任务
        已办结 办结 已结束 已达标 已竣工 竣工 完工 已完工
        """
    )
)
_NOT_BEGUN = frozenset(words("未启动 未开始 未开工 未开展 未实施 尚未启动 尚未开始 尚未开展 尚未开工"))
_WRITTEN = re.compile(
    r"^(?:已|目前|现)?(?:完成|达到|达|进度|总体进度|形象进度)?(?:了|为|:)?(?P<about>约|近)?"
    r"(?P<number>-?\d+(?:\.\d+)?)(?P<sign>%)?(?P<after>左右)?(?:\(.*\))?$"
)
_FIGURES = "零一二三四五六七八九"
_TENTHS = re.compile(r"^(?:已)?(?:完成)?(?P<tens>[一二三四五六七八九])成(?P<ones>[一二三四五六七八九半]?)$")
MAYBE_FORMATTED_BELOW = 10  # 1.2 may stand for 120%, but 10 does not stand for 1000%


class PercentReader(ValueReader):
    """Read 0 to 100; a number up to 1 without a sign is read by its number format and the rest of its column."""

    unreadable = reasons.INVALID_PERCENT
    fractions = points = mixed = unclear = False

    def prepare(self, cells):
        """Note whether the numbers of the column without a sign are all within 1, or some above."""
        bare = [abs(value) for cell in cells if (value := _bare(cell)) is not None]
        self.points = any(value > 1 for value in bare)
        has_fractions = any(0 < value < 1 for value in bare)
        self.mixed = self.points and has_fractions
        self.fractions = has_fractions and not self.points
        self.unclear = self.mixed and max(bare) < MAYBE_FORMATTED_BELOW  # 1.2 may mean 1.2% or 120%

    def value_of(self, cell):
        if is_nothing(cell):
            return None
        if isinstance(cell, str):
            return self.of_text(cell)
        if isinstance(cell, bool) or not isinstance(cell, (int, float)):
            raise self.refused(cell)
        if 0 < cell < MAYBE_FORMATTED_BELOW or self.setting.telling:
            return Doubtful(cell)
        return self.within(Decimal(repr(cell)), cell)

    def of_text(self, cell):
        text = narrow(cell).rstrip("。.,;")
        if text in _DONE:
            return 100.0
        if text in _NOT_BEGUN:
            return 0.0
        if match := _TENTHS.match(text):
            return float(_FIGURES.index(match["tens"]) * 10 + _FIGURES.index(match["ones"].replace("半", "五") or "零"))
        match = _WRITTEN.match(text)
        if not match:
            raise self.refused(cell)
        number = Decimal(match["number"])
        if match["about"] or match["after"]:
            self.remarks[cell] = (
                reasons.APPROXIMATE,
                _("“%(label)s”写的是“%(text)s”，已按所写数字读取，请核对。")
                % {"label": self.label, "text": shown(cell)},
            )
        if match["sign"]:
            return self.within(number, cell)
        return self.bare(number, cell)

    def bare(self, number, cell):
        is_small = 0 < number <= 1 or (self.unclear and number > 1)
        return self.small(number, cell) if is_small else self.within(number, cell)

    def read_formatted(self, cell, number_format):
        number = Decimal(repr(cell))
        form = format_for(number_format, cell)
        if form.percent:
            return self.within(number * 100, cell)
        if "%" in form.text:
            return self.within(number, cell)  # the sign is only written after it
        return self.bare(number, cell)

    def small(self, number, cell):
        """Read a number above 0 and up to 1 without a sign, which may be a fraction or a percentage."""
        if self.fractions:
            return self.within(number * 100, cell)
        if self.points and not self.mixed and self.setting.unit == "%" and number == 1:
            return 1.0
        return self.undecided(number, cell)

    def undecided(self, number, cell):
        low, high = float(number), float(number * 100)
        raise UnreadableError(
            reasons.INVALID_PERCENT,
            _("“%(label)s”里的“%(text)s”可能是 %(low)g%%，也可能是 %(high)g%%，请带上百分号填写。")
            % {"label": self.label, "text": shown(cell), "low": low, "high": high},
            [(low, f"{low:g}%"), (high, f"{high:g}%")],
        )

    def within(self, number, cell):
        if not 0 <= number <= 100:
            raise UnreadableError(
                reasons.INVALID_PERCENT,
                _("“%(label)s”里的“%(text)s”不在 0 到 100 之间，请核对。") % {"label": self.label, "text": shown(cell)},
            )
        return float(round(number, 4))

    def refused(self, cell):
        return UnreadableError(
            reasons.INVALID_PERCENT,
            _("“%(label)s”里的“%(text)s”不是百分比，请改填 85%% 这样的数，已完成的填“已完成”。")
            % {"label": self.label, "text": shown(cell)},
        )


def _bare(cell):
    """Return the value of a number without a percent sign, None for anything else; its format is ignored."""
    if isinstance(cell, str):
        text = narrow(cell)
        if "%" in text or not re.match(r"^-?(?:\d*\.)?\d+$", text):
            return None
    number = number_of(cell)
    return number.value if number else None
