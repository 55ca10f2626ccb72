"""A directive is read in a child process with a hard time limit, so it cannot block the web server."""

import os
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tasks import actions, reading, reading_child
from tasks.models import Directive
from tasks.reading import DirectiveError
from tests.tasks.directing import SPEECH


@pytest.fixture(autouse=True)
def directives_read_here():
    """These tests start the real child."""


def test_text_read_in_a_child_gives_the_same_outline():
    outline = reading_child.read(SPEECH, year=2026, issued_on=date(2026, 1, 8))

    assert outline == reading.read(SPEECH, year=2026, issued_on=date(2026, 1, 8))


def test_file_read_in_a_child_gives_the_same_outline():
    outline = reading_child.read_file(SPEECH.encode("gb18030"), "讲话.txt", year=2026)

    assert outline == reading.read(SPEECH, year=2026)


def test_child_passes_on_the_sentence_of_a_refusal():
    with pytest.raises(DirectiveError, match="文件是空的。请重新选择文件。"):
        reading_child.file_text(b"", "讲话.txt")


@pytest.mark.parametrize(("limit", "value"), [("SECONDS", 0.05), ("MEGABYTES", 1)])
def test_text_over_the_limits_is_refused_in_chinese(monkeypatch, limit, value):
    monkeypatch.setattr(reading_child, limit, value)

    with pytest.raises(DirectiveError, match="已停止。请只保留讲话或通知正文"):
        reading_child.read(SPEECH, year=2026)


@pytest.mark.django_db
def test_text_that_takes_too_long_is_not_stored(people, monkeypatch):
    monkeypatch.setattr(reading_child, "SECONDS", 0.05)

    with pytest.raises(ValidationError, match="读取时间过长"):
        actions.create_directive(by=people.city_manager, base_year=2026, text=SPEECH)

    assert not Directive.objects.exists()


@pytest.mark.django_db
def test_directive_is_read_without_forking_the_web_server(people, monkeypatch):
    monkeypatch.delattr(os, "fork")

    directive = actions.create_directive(by=people.city_manager, base_year=2026, text=SPEECH)

    assert directive.proposals.count() == 3
