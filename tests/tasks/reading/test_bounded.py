"""No text, however it repeats itself, keeps the reader of directives busy out of proportion to its length."""

import pytest

from tasks import reading
from tests.bounded import WORDS, assert_bounded


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("before", ["", "要", "1.", "一、抓责任\n要"])
def test_a_directive_is_read_or_refused(before, word):
    assert_bounded(lambda text: reading.read(text, year=2026), word, before)


@pytest.mark.parametrize("word", WORDS)
def test_a_text_file_is_read_or_refused(word):
    assert_bounded(lambda text: reading.read_file(text.encode(), "讲话.txt", year=2026), word)
