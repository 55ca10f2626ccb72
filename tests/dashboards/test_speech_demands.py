"""The ninety demands of the speech, each with what proves it or with the reason why nothing does."""

import csv
import json

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.factories import make_user
from tests.tasks.directing import make_directive

FILE = settings.BASE_DIR / "data" / "demonstration" / "demands.csv"
SPEECH = (settings.BASE_DIR / "data" / "demonstration" / "speech.txt").read_text()


@pytest.fixture
def listed(city, tmp_path):
    """The demands as the command lists them after loading the file."""
    directive = make_directive(city, text=SPEECH, by=make_user(city, "manager"))
    call_command("demands", directive=directive.pk, load=FILE, json=str(tmp_path / "demands.json"))
    return json.loads((tmp_path / "demands.json").read_text())


def test_all_ninety_are_listed_in_their_order(listed):
    assert [entry["number"] for entry in listed] == list(range(1, 91))


def test_at_least_sixty_are_proven_and_the_others_have_a_reason(listed):
    proven = [entry for entry in listed if entry["state"] == "proven"]

    assert len(proven) >= 60
    assert all(entry["proofs"] for entry in proven)
    assert [entry["number"] for entry in listed if entry["state"] == "open"] == []
    assert all(entry["reason"] for entry in listed if entry["state"] == "explained")


def test_each_of_the_fourteen_rows_has_a_ledger_and_an_indicator_among_its_proofs():
    kinds = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kinds.setdefault(row["item"], set()).update(proof.partition(":")[0] for proof in row["proofs"].split())

    rows = [item for item in kinds if "." in item]
    assert len(rows) == 14
    assert all({"ledger", "indicator"} <= kinds[item] for item in rows)
