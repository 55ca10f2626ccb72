"""Find place, year, month and money unit of a table in its title, unit row, sheet name and file name (上下文)."""

import re
import unicodedata

from ledgers.periods import PeriodKind
from ledgers.reading.limits import LONGEST_ABOVE
from ledgers.reading.quarters import quarter_in
from ledgers.reading.result import Context
from ledgers.reading.text import is_blank, narrow, tidy
from ledgers.reading.values.written_dates import InvalidDate, parse
from organizations.names import cut_committee, plain

_ATTACHMENT = re.compile(r"^(?:附件|附表|附)[一二三四五六七八九十\d\-—]*[:.、]?$")
_UNIT_LABEL = (
    r"(?:填报|报送|汇总|填表|编制|制表|上报|主管|呈报|报告|统计|组织|编报|报表)"
    r"(?:单位|部门|党委|机关)(?:名称)?(?:\((?:盖章|公章|章|签章)\)|盖章)?"
)
_DATE_LABEL = r"(?:填报|填表|报送|统计|上报|制表|编制|汇总|报告|更新|填制|截止|截至)?(?:日期|时间)|截至|截止"
_REPORTING = re.compile(rf"({_UNIT_LABEL}|单位(?:\(盖章\)|\(公章\))|^单位)[:]\s*(.+)")
_DATED = re.compile(rf"(?:{_DATE_LABEL})[:]?\s*(.+)")
_UNITS = re.compile(r"(?:(?:金额|计量|资金|货币)?单位[:]?|[(])((?:[^():;]{0,40}?)(?:万元|千元|亿元|元)[^():;]{0,40})")
_ANY_LABEL = re.compile(
    rf"{_UNIT_LABEL}[:]|(?:{_DATE_LABEL})[:]|(?:填表人|制表人|审核人|填报人|负责人|联系人|联系电话|电话|金额单位|计量单位|单位)(?:\([^()]*\))?[:]"
)
_BARE_LABEL = re.compile(
    rf"{_UNIT_LABEL}|(?:填报|填表|报送|统计|上报|制表)?(?:日期|时间)|单位(?:名称)?|填表人|填报人|联系人|负责人|联系电话|电话"
)
_DATE = re.compile(
    r"\d{4}\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}\s?日?"
    r"|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s?年|[._-]?\d{0,2}(?:月|\D|$)|[01]\d)")
_CHINESE_YEAR = re.compile(r"([二][〇○零一二三四五六七八九]{3})年")
_MONTH = re.compile(r"(?<!\d)(20\d{2})\s?[年./-]\s?(\d{1,2})(?:\s?月|(?!\d))")
_BARE_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s?月(?!底|\s?\d)")
_DATED_ONLY = re.compile(rf"\(?(?:截至|截止|截至到|截止到)?(?:{_DATE.pattern})\)?")
_FORM_NAME = re.compile(r"^[^:]{6,}(?:台账|表|名册|花名册|汇总|一览|明细)$")
_TITLE_WORDS = re.compile(r"台账|表|名册|花名册|汇总|统计|清单|情况|一览|计划|登记|备案|月报|明细")


def kinds_above(texts):
    """Return the kind of each row above the header: title, unit_date, note or blank; ``texts`` are lists of cells."""
    return [_kind_above(row) for row in texts]


def is_above_table(texts):
    """Whether the filled cells of a row are a title or a unit row, not the groups of a header.

    A single cell, a label with a colon, a date and the name of a form are not groups.
    """
    return len(texts) == 1 or any(
        _ANY_LABEL.search(text) or _FORM_NAME.search(text) or _DATE.search(text)
        for text in (_outside_brackets(text) for text in texts)
    )


def _outside_brackets(text):
    return re.sub(r"\([^()]*\)", "", unicodedata.normalize("NFKC", text)).strip()


def _kind_above(row):
    if sum(map(len, row)) > LONGEST_ABOVE:
        return "note"
    filled = [cell for cell in _cells(row) if cell.strip()]
    if not filled:
        return "blank"
    joined = " ".join(filled)
    outside = [_outside_brackets(cell) for cell in filled]
    if any(_FORM_NAME.search(text) for text in outside) and not any(_ANY_LABEL.search(text) for text in outside):
        return "title"  # even with a unit in brackets after it
    if _ANY_LABEL.search(joined) or _DATED_ONLY.fullmatch(joined) or _UNITS.match(filled[0]):
        return "unit_date"
    if (
        re.match(r"^(?:注|备注|说明|填表说明|填报说明|填写说明)(?:[:(]|$)", filled[0])
        or joined.endswith("。")
        or len(joined) > 120
    ):
        return "note"
    return "title"


def title_in(row):
    """Return the title in a row of one cell; an empty text if the row is not a title."""
    texts = [str(cell) for cell in row if not is_blank(cell)]
    is_one = len(texts) == 1 and _kind_above(texts) == "title" and _TITLE_WORDS.search(texts[0])
    return texts[0] if is_one else ""


class Surroundings:
    """The texts around a table: rows above it, sheet name and file name."""

    def __init__(self, above, sheet_name, file_name):
        kinds = kinds_above(above)
        self.sheet_name = sheet_name
        self.file_name = re.sub(r"\.[A-Za-z]{2,4}$", "", file_name)
        self.titles = [
            (number, "".join(text for text in row if text and not _DATED_ONLY.fullmatch(text)))
            for number, (row, kind) in enumerate(zip(above, kinds, strict=True))
            if kind == "title" and not _ATTACHMENT.match(plain("".join(row)))
        ]
        self.units = [
            plain_text
            for row, kind in zip(above, kinds, strict=True)
            if kind in ("unit_date", "title")
            for plain_text in _cells(row)
            if kind == "unit_date" or _DATED_ONLY.fullmatch(plain_text)
        ]

    @property
    def title(self):
        """The row and text of the title of the table, (None, "") without one."""
        table_titles = [item for item in self.titles if _TITLE_WORDS.search(item[1])]
        return max(table_titles or self.titles, key=lambda item: len(item[1]), default=(None, ""))

    @property
    def all_titles(self):
        return "".join(text for _, text in self.titles)

    def reporting_unit(self):
        for text in self.units:
            match = _REPORTING.search(text)
            if match and not re.match(r"^[^一-龥]*(?:万元|元|人|个|名|户|天|%)(?:[、,，]|$)", match[2]):
                return _until_next_label(match[2]) or None
        return None

    def report_date(self):
        """Return the report date as ISO text, a month if no day is given; in the unit row it needs no label."""
        labelled = [_until_next_label(match[1]) for unit in self.units if (match := _DATED.search(unit))]
        for text in labelled + self.units:
            if match := _DATE.search(narrow(text)):
                try:
                    return parse(narrow(match[0]))
                except InvalidDate:
                    continue
        months = (match for text in labelled if (match := _MONTH.search(narrow(text))))
        return next((f"{match[1]}-{int(match[2]):02}" for match in months if 1 <= int(match[2]) <= 12), None)

    def money_unit(self):
        """Return the money unit in title and unit row; an empty text if there is none or more than one."""
        units = set()
        for text in [*self.units, *(plain(text) for _, text in self.titles)]:
            for match in _UNITS.finditer(text):
                units |= set(re.findall(r"万元|千元|亿元|(?<![万千亿])元", match[1]))
        return units.pop() if len(units) == 1 else ""

    def year(self):
        """Return the year and the text it was found in, or (None, "")."""
        sources = (
            ("title", self.all_titles),
            ("unit row", " ".join(self.units)),
            ("sheet name", self.sheet_name),
            ("file name", self.file_name),
        )
        for source, text in sources:
            years = _years(text)
            if len(years) == 1:
                return years.pop(), source
            if len(years) > 1 and (date := self.report_date()) and int(date[:4]) in years:
                return int(date[:4]), source
        return None, ""

    def period(self, year, kind=PeriodKind.MONTH):
        """Return the key of the period of a report, from title, sheet name or file name; of a month also from its date.

        The date of a quarterly report does not tell the quarter: the one of April to June is signed in June or July.
        """
        texts = (self.all_titles, self.sheet_name, self.file_name)
        if kind == PeriodKind.QUARTER:
            return next((key for text in texts if (key := quarter_in(text, year))), None)
        return self._month(texts, year)

    def _month(self, texts, year):
        for text in texts:
            if (match := _MONTH.search(narrow(text))) and 1 <= int(match[2]) <= 12:
                return f"{match[1]}-{int(match[2]):02}"
            if year and (match := _BARE_MONTH.search(narrow(text))) and 1 <= int(match[1]) <= 12:
                return f"{year}-{int(match[1]):02}"
        date = self.report_date()
        return date[:7] if date else None


def _cells(row):
    """Return the texts of a unit row in half width, with inner blanks kept; a label and its value are joined."""
    texts = [re.sub(r"\s+", "  ", unicodedata.normalize("NFKC", tidy(text))) for text in row if text]
    joined, label = [], ""
    for text in texts:
        if _BARE_LABEL.fullmatch(text.rstrip(": ")):
            label = text.rstrip(": ") + ":"
            joined.append(label)
        else:
            joined[-1:] = [label + text] if label else [*joined[-1:], text]
            label = ""
    return joined


def _until_next_label(text):
    match = _ANY_LABEL.search(text)
    text = text[: match.start()] if match else text
    return re.split(r"\s{2,}", text.strip())[0].strip(" ;；,，")


def _years(text):
    text = narrow(text)
    years = {int(year) for year in _YEAR.findall(text)}
    for chinese in _CHINESE_YEAR.findall(text):
        years.add(int(chinese.translate(str.maketrans("〇○零一二三四五六七八九", "000123456789"))))
    return years


def context_of(surroundings, places, *, within="", year=None, default_year=None, ledger=None, needs_village=False):
    """Return the ``Context`` of a table; ``needs_village`` looks for a village too, as no column names one."""
    _row, title = surroundings.title
    title_of_file = re.sub(r"^[\d\-_. ]+", "", surroundings.file_name)
    context = Context(title=tidy(title) or title_of_file or None)
    context.year, context.year_from = (year, "given") if year else surroundings.year()
    if not context.year and default_year:
        context.year, context.year_from = default_year, "default"
    context.reporting_unit = surroundings.reporting_unit()
    context.report_date = surroundings.report_date()
    context.money_unit = surroundings.money_unit() or None
    context.period = surroundings.period(context.year, ledger.period) if ledger and ledger.period else None
    context.place, context.sources = place_of(surroundings, places, within, needs_village)
    return context


def place_of(surroundings, places, within, needs_village=False):
    """Return the code and the sources of the place that the texts around the table name for all its rows."""
    texts = {
        "sheet name": surroundings.sheet_name,
        "title": surroundings.all_titles,
        "reporting unit": surroundings.reporting_unit() or "",
        "file name": surroundings.file_name,
    }
    city = places.only_city(within)
    county, county_sources = _named(texts, lambda text: _county_in(text, places, city))
    township, township_sources = _named(texts, lambda text: _township_in(text, places, county or city))
    is_the_county = township_sources == county_sources and all(
        places.resolve(_bare(texts[source]), level="county", within=city).code for source in township_sources
    )  # a sheet called 鄱阳 means 鄱阳县, not its 鄱阳镇, unless another text names the county
    if township and county and (is_the_county or not places.is_within(township, county)):
        township, township_sources = "", []
    code = township or county
    if needs_village and (village := _village_in(texts, places, code)):
        return village, tuple(township_sources or county_sources)[:2]
    if not code or (places.is_within(within, code) and within != code and within):
        return (within, ("scope",)) if within else ("", ())
    return code, tuple(township_sources or county_sources)[:2]


def _named(texts, find):
    """Return the code that ``find`` gives for the first text with one, and the sources of all texts that agree."""
    codes = {source: code for source, text in texts.items() if text and (code := find(text))}
    first_code = next(iter(codes.values()), "")
    return first_code, [source for source, code in codes.items() if code == first_code]


def _county_in(text, places, city):
    codes = places.mentioned(text, level="county", within=city) or places.mentioned(
        text, level="county", within=city, short=True
    )
    return codes[0] if len(codes) == 1 else ""


def _township_in(text, places, within):
    resolution = places.resolve(_bare(text), level="township", within=within)
    if resolution.code:
        return resolution.code
    codes = places.mentioned(text, level="township", within=within)
    return codes[0] if len(codes) == 1 else ""


def _bare(text):
    """Remove numbering and counts from a sheet name: 3.油墩街镇（22） gives 油墩街镇."""
    return re.sub(r"^[\d一二三四五六七八九十]+[.、\-_ ]+|[(（]\d+[)）]$|(?<!\d)\d+$", "", tidy(text))


def _village_in(texts, places, within):
    """Return the village that one of the texts names, if it is the only one of that name in ``within``."""
    if not within:
        return ""
    for source in ("sheet name", "reporting unit", "title", "file name"):
        text = texts[source]
        if text and (code := places.resolve(_bare(text), level="village", within=within).code):
            return code
    for text in texts.values():
        name = plain(text)
        codes = {code for code in places.at("village", within) if text and _names_village(places, code, name)}
        if len(codes) == 1:
            return codes.pop()
    return ""


def _names_village(places, code, name):
    stem, kind = cut_committee(plain(places.name(code)))
    full = stem if stem.endswith(("村", "社区")) else stem + (kind or "")
    return len(full) >= 3 and full in name


def above_texts(rows, first, last):
    """Return the cell texts of the rows ``first`` to ``last`` (from 0, ``last`` excluded)."""
    return [["" if is_blank(cell) else str(cell) for cell in row] for row in rows[first:last]]
