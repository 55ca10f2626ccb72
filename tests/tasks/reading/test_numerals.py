import pytest

from tasks.reading.numerals import parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("1,200", 1200),
        ("1.5", 1.5),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("三十", 30),
        ("一百零五", 105),
        ("两千三百", 2300),
        ("二〇二六", 2026),
        ("三万", 30000),
        ("零", 0),
    ],
)
def test_numerals_are_read(text, value):
    assert parse(text) == value


@pytest.mark.parametrize("text", ["", "若干", "第三", "1.2.3"])
def test_other_words_are_not_numerals(text):
    assert parse(text) is None
