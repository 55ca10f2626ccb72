"""Every action checks the rights of its caller: it refuses with a Chinese sentence and changes nothing."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from governance.models import Grid
from ledgers import actions, declarations
from ledgers.actions import rights
from ledgers.models import DeletedRecord, ImportBatch
from rectification.models import Reserve
from tests.factories import make_organization, make_user
from tests.ledgers.worlds import held_row, make_batch, prepared, store

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 30)
FIELDS = ("grid_name", "households")
GRID = {"grid_name": "第一网格"}


@pytest.fixture
def record(village, editor):
    store(prepared("grid", [[village, "第一网格", 320]], fields=FIELDS), editor)
    return Grid.objects.select_related("organization").get()


@pytest.fixture
def deleted(record, editor):
    return actions.delete_record(record, by=editor, version=1)


@pytest.fixture
def batch(village, editor):
    return make_batch(editor, prepared("grid", [[village, "第二网格", 1]], fields=FIELDS, held=[held_row(9, "")]))


def add(by, place, model=Grid, values=None):
    return actions.add_record(model, by=by, organization=place, year=2026, values=values or GRID, on=TODAY)


def change(record, by, place=None):
    place = place or record.organization
    return actions.change_record(
        record, by=by, version=1, organization=place, year=2026, values={"households": 1}, on=TODAY
    )


RECORD_ACTIONS = {
    "add": lambda by, place, record: add(by, place, values={"grid_name": "第九网格"}),
    "change": lambda by, place, record: change(record, by),
    "delete": lambda by, place, record: actions.delete_record(record, by=by, version=1),
}
BATCH_ACTIONS = {
    "confirm": lambda batch, by: actions.confirm(batch, mode="good", by=by),
    "discard": lambda batch, by: actions.discard(batch, by=by),
    "undo": lambda batch, by: actions.request_undo(batch, by=by, now=timezone.now()),
    "type": lambda batch, by: actions.choose_type(batch, key="grid", by=by),
    "columns": lambda batch, by: actions.map_columns(batch, mapping={"户数": None}, by=by),
    "correct": lambda batch, by: actions.correct(batch, by=by, cells=[[0, 9, 2, "湖塘村"]]),
}
each_record_action = pytest.mark.parametrize("action", RECORD_ACTIONS.values(), ids=RECORD_ACTIONS)
each_batch_action = pytest.mark.parametrize("action", BATCH_ACTIONS.values(), ids=BATCH_ACTIONS)


def contents():
    return list(Grid.objects.values_list("grid_name", "households", "version"))


# Role


@each_record_action
def test_viewer_cannot_change_a_record(action, county, village, record):
    with pytest.raises(PermissionDenied, match="没有填报权限"):
        action(make_user(county, "viewer"), village, record)

    assert contents() == [("第一网格", 320, 1)]


def test_viewer_cannot_restore_a_record(county, deleted):
    with pytest.raises(PermissionDenied, match="没有填报权限"):
        actions.bring_back_record(deleted, by=make_user(county, "viewer"), now=timezone.now())

    assert DeletedRecord.objects.exists()


@each_batch_action
def test_viewer_cannot_change_an_import(action, county, batch):
    with pytest.raises(PermissionDenied, match="没有填报权限"):
        action(batch, make_user(county, "viewer"))

    assert ImportBatch.objects.get().state == "previewed"


@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_only_managers_confirm_and_return(role, county, record):
    user = make_user(county, role)

    with pytest.raises(PermissionDenied, match="只有管理人员"):
        actions.confirm_records(Grid.objects.all(), by=user)
    with pytest.raises(PermissionDenied, match="只有管理人员"):
        actions.return_records(Grid.objects.all(), by=user, reason="数目不对")

    assert Grid.objects.get().state == "entered"


# Scope


@each_record_action
def test_record_of_another_county_cannot_be_changed(action, other_county, village, record):
    with pytest.raises(PermissionDenied, match="不在您的管理范围内"):
        action(make_user(other_county, "manager"), village, record)

    assert contents() == [("第一网格", 320, 1)]


def test_record_cannot_be_moved_to_another_county(editor, other_county, record):
    place = make_organization("港边村", parent=make_organization("港边乡", parent=other_county))

    with pytest.raises(PermissionDenied, match="“港边村”不在您的管理范围内"):
        change(record, editor, place)


def test_deleted_record_of_another_county_cannot_be_restored(other_county, deleted):
    with pytest.raises(PermissionDenied, match="不在您的管理范围内"):
        actions.bring_back_record(deleted, by=make_user(other_county, "manager"), now=timezone.now())


@each_batch_action
def test_import_of_another_county_cannot_be_changed(action, other_county, batch):
    with pytest.raises(PermissionDenied, match="属于其他单位"):
        action(batch, make_user(other_county, "manager"))


def test_file_cannot_be_imported_for_another_county(editor, other_county):
    with pytest.raises(PermissionDenied, match="“横峰县”不在您的管理范围内"):
        actions.upload(data=b"x", file_name="台账.xlsx", by=editor, within=other_county)


def test_records_of_another_county_cannot_be_confirmed(other_county, record):
    with pytest.raises(ValidationError, match="不能由您核实"):
        actions.confirm_records(Grid.objects.all(), by=make_user(other_county, "manager"))


# Level


def test_record_cannot_be_added_for_a_unit_of_the_wrong_level(editor, township):
    levels = declarations.get("grid").place_levels
    assert "township" not in levels

    with pytest.raises(ValidationError, match="“漆工镇”不是，请改选单位"):
        add(editor, township)


def test_record_cannot_be_moved_to_a_unit_of_the_wrong_level(editor, township, record):
    with pytest.raises(ValidationError, match="“漆工镇”不是，请改选单位"):
        change(record, editor, township)


def test_city_cannot_use_a_ledger_that_only_counties_and_townships_see(city, village):
    manager = make_user(city, "manager")

    with pytest.raises(PermissionDenied, match=r"只由.*县级.*单位查看和填报"):
        add(manager, village, Reserve, {"name": "李明"})
    with pytest.raises(PermissionDenied, match=r"只由.*县级.*单位查看和填报"):
        actions.upload(data=b"x", file_name="花名册.xlsx", by=manager, asked_key="reserve")


def test_ledger_of_an_import_cannot_be_changed_to_one_the_user_may_not_use(city, village):
    manager = make_user(city, "manager")
    batch = make_batch(manager, prepared("grid", [[village, "第二网格", 1]], fields=FIELDS))

    with pytest.raises(PermissionDenied, match=r"只由.*县级.*单位查看和填报"):
        actions.choose_type(batch, key="reserve", by=manager)


# Ended units


@pytest.mark.parametrize(("last_day", "is_refused"), [(date(2026, 6, 29), True), (TODAY, False)])
def test_a_unit_takes_records_until_its_last_day(editor, village, last_day, is_refused):
    village.valid_to = last_day
    village.save()

    if is_refused:
        with pytest.raises(ValidationError, match="“湖塘村”已停用"):
            add(editor, village)
    else:
        add(editor, village)

    assert Grid.objects.exists() is not is_refused


def test_record_cannot_be_moved_to_an_ended_unit(editor, township, record):
    ended = make_organization("上坊村", parent=township, valid_to=date(2025, 12, 31))

    with pytest.raises(ValidationError, match="“上坊村”已停用"):
        change(record, editor, ended)


def test_record_of_a_unit_that_has_ended_since_can_still_be_corrected(editor, village, record):
    village.valid_to = date(2025, 12, 31)
    village.save()

    change(record, editor)

    assert Grid.objects.get().households == 1


# Nobody confirms their own records


def test_manager_cannot_confirm_their_own_records(county, village):
    manager = make_user(county, "manager")
    record = add(manager, village)

    with pytest.raises(ValidationError, match="由您本人填报"):
        actions.confirm_records(Grid.objects.all(), by=manager)

    assert not rights.may_decide_on(manager, record)
    assert rights.may_decide_on(make_user(county, "manager"), record)


def test_only_records_of_other_users_among_several_are_confirmed(county, village, record):
    manager = make_user(county, "manager")
    own = add(manager, village, values={"grid_name": "第二网格"})

    assert actions.confirm_records(Grid.objects.all(), by=manager) == 1

    assert Grid.objects.get(pk=record.pk).state == "confirmed"
    assert Grid.objects.get(pk=own.pk).state == "entered"
