"""Choose the reader of a column by its kind."""

from typing import NamedTuple

from ledgers.declarations import Kind
from ledgers.reading.values.dates import DateReader, MomentReader, PeriodReader
from ledgers.reading.values.marks import MarkReader
from ledgers.reading.values.numbers import CountReader, MeasureReader, MoneyReader
from ledgers.reading.values.percents import PercentReader
from ledgers.reading.values.texts import ChoiceReader, CodeReader, NameReader, PhoneReader, TextReader

READERS = {
    Kind.TEXT: TextReader,
    Kind.NAME: NameReader,
    Kind.DATE: DateReader,
    Kind.DATETIME: MomentReader,
    Kind.PERIOD: PeriodReader,
    Kind.YES_NO: MarkReader,
    Kind.MONEY: MoneyReader,
    Kind.PERCENT: PercentReader,
    Kind.COUNT: CountReader,
    Kind.DECIMAL: MeasureReader,
    Kind.PHONE: PhoneReader,
    Kind.CODE: CodeReader,
    Kind.CHOICE: ChoiceReader,
}


class Setting(NamedTuple):
    """What a reader needs to know of the file: the year, the units, and what it says about empty boxes.

    ``blank_is_false``: a note of the file says that an empty box means no. ``is_box``: the header asks for ticks.
    ``telling``: a number format of the file may say more than the number. ``untyped``: the file does not tell numbers
    from texts.
    """

    year: int | None = None
    since_1904: bool = False
    money_unit: str = ""
    unit: str = ""
    blank_is_false: bool = False
    is_box: bool = False
    telling: bool = False
    untyped: bool = False


def reader_for(column, setting):
    return READERS[column.kind](column, setting)
