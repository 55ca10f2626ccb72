"""The page of an import offers to confirm all of its rows that the reader may confirm (核实本批全部)."""

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from governance.models import Grid
from ledgers import actions
from tests.factories import make_user
from tests.ledgers.worlds import prepared, store

pytestmark = pytest.mark.django_db
FIELDS = ("grid_name", "households")


@pytest.fixture
def editor(county):
    return make_user(county, "editor", name="李娟")


@pytest.fixture
def batch(village, editor):
    """Three grids of 湖塘村 in one import, and one of another import."""
    store(prepared("grid", [[village, "第九网格", 9]], fields=FIELDS), editor)
    rows = [[village, f"第{number}网格", 320] for number in "一二三"]
    return store(prepared("grid", rows, fields=FIELDS), editor)


def address(batch):
    return reverse("ledgers:batch-confirm-rows", args=[batch.pk])


def test_page_of_the_import_offers_it_with_the_number_of_rows(as_user, batch, manager, editor):
    offered, not_offered = (as_user(user).get(batch.get_absolute_url()).content.decode() for user in (manager, editor))

    assert "核实本批全部（3）" in offered
    assert address(batch) in offered
    assert address(batch) not in not_offered


def test_all_rows_of_the_import_are_confirmed_each_with_its_history(as_user, batch, manager):
    page = as_user(manager).get(address(batch))
    response = as_user(manager).post(address(batch), follow=True)

    assert page.context["count"] == 3
    assert "已核实本批 3 行" in response.content.decode()
    assert Grid.objects.filter(state="confirmed", confirmed_by=manager).count() == 3
    assert Grid.objects.get(grid_name="第九网格").state == "entered"
    assert AuditEntry.objects.filter(action="ledger.record.confirmed").count() == 3
    assert "本批已有 <b>3</b> 行核实。内容有误的" in response.content.decode()


def test_rows_that_the_reader_entered_are_named_and_left_out(as_user, batch, manager, village):
    grid = Grid.objects.get(grid_name="第一网格")
    values = {"grid_name": "第一网格", "households": 1}
    actions.change_record(grid, by=manager, version=1, organization=village, year=2026, values=values, on=None)

    page = as_user(manager).get(address(batch))
    as_user(manager).post(address(batch))

    assert (page.context["count"], page.context["excluded"]) == (2, 1)
    assert [(row["label"], row["by"]) for row in page.context["rows"]] == [("湖塘村　第一网格", "方圆")]
    assert Grid.objects.filter(state="confirmed").count() == 2


def test_changes_of_confirmed_records_by_the_import_are_confirmed_too(as_user, batch, manager, village, editor):
    actions.confirm_records(Grid.objects.all(), by=manager)
    second = store(prepared("grid", [[village, "第一网格", 321]], fields=FIELDS), editor)

    as_user(manager).post(address(second))

    assert Grid.objects.get(grid_name="第一网格").households == 321


def test_nothing_left_to_confirm_gives_a_sentence(as_user, batch, manager):
    as_user(manager).post(address(batch))

    page = as_user(manager).get(address(batch))
    again = as_user(manager).post(address(batch), follow=True)

    assert "本批没有您可以核实的行" in page.content.decode()
    assert "这些行不能由您核实" in again.content.decode()
