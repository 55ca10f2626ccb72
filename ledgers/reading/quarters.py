"""Find the quarter that a text names: 2026年第二季度, 二季度, 2季度末, 2026Q2, and 2026年6月 as the end of one."""

import re

from ledgers.periods import NUMERALS, quarter_key
from ledgers.reading.text import narrow

_NUMBER = r"[一二三四1-4]|IV|I{1,3}"
_QUARTER = re.compile(rf"(?:(?<!\d)(20\d\d)[年度./-]{{0,2}})?第?({_NUMBER})(?:个?季度?|季报)")
_LETTER = re.compile(r"(?:(?<!\d)(20\d\d)[年度./-]{0,2})?(?<![A-Za-z])[Qq]([1-4])(?!\d)")
# 1-2季度, 第一、二季度, 前三季度 and 上半年 are longer than one quarter.
_LONGER = re.compile(rf"(?:{_NUMBER})(?:季度?)?(?:[、,，和及至到~～—–-])第?(?:{_NUMBER})季|前[二三23两]个?季|半年|全年")
_END_OF_QUARTER = re.compile(r"(?<!\d)(20\d\d)[年./-](0?3|0?6|0?9|12)(?:月|(?!\d))")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def quarter_in(text, year):
    """Return the key of the only quarter in ``text``, or ``None``; ``year`` stands for a year that it does not name."""
    text = narrow(text)
    if _LONGER.search(text):
        return None
    found = {(written or year, _number(mark)) for written, mark in _QUARTER.findall(text) + _LETTER.findall(text)}
    found = found or {(written, int(month) // 3) for written, month in _END_OF_QUARTER.findall(text)}
    keys = {quarter_key(of_year, number) for of_year, number in found if of_year}
    return keys.pop() if len(keys) == 1 else None


def _number(mark):
    """Return 1 to 4 for 一, I or 1."""
    if mark in _ROMAN:
        return _ROMAN[mark]
    return NUMERALS.index(mark) + 1 if mark in NUMERALS else int(mark)
