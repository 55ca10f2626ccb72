"""The quarter of a quarterly ledger is read from the texts around its table, and never guessed."""

from datetime import date

import pytest

from ledgers.periods import PeriodKind, label_of
from ledgers.reading.context import Surroundings
from ledgers.reading.quarters import quarter_in


@pytest.mark.parametrize(
    "text",
    [
        "2026年第二季度乡镇领导班子情况表",
        "2026年二季度",
        "2026年度第2季度",
        "２０２６年第２季度",
        "2026年Ⅱ季度",
        "2026Q2",
        "2026-q2 乡镇班子",
        "2026年第二季报",
        "二季度末",
        "截至2026年6月",
        "乡镇班子2026.06",
        "截至2026年6月30日",
    ],
)
def test_quarter_is_read_in_each_usual_spelling(text):
    assert quarter_in(text, 2026) == "2026-Q2"


@pytest.mark.parametrize(
    "text",
    [
        "2026年上半年",
        "2026年上半年（截至2026年6月）",
        "2026年一、二季度",
        "2026年1-2季度",
        "2026年第一季度至第二季度",
        "2026年前三季度",
        "2026年第一季度、2026年第四季度",
        "2026年5月",
        "2026年",
        "乡镇领导班子情况表",
    ],
)
def test_text_that_names_no_single_quarter_gives_none(text):
    assert quarter_in(text, 2026) is None


def test_quarter_without_a_year_has_the_year_of_the_file():
    assert quarter_in("第三季度", 2025) == "2025-Q3"
    assert quarter_in("第三季度", None) is None


def test_date_of_a_report_does_not_tell_its_quarter():
    around = Surroundings([["乡镇领导班子情况表"], ["填报时间：2026年7月3日"]], "Sheet1", "班子.xlsx")

    assert around.period(2026, PeriodKind.QUARTER) is None
    assert around.period(2026, PeriodKind.MONTH) == "2026-07"


@pytest.mark.parametrize(
    ("day", "key", "label"),
    [
        (date(2026, 3, 31), "2026-Q1", "2026年第一季度"),
        (date(2026, 4, 1), "2026-Q2", "2026年第二季度"),
        (date(2026, 12, 31), "2026-Q4", "2026年第四季度"),
    ],
)
def test_quarter_of_a_day_has_a_key_and_a_label_that_is_read_again(day, key, label):
    assert PeriodKind.QUARTER.key_of(day) == key
    assert label_of(key) == label
    assert quarter_in(label, None) == key
