"""``manage.py make_document``."""

import json

import pytest
from django.core.management import CommandError, call_command
from docx import Document as WordFile

from documents.models import Document


def run(*, unit, by, month="2026-05", kind="circular", **options):
    call_command("make_document", kind, unit=unit.code, month=month, by=by.username, **options)


def test_word_file_and_content_are_written(city, reported, people, june, tmp_path):
    out, content = tmp_path / "通报.docx", tmp_path / "通报.json"

    run(unit=city, by=people.city_manager, out=str(out), json=str(content))

    assert json.loads(content.read_text())["figures"]["on_time"]["value"] == "50%"
    assert "按期率50%" in "".join(paragraph.text for paragraph in WordFile(str(out)).paragraphs)
    assert Document.objects.get().is_draft


def test_content_is_printed_as_json(city, reported, people, june, capsys):
    run(unit=city, by=people.city_manager, json="-")

    assert json.loads(capsys.readouterr().out)["title"] == "关于2026年5月基层党建重点任务推进情况的通报"


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"kind": "letter"}, "没有公文种类“letter”，现有的是：circular"),
        ({"month": "2026-07"}, "2026年7月还没有开始"),
        ({"out": "/nowhere/a.docx"}, "无法写入文件"),
    ],
)
def test_wrong_argument_gives_a_sentence(city, people, june, options, reason):
    with pytest.raises(CommandError, match=reason):
        run(unit=city, by=people.city_manager, **options)


def test_only_the_unit_itself_writes_its_papers(city, county, people, june):
    with pytest.raises(CommandError, match="由发文单位自己"):
        run(unit=county, by=people.city_manager)
