import csv
from pathlib import Path

import pytest

from ledgers import reading
from organizations.places import PlaceIndex

ORGANIZATIONS = Path(__file__).resolve().parents[3] / "data" / "organizations.csv"


@pytest.fixture(scope="session")
def units():
    with ORGANIZATIONS.open(encoding="utf-8-sig", newline="") as file:
        return [
            (row["code"], row["name"], row["level"], row["parent_code"], row["kind"]) for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="session")
def places(units):
    return PlaceIndex(units)


@pytest.fixture(scope="session")
def read(places):
    """``read(data, name, **options)`` reads a file with the units of the real tree."""

    def run(data, name="台账.xlsx", *, ledger="auto", **options):
        return reading.read(data, name, ledger=ledger, **{"places": places, **options})

    return run
