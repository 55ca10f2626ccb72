"""待办 shows what waits for a person in the ledgers: rows to confirm, returned rows, imports to decide on."""

from datetime import date

import pytest

from governance.models import Grid
from ledgers import actions, todo
from ledgers.models import ImportBatch
from notices.todo import badge
from organizations.models import User
from tests.factories import make_user
from tests.ledgers.worlds import make_batch, prepared, store

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 20)
FIELDS = ("grid_name", "households")


@pytest.fixture
def manager(county):
    return make_user(county, "manager")


@pytest.fixture
def grids(village, editor):
    rows = [[village, f"第{number}网格", 320] for number in "一二三"]
    store(prepared("grid", rows, fields=FIELDS), editor)
    return Grid.objects.order_by("pk")


def listed(user):
    user = User.objects.select_related("organization").get(pk=user.pk)
    entries = todo.waiting(user, on=TODAY).entries
    return [(entry.kind, entry.title) for entry in entries]


def test_rows_to_confirm_are_one_entry_for_each_ledger(grids, manager, editor):
    assert listed(manager) == [("ledger_confirm", "网格整合台账：3 行待核实")]
    assert listed(editor) == []


def test_entry_opens_the_list_of_these_rows(grids, manager, client):
    client.force_login(manager)
    [entry] = todo.waiting(manager, on=TODAY).entries

    assert len(client.get(entry.url).context["rows"]) == 3


def test_change_of_a_confirmed_record_is_counted_in_the_same_entry(grids, manager, editor, village):
    actions.confirm_records(grids.filter(grid_name="第一网格"), by=manager)
    store(prepared("grid", [[village, "第一网格", 321]], fields=FIELDS), editor)

    assert listed(manager) == [("ledger_confirm", "网格整合台账：3 行待核实")]


def test_returned_rows_and_changes_wait_for_who_entered_them(grids, manager, editor, village):
    actions.confirm_records(grids.filter(grid_name="第一网格"), by=manager)
    store(prepared("grid", [[village, "第一网格", 321]], fields=FIELDS), editor)
    actions.return_records(grids.exclude(grid_name="第三网格"), by=manager, reason="请核对户数")

    assert listed(editor) == [("ledger_returned", "网格整合台账：2 行被退回，请修改")]
    assert listed(manager) == [("ledger_confirm", "网格整合台账：1 行待核实")]


def test_import_that_is_not_decided_waits_for_who_uploaded_it(village, editor, manager):
    batch = make_batch(editor, prepared("grid", [[village, "第一网格", 1]], fields=FIELDS))

    before = listed(editor)
    actions.discard(ImportBatch.objects.get(pk=batch.pk), by=editor)

    assert before == [("ledger_import", "1 个导入的文件还没有写入或放弃")]
    assert (listed(editor), listed(manager)) == ([], [])


def test_other_units_viewers_and_departments_see_none_of_it(grids, county, other_county):
    others = [make_user(other_county, "manager"), make_user(county, "viewer")]

    assert [listed(user) for user in others] == [[], []]


def test_entries_are_counted_with_one_query_over_all_ledgers(grids, village, manager, django_assert_num_queries):
    make_batch(manager, prepared("grid", [[village, "第九网格", 1]], fields=FIELDS))
    fresh = User.objects.select_related("organization").get(pk=manager.pk)

    with django_assert_num_queries(1):
        counted = todo.waiting_rows(fresh, on=TODAY)

    assert counted == [2]
    assert badge(fresh) == 2
