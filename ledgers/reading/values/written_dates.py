"""Texts and numbers that stand for dates: 2020年6月底 as 2020-06-30, 44012 as a day, 6月30日下午3点半 with its time."""

import datetime
import re
import unicodedata
from calendar import monthrange

from django.utils import timezone

from files.dates import FULL_DAY, in_figures

EPOCH_1900 = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 serials know no zone
EPOCH_1904 = datetime.datetime(1904, 1, 1)  # noqa: DTZ001
SERIALS = (10_000, 73_050)  # 1927 to 2099; smaller numbers are not dates
YEARS = (1900, 2100)

_MARKS = ".。,，、;；"
_TAILS = ("之以前", "以前", "之前", "前", "截止", "止", "起", "开始", "左右")
_WEEKDAY = re.compile(r"(?:星期.|周[一二三四五六日天])$")
_HEAD = re.compile(r"^(?:截至|截止|到|于|自|从|约)")
_SEPARATOR = r"[./\-年·。,，、\\]"
_MONTH = re.compile(rf"^(\d{{4}}){_SEPARATOR}(\d{{1,2}})月?份?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})?$")
_SHORT_FULL = re.compile(r"^(\d{2})[./\-年](\d{1,2})[./\-月](\d{1,2})[日号]?$")
_SHORT_MONTH = re.compile(r"^(\d{2})[./\-年](\d{1,2})月?$")
_DAY_OF_YEAR = re.compile(r"^(?:(\d{4})年?|今年|本年)?(\d{1,2})月(\d{1,2})[日号]?$")
_END_OF = re.compile(r"^(?:(\d{4})[年./\-]?|今年|本年|当年)?(\d{1,2})月(?:份)?(底|末|中旬|上旬|下旬|初|中)?$")
_YEAR_END = re.compile(r"^(?:(\d{4})年?|今年|本年|当年)?(年底|年末|底|年内|内|全年)$")
_BARE_DAY = re.compile(r"^(\d{1,2})[./\-](\d{1,2})$")
_TIME = re.compile(  # a blank, T, 日 or a word parts day and time: 6/110:30 is of the 1st or the 11th
    r"^(.*?\d(?=[.,。]?[T ]|上午|早上|凌晨|中午|下午|傍晚|晚)|.*?[日号])[.,。]?[T ]*"
    r"(上午|早上|凌晨|中午|下午|傍晚|晚上|晚|AM|PM)? ?"
    r"(\d{1,2})(?:[:时点] ?(\d{1,2}|半)?分?)(?::?(\d{1,2})(?:[.,]\d+)?秒?)?"
    r" ?(AM|PM|A\.M\.|P\.M\.)? ?(Z|UTC|[+-]\d{2}:?(?:\d{2})?)?$",
    re.IGNORECASE,
)
_EARLY, _LATE = ("上午", "早上", "凌晨", "am", "a.m."), ("下午", "傍晚", "晚上", "晚", "pm", "p.m.")
_COMPACT_TIME = re.compile(r"^(\d{8}) ?(\d{2})(\d{2})(?:\d{2})?$")
_SERIAL = re.compile(r"^[1-7]\d{4}(?:\.\d+)?$")
_HALF_DAY = re.compile(r"(?<=[\d日号])(?:上午|中午|下午|晚上|晚|全天)$")


class InvalidDate(ValueError):  # noqa: N818 internal, never leaves this module unnamed
    pass


def iso(year, month, day=None):
    """Return YYYY-MM-DD or YYYY-MM; raise ``InvalidDate`` if the day does not exist."""
    year, month = int(year), int(month)
    if not YEARS[0] <= year <= YEARS[1]:
        raise InvalidDate
    try:
        date = datetime.date(year, month, int(day) if day is not None else 1)
    except ValueError as error:
        raise InvalidDate from error
    return date.isoformat() if day is not None else f"{year:04}-{month:02}"


def parse(text, year=None):
    """Return a written date as ISO text, None if it lacks a year; ``year`` completes 6月30日. Raise ``InvalidDate``."""
    text = _HALF_DAY.sub("", _without_tail(_HEAD.sub("", in_figures(text))))
    for pattern, build in _SPELLINGS:
        if match := pattern.match(text):
            return build(match, year)
    raise InvalidDate


def _without_tail(text):
    """Remove what may follow a date: 前, 起, 左右, the day of the week, marks, and anything in brackets."""
    while True:
        text = text.rstrip(_MARKS)
        if text.endswith(")") and "(" in text:
            text = text[: text.index("(")]
        elif weekday := _WEEKDAY.search(text, len(text) - 3 if len(text) > 3 else 0):
            text = text[: weekday.start()]
        elif text.endswith(_TAILS):
            text = text.removesuffix(next(tail for tail in _TAILS if text.endswith(tail)))
        else:
            return text


def _full(match, _year):
    return iso(*match.groups())


def _short(match, year):
    return iso(century(match[1], year), *match.groups()[1:])


def _short_month(match, year):
    if int(match[1]) <= 31 and "年" not in match[0]:
        raise InvalidDate  # 20.6 may be June 2020 or the 20th of a month
    return iso(century(match[1], year), match[2])


def century(two_digits, year):
    number = int(two_digits)
    return (2000 if number <= ((year or 2049) + 10) % 100 else 1900) + number


def _with_year(match, year):
    stated = int(match[1]) if match[1] else year
    return stated and iso(stated, match[2], match[3])


def _end_of(match, year):
    stated = int(match[1]) if match[1] else year
    if not stated:
        return None
    if match[3] in ("底", "末"):
        iso(stated, match[2])
        return iso(stated, match[2], monthrange(stated, int(match[2]))[1])
    return iso(stated, match[2])


def _year_end(match, year):
    stated = int(match[1]) if match[1] else year
    return stated and iso(stated, 12, 31)


def _bare_day(match, year):
    if int(match[1]) > 12:
        return _short_month(match, year)
    if not year:
        iso(2020, *match.groups())
        return None
    return iso(year, *match.groups())


_SPELLINGS = (
    (FULL_DAY, _full),
    (_MONTH, _full),
    (_COMPACT, _full),
    (_SHORT_FULL, _short),
    (_DAY_OF_YEAR, _with_year),
    (_END_OF, _end_of),
    (_YEAR_END, _year_end),
    (_BARE_DAY, _bare_day),
    (_SHORT_MONTH, _short_month),
)


def is_serial(text):
    return bool(_SERIAL.match(text)) and SERIALS[0] <= float(text) <= SERIALS[1]


def from_serial(number, *, since_1904=False):
    return (EPOCH_1904 if since_1904 else EPOCH_1900) + datetime.timedelta(days=number)


def parse_moment(cell, year=None):
    """Return a written date and time as ISO text with minutes; ``InvalidDate`` and None as in ``parse``."""
    text = _COMPACT_TIME.sub(r"\1 \2:\3", re.sub(r"\s+", " ", spaced(cell)).strip())
    match = _TIME.match(text)
    if not match:
        return parse(text.replace(" ", ""), year)
    day, half, hour, minute, _second, after, zone = match.groups()
    date = parse(day.replace(" ", ""), year)
    half = (half or after or "").lower()
    hour, minute = _of_day(int(hour), half), 30 if minute == "半" else int(minute or 0)
    if (hour, minute) > (24, 0) or minute > 59:
        raise InvalidDate
    if not date or len(date) < 10:
        return date
    moment = _moment(date, hour, minute)
    return _here(moment, zone.upper()) if zone else moment


def _of_day(hour, half):
    """Return the hour of the day: 2 in the afternoon is 14, 12 AM is 0."""
    if half in _EARLY and hour == 12:
        return 0
    is_late = half in _LATE or (half == "中午" and hour < 3)
    return hour + 12 if is_late and hour < 12 else hour


def _here(moment, zone):
    """Return the time that the clocks of the portal showed when it was ``moment`` in ``zone`` (+08:00, Z)."""
    if re.fullmatch(r"[+-]\d\d", zone):
        zone += "00"
    try:
        offset = datetime.datetime.strptime("Z" if zone == "UTC" else zone, "%z").tzinfo
    except ValueError as error:
        raise InvalidDate from error
    written = datetime.datetime.fromisoformat(moment).replace(tzinfo=offset)
    return written.astimezone(timezone.get_default_timezone()).isoformat()[:16]


def _moment(day, hour, minute):
    """Return ISO text with minutes; 24:00 is 00:00 of the next day."""
    if hour == 24:
        day, hour = (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat(), 0
    return f"{day}T{hour:02}:{minute:02}"


def spaced(text):
    return unicodedata.normalize("NFKC", str(text)).replace("\u3000", " ").strip().lstrip("'’‘`")
