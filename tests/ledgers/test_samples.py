"""The sample ledgers are imported exactly as their answer files say, by the command and by a batch."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from ledgers import actions, worker
from ledgers.models import ImportBatch
from ledgers.resources import model_of
from tests.factories import make_user
from tests.ledgers.conftest import SAMPLES, expected

pytestmark = pytest.mark.django_db


@pytest.fixture(params=SAMPLES, ids=lambda path: path.name[:2])
def sample(request):
    return expected(request.param)


def records_of(sheets):
    """The records by sheet, row and, as a row of a cross table has several, county."""
    return {
        (sheet["sheet"], record["row"], record["county_code"]): record | {"column": None}
        for sheet in sheets
        if sheet["import"]
        for record in sheet["records"]
    }


def rejected_of(sheets):
    keys = ("reasons", "field", "candidates", "belongs_to", "duplicate_of")
    return {
        (sheet["sheet"], row["row"], tuple(row["reasons"])): {key: row[key] for key in keys if key in row}
        for sheet in sheets
        if sheet["import"]
        for row in sheet["rejected"]
    }


def run(*arguments):
    output = StringIO()
    call_command("import_ledger", *map(str, arguments), stdout=output)
    return output.getvalue()


@pytest.mark.parametrize("type_", ["auto", "named"])
def test_report_of_the_command_equals_the_answer_file(sample, type_, city_editor, tmp_path):
    answer, file = sample
    target = tmp_path / "out.json"

    run("auto" if type_ == "auto" else answer["ledger_type"], file, "--by", city_editor.username, "--report", target)

    report = json.loads(target.read_text(encoding="utf-8"))
    assert records_of(report["sheets"]) == records_of(answer["sheets"])
    wanted = rejected_of(answer["sheets"])
    found = rejected_of(report["sheets"])
    assert {key: {name: found[key].get(name) for name in row} for key, row in wanted.items()} == wanted
    assert len(found) == len(wanted)
    assert (report["ledger_type"], report["year"]) == (answer["ledger_type"], answer["year"])
    assert report["counts"] == {
        "new": answer["record_count"],
        "changed": 0,
        "unchanged": 0,
        "held_back": answer["rejected_count"],
    }


def test_command_without_commit_stores_nothing(sample, city_editor):
    _answer, file = sample

    output = run("auto", file, "--by", city_editor.username)

    assert "没有写入任何数据" in output
    assert ImportBatch.objects.count() == 0


def test_batch_stores_the_answer_file_and_a_second_upload_changes_nothing(sample, tree):
    answer, file = sample
    editor = editor_of_all(answer, tree)

    batch = through_a_batch(file, editor)

    assert batch.counts == {
        "new": answer["record_count"], "changed": 0, "unchanged": 0, "held_back": answer["rejected_count"],
    }  # fmt: skip
    assert stored_records(batch) == stored_as(batch.ledger, records_of(answer["sheets"]).values())

    again = through_a_batch(file, editor)

    assert again.counts == batch.counts | {"new": 0, "unchanged": answer["record_count"]}


def editor_of_all(answer, tree):
    """An editor of the county of all records, or of the city if they lie in several."""
    counties = {record["county_code"] for sheet in answer["sheets"] for record in sheet.get("records", ())}
    return make_user(tree(counties.pop() if len(counties) == 1 else "361100000000"), "editor")


def through_a_batch(file, user):
    batch = actions.upload(data=file.read_bytes(), file_name=file.name, by=user)
    worker.work_on(batch.pk)
    actions.agree_to_year(batch, by=user)  # the samples are of 2020
    actions.confirm(batch, mode="good", by=user)
    worker.work_on(batch.pk)
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.STORED, batch.message
    return batch


def stored_records(batch):
    """(code of the place, filled fields) of every stored record, sorted."""
    records_with_places = []
    for record in model_of(batch.ledger).objects.select_related("organization"):
        values = {name: getattr(record, name) for name in batch.ledger.fields}
        records_with_places.append((record.organization.code, plain(values)))
    return sorted(records_with_places, key=repr)


def stored_as(ledger, records):
    """(code of the place, filled fields) of every record in the answer file, sorted."""
    records_with_places = []
    for record in records:
        place = record.get("village_code") or record.get("township_code") or record["county_code"]
        kept = {name: value for name, value in record["fields"].items() if name not in ledger.unkept_fields}
        records_with_places.append((place, plain(kept)))
    return sorted(records_with_places, key=repr)


def plain(values):
    """(name, text) of the filled fields, sorted by name; 5 and 5.0 are the same text, as in a database."""
    shown = {name: f"{value:g}" if type(value) in (int, float) else str(value) for name, value in values.items()}
    return sorted((name, text) for name, text in shown.items() if values[name] not in (None, ""))
