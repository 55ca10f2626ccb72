"""The plain spellings of a day, stated once for everything that is typed or pasted: filters, forms, addresses."""

import re
import unicodedata
from argparse import ArgumentTypeError
from datetime import date

from django.utils.translation import gettext as _

EARLIEST, LATEST = 2000, 2099  # the years that the portal works with
LONGEST = 40  # characters; no spelling of a day is longer

_DASHES = str.maketrans("–—−", "---")
_BLANK = re.compile(r"\s+")
_MIDNIGHT = re.compile(r"[T ]0{1,2}:00(?::00(?:\.0{1,6})?)?$")  # cells of a spreadsheet, copied
_WEEKDAY = re.compile(r"\(?(?:星期|周)[一二三四五六日天]\)?$")
_DAY = re.compile(r"(\d{4})[-/.年·。,、\\](\d{1,2})[-/.月·。,、\\](\d{1,2})[日号]?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}[日号]?", re.ASCII)
_WITHOUT_YEAR = re.compile(r"\d{1,2}月\d{1,2}[日号]", re.ASCII)


class DayError(ArgumentTypeError, ValueError):
    """The text is no day; the message says why in a sentence for the person who wrote it, also on a command line."""


def read_day(text):
    """The day that ``text`` names.

    Understood are 2026-06-30, 2026/6/30, 2026.6.30, 20260630 and 2026年6月30日, with blanks, full-width digits
    or the weekday. A year of two digits is refused: 26-06-30 may be a day of 2026 or the 26th of June.

    Raises ``DayError`` for anything else, for days that do not exist and for years outside 2000 to 2099.
    """
    plain = unicodedata.normalize("NFKC", text[: LONGEST + 1]).translate(_DASHES).strip()
    plain = _WEEKDAY.sub("", _BLANK.sub("", _MIDNIGHT.sub("", plain)))
    shown = {"text": text.strip()[:20]}
    if match := _DAY.fullmatch(plain) or _COMPACT.fullmatch(plain):
        try:
            day = date(*map(int, match.groups()))
        except ValueError:
            raise DayError(_("“%(text)s”不是日期：没有这一天，请核对后重填。") % shown) from None
        if not EARLIEST <= day.year <= LATEST:
            raise DayError(_("年份应在 2000 至 2099 之间。"))
        return day
    if _SHORT_YEAR.fullmatch(plain):
        raise DayError(_("“%(text)s”的年份只有两位，请写满四位，例如 2026-06-30。") % shown)
    if _WITHOUT_YEAR.fullmatch(plain):
        raise DayError(_("“%(text)s”没有年份，请按 2026-06-30 的样式填写。") % shown)
    raise DayError(_("“%(text)s”不是日期，请按 2026-06-30 的样式填写。") % shown)
