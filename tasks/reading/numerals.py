"""Numbers as officials write them: 3, 1,200, 三, 十二, 两百, 1.5."""

import re

_DIGITS = "零一二三四五六七八九"
DIGITS = {c: i for i, c in enumerate(_DIGITS)} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}

CHINESE = r"[零〇一二两三四五六七八九十百千]{1,12}"
NUMERAL = rf"(?:(?<!\d)\d{{1,3}}(?:,\d{{3}}){{1,4}}(?:\.\d{{1,6}})?|(?<!\d)\d{{1,12}}(?:\.\d{{1,6}})?|{CHINESE})"
"""A longer run of digits is not a number that a directive demands; the limits keep a text of digits quick to read."""


def parse(text):
    """The value of a numeral, an ``int`` if it is whole; ``None`` if ``text`` is not a numeral."""
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", text):
        value = float(text.replace(",", ""))
        return int(value) if value.is_integer() else value
    if not text or not re.fullmatch(r"[零〇一二两三四五六七八九十百千]*[万亿]?", text):
        return None
    if text[-1] in MYRIADS:
        head = parse(text[:-1])
        return None if head is None else head * MYRIADS[text[-1]]
    return _positional(text) if len(text) > 1 and not set(text) & set(UNITS) else _additive(text)


def _positional(text):
    """二〇二六 is read digit by digit."""
    return int("".join(str(DIGITS[char]) for char in text))


def _additive(text):
    total, pending = 0, 0
    for char in text:
        if char in UNITS:
            total += (pending or 1) * UNITS[char]
            pending = 0
        else:
            pending = DIGITS[char]
    return total + pending


def chinese(number):
    """A number as headings write it: 一, 十, 十二, 二十; in digits from one hundred on."""
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
