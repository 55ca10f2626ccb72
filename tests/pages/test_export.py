"""Every export has a note with its day, its user and the time, and is recorded in the history."""

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
def download(world):
    """A function that downloads the export at the address ``name`` as the manager of the city."""
    client = Client()
    client.force_login(world.city_manager, backend="organizations.accounts.backends.AccountBackend")

    def download(name, **query):
        row = next(row for row in ROWS if row.name == name and row.expected["city_manager"] == 200)
        parameters = (row.query(world) if row.query else {}) | query
        response = client.get(reverse(name, kwargs=row.kwargs(world) if row.kwargs else None), parameters)
        assert response.status_code == 200, name
        return response

    return download


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_has_the_same_note_and_is_recorded(download, name):
    response = download(name, format="xlsx")

    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    assert NOTE.fullmatch(sheet["A2"].value)
    assert AuditEntry.objects.filter(action="data.exported").count() == 1


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize(("asked", "written"), [("csv", "csv"), ("xlsx", "xlsx"), ("pdf", "xlsx"), ("\x00", "xlsx")])
def test_address_chooses_the_format(download, name, asked, written):
    assert download(name, format=asked)["Content-Disposition"].endswith(f".{written}")


def test_there_is_an_export_for_every_list():
    assert {"accounts_export", "audit:export", "ledgers:export", "tasks:list_export", "unit-export"} <= set(EXPORTS)
