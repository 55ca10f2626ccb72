"""The command ``manage.py load_directive FILE --year 2020``."""

import json

import pytest
from django.core.management import CommandError, call_command

from tasks.models import Directive
from tests.factories import make_user

from .samples import DATA

SPEECH = DATA / "speech.txt"


def test_json_is_written_without_a_database(tmp_path):
    target = tmp_path / "out.json"

    call_command("load_directive", SPEECH, year=2020, json=str(target), verbosity=0)

    outline = json.loads(target.read_text(encoding="utf-8"))
    assert len(outline["areas"]) == 4
    assert len(outline["tasks"]) == 14


def test_json_has_the_documented_structure(capsys):
    call_command("load_directive", SPEECH, "--year", "2020", "--json", "-")

    task = json.loads(capsys.readouterr().out)["tasks"][0]
    assert task["number"] == "1.1"
    assert "确保每人每年至少参加1次培训，时间3至5天" in task["phrases"]
    assert task["quantities"][0]["min"] == 1
    assert {key: task["deadline"][key] for key in ("date", "label", "phrase")} == {
        "date": "2020-12-31",
        "label": "推算",
        "phrase": "每年",
    }
    assert task["addressees"] == ["各县区市", "市委组织部"]


def test_relative_deadlines_are_counted_from_the_day_of_issue(tmp_path, capsys):
    notice = tmp_path / "notice.txt"
    notice.write_text("一、报送情况。各县要在月底前报送。", encoding="utf-8")

    call_command("load_directive", notice, "--year", "2026", "--issued-on", "2026-02-10", "--json", "-")

    assert json.loads(capsys.readouterr().out)["tasks"][0]["deadline"]["date"] == "2026-02-28"


def test_directive_is_stored_with_its_proposals_unless_json_is_requested(city):
    make_user(city, role="manager")

    call_command("load_directive", SPEECH, year=2020, verbosity=0)

    directive = Directive.objects.get()
    assert directive.base_year == 2020
    assert directive.proposals.count() == 14


def test_level_of_the_tasks_may_be_given(city, tmp_path):
    make_user(city, role="manager")
    speech = DATA / "answered" / "p01-speech-levels-2025.txt"
    target = tmp_path / "out.json"

    call_command("load_directive", speech, "--year=2025", "--level=1.", f"--json={target}", verbosity=0)
    call_command("load_directive", speech, "--year=2025", "--level=1.", verbosity=0)

    numbers = [task["number"] for task in json.loads(target.read_text(encoding="utf-8"))["tasks"]]
    assert numbers[:3] == ["2.1.1", "2.1.2", "2.1.3"]
    assert list(Directive.objects.get().proposals.values_list("number", flat=True)) == numbers


def test_storing_without_an_account_is_refused_with_the_reason(db):
    with pytest.raises(CommandError, match="--by"):
        call_command("load_directive", SPEECH, year=2020)

    assert not Directive.objects.exists()


@pytest.mark.parametrize("username", ["nobody", "editor"])
def test_storing_for_an_account_without_the_right_is_refused(city, username):
    make_user(city, role="editor", username="editor")

    with pytest.raises(CommandError):
        call_command("load_directive", SPEECH, year=2020, by=username)

    assert not Directive.objects.exists()


def test_unreadable_file_is_refused_with_the_reason(tmp_path):
    broken = tmp_path / "a.docx"
    broken.write_bytes(b"PK\x03\x04 broken")

    with pytest.raises(CommandError, match="损坏"):
        call_command("load_directive", broken, year=2020, json="-")


def test_missing_file_and_unwritable_target_are_refused_with_the_reason(tmp_path):
    with pytest.raises(CommandError, match="无法读取"):
        call_command("load_directive", tmp_path / "none.txt", year=2020, json="-")
    with pytest.raises(CommandError, match="无法写入"):
        call_command("load_directive", SPEECH, year=2020, json=str(tmp_path / "none" / "out.json"))
