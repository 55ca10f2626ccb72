"""Every export has a note with its day, its user and the time, and is recorded in the history."""

import re
from datetime import date
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from audit.models import AuditEntry
from files.writing import Column
from pages import export
from tests.access import make_world
from tests.factories import make_user
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


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("各县市区推进情况", "各县市区推进情况_2026-11-28"),
        ("弋阳县2026年网格整合台账", "弋阳县2026年网格整合台账_2026-11-28"),
        ("各单位任务完成情况截至2026-11-28", "各单位任务完成情况截至2026-11-28"),
        ("弋阳县2020年网格整合台账", "弋阳县2020年网格整合台账"),
    ],
)
def test_file_is_called_by_title_and_day(title, name, rf, city):
    request = rf.get("/", {"format": "csv"})
    request.user = make_user(city)

    response = export.export(request, title, [Column("村")], [["湖塘村"]], on=date(2026, 11, 28))

    assert unquote(response["Content-Disposition"]).endswith(f"''{name}.csv")


def test_sheet_has_a_name_and_whole_numbers_have_no_point(rf, city):
    request = rf.get("/")
    request.user = make_user(city)

    response = export.export(request, "各县市区推进情况：截至[今天]", [Column("应完成数", "decimal")], [[5], [2.5]])

    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    assert sheet.title == "各县市区推进情况：截至_今天_"
    assert [sheet.cell(row, 1).number_format for row in (4, 5)] == ["General", "General"]
