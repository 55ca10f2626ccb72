"""What the cells of a column look like (形态): dates, phones, names of persons, ticks, amounts, long texts.

A cheap look at a sample of the cells, once for each column of a sheet; the readers of the values have the last word on
a column that the looks speak for.
"""

import datetime
import re
from functools import lru_cache
from pathlib import Path

from ledgers.reading.text import is_blank, is_nothing, narrow
from ledgers.reading.values.marks import NO, YES

LOOKED_AT = 80
SAMPLE = 30
LONG = 12
SERIALS = (20_000, 60_000)
YEARS = (1930, 2100)
_SURNAMES = Path(__file__).resolve().parent.parent / "vocabulary" / "surnames.txt"
_PERSON = re.compile(r"[一-鿿]{2,4}|[一-鿿]{1,6}[·•][一-鿿]{1,8}")
_TITLES = re.compile(r"(?:先生|女士|师傅|同志|老师|大爷|大妈|阿姨|某某?)$")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d|[〇零一二三四五六七八九]{4})[年./-]?\d{0,2}.*|\d{1,2}月(?:\d{1,2}[日号]?|底|初|中旬|上旬|下旬|末).*"
    r"|(?:19|20)\d\d年.*|至今|每?年?底|长期"
)
_TIME = re.compile(r"\d{1,2}[:时点]\d{0,2}")
_NUMBER = re.compile(r"(?:约|近|-)?\d[\d,]*(?:\.\d+)?(?P<unit>%|[^\d.,:年月日/-]{0,4})(?:以?上|左右|余)?")
_PHONE = re.compile(r"(?:1\d{10}|0\d{2,3}-?\d{7,8}|\d{7,8})(?:[/、,;]1?\d{6,10})*")
_CODE = re.compile(r"[A-Za-z0-9\-_/()〔〕\[\]]*\d[A-Za-z0-9\-_/()〔〕\[\]]*号?")
_DOCUMENT = re.compile(r".*(?:\d|[〕\]])号$")
_OFFICE = re.compile(r".*(?:局|办|委|部|处|公司|单位|中心|院|所|队|站|校|会|厅|科|社|园|行|组|政府|党委|支部|机关)$")
_MONEY_UNITS = frozenset(("元", "万元", "万", "千元", "亿元", "块"))
_SAID = re.compile(r"(?:已|未|不|尚未|基本|非常|比较)[一-鿿]{1,5}|[优合达]秀?格?标?|符合|满意|[优良中差]")


@lru_cache(maxsize=1)
def surnames():
    return frozenset(_SURNAMES.read_text(encoding="utf-8").strip())


class Column:
    """The looks of one column: the share (0 to 1) of its distinct filled cells with each look.

    ``cells``: the cells of the first data rows. ``filled``: the share of the rows with a cell.
    """

    def __init__(self, cells):
        self.cells = cells[:LOOKED_AT]
        filled = [cell for cell in self.cells if not is_nothing(cell)]
        self.filled = len(filled) / len(self.cells) if self.cells else 0.0
        distinct = list(dict.fromkeys(filled))
        self.distinct = len(distinct) / len(filled) if filled else 0.0
        self.count = len(distinct)
        self.sample = [cell for cell in distinct if not (type(cell) is str and is_blank(cell))][:SAMPLE]
        self.looks = dict.fromkeys(LOOKS, 0.0)
        self.texts = [_text(cell) for cell in self.sample]
        for cell, text in zip(self.sample, self.texts, strict=True):
            for look in looks_of(cell, text):
                self.looks[look] += 1
        for look in self.looks:
            self.looks[look] /= len(self.sample) or 1
        self.length = sum(map(len, self.texts)) / (len(self.texts) or 1)
        self.numbers = [number for cell in self.sample if (number := number_in(cell)) is not None]

    @property
    def is_blank(self):
        return not self.sample

    def share(self, look):
        return self.looks[look]

    def share_in(self, accepted):
        """Return the share of the distinct cells whose text is one of ``accepted``."""
        return sum(text in accepted for text in self.texts) / (len(self.texts) or 1)


LOOKS = ("date", "moment", "number", "whole", "percent", "money", "phone", "code", "mark", "person", "office", "text",
         "long", "document")  # fmt: skip


def _text(cell):
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return narrow(str(cell))


def looks_of(cell, text):
    """Yield every look of a cell."""
    if isinstance(cell, datetime.datetime):
        yield "date"
        if cell.hour or cell.minute:
            yield "moment"
        return
    if isinstance(cell, (datetime.date, datetime.time)):
        yield "date"
        return
    if isinstance(cell, bool) or text.lower() in YES or text.lower() in NO or _SAID.fullmatch(text):
        yield "mark"
    if (match := _NUMBER.fullmatch(text)) and not isinstance(cell, bool):
        yield from _looks_of_number(text, match["unit"])
    elif _DATE.fullmatch(text):
        yield "date"
        if _TIME.search(text):
            yield "moment"
    else:
        yield from _looks_of_text(text)


def _looks_of_number(text, unit):
    bare = text.replace(",", "").replace("-", "")
    if _PHONE.fullmatch(text) and len(bare) >= 7:
        yield "phone"
    if bare.isdigit() and len(bare) >= 4:
        yield "code"
    if unit == "%":
        yield "percent"
        return
    digits = len(re.sub(r"\D.*", "", bare))
    if digits < 11:
        yield "number"
        if unit in _MONEY_UNITS or not unit:
            yield "money"
        if "." not in text:
            yield "whole"
    value = float(re.sub(r"[^\d.]", "", bare) or 0) if digits < 11 else 0
    if not unit and (
        SERIALS[0] <= value <= SERIALS[1]
        or YEARS[0] <= value < YEARS[1]
        or re.fullmatch(r"(?:19|20)\d{6}|(?:19|20)\d\d(?:0\d|1[012])", text)
    ):
        yield "date"


def _looks_of_text(text):
    if _PHONE.fullmatch(text.replace("-", "")):
        yield "phone"
    elif _CODE.fullmatch(text):
        yield "code"
        if _DOCUMENT.fullmatch(text):
            yield "document"
        return
    if _DOCUMENT.fullmatch(text):
        yield "document"
    yield "text"
    if _is_person(text):
        yield "person"
    if _OFFICE.fullmatch(text) and len(text) >= 3:
        yield "office"
    if len(text) >= LONG:
        yield "long"


def _is_person(text):
    name = re.sub(r"\(.*\)$", "", text)
    if _TITLES.search(name) and len(name) <= 5:
        return True
    return bool(_PERSON.fullmatch(name)) and name[0] in surnames()


def number_in(cell):
    """Return the number that a cell begins with, None without one; units and percent signs are left aside."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell)
    match = re.match(r"-?\d[\d,]*(?:\.\d+)?", narrow(str(cell)))
    return float(match[0].replace(",", "")) if match else None
