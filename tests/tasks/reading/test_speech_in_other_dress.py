"""The speech has the same fourteen tasks when it is copied, wrapped, renumbered or exported differently."""

import re

import pytest

from tasks.reading import read, read_file

from .documents import word_file
from .samples import DATA, speech

TEXT = (DATA / "speech.txt").read_text(encoding="utf-8")
ITEM = re.compile("^([1-4４])[.]", re.MULTILINE)


def wrapped(width, indent=""):
    lines = [indent + line if line.strip() else line for line in TEXT.split("\n")]
    return "\n".join(line[i : i + width] for line in lines for i in range(0, max(len(line), 1), width))


def renumbered(form):
    return ITEM.sub(lambda match: form.format(digit=int(match[1]), chinese="一二三四"[int(match[1]) - 1]), TEXT)


def content(outline):
    return [
        (
            task.number,
            task.title,
            [phrase.text for phrase in task.phrases],
            [(q.what, q.min, q.max, q.unit) for q in task.quantities],
            (task.deadline.day, task.deadline.label),
            [addressee.name for addressee in task.addressees],
        )
        for task in outline.tasks
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TEXT.replace("\n", "\r\n"), id="windows line ends"),
        pytest.param(TEXT.replace("\n", "\n\n"), id="blank lines between"),
        pytest.param("\n".join("    " + line for line in TEXT.split("\n")), id="every line indented"),
        pytest.param(wrapped(38), id="wrapped"),
        pytest.param(wrapped(30, "　　"), id="wrapped and indented"),
        pytest.param(renumbered("{digit}．"), id="full-width stops"),
        pytest.param(renumbered("{digit}、"), id="digits with a pause mark"),
        pytest.param(renumbered("（{chinese}）"), id="Chinese numbers in brackets"),
        pytest.param(renumbered("第{chinese}，"), id="ordinals"),
        pytest.param(TEXT.replace("，", "\ua3ac").replace("。", "\ua3ae"), id="leftover code points"),
    ],
)
def test_changed_layout_gives_the_same_tasks(text):
    assert content(read(text, year=2020)) == content(speech())


def test_speech_as_word_file_gives_the_same_tasks():
    def build(document):
        for line in TEXT.split("\n"):
            document.add_paragraph(line)

    assert content(read_file(word_file(build), "讲话.docx", year=2020)) == content(speech())


def test_speech_without_line_breaks_has_the_same_tasks():
    outline = read(TEXT.replace("\n", ""), year=2020)

    assert [task.number for task in outline.tasks] == [task.number for task in speech().tasks]
    assert outline.title == speech().title
