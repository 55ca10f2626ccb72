from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.models import AuditEntry
from governance.models import Grid
from ledgers import actions
from ledgers.models import ImportBatch
from rectification.models import CollectiveEconomy, Secretary
from tests.factories import make_organization, make_user
from tests.ledgers.worlds import make_batch, prepared, store

pytestmark = pytest.mark.django_db
FIELDS = ("grid_name", "households", "party_group", "note")


def grids(*rows, **more):
    return prepared("grid", rows, fields=FIELDS, **more)


def test_new_rows_are_stored_with_their_origin(village, editor):
    batch = store(grids([village, "第一网格", 320, True, None]), editor)

    record = Grid.objects.get()
    assert (record.organization, record.year, record.grid_name, record.households) == (village, 2026, "第一网格", 320)
    assert (record.party_group, record.note, record.phone) == (True, "", "")
    assert (record.state, record.entered_by, record.import_batch) == ("entered", editor, batch)
    assert (record.sheet_name, record.row_number, record.version) == ("Sheet1", 5, 1)
    assert batch.counts == {"new": 1, "changed": 0, "unchanged": 0, "held_back": 0}


def test_money_is_exact_and_text_keeps_quotes_commas_and_line_breaks(village, editor):
    row = [village, '光伏"一期",\n二期\\', "第一批", "1000000.10", None]
    fields = ("project", "batch", "central_yuan", "own_yuan")

    store(prepared("collective_economy", [row], fields=fields), editor)

    record = CollectiveEconomy.objects.get()
    assert record.project == '光伏"一期",\n二期\\'
    assert (record.central_yuan, record.own_yuan) == (Decimal("1000000.10"), None)


def test_same_rows_stored_again_change_nothing(village, editor):
    store(grids([village, "第一网格", 320, True, "甲"]), editor)

    again = grids([village, "第一网格", 320, True, "甲"])

    assert again.counts == {"new": 0, "changed": 0, "unchanged": 1, "held_back": 0}
    store(again, editor)
    assert Grid.objects.get().version == 1


def test_changed_row_updates_the_record_and_the_history_has_both_values(village, editor):
    store(grids([village, "第一网格", 320, True, "甲"]), editor)

    rows_to_store = grids([village, "第一网格", 321, True, "甲"])
    batch = store(rows_to_store, editor)

    assert rows_to_store.result.changes == {0: {"households": [320, 321]}}
    record = Grid.objects.get()
    assert (record.households, record.version, record.import_batch) == (321, 2, batch)
    entry = AuditEntry.objects.get(action="ledger.record.changed")
    assert (entry.object_id, entry.changes) == (str(record.pk), {"households": [320, 321]})


def test_columns_missing_in_the_file_keep_their_values(village, editor):
    store(grids([village, "第一网格", 320, True, "甲"]), editor)

    store(prepared("grid", [[village, "第一网格", 9]], fields=("grid_name", "people")), editor)

    record = Grid.objects.get()
    assert (record.households, record.people, record.note) == (320, 9, "甲")


def test_emptied_cell_clears_the_value(village, editor):
    store(grids([village, "第一网格", 320, True, "甲"]), editor)

    store(grids([village, "第一网格", None, None, None]), editor)

    record = Grid.objects.get()
    assert (record.households, record.party_group, record.note) == (None, None, "")


def test_changed_record_that_was_returned_must_be_confirmed_again(village, editor):
    store(grids([village, "第一网格", 320, True, "甲"]), editor)
    Grid.objects.update(state="returned", return_reason="户数不符")

    store(grids([village, "第一网格", 321, True, "甲"]), editor)

    record = Grid.objects.get()
    assert (record.state, record.return_reason, record.households) == ("entered", "", 321)
    assert AuditEntry.objects.get(action="ledger.record.changed").changes["state"] == ["returned", "entered"]


def test_two_rows_with_the_same_natural_key_are_held_back_and_name_each_other(village, editor):
    rows_to_store = grids([village, "第一网格", 1, True, ""], [village, "第一网格", 2, True, ""])

    assert rows_to_store.counts == {"new": 0, "changed": 0, "unchanged": 0, "held_back": 2}
    batch = make_batch(editor, rows_to_store)
    messages = [row[4][0]["message"] for row in batch.chunks.get().rows]
    assert "第 6 行" in messages[0]
    assert "第 5 行" in messages[1]


def test_masked_phone_in_a_file_does_not_replace_the_number(village, editor):
    fields = ("name", "phone", "note")
    store(prepared("secretary", [[village, "李明", "10012346721", ""]], fields=fields), editor)

    store(prepared("secretary", [[village, "李明", "100****6721", "新"]], fields=fields), editor)

    record = Secretary.objects.get()
    assert (record.phone, record.note) == ("10012346721", "新")


def test_many_records_are_changed_in_chunks(village, editor):
    rows = [[village, f"第{number}网格", number, True, ""] for number in range(1205)]
    store(grids(*rows), editor)

    rows_to_store = grids(*([place, name, count + 1, group, note] for place, name, count, group, note in rows))
    batch = store(rows_to_store, editor)

    assert batch.counts["changed"] == 1205
    assert Grid.objects.filter(version=2).count() == 1205
    assert batch.previous_values.count() == 2


# Rights at the moment of storing


def test_rows_outside_the_uploaders_scope_are_refused(village, other_county):
    stranger = make_user(other_county, "editor")

    with pytest.raises(ValidationError, match="管理范围"):
        store(grids([village, "第一网格", 1, True, ""]), stranger)


def test_batch_is_refused_when_its_uploader_has_lost_the_role(village, editor):
    rows_to_store = grids([village, "第一网格", 1, True, ""])
    editor.role = "viewer"
    editor.save()

    with pytest.raises(ValidationError, match="没有填报权限"):
        store(rows_to_store, editor)


def test_batch_is_refused_when_a_unit_has_ended_since_the_upload(village, editor):
    rows_to_store = grids([village, "第一网格", 1, True, ""])
    village.valid_to = timezone.localdate() - timezone.timedelta(days=1)
    village.save()

    with pytest.raises(ValidationError, match="湖塘村"):
        store(rows_to_store, editor)


def test_mode_all_refuses_a_batch_with_held_rows(village, editor):
    batch = make_batch(
        editor, grids([village, "甲", 1, True, ""], [village, "甲", 2, True, ""], [village, "乙", 2, True, ""])
    )

    with pytest.raises(ValidationError, match="还有 2 行有问题"):
        actions.confirm(batch, mode="all", by=editor)

    assert Grid.objects.count() == 0


# Undo


def undo(batch, by):
    batch.state, batch.undone_by = ImportBatch.State.UNDOING, by
    return actions.undo_rows(batch, now=timezone.now())


def test_undo_removes_new_records_and_restores_changed_ones(village, editor, county):
    store(grids([village, "第一网格", 320, True, "甲"]), editor)
    before = Grid.objects.values().get()
    batch = store(grids([village, "第一网格", 321, False, "乙"], [village, "第二网格", 1, True, ""]), editor)

    undo(batch, editor)

    after = Grid.objects.values().get()
    assert after | {"updated_at": None} == before | {"updated_at": None}
    assert batch.summary["undo"] == {"removed": 1, "restored": 1, "kept": []}


def test_undo_restores_the_confirmation_of_a_record(village, editor, county):
    store(grids([village, "第一网格", 320, True, "甲"]), editor)
    manager = make_user(county, "manager")
    Grid.objects.update(state="confirmed", confirmed_by=manager, confirmed_at=timezone.now())
    batch = store(grids([village, "第一网格", 321, True, "甲"]), editor)

    undo(batch, editor)

    record = Grid.objects.get()
    assert (record.state, record.confirmed_by, record.households) == ("confirmed", manager, 320)


def test_undo_keeps_and_names_records_that_were_changed_later(village, editor):
    first = store(grids([village, "第一网格", 320, True, ""], [village, "第二网格", 1, True, ""]), editor)
    store(grids([village, "第一网格", 999, True, ""]), editor)

    undo(first, editor)

    assert [record.households for record in Grid.objects.all()] == [999]
    assert first.summary["undo"]["removed"] == 1
    assert [kept["label"] for kept in first.summary["undo"]["kept"]] == ["湖塘村　第一网格"]


def test_batches_can_be_undone_one_after_the_other(village, editor):
    first = store(grids([village, "第一网格", 320, True, ""]), editor)
    second = store(grids([village, "第一网格", 999, True, ""]), editor)

    undo(second, editor)
    undo(first, editor)

    assert Grid.objects.count() == 0
    assert first.summary["undo"]["kept"] == []


@pytest.mark.parametrize(("days", "allowed"), [(30, True), (31, False)])
def test_batch_can_be_undone_for_thirty_days(village, editor, days, allowed):
    batch = store(grids([village, "第一网格", 1, True, ""]), editor)

    assert batch.may_be_undone(now=batch.stored_at + timezone.timedelta(days=days)) is allowed


def test_batch_with_rows_of_several_units_is_stored(village, township, editor):
    other = make_organization("上坊村", parent=township)

    store(grids([other, "甲", 1, True, ""], [village, "甲", 2, True, ""], [other, "乙", 3, True, ""]), editor)

    assert Grid.objects.count() == 3
