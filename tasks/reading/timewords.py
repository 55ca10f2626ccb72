"""Find time words and the days they mean, relative to the directive's year and day of issue.

Each rule is a pattern and a small function. The first rule that matches at a place wins, and reading continues after
the match. A rule returns ``None`` for words that name no deadline (去年, 近年来, 今年以来).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from .calendars import CHINESE_YEAR, FIXED_FESTIVALS, MOVING_FESTIVALS, add_months, festival_start, month_end
from .limits import after_event, is_for_each_case, later
from .numerals import NUMERAL, parse
from .outline import Label, Quote, Recurrence


class Force(IntEnum):
    """How likely a time word is the deadline; the smaller the value, the more likely."""

    BOXED = 0  # （完成时限：…）
    LIMIT = 1  # 6月底前, 年内
    YEAR = 2  # 今年要, 明年要
    EVENT = 3  # 换届前
    CYCLE = 4  # 每年, 每季度
    MENTION = 5  # 今年的, 纳入今年…
    SPAN = 6  # 用5年时间, without a known start
    VAGUE = 7  # 尽快
    BAN = 8  # 今年原则上不轮换
    STANDING = 9  # 定期, 常态化


@dataclass(frozen=True)
class TimeWord:
    """A time word of the text: its day (``None`` where a person must set it), label, force and rhythm."""

    day: date | None
    label: Label
    force: Force
    quote: Quote
    recurrence: Recurrence | None = None


_YEAR = rf"(?P<year>20\d\d年|{CHINESE_YEAR}年|今年|本年度?|明年|次年|当年)?的?"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?"
_BEFORE = ("前", "之前", "以前")
_BY = r"(?:之前|以前|前|之内|以内|内)?"
_LONGEST = 400
"""Days, months or years; a larger number is a typing error."""
_OPENS_WITH_TIME = ("，", "。", "；", "：", "争取", "力争", "确保", "在")
_FOLLOWED_BY_DEMAND = re.compile("[，要应须]|必须|完成|实现")
_FORBIDDEN = re.compile("(?:原则上|一律|均)?(?:不|严禁|禁止)")
_CYCLES = {
    "年": Recurrence.YEARLY,
    "半年": Recurrence.HALF_YEARLY,
    "季": Recurrence.QUARTERLY,
    "月": Recurrence.MONTHLY,
}


def _background(match, calendar):
    """去年, 近年来, 今年以来: the past, no deadline."""
    return None


def _stated(day):
    return day, Label.STATED, Force.LIMIT, None


def _derived(day, force=Force.LIMIT, recurrence=None):
    return day, Label.DERIVED, force, recurrence


def _unset(force, recurrence=None):
    return None, Label.LOCAL, force, recurrence


def _full_date(match, calendar):
    """2026年6月30日, 6月30日, 六月三十日: the text states the day."""
    month, number = _number(match["month"]), _number(match["day"])
    day = calendar.coming(match["year"], lambda year: _valid(year, month, number))
    return _stated(day) if day else _unset(Force.VAGUE)


def _dotted_date(match, calendar):
    return _day(int(match["year"]), int(match["month"]), int(match["day"]))


def _day(year, month, day):
    found = _valid(year, month, day)
    return _stated(found) if found else _unset(Force.VAGUE)


def _valid(year, month, day):
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(text):
    return parse(text.lstrip("0"))


def _month_part(match, calendar):
    """6月底前, 9月中旬, 2026年3月: the last day of that part of the month; a bare month is only a mention."""
    day = calendar.coming(match["year"], lambda year: _month_day(year, match))
    whole_month = not re.match("[上中]旬|初", match["part"] or "") and (match["part"] or match["by"] not in _BEFORE)
    stated = whole_month and re.match(r"20\d\d", match["year"] or "")
    force = Force.LIMIT if match["part"] or match["by"] else Force.MENTION
    return day, Label.STATED if stated else Label.DERIVED, force, None


def _month_day(year, match):
    month, part = _number(match["month"]), match["part"] or ""
    if part == "中旬":
        return date(year, month, 20)
    if part in ("上旬", "初"):
        return date(year, month, 10)
    if not part and match["by"] in _BEFORE:
        return date(year, month, 1) - timedelta(days=1)
    return month_end(year, month)


def _half_year(match, calendar):
    month = 6 if match["half"] == "上" else 12
    return _derived(calendar.coming(match["year"], lambda year: month_end(year, month)))


def _quarter(match, calendar):
    quarter = parse(match["quarter"])
    return _derived(calendar.coming(match["year"], lambda year: month_end(year, quarter * 3)))


def _year_end(match, calendar):
    """年内, 年底前, 2026年底: the last day of the year."""
    year = calendar.year_of(match["year"])
    stated = re.match(r"20\d\d", match["year"] or "")
    return (_stated if stated else _derived)(date(year, 12, 31))


def _until_year(match, calendar):
    """到2027年 includes that year, 2027年前 does not."""
    year = int(match["number"]) - (match["by"] in _BEFORE)
    return _derived(date(year, 12, 31))


def _this_year(match, calendar):
    force = Force.YEAR if _says_when(match) else Force.MENTION
    if _forbids(match):
        force = Force.BAN
    return _derived(date(calendar.year_of(match["year"]), 12, 31), force)


def _whole_year(match, calendar):
    return _derived(date(calendar.year, 12, 31), Force.MENTION)


def _says_when(match):
    """Whether 今年 says when something is to be done: it opens the clause, or stands before 要 or after 争取.

    Elsewhere (今年的任务) it only says which one is meant.
    """
    if match.start() == 0 or _FOLLOWED_BY_DEMAND.match(match.string, match.end()):
        return True
    return match.string.endswith(_OPENS_WITH_TIME, 0, match.start())


def _forbids(match):
    return bool(_FORBIDDEN.match(match.string, match.end()))


def _every(match, calendar):
    """每年, 分年度, 每季度, 每月25日前: falls due again and again, the last time in this year on 31 December."""
    recurrence = _CYCLES[match["cycle"] or "年"]
    return _derived(date(calendar.year, 12, 31), Force.CYCLE, recurrence)


def _every_year_by(match, calendar):
    """每年6月底前: the day of this year, and yearly."""
    return _derived(_month_day(calendar.year, match), Force.LIMIT, Recurrence.YEARLY)


def _every_year_on(match, calendar):
    day, label, force, _ = _day(calendar.year, _number(match["month"]), _number(match["day"]))
    return day, label, force, Recurrence.YEARLY


def _five_year_plan(match, calendar):
    """“十四五”末: the 14th five-year plan ends with 2025, each later one five years on."""
    force = Force.MENTION if match["part"] in ("期间", "时期") else Force.LIMIT
    return _derived(date(2005 + 5 * parse(match["plan"]), 12, 31), force)


def _within(match, calendar):
    """两个月内, 30日内, 10个工作日内: counted from the day of issue; after another event the day is not known."""
    if is_for_each_case(match):
        return None
    if calendar.issued_on is None or after_event(match):
        return _unset(Force.EVENT)
    count = 0.5 if match["number"] == "半" else parse(match["number"])
    return _derived(later(calendar.issued_on, count, match["unit"])) if count <= _LONGEST else _unset(Force.EVENT)


def _span(match, calendar):
    """从今年起用5年时间 ends with its last year; without a start a person must set the day."""
    years = parse(match["number"])
    if not match["start"] or years > _LONGEST:
        return _unset(Force.SPAN)
    return _derived(date(calendar.year_of(match["start"]) + years - 1, 12, 31))


def _years_range(match, calendar):
    return _stated(date(int(match["last"]), 12, 31))


def _relative_month(match, calendar):
    """本月底, 下月10日前, 次月5日前, 下月中旬: counted from the month of the issue."""
    if calendar.issued_on is None:
        return _unset(Force.EVENT)
    first = add_months(calendar.issued_on.replace(day=1), match.group().startswith(("下", "次")))
    if match["day"]:
        return _derived(_valid(first.year, first.month, _number(match["day"])) or month_end(first.year, first.month))
    return _derived(_month_day(first.year, {"month": str(first.month), "part": match["part"], "by": ""}))


def _relative_quarter(match, calendar):
    """本季度末, 下季度内."""
    if calendar.issued_on is None:
        return _unset(Force.EVENT)
    quarter = (calendar.issued_on.month + 2) // 3 + match.group().startswith("下")
    return _derived(month_end(calendar.issued_on.year, quarter * 3))


def _relative_week(match, calendar):
    """本周五前, 下周三前, 本周内; a week ends on Sunday."""
    if calendar.issued_on is None:
        return _unset(Force.EVENT)
    weekday = "一二三四五六日".index((match["weekday"] or "日").replace("天", "日"))
    days = weekday - calendar.issued_on.weekday() + 7 * match.group().startswith("下")
    return _derived(calendar.issued_on + timedelta(days=days))


def _election(match, calendar):
    """换届前, 明年村“两委”换届将…: the day before the election, if that day is known."""
    for name, day in (calendar.elections or {}).items():
        if name in match.group() or len(calendar.elections) == 1:
            return _derived(day - timedelta(days=1))
    return _unset(Force.EVENT)


def _festival(match, calendar):
    """春节前: the day before the holiday begins; the next such holiday after the day of issue counts."""
    start = festival_start(match["festival"], calendar.year)
    if calendar.issued_on and start and start <= calendar.issued_on:
        start = festival_start(match["festival"], start.year + 1)
    return _derived(start - timedelta(days=1)) if start else _unset(Force.EVENT)


def _event(match, calendar):
    return _unset(Force.EVENT)


def _vague(match, calendar):
    return _unset(Force.VAGUE)


def _always(match, calendar):
    """长期坚持: stands where other tasks have a day."""
    return _unset(Force.VAGUE, Recurrence.STANDING)


def _standing(match, calendar):
    return _unset(Force.STANDING, Recurrence.STANDING)


_FESTIVAL = "|".join([*FIXED_FESTIVALS, *MOVING_FESTIVALS])
_SINCE = r"(?:(?:自|接到|收到|会)[^，。；自]{0,16}?(?:起|后))?"
_ELECTION = (
    r"(?:今年|明年|20\d\d年)?(?:村|社区)?(?:“两委”|两委|县乡|乡镇|县|市)?换届"
    r"(?:选举)?(?:开始|启动|结束|完成)?(?:之前|以前|前)"
)
_PART = r"(?P<part>上旬|中旬|下旬|初|月?底|末)?"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
_STARTS = r"(?:\d{1,2}[日号]|[上中下]旬|初|底)?"
_FROM = r"(?:\d{1,2}月?(?:份|\d{1,2}[日号]|上旬|中旬|下旬|初|底)?(?:[—–\-~～]{1,4}|至|到))"
_RULES = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (
            r"去年|上一?年度?(?!末)|前年|近[\d一二两三四五几]{0,4}年来?|最近|过去|(?:今年|年初|20\d\d年)以来|截[至止]目前",
            _background,
        ),
        (r"20\d\d年(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:起|开始|出台|印发|施行|召开|以来|的|度(?!内|底))", _background),
        (
            rf"[从自](?P<start>今年|明年|20\d\d年)(?:起|开始)，?[利用力争在]{{0,4}}(?P<number>{NUMERAL})年(?:时间|左右|内)?",
            _span,
        ),
        (r"[从自](?:今年|明年|20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:起|开始)", _background),
        (rf"{_YEAR}{_MONTH}{_STARTS}(?:起|开始)(?!，?[至到])", _background),
        (r"20\d\d年\d{1,2}月(?:\d{1,2}[日号])?(?:[—–\-~～]{1,4}|至|到)(?=20\d\d年\d)", _background),
        (
            rf"(?:下个?月|次月|本月|当月)份?(?:{_DAY}|(?P<part>上旬|中旬|下旬|初|底|末|内)){_BY}|(?<![\d个])月(?:底|末|内){_BY}",
            _relative_month,
        ),
        (rf"(?:本|当|下)个?季度(?:底|末)?{_BY}", _relative_quarter),
        (rf"(?:本|下)周(?P<weekday>[一二三四五六日天])?(?:末|内)?{_BY}", _relative_week),
        (rf"每年度?的?{_MONTH}{_DAY}{_BY}", _every_year_on),
        (rf"每年度?的?{_MONTH}{_PART}(?P<by>{_BY})", _every_year_by),
        (rf"{_YEAR}{_MONTH}\d{{1,2}}[日号]?(?:[—–\-~～]{{1,4}}|至|到){_DAY}{_BY}", _full_date),
        (rf"{_YEAR}{_FROM}?{_MONTH}{_DAY}{_BY}", _full_date),
        (rf"(?P<year>20\d\d)[-./](?P<month>\d{{1,2}})[-./](?P<day>\d{{1,2}})(?!\d){_BY}", _dotted_date),
        (rf"{_YEAR}{_FROM}?{_MONTH}{_PART}(?P<by>{_BY})", _month_part),
        (r"每(?P<cycle>月|季)(?:度)?(?:[首末]月|第[一二三]个月)?(?:\d{1,2}[日号]|底|末|初)前?", _every),
        (r"一?(?P<cycle>半年|年|季|月)一(?=[报评查考调研通])", _every),
        (rf"每(?:一个?|个)?(?P<cycle>半年|年|季|月)(?:度)?(?:底|末)?{_BY}", _every),
        (r"(?P<cycle>(?!))?(?:分年度|逐年|按年度)", _every),
        (rf"{_YEAR}(?P<half>[上下])半年(?:底|末)?{_BY}", _half_year),
        (rf"{_YEAR}第?(?P<quarter>[一二三四1-4])季度(?:底|末)?{_BY}", _quarter),
        (rf"(?P<start>(?!))?[利用]{{1,2}}(?P<number>{NUMERAL})年(?:左右)?(?:的)?时间", _span),
        (r"(?P<first>20\d\d)年?[—–\-至到~～]{1,4}(?P<last>20\d\d)年(?!度)", _years_range),
        (r"(?P<year>20\d\d年|今年|明年|本年度?|次年|当年)(?:年底|年末|年内|底|末|内)(?:之前|以前|前)?", _year_end),
        (r"(?P<year>(?!))?(?:年底|年末|岁末|年内|年度内)(?:之前|以前|前)?", _year_end),
        (r"到(?P<number>20\d\d)年(?!年?[底末内])(?P<by>)", _until_year),
        (r"(?P<number>20\d\d)年(?P<by>前|之前|以前)", _until_year),
        (r"(?:今年|明年|20\d\d年)[^，。；]{0,8}换届(?=将|与|时)", _election),
        (_ELECTION, _election),
        (r"(?P<year>今年|本年度|明年)", _this_year),
        (r"全年", _whole_year),
        (
            r"“?十(?P<plan>[三四五六七八九])五”?(?:规划)?(?P<part>期?末|期间|时期|期内)(?:之前|以前|前)?",
            _five_year_plan,
        ),
        (rf"{_SINCE}(?P<number>{NUMERAL}|半)(?P<unit>个?工作日|个月|天|日|周|个?星期|年)(?:之内|以内|内)", _within),
        (rf"“?(?P<festival>{_FESTIVAL})(?:节|假期|期间)?”?(?:之前|以前|前)", _festival),
        (r"(?:汛期|春耕|秋收|开学|两会|党代会|入冬|供暖|高考|上岗|任职|会议|放假)(?:之前|以前|前)(?!期)", _event),
        (r"尽快|尽早|及早|抓紧|适时|及时|早日|立即|马上|近期|近日|择机|第一时间", _vague),
        (r"长期坚持|常年坚持", _always),
        (r"长期|持续推进|常年|定期|常态化|长效化|(?<!不)经常性?", _standing),
    )
)
"""Tried in this order at each place of the text."""


_NAMED_DAY = re.compile(r"\d{1,2}月|月底|年底|\d日|季度")


def names_a_day(text):
    """Whether a text has a day or a month in it: 3月25日前, 月底前."""
    return bool(_NAMED_DAY.search(text))


def find_time_words(quote, calendar):
    """The time words of a quote of the cleaned text in order; those about the past are left out."""
    words, position = [], 0
    while position < len(quote.text):
        end, word = _read(quote, position, calendar)
        if word:
            words.append(word)
        position = end
    return words


def _read(quote, position, calendar):
    for pattern, rule in _RULES:
        if (match := pattern.match(quote.text, position)) and match.group():
            return match.end(), _word(match, rule, quote, calendar)
    return position + 1, None


def _word(match, rule, quote, calendar):
    meaning = rule(match, calendar)
    if meaning is None:
        return None
    day, label, force, recurrence = meaning
    start = quote.start + match.start()
    return TimeWord(day, label, force, Quote(match.group(), start, quote.start + match.end()), recurrence)
