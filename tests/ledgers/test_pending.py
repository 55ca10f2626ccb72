"""A change of a confirmed record waits beside it; the confirmed values count until the change is confirmed."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from audit.models import AuditEntry
from governance.models import Grid
from ledgers import actions
from ledgers.models import DeletedRecord, ImportBatch, PendingChange
from tests.factories import make_organization, make_user
from tests.ledgers.worlds import prepared, store

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 30)
FIELDS = ("grid_name", "households", "note")


def grids(*rows):
    return prepared("grid", rows, fields=FIELDS)


@pytest.fixture
def manager(county):
    return make_user(county, "manager")


@pytest.fixture
def record(village, editor, manager):
    """A confirmed grid of 320 households, at version 2."""
    store(grids([village, "第一网格", 320, "甲"]), editor)
    actions.confirm_records(Grid.objects.all(), by=manager)
    return Grid.objects.select_related("organization").get()


def change(record, by, *, version=None, organization=None, year=2026, **values):
    return actions.change_record(
        record,
        by=by,
        version=record.version if version is None else version,
        organization=organization or record.organization,
        year=year,
        values=values,
        on=TODAY,
    )


def again(record):
    return Grid.objects.select_related("organization").get(pk=record.pk)


def counted():
    """What counts: name, households and state of each grid."""
    return list(Grid.objects.order_by("pk").values_list("grid_name", "households", "state"))


def waiting():
    """The new values of each waiting change."""
    return list(PendingChange.objects.waiting().values_list("values", flat=True))


def last_entry():
    entry = AuditEntry.objects.latest("pk")
    return entry.action, entry.changes, entry.note


def undo(batch, by):
    batch.refresh_from_db()
    batch.state, batch.undone_by = ImportBatch.State.UNDOING, by
    return actions.undo_rows(batch, now=timezone.now())


CONFIRMED = [("第一网格", 320, "confirmed")]


# Edits


def test_edit_of_a_confirmed_record_waits_and_the_confirmed_values_count(record, editor):
    change(record, editor, households=321)

    assert counted() == CONFIRMED
    assert waiting() == [{"households": 321}]
    assert last_entry() == ("ledger.change.entered", {"households": [320, 321]}, "")


def test_edit_of_an_unconfirmed_record_changes_it_at_once(village, editor):
    store(grids([village, "第一网格", 320, ""]), editor)

    change(Grid.objects.select_related("organization").get(), editor, households=321)

    assert counted() == [("第一网格", 321, "entered")]
    assert not PendingChange.objects.exists()


def test_second_edit_replaces_the_first_and_keeps_its_other_values(record, editor, manager):
    change(record, editor, households=321)
    change(again(record), manager, note="乙")

    assert waiting() == [{"households": 321, "note": "乙"}]
    assert PendingChange.objects.get().by == manager
    assert last_entry()[1] == {"households": [320, 321], "note": ["甲", "乙"]}


def test_edit_from_a_page_opened_before_another_edit_is_refused(record, editor, manager):
    change(record, editor, households=321)

    with pytest.raises(ValidationError, match="已被别人修改"):
        change(record, manager, households=999)

    assert waiting() == [{"households": 321}]


def test_same_edit_again_changes_nothing(record, editor):
    change(record, editor, households=321)
    change(again(record), editor, households=321)

    assert again(record).version == record.version + 1
    assert AuditEntry.objects.filter(action="ledger.change.entered").count() == 1


def test_edit_back_to_the_confirmed_values_withdraws_the_change(record, editor):
    change(record, editor, households=321)
    change(again(record), editor, households=320)

    assert (counted(), waiting()) == (CONFIRMED, [])
    assert last_entry()[:2] == ("ledger.change.withdrawn", {"households": [320, 321]})


def test_edit_to_the_natural_key_of_another_record_is_refused(record, village, editor):
    store(grids([village, "第二网格", 1, ""]), editor)

    with pytest.raises(ValidationError, match="已有相同的记录"):
        change(record, editor, grid_name="第二网格")

    assert not PendingChange.objects.exists()


def test_move_to_another_village_waits_too(record, township, editor, manager):
    other = make_organization("上坊村", parent=township)
    change(record, editor, organization=other, year=2025)
    assert (again(record).organization, again(record).year) == (record.organization, 2026)
    assert last_entry()[1] == {"organization": ["湖塘村", "上坊村"], "year": [2026, 2025]}

    actions.confirm_records(Grid.objects.all(), by=manager)

    assert (again(record).organization, again(record).year) == (other, 2025)


# Confirming and returning


def test_confirming_applies_the_change(record, village, editor, county):
    change(record, editor, households=321)
    second_manager = make_user(county, "manager")

    assert actions.confirm_records(Grid.objects.all(), by=second_manager) == 1

    record = again(record)
    assert (record.households, record.state, record.version) == (321, "confirmed", 4)
    assert (record.entered_by, record.confirmed_by) == (editor, second_manager)
    assert not PendingChange.objects.exists()
    assert last_entry()[:2] == ("ledger.change.confirmed", {"households": [320, 321]})


def test_nobody_confirms_or_returns_their_own_change(record, manager):
    change(record, manager, households=321)

    with pytest.raises(ValidationError, match="由您本人填报"):
        actions.confirm_records(Grid.objects.all(), by=manager)
    with pytest.raises(ValidationError, match="由您本人填报"):
        actions.return_records(Grid.objects.all(), by=manager, reason="不对")

    assert waiting() == [{"households": 321}]


def test_manager_below_the_unit_that_entered_the_change_cannot_confirm_it(record, editor, township):
    change(record, editor, households=321)

    with pytest.raises(ValidationError, match="不能由您核实"):
        actions.confirm_records(Grid.objects.all(), by=make_user(township, "manager"))

    assert counted() == CONFIRMED


def test_new_records_and_changes_are_confirmed_together(record, village, editor, manager):
    change(record, editor, households=321)
    store(grids([village, "第二网格", 1, ""]), editor)

    assert actions.confirm_records(Grid.objects.all(), by=manager) == 2

    assert counted() == [("第一网格", 321, "confirmed"), ("第二网格", 1, "confirmed")]


def test_returned_change_keeps_the_confirmed_values_and_its_reason(record, editor, manager):
    change(record, editor, households=321)

    assert actions.return_records(Grid.objects.all(), by=manager, reason="与村里核对不符") == 1

    assert (counted(), waiting()) == (CONFIRMED, [])
    assert PendingChange.objects.get().return_reason == "与村里核对不符"
    assert last_entry() == ("ledger.change.returned", {"households": [320, 321]}, "与村里核对不符")
    with pytest.raises(ValidationError, match="不能由您核实"):
        actions.confirm_records(Grid.objects.all(), by=manager)


def test_corrected_change_waits_again(record, editor, manager):
    change(record, editor, households=321)
    actions.return_records(Grid.objects.all(), by=manager, reason="不符")

    change(again(record), editor, households=319)

    assert waiting() == [{"households": 319}]


def test_change_is_not_confirmed_if_its_record_got_a_newer_version(record, editor, manager):
    change(record, editor, households=321)
    Grid.objects.update(version=9)

    with pytest.raises(ValidationError, match="不能由您核实"):
        actions.confirm_records(Grid.objects.all(), by=manager)

    assert counted() == CONFIRMED


def test_change_to_a_natural_key_that_was_taken_meanwhile_is_refused_by_name(record, village, editor, manager):
    change(record, editor, grid_name="第二网格")
    values = {"grid_name": "第二网格", "households": 1}
    actions.add_record(Grid, by=editor, organization=village, year=2026, values=values, on=TODAY)

    with pytest.raises(ValidationError, match=r"没有核实任何行.*第二网格"):
        actions.confirm_records(Grid.objects.all(), by=manager)

    assert counted() == [*CONFIRMED, ("第二网格", 1, "entered")]


# Withdrawing and deleting


@pytest.mark.parametrize("is_returned", [False, True])
def test_person_who_entered_a_change_withdraws_it(record, editor, manager, is_returned):
    change(record, editor, households=321)
    if is_returned:
        actions.return_records(Grid.objects.all(), by=manager, reason="不符")

    actions.withdraw_change(record, by=editor, version=again(record).version)

    assert (counted(), PendingChange.objects.count()) == (CONFIRMED, 0)
    assert last_entry()[:2] == ("ledger.change.withdrawn", {"households": [320, 321]})


def test_other_users_cannot_withdraw_a_change(record, editor, manager):
    change(record, editor, households=321)

    with pytest.raises(PermissionDenied, match="只有本人可以撤回"):
        actions.withdraw_change(record, by=manager, version=again(record).version)

    assert waiting() == [{"households": 321}]


def test_withdrawing_is_refused_when_nothing_waits(record, editor):
    with pytest.raises(ValidationError, match="没有待核实的修改"):
        actions.withdraw_change(record, by=editor, version=record.version)


def test_deleting_a_record_drops_its_change_and_restoring_does_not_bring_it_back(record, editor):
    change(record, editor, households=321)

    deleted = actions.delete_record(record, by=editor, version=again(record).version)
    assert AuditEntry.objects.filter(action="ledger.change.withdrawn").count() == 1
    actions.bring_back_record(DeletedRecord.objects.get(pk=deleted.pk), by=editor, now=timezone.now())

    assert (counted(), PendingChange.objects.count()) == (CONFIRMED, 0)


# The queue


def test_record_with_a_waiting_change_is_in_the_queue_until_the_change_is_returned(record, editor, manager):
    assert not Grid.objects.waiting().exists()
    change(record, editor, households=321)

    assert Grid.objects.waiting().get() == record
    assert Grid.objects.confirmable_by(manager).get() == record
    assert not Grid.objects.confirmable_by(editor).exists()
    assert Grid.objects.with_pending().get().has_pending

    actions.return_records(Grid.objects.all(), by=manager, reason="不符")

    assert not Grid.objects.waiting().exists()
    returned = Grid.objects.with_pending().get()
    assert (returned.has_pending, returned.has_returned_change) == (False, True)


def test_changes_are_seen_in_the_own_scope_only(record, editor, other_county, township):
    change(record, editor, households=321)

    assert PendingChange.objects.visible_to(make_user(township, "viewer")).exists()
    assert not PendingChange.objects.visible_to(make_user(other_county, "manager")).exists()


# Imports


def test_import_of_a_confirmed_record_waits_with_its_origin(record, village, editor):
    preview = grids([village, "第一网格", 321, "甲"])
    batch = store(preview, editor)

    assert preview.result.beside == {"waiting": 1, "withdrawn": 0}
    assert (counted(), waiting()) == (CONFIRMED, [{"households": 321}])
    assert batch.counts == {"new": 0, "changed": 1, "unchanged": 0, "held_back": 0}
    assert batch.summary["beside"] == {"waiting": 1, "withdrawn": 0}
    pending = PendingChange.objects.get()
    assert (pending.batch, pending.sheet_name, pending.row_number, pending.by) == (batch, "Sheet1", 5, editor)
    assert AuditEntry.objects.get(action="ledger.change.entered").changes == {"households": [320, 321]}


def test_confirmed_import_gives_the_record_its_file_and_row(record, village, editor, manager):
    batch = store(grids([village, "第一网格", 321, "甲"]), editor)

    actions.confirm_records(Grid.objects.of_batch(batch), by=manager)

    record = again(record)
    assert (record.households, record.import_batch, record.row_number) == (321, batch, 5)


def test_same_file_imported_twice_changes_nothing_the_second_time(record, village, editor):
    store(grids([village, "第一网格", 321, "甲"]), editor)

    second = grids([village, "第一网格", 321, "甲"])
    store(second, editor)

    assert second.counts == {"new": 0, "changed": 0, "unchanged": 1, "held_back": 0}
    assert PendingChange.objects.get().values == {"households": 321}


def test_file_that_renames_a_record_is_recognised_when_it_comes_again(record, village, editor):
    change(record, editor, grid_name="塘边网格")

    preview = grids([village, "塘边网格", 320, "甲"])

    assert preview.counts == {"new": 0, "changed": 0, "unchanged": 1, "held_back": 0}


def test_file_with_the_confirmed_values_withdraws_the_change(record, village, editor):
    store(grids([village, "第一网格", 321, "甲"]), editor)

    preview = grids([village, "第一网格", 320, "甲"])
    store(preview, editor)

    assert preview.result.beside == {"waiting": 0, "withdrawn": 1}
    assert (counted(), waiting()) == (CONFIRMED, [])
    assert last_entry_of("ledger.change.withdrawn") == {"households": [320, 321]}


def last_entry_of(action):
    return AuditEntry.objects.filter(action=action).latest("pk").changes


def test_file_without_a_column_keeps_the_value_that_waits_there(record, village, editor):
    store(grids([village, "第一网格", 321, "甲"]), editor)

    store(prepared("grid", [[village, "第一网格", "乙"]], fields=("grid_name", "note")), editor)

    assert waiting() == [{"households": 321, "note": "乙"}]


def test_file_with_the_place_of_a_record_takes_back_its_waiting_move(record, village, township, editor):
    change(record, editor, organization=make_organization("上坊村", parent=township))

    store(grids([village, "第一网格", 320, "甲"]), editor)

    assert not PendingChange.objects.exists()


def test_many_confirmed_records_are_changed_with_few_queries(village, editor, manager, django_assert_max_num_queries):
    rows = [[village, f"第{number}网格", number, ""] for number in range(1205)]
    store(grids(*rows), editor)
    Grid.objects.update(state="confirmed", confirmed_by=manager, confirmed_at=timezone.now())
    preview = grids(*([place, name, households + 1, note] for place, name, households, note in rows))

    with django_assert_max_num_queries(100):
        batch = store(preview, editor)
    with django_assert_max_num_queries(100):
        actions.confirm_records(Grid.objects.of_batch(batch), by=manager)

    assert Grid.objects.get(grid_name="第1204网格").households == 1205
    assert not PendingChange.objects.exists()


# Undo of an import


def test_undo_drops_the_changes_of_the_import(record, village, editor):
    before = Grid.objects.values().get()
    batch = store(grids([village, "第一网格", 321, "甲"]), editor)

    undo(batch, editor)

    assert (Grid.objects.values().get(), PendingChange.objects.count()) == (before, 0)
    assert batch.summary["undo"] == {"removed": 0, "restored": 1, "kept": []}
    assert last_entry_of("ledger.change.undone") == {"households": [321, 320]}


def test_undo_puts_back_the_change_that_the_import_replaced(record, village, editor, manager):
    change(record, editor, households=321)
    former = PendingChange.objects.values().get()
    batch = store(grids([village, "第一网格", 322, "甲"]), manager)

    undo(batch, manager)

    assert PendingChange.objects.values().get() | {"id": 0} == former | {"id": 0}
    assert last_entry_of("ledger.change.undone") == {"households": [322, 321]}
    assert actions.confirm_records(Grid.objects.all(), by=manager) == 1
    assert again(record).households == 321


def test_undo_puts_back_the_change_that_the_import_withdrew(record, village, editor):
    change(record, editor, households=321)
    batch = store(grids([village, "第一网格", 320, "甲"]), editor)

    undo(batch, editor)

    assert waiting() == [{"households": 321}]


def test_imports_can_be_undone_one_after_the_other(record, village, editor):
    batches = [store(grids([village, "第一网格", households, "甲"]), editor) for households in (321, 320, 322)]

    for batch in reversed(batches):
        undo(batch, editor)

    assert [batch.summary["undo"]["kept"] for batch in batches] == [[], [], []]
    assert (counted(), PendingChange.objects.count(), again(record).version) == (CONFIRMED, 0, record.version)


def test_undo_keeps_and_names_a_record_whose_change_was_confirmed(record, village, editor, manager):
    batch = store(grids([village, "第一网格", 321, "甲"]), editor)
    actions.confirm_records(Grid.objects.all(), by=manager)

    undo(batch, editor)

    assert counted() == [("第一网格", 321, "confirmed")]
    assert [line["pk"] for line in batch.summary["undo"]["kept"]] == [record.pk]


def test_undo_of_one_import_changes_both_unconfirmed_and_confirmed_records_back(record, village, editor):
    store(grids([village, "第二网格", 1, ""]), editor)
    batch = store(grids([village, "第一网格", 321, "甲"], [village, "第二网格", 2, ""]), editor)
    assert (counted(), len(waiting())) == ([*CONFIRMED, ("第二网格", 2, "entered")], 1)

    undo(batch, editor)

    assert (counted(), waiting()) == ([*CONFIRMED, ("第二网格", 1, "entered")], [])
    assert batch.summary["undo"]["restored"] == 2
