"""The time to read a repeated text grows only in proportion to its length."""

import pytest

from tasks import reading
from tests.bounded import WORDS, assert_bounded


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("before", ["", "要", "1.", "一、抓责任\n要"])
def test_directive_of_repeated_text_is_read_in_bounded_time(before, word):
    assert_bounded(lambda text: reading.read(text, year=2026), word, before)


@pytest.mark.parametrize("word", WORDS)
def test_text_file_of_repeated_text_is_read_in_bounded_time(word):
    assert_bounded(lambda text: reading.read_file(text.encode(), "讲话.txt", year=2026), word)
