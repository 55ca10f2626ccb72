from datetime import date

import pytest

from tasks.reading.calendars import Calendar
from tasks.reading.deadlines import choose_deadline, further_deadlines, recurrence_of, time_words_of
from tasks.reading.outline import Quote


def words(text, boxed=""):
    boxes = [Quote(boxed, 1000, 1000 + len(boxed))] if boxed else []
    return time_words_of([Quote(text, 0, len(text))], boxes, Calendar(2026, date(2026, 3, 5)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6月底前制定方案，12月底前全面完成", date(2026, 12, 31)),
        ("尽快制定方案，6月底前完成", date(2026, 6, 30)),
        ("每年至少1次，6月底前完成首轮", date(2026, 6, 30)),
        ("要纳入今年整顿范围，及时上报", date(2026, 12, 31)),
        ("要纳入今年整顿范围，换届前整顿到位", None),
        ("今年要推进，9月底前完成", date(2026, 9, 30)),
        ("要尽快调整，今年原则上不轮换", None),
        ("要抓好落实", None),
    ],
)
def test_most_certain_and_latest_time_word_is_the_deadline(text, expected):
    assert choose_deadline(words(text)).day == expected


def test_deadline_in_a_note_is_preferred_to_all_others():
    deadline = choose_deadline(words("年内完成", boxed="2026年6月底前"))

    assert (deadline.day, deadline.label) == (date(2026, 6, 30), "原文")


def test_every_other_time_word_is_kept_once():
    found = words("及时上报，及时整改，6月底前完成")

    assert [deadline.quote.text for deadline in further_deadlines(found, choose_deadline(found))] == ["及时"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每年轮训", "yearly"),
        ("每半年督查", "half_yearly"),
        ("每季度召开", "quarterly"),
        ("每月报送，每年总结", "monthly"),
        ("定期排查", "standing"),
        ("定期排查，6月底前完成", "one_off"),
        ("6月底前完成", "one_off"),
    ],
)
def test_recurrence_is_the_shortest_interval(text, expected):
    assert recurrence_of(words(text), text) == expected
