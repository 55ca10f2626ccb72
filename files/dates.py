"""Read a day that a person typed or pasted. All filters, forms and addresses accept these spellings."""

import re
import unicodedata
from argparse import ArgumentTypeError
from datetime import date

from django.utils.translation import gettext as _

EARLIEST, LATEST = 2000, 2099  # the years that the portal works with
LONGEST = 40  # characters; no spelling of a day is longer

_DASHES = str.maketrans("–—−", "---")
_BLANK = re.compile(r"\s+")
_MIDNIGHT = re.compile(r"[T ]0{1,2}:00(?::00(?:\.0{1,6})?)?$")  # in dates copied from a spreadsheet
_WEEKDAY = re.compile(r"\(?(?:星期|周)[一二三四五六日天]\)?$")
FULL_DAY = re.compile(r"^(\d{4})[./\-年·。,，、\\](\d{1,2})[./\-月·。,，、\\](\d{1,2})[日号]?$")
_COMPACT_DAY = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SHORT_YEAR = re.compile(r"^\d{2}[./\-年]\d{1,2}[./\-月]\d{1,2}[日号]?$")
_WITHOUT_YEAR = re.compile(r"^\d{1,2}月\d{1,2}[日号]$")
ZEROS = "〇○◯零0OoΟОо"  # the digit, letters and circles that people type for it
_DIGITS = str.maketrans(f"{ZEROS}一二三四五六七八九", "0" * len(ZEROS) + "123456789")
_CHINESE_YEAR = re.compile(rf"^(?=[一二][{ZEROS}九])[{ZEROS}一二三四五六七八九]{{4}}(?=年)")
_CHINESE_COUNT = re.compile(r"(?<![一二三四五六七八九十])([一二三四五六七八九十]{1,3})(?=[月日号])")


class DayError(ArgumentTypeError, ValueError):
    """The text is not a day. The message, a Chinese sentence, says why; argparse can show it too."""


def read_day(text):
    """Return the ``date`` that ``text`` names.

    Accepts 2026-06-30, 2026/6/30, 2026.6.30, 20260630, 2026年6月30日 and 二〇二六年六月三十日. The text may also
    contain spaces, full-width digits and the weekday. A year of two digits is refused, as 26-06-30 may be a day of
    2026 or of 2030.

    Raises ``DayError`` for any other text, for days that do not exist and for years outside 2000 to 2099.
    """
    plain = unicodedata.normalize("NFKC", text if len(text) <= LONGEST else "").translate(_DASHES).strip()
    plain = in_figures(_WEEKDAY.sub("", _BLANK.sub("", _MIDNIGHT.sub("", plain))))
    values = {"text": text.strip()[:20]}
    if match := FULL_DAY.match(plain) or _COMPACT_DAY.match(plain):
        try:
            day = date(*map(int, match.groups()))
        except ValueError:
            raise DayError(_("“%(text)s”不是日期：没有这一天，请核对后重填。") % values) from None
        if not EARLIEST <= day.year <= LATEST:
            raise DayError(_("年份应在 2000 至 2099 之间。"))
        return day
    if _SHORT_YEAR.match(plain):
        raise DayError(_("“%(text)s”的年份只有两位，请写满四位，例如 2026-06-30。") % values)
    if _WITHOUT_YEAR.match(plain):
        raise DayError(_("“%(text)s”没有年份，请按 2026-06-30 的样式填写。") % values)
    raise DayError(_("“%(text)s”不是日期，请按 2026-06-30 的样式填写。") % values)


def in_figures(text):
    """Return ``text`` with the Chinese numbers of years, months and days as digits: 六月三十日 becomes 6月30日."""
    text = _CHINESE_YEAR.sub(lambda match: match[0].translate(_DIGITS), text.replace("元月", "1月"))
    return _CHINESE_COUNT.sub(lambda match: str(_count(match[1])), text)


def _count(number):
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return int(number.translate(_DIGITS))
    return int(tens.translate(_DIGITS) or 1) * 10 + int(ones.translate(_DIGITS) or 0)
