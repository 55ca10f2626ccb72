"""Dates, times and ranges of cells become days, months or years, or are refused."""

# ruff: noqa: E501 - rows of a table are easier to read on one line
# fmt: off

import datetime

import pytest

from ledgers.declarations import Kind
from ledgers.reading.values.base import Doubtful, UnreadableError
from ledgers.reading.values.factory import Setting
from tests.ledgers.reading.readers import reader, refused


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2020.6", "2020-06"),
        ("2020.06", "2020-06"),
        ("2020.10", "2020-10"),
        ("2020.1", "2020-01"),
        ("2020.6.30", "2020-06-30"),
        ("2020-6-30", "2020-06-30"),
        ("2020/6/30", "2020-06-30"),
        ("2020年6月", "2020-06"),
        ("2020年6月份", "2020-06"),
        ("2020年6月30日", "2020-06-30"),
        ("2020年6月30号前", "2020-06-30"),
        ("２０２０．６．３０", "2020-06-30"),
        ("2020 年 6 月 30 日", "2020-06-30"),
        ("2020-06-30 00:00:00", "2020-06-30"),
        ("2020/6/30 14:20", "2020-06-30"),
        ("二〇二〇年六月三十日", "2020-06-30"),
        ("二○二○年十二月", "2020-12"),
        ("202006", "2020-06"),
        ("20200630", "2020-06-30"),
        ("6月30日", "2020-06-30"),
        ("6.30", "2020-06-30"),
        ("6月底", "2020-06-30"),
        ("2月底前", "2020-02-29"),
        ("12月31", "2020-12-31"),
        ("2021年2月末", "2021-02-28"),
        ("6月上旬", "2020-06"),
        ("年底", "2020-12-31"),
        ("全年", "2020-12-31"),
        ("2021年底", "2021-12-31"),
        ("68.12", "1968-12"),
        ("2020年元月", "2020-01"),
        ("2020.6.", "2020-06"),
        ("2020年六月", "2020-06"),
        ("六月三十日", "2020-06-30"),
        ("六月底", "2020-06-30"),
        ("20年6月", "2020-06"),
        ("2020.6.30上午", "2020-06-30"),
        ("2018.3至今", "2018-03"),
        ("2018年3月-至今", "2018-03"),
        ("20.6.30", "2020-06-30"),
        ("98.7.1", "1998-07-01"),
        (202006, "2020-06"),
        (20200630.0, "2020-06-30"),
        (44012, "2020-06-30"),
        (44012.0, "2020-06-30"),
        ("44012", "2020-06-30"),
        (2020.6, "2020-06"),
        (2020.11, "2020-11"),
        (2020.06, "2020-06"),
        (1969.5, "1969-05"),
        (datetime.date(2020, 6, 30), "2020-06-30"),
        (datetime.datetime(2020, 6, 30, 9, 5), "2020-06-30"),  # noqa: DTZ001
        ("/", None),
        ("—", None),
        ("暂无", None),
        ("至今", None),
        ("未销号", None),
        ("尚未开工", None),
        ("", None),
    ],
)
def test_date_has_the_precision_of_the_cell(cell, expected):
    assert reader(Kind.DATE).read(cell) == expected


@pytest.mark.parametrize(
    "cell",
    ["2020年2月30日", "1975.13", "2020.0", "长期坚持", 2020, 2020.123, 12, "20.6", "2020年13月", "#REF!", 0, 20206, "20206", "79999"],
)
def test_text_that_is_not_a_date_is_refused(cell):
    assert refused(Kind.DATE, cell).reason == "invalid_date"


def test_day_without_a_year_is_refused_when_nothing_states_the_year():
    error = refused(Kind.DATE, "6月30日", Setting(year=None))

    assert "年份" in error.message


@pytest.mark.parametrize(("number_format", "expected"), [("0.00", "2020-10"), ("0.00_ ", "2020-10")])
def test_number_with_format_of_two_decimals_is_october(number_format, expected):
    dates = reader(Kind.DATE)
    doubt = dates.read(2020.1)

    assert isinstance(doubt, Doubtful)
    assert dates.read_formatted(doubt.cell, number_format) == expected


@pytest.mark.parametrize("number_format", ["", "General", "0.0", "@"])
def test_number_that_may_mean_january_or_october_is_refused(number_format):
    with pytest.raises(UnreadableError) as error:
        reader(Kind.DATE).read_formatted(2020.1, number_format)

    assert [candidate.value for candidate in error.value.candidates] == ["2020-01", "2020-10"]


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("yyyy/m/d", "2020-06-01"),
        ('yyyy"年"m"月"', "2020-06"),
        ("yyyy.mm", "2020-06"),
        ("", "2020-06-01"),
        ("[$-804]yyyy/m", "2020-06"),
    ],
)
def test_date_cell_of_a_first_day_has_the_precision_that_it_shows(number_format, expected):
    assert reader(Kind.DATE).read_formatted(datetime.date(2020, 6, 1), number_format) == expected


@pytest.mark.parametrize(("serial", "expected"), [(42550, "2020-06-30"), (42550.0, "2020-06-30")])
def test_serial_numbers_of_the_1904_calendar_are_read(serial, expected):
    assert reader(Kind.DATE, Setting(since_1904=True)).read(serial) == expected


def test_year_alone_is_a_date_only_in_columns_that_allow_it():
    assert reader(Kind.DATE, year_alone=True).read("2018年") == "2018"
    assert refused(Kind.DATE, "2018年").reason == "invalid_date"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2020年5月18日16时52分", "2020-05-18T16:52"),
        ("2020-10-05 10:17:00", "2020-10-05T10:17"),
        ("2020/9/24 11:35", "2020-09-24T11:35"),
        ("2020.7.20 16:26", "2020-07-20T16:26"),
        ("2020-10-05T10:17:00", "2020-10-05T10:17"),
        ("2020年5月18日下午3点20分", "2020-05-18T15:20"),
        ("2020年5月18日 9时", "2020-05-18T09:00"),
        ("5月18日 9:30", "2020-05-18T09:30"),
        ("2020.5.18. 9:30", "2020-05-18T09:30"),
        ("20200518 0930", "2020-05-18T09:30"),
        ("2020年5月18日 晚上8点半", "2020-05-18T20:30"),
        ("2020年5月18日中午12时", "2020-05-18T12:00"),
        ("2020-05-31 24:00", "2020-06-01T00:00"),
        ("2020-05-18", "2020-05-18"),
        (43969.5, "2020-05-18T12:00"),
        ("43969.5", "2020-05-18T12:00"),
        ("43969", "2020-05-18"),
        ("'2020-05-18 09:30", "2020-05-18T09:30"),
        (datetime.datetime(2020, 5, 18, 16, 52), "2020-05-18T16:52"),  # noqa: DTZ001
        (datetime.date(2020, 5, 18), "2020-05-18"),
    ],
)
def test_dates_with_a_time_of_day_are_read(cell, expected):
    assert reader(Kind.DATETIME).read(cell) == expected


@pytest.mark.parametrize("cell", ["6月31日 9:00", "2020-05-18 25:00", "2020-05-18 24:10", "20200518 2530", "昨天"])
def test_impossible_times_of_day_are_refused(cell):
    assert refused(Kind.DATETIME, cell).reason == "invalid_date"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2020.5.11-5.15", ("2020-05-11", "2020-05-15")),
        ("2020.5.11-15", ("2020-05-11", "2020-05-15")),
        ("2020年5月11日—15日", ("2020-05-11", "2020-05-15")),
        ("5月11日至6月2日", ("2020-05-11", "2020-06-02")),
        ("2020-05-11至2020-05-15", ("2020-05-11", "2020-05-15")),
        ("2020-05-11-2020-05-15", ("2020-05-11", "2020-05-15")),
        ("2018.3-2020.6", ("2018-03", "2020-06")),
        ("20200511-20200515", ("2020-05-11", "2020-05-15")),
        ("2020年5月11日", ("2020-05-11", "2020-05-11")),
        ("2018.3-至今", ("2018-03", None)),
        ("", None),
    ],
)
def test_start_and_end_in_one_cell_are_read(cell, expected):
    assert reader(Kind.PERIOD).read(cell) == expected


@pytest.mark.parametrize(("side", "expected"), [("start", "2020-03"), ("end", "2020-12")])
def test_column_of_single_dates_takes_its_own_end_of_a_range(side, expected):
    dates = reader(Kind.DATE, of_range=side)

    assert dates.read("2020.3-2020.12") == expected
    assert dates.remarks["2020.3-2020.12"][0] == "approximate"


def test_a_range_in_a_column_of_single_dates_is_refused():
    assert refused(Kind.DATE, "2020.3-2020.12").reason == "invalid_date"
    assert refused(Kind.DATE, "长期", of_range="end").reason == "invalid_date"
