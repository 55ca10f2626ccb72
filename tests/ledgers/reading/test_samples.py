"""The sample ledgers are read exactly as their answer files say, without any help from a user."""

import json
from pathlib import Path

import pytest

LEDGERS = Path(__file__).resolve().parents[2] / "data" / "ledgers"
SAMPLES = sorted(path for path in LEDGERS.iterdir() if path.suffix != ".json")

# Titles and units that the answer files name but the ledgers do not contain.
NOT_IN_FILE = {
    "02": ("title", "reporting_unit"),
    "04": ("reporting_unit",),
    "05": ("reporting_unit",),
    "06": ("title",),
    "07": ("reporting_unit",),
    "08": ("reporting_unit",),
}


def answer_of(path):
    return json.loads(path.with_suffix("").with_name(path.stem + ".expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.stem)
def sample(request, read, places):
    path = request.param
    reading = read(path.read_bytes(), path.name)
    return answer_of(path), reading.as_report(places), path.name[:2]


def test_ledger_is_recognised_with_its_year_date_and_counts(sample):
    answer, report, number = sample

    keys = set(answer) - {"sheets", *NOT_IN_FILE.get(number, ())}

    assert {key: report[key] for key in keys} == {key: answer[key] for key in keys}


def test_every_record_has_its_place_and_typed_values(sample):
    answer, report, _number = sample

    assert list(map(records_of, report["sheets"])) == list(map(records_of, answer["sheets"]))


def records_of(sheet):
    """The records of a sheet; in a cross table a row has one for each county, whose column only the answer names."""
    records = [
        {key: value for key, value in record.items() if key != "column"} for record in sheet.get("records") or ()
    ]
    return sorted(records, key=lambda record: (record["row"], record["county_code"]))


def test_every_rejected_row_has_its_reasons_and_candidates(sample):
    answer, report, _number = sample

    for read_sheet, sheet in zip(report["sheets"], answer["sheets"], strict=True):
        found, wanted = rejected_of(read_sheet), rejected_of(sheet)
        assert [told(row, like) for row, like in zip(found, wanted, strict=True)] == wanted


def rejected_of(sheet):
    return sorted(sheet.get("rejected", ()), key=lambda row: (row["row"], row["reasons"]))


def told(row, like):
    """What the report says of a row held back, of that which the answer says; the report may say more."""
    return {key: value if key == "column" else row.get(key) for key, value in like.items()}


@pytest.mark.parametrize("part", ["hidden", "import", "title_row", "header_rows", "context", "ignored"])
def test_every_sheet_is_read_as_the_answer_says(sample, part):
    answer, report, _number = sample

    assert [sheet.get(part) for sheet in report["sheets"]] == [sheet.get(part) for sheet in answer["sheets"]]


def test_every_column_is_certain_and_what_the_answer_says(sample):
    answer, report, _number = sample

    found = [
        [{key: column[key] for key in ("column", "group", "header", "field")} for column in sheet.get("columns", ())]
        for sheet in report["sheets"]
    ]

    assert found == [sheet.get("columns", []) for sheet in answer["sheets"]]


@pytest.mark.parametrize("part", ["money_unit", "encoding"])
def test_units_and_encodings_are_read_as_the_answer_says(sample, part):
    answer, report, _number = sample

    stated = [(index, sheet[part]) for index, sheet in enumerate(answer["sheets"]) if part in sheet]

    assert [(index, report["sheets"][index].get(part)) for index, _value in stated] == stated


def test_copied_plans_are_grouped(sample):
    answer, report, _number = sample

    groups = [[group["rows"] for group in sheet.get("similar_groups", ())] for sheet in answer["sheets"]]

    assert [[group["rows"] for group in sheet.get("similar_groups", ())] for sheet in report["sheets"]] == groups


def test_every_rejected_row_has_a_problem_in_a_whole_sentence(sample):
    answer, report, _number = sample
    rejected = sum(len(sheet.get("rejected", ())) for sheet in answer["sheets"])

    problems = [
        problem for sheet in report["sheets"] for row in sheet.get("rejected", ()) for problem in row["problems"]
    ]

    assert len(problems) >= rejected
    assert all(problem["message"].endswith("。") for problem in problems)
