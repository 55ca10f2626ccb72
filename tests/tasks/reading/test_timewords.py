from datetime import date

import pytest

from tasks.reading.calendars import Calendar
from tasks.reading.outline import Quote
from tasks.reading.timewords import find_time_words

ISSUED = date(2026, 3, 5)  # a Thursday


def time_words_in(text, **calendar):
    on = Calendar(**{"year": 2026, "issued_on": ISSUED, **calendar})
    return [(word.day, word.label.value, word.quote.text) for word in find_time_words(Quote(text, 0, len(text)), on)]


def day(month, day_, year=2026):
    return date(year, month, day_)


@pytest.mark.parametrize(
    ("text", "expected", "label"),
    [
        ("年内取得进展", day(12, 31), "推算"),
        ("年底前完成", day(12, 31), "推算"),
        ("2027年底前完成", day(12, 31, 2027), "原文"),
        ("今年要完成", day(12, 31), "推算"),
        ("明年底前完成", day(12, 31, 2027), "推算"),
        ("上半年完成", day(6, 30), "推算"),
        ("下半年我们要召开", day(12, 31), "推算"),
        ("“十四五”末建成", day(12, 31, 2025), "推算"),
        ("“十五五”期间建成", day(12, 31, 2030), "推算"),
        ("明年上半年完成", day(6, 30, 2027), "推算"),
        ("一季度末拨付", day(3, 31), "推算"),
        ("第三季度完成", day(9, 30), "推算"),
        ("6月底前完成", day(6, 30), "推算"),
        ("2月底前完成", day(2, 28), "推算"),
        ("二月底前完成", day(2, 28), "推算"),
        ("2021年3月底前完成", day(3, 31, 2021), "原文"),
        ("9月中旬前完成", day(9, 20), "推算"),
        ("9月上旬完成", day(9, 10), "推算"),
        ("9月前完成", day(8, 31), "推算"),
        ("6月30日前完成", day(6, 30), "原文"),
        ("2027年1月31日前完成", day(1, 31, 2027), "原文"),
        ("2026-10-31完成", day(10, 31), "原文"),
        ("3月1日至4月15日集中整改", day(4, 15), "原文"),
        ("3月1日至15日集中整改", day(3, 15), "原文"),
        ("2026年4月—9月", day(9, 30), "原文"),
        ("2026年11月至2027年2月", day(2, 28, 2027), "原文"),
        ("月底前报送", day(3, 31), "推算"),
        ("下月底前报送", day(4, 30), "推算"),
        ("两个月内完成", day(5, 5), "推算"),
        ("半年内完成", day(9, 5), "推算"),
        ("30日内完成", day(4, 4), "推算"),
        ("自印发之日起30日内完成", day(4, 4), "推算"),
        ("一周内完成", day(3, 12), "推算"),
        ("10个工作日内报送", day(3, 19), "推算"),
        ("每年轮训", day(12, 31), "推算"),
        ("每年6月底前轮训", day(6, 30), "推算"),
        ("每季度召开", day(12, 31), "推算"),
        ("每月25日前报送", day(12, 31), "推算"),
        ("到2027年实现", day(12, 31, 2027), "推算"),
        ("2027年前实现", day(12, 31), "推算"),
        ("从今年起用5年时间轮训", day(12, 31, 2030), "推算"),
        ("七一前完成", day(6, 30), "推算"),
        ("国庆前完成", day(9, 30), "推算"),
        ("“七一”前完成", day(6, 30), "推算"),
        ("全年举办", day(12, 31), "推算"),
    ],
)
def test_time_words_become_days(text, expected, label):
    assert (expected, label) in [(found_day, found_label) for found_day, found_label, _words in time_words_in(text)]


@pytest.mark.parametrize(
    "text", ["尽快调整", "适时举办", "抓紧选派", "及时发现", "换届前整顿到位", "汛期前完成", "会后一周内报送"]
)
def test_time_words_without_a_day_are_left_for_the_issuer_to_date(text):
    assert [entry[:2] for entry in time_words_in(text)] == [(None, "本级设定")]


@pytest.mark.parametrize(
    "text",
    [
        "去年整顿情况",
        "近年来矛盾",
        "最近作出指示",
        "近两年新出台",
        "今年以来受理",
        "2025年印发的办法",
        "从2026年7月1日起执行",
        "3日内答复",
    ],
)
def test_past_days_start_days_and_service_times_are_not_deadlines(text):
    assert time_words_in(text) == []


@pytest.mark.parametrize("text", ["月底前报送", "两个月内完成", "10个工作日内报送"])
def test_relative_words_give_no_day_without_a_day_of_issue(text):
    assert [entry[0] for entry in time_words_in(text, issued_on=None)] == [None]


def test_end_of_february_takes_leap_years_into_account():
    assert time_words_in("2月底前", year=2028)[0][0] == date(2028, 2, 29)


def test_months_are_counted_to_the_end_of_a_short_month():
    assert time_words_in("一个月内", issued_on=date(2026, 1, 31))[0][0] == date(2026, 2, 28)


def test_working_days_skip_the_spring_festival_and_count_its_make_up_days():
    assert time_words_in("2个工作日内", issued_on=date(2026, 2, 13))[0][0] == date(2026, 2, 24)


def test_before_the_spring_festival_is_the_eve_of_its_first_holiday():
    assert time_words_in("春节前走访", issued_on=date(2026, 1, 5))[0][0] == date(2026, 2, 14)


def test_festival_without_published_holidays_gives_no_day():
    assert time_words_in("中秋前走访", year=2090, issued_on=None)[0][0] is None


def test_impossible_day_gives_no_deadline():
    assert time_words_in("2月30日前完成") == [(None, "本级设定", "2月30日前")]


@pytest.mark.parametrize("text", ["99999999个工作日内完成", "401年内完成", "从今年起用9000年时间轮训"])
def test_implausibly_large_number_gives_no_deadline(text):
    assert [entry[0] for entry in time_words_in(text)] == [None]


def test_part_of_a_working_day_counts_as_a_whole_day():
    assert time_words_in("1.5个工作日内完成")[0][0] == date(2026, 3, 9)


def test_before_the_election_is_the_day_before_it():
    assert time_words_in("换届前完成", elections={"村": date(2026, 10, 10)})[0][0] == date(2026, 10, 9)


@pytest.mark.parametrize(
    ("text", "quoted", "expected"),
    [
        ("“七一”前集中表彰", "“七一”前", day(6, 30)),
        ("自本通知印发之日起15个工作日内报送", "自本通知印发之日起15个工作日内", day(3, 26)),
        ("接到反馈意见后30日内整改", "接到反馈意见后30日内", None),
        ("会后15日内报送", "会后15日内", None),
        ("明年换届前完成储备", "明年换届前", None),
        ("长期坚持联系点制度", "长期坚持", None),
    ],
)
def test_time_word_is_quoted_together_with_the_event_it_counts_from(text, quoted, expected):
    assert [(when, said) for when, _label, said in time_words_in(text)] == [(expected, quoted)]
