"""A sheet of all townships (汇总) repeats the rows of their own sheets: each record is stored once."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from governance.models import Grid
from ledgers.preview import prepare
from tests.ledgers.worlds import store

pytestmark = pytest.mark.django_db
HEAD = ["乡镇", "村（社区）", "网格名称", "户数"]
ROW = ["漆工镇", "湖塘村", "第一网格"]


def read(editor, **sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in [HEAD, *rows]:
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    return prepare(content.getvalue(), "网格台账.xlsx", by=editor, ledger="grid", year=2026, default_year=2026)


def messages(file):
    return [warning["message"] for warning in file.staged.warnings]


def test_row_of_another_sheet_is_stored_once_and_named(village, editor):
    file = read(editor, 汇总=[[*ROW, 120]], 漆工镇=[[*ROW, 120]])

    store(file, editor)

    assert file.counts == {"new": 1, "changed": 0, "unchanged": 1, "held_back": 0}
    assert messages(file) == ["“漆工镇”有 1 行与“汇总”的相同，只计一次，不会重复入库。"]
    assert [(grid.grid_name, grid.households) for grid in Grid.objects.all()] == [("第一网格", 120)]


def test_fuller_row_counts_wherever_it_stands(village, editor):
    file = read(editor, 汇总=[[*ROW, None]], 漆工镇=[[*ROW, 120]])

    store(file, editor)

    assert messages(file) == ["“汇总”有 1 行与“漆工镇”的相同，只计一次，不会重复入库。"]
    assert Grid.objects.get().households == 120


def test_rows_that_contradict_each_other_are_held_back(village, editor):
    file = read(editor, 汇总=[[*ROW, 120]], 漆工镇=[[*ROW, 98]])

    assert file.counts == {"new": 0, "changed": 0, "unchanged": 0, "held_back": 2}
    assert messages(file) == []
