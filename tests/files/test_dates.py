"""The one function that reads days in the spellings people use."""

from datetime import date

import pytest

from files.dates import DayError, read_day

DAY = date(2026, 6, 30)
SPELLINGS = [
    "2026-06-30",
    "2026-6-30",
    "2026/6/30",
    "2026.6.30",
    "20260630",
    "2026年6月30日",
    "2026年06月30号",
    " 2026 年 6 月 30 日 ",
    "２０２６－０６－３０",
    "２０２６年６月３０日",
    "2026。6。30",
    "2026、6、30",
    "2026–06–30",
    "2026\\6\\30",
    "2026-06-30 00:00:00",
    "2026/6/30 0:00",
    "2026年6月30日（星期二）",
    "2026年6月30日 周二",
    "二〇二六年六月三十日",
    "２０２６年六月三十日",
    "\u30002026-06-30\u00a0",
]


@pytest.mark.parametrize("text", SPELLINGS)
def test_day_is_read_in_every_usual_spelling(text):
    assert read_day(text) == DAY


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("26-06-30", "年份只有两位"),
        ("26年6月30日", "年份只有两位"),
        ("6月30日", "没有年份"),
        ("2026-02-30", "没有这一天"),
        ("2026-13-01", "没有这一天"),
        ("20260231", "没有这一天"),
        ("0000-00-00", "没有这一天"),
        ("1999-12-31", "2000 至 2099"),
        ("2100-01-01", "2000 至 2099"),
        ("年底", "“年底”不是日期，请按 2026-06-30 的样式填写"),
        ("2026-06", "不是日期"),
        ("2026-06-30 16:00", "不是日期"),
        ("-", "不是日期"),
        ("\x00", "不是日期"),
        ("二六年六月三十日", "不是日期"),
        ("9" * 5000, "不是日期"),
        ("2026-" * 5000, "不是日期"),
    ],
)
def test_text_that_is_not_a_day_is_refused_with_the_reason(text, sentence):
    with pytest.raises(DayError, match=sentence):
        read_day(text)


@pytest.mark.parametrize(("text", "day"), [("2000-01-01", date(2000, 1, 1)), ("2099-12-31", date(2099, 12, 31))])
def test_first_and_last_allowed_day_are_read(text, day):
    assert read_day(text) == day
