"""Directives with answers: their tasks, days, figures and units are exact, whatever their shape."""

import json
from datetime import date

import pytest
from django.core.management import call_command

from tasks.reading import as_dict, read_file

from .answers import faults
from .samples import DATA

ANSWERS = sorted((DATA / "answered").glob("*.expected.json"))


@pytest.fixture(params=ANSWERS, ids=lambda path: path.name.split(".")[0])
def answer(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


def outline_of(answer, **options):
    file = DATA / "answered" / answer["file"]
    issued_on = date.fromisoformat(answer["issued_on"])
    return read_file(file.read_bytes(), file.name, year=answer["year"], issued_on=issued_on, **options)


def test_command_gives_exactly_the_tasks_of_the_answer(answer, tmp_path):
    target = tmp_path / "out.json"

    call_command(
        "load_directive",
        DATA / "answered" / answer["file"],
        f"--year={answer['year']}",
        f"--issued-on={answer['issued_on']}",
        f"--json={target}",
        verbosity=0,
    )

    assert faults(answer, json.loads(target.read_text(encoding="utf-8"))) == []


def test_second_reading_gives_the_same(answer):
    assert as_dict(outline_of(answer)) == as_dict(outline_of(answer))


def test_all_quotations_stand_word_for_word_in_the_text(answer):
    outline = outline_of(answer)
    quotes = [q for t in outline.tasks for q in (*t.phrases, *(x.quote for x in (*t.quantities, *t.addressees)))]
    quotes += [d.quote for t in outline.tasks for d in (t.deadline, *t.deadlines) if d.quote]

    assert quotes
    assert all(outline.text[quote.start : quote.end] == quote.text for quote in quotes)


def test_title_is_that_of_the_answer(answer):
    def plain(title):
        return title.replace("（", "(").replace("）", ")")

    assert plain(outline_of(answer).title) == plain(answer["title"])
