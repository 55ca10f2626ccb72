"""Every export says in one sentence of which day it is, who took it out and when, and is on record."""

import re
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from audit.models import AuditEntry
from tests.access import make_world
from tests.test_access import ADDRESSES, ROWS

NOTE = re.compile(
    r"截至 (\d{4}-\d\d-\d\d)，由上饶市 陈立于 \d{4}-\d\d-\d\d \d\d:\d\d 导出。(?:仅含已核实数据。|　　单位：元)?"
)
EXPORTS = sorted(name for name in ADDRESSES if "export" in name and not name.startswith("admin:"))


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def taken(world):
    """The export called ``name``, taken by the manager of the city."""
    client = Client()
    client.force_login(world.city_manager, backend="organizations.accounts.backends.AccountBackend")

    def taken(name, **query):
        row = next(row for row in ROWS if row.name == name and row.expected["city_manager"] == 200)
        asked = (row.query(world) if row.query else {}) | query
        response = client.get(reverse(name, kwargs=row.kwargs(world) if row.kwargs else None), asked)
        assert response.status_code == 200, name
        return response

    return taken


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_bears_the_same_note_and_is_on_record(taken, name):
    response = taken(name, format="xlsx")

    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    assert NOTE.fullmatch(sheet["A2"].value)
    assert AuditEntry.objects.filter(action="data.exported").count() == 1


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize(("asked", "written"), [("csv", "csv"), ("xlsx", "xlsx"), ("pdf", "xlsx"), ("\x00", "xlsx")])
def test_format_stands_in_the_address(taken, name, asked, written):
    assert taken(name, format=asked)["Content-Disposition"].endswith(f".{written}")


def test_there_is_an_export_for_every_list():
    assert {"accounts_export", "audit:export", "ledgers:export", "tasks:list_export", "unit-export"} <= set(EXPORTS)
