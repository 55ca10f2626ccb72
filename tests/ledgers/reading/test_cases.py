"""Small inputs after public bug reports: each is read as a county office would want it.

Each folder of ``tests/ledgers/cases`` holds an input and ``expected.json``: ``any_of`` lists every outcome that is
right, ``source`` the reports it was made after.
"""

import json
import re
from pathlib import Path

import pytest

from files.errors import FileError

CASES = sorted(path.parent for path in Path(__file__).parents[1].glob("cases/*/expected.json"))
LEVELS = ("county", "township", "village")


def outcome(read, folder, case, places):
    """What became of the input: its records, rows held back, warnings and ignored rows, or the error."""
    options = {"ledger": case["type"], "year": case.get("year"), "within": case.get("within") or ""}
    try:
        reading = read((folder / case["input"]).read_bytes(), case["input"], **options)
    except FileError as error:
        return {"error": str(error)}
    report = reading.as_report(places)
    sheets = [sheet for sheet in report["sheets"] if sheet["import"]]
    warnings = [*report["warnings"], *(warning for sheet in sheets for warning in sheet["warnings"])]
    return {
        "records": [record for sheet in sheets for record in sheet["records"]],
        "held": [row for sheet in sheets for row in sheet["rejected"]],
        "warnings": warnings,
        "ignored": {(row["row"], row["kind"]) for sheet in sheets for row in sheet["ignored"]},
    }


def fits(want, got):
    if "error" in got or "error" in want:
        patterns = want.get("message", ["."])
        return "error" in got and "error" in want and any(re.search(text, got["error"]) for text in patterns)
    seen = {row["row"] for row in (*got["records"], *got["held"])}
    return (
        ("records" not in want or _same_records(want["records"], got["records"]))
        and ("held" not in want or _same_held(want["held"], got["held"]))
        and set(want.get("rows", ())) <= seen
        and ("warn" not in want or any(re.search(want["warn"], warning["message"]) for warning in got["warnings"]))
        and set(want.get("warn_cells", ())) <= {warning.get("cell") for warning in got["warnings"]}
        and {tuple(row) for row in want.get("ignored", ())} <= got["ignored"]
    )


def _same_records(want, got):
    return [row["row"] for row in want] == [row["row"] for row in got] and all(
        expected["fields"] == record["fields"]
        and all(
            expected[level] == record.get(level) for level in ("county", "township", "village") if level in expected
        )
        for expected, record in zip(want, got, strict=True)
    )


def _same_held(want, got):
    reasons = {row["row"]: set(row["reasons"]) for row in got}
    return {row["row"] for row in want} == set(reasons) and all(
        not row.get("any") or set(row["any"]) & reasons[row["row"]] for row in want
    )


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_case_is_read_as_a_county_office_would_want_it(folder, read, places):
    case = json.loads((folder / "expected.json").read_text(encoding="utf-8"))

    got = outcome(read, folder, case, places)

    assert any(fits(want, got) for want in case["expect"]["any_of"]), (case["symptom"], got)
