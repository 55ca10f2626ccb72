"""A file that is the full list of a place proposes those who no longer stand in it, and nobody leaves by a guess."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from ledgers import actions
from ledgers.full_list import missing_records
from ledgers.models import ImportBatch, PendingChange
from rectification.models import Secretary
from tests.factories import make_organization, make_user
from tests.ledgers.worlds import held_row, make_batch, prepared, store

pytestmark = pytest.mark.django_db
FIELDS = ("name", "appointed")
LAST_DAY = date(2026, 5, 31)


@pytest.fixture
def manager(county):
    return make_user(county, "manager")


@pytest.fixture
def other(township):
    """A second village of the township."""
    return make_organization("马山村", parent=township, level="village", kind="村")


@pytest.fixture
def stored(village, other, editor):
    """张三 of 湖塘村 and 李四 of 马山村 are in the register."""
    store(prepared("secretary", [(village, "张三", "2024-05"), (other, "李四", "2020-03")], fields=FIELDS), editor)
    return {record.name: record for record in Secretary.objects.all()}


@pytest.fixture
def batch(stored, village, other, editor):
    """A new list of the township: 张三 is still there, 王五 in place of 李四."""
    rows = [(village, "张三", "2024-05"), (other, "王五", "2026-06")]
    preview = prepared("secretary", rows, fields=FIELDS, holders={(0, 6): None})
    return make_batch(editor, preview, holders=[[0, 6]])  # 王五 is no mistake


def declared(batch, place, by):
    return actions.declare_full_list(batch, place=place, by=by)


def stored_now(batch, by):
    actions.confirm(batch, mode="good", by=by)
    batch.refresh_from_db()
    with transaction.atomic():
        return actions.store_rows(batch, now=timezone.now())


def undone(batch, by):
    actions.request_undo(batch, by=by, now=timezone.now())
    batch.refresh_from_db()
    with transaction.atomic():
        return actions.undo_rows(batch, now=timezone.now())


def test_file_that_is_no_full_list_lets_nobody_leave(batch, editor):
    stored_now(batch, editor)

    assert not Secretary.objects.exclude(until=None).exists()


def test_full_list_names_those_in_force_at_its_place_who_are_not_in_the_file(batch, editor, township, village):
    whole = missing_records(declared(batch, township, editor))
    one_village = missing_records(declared(batch, village, editor))

    assert [record.name for record in whole] == ["李四"]
    assert one_village == []


def test_declared_list_alone_lets_nobody_leave(batch, editor, township):
    declared(batch, township, editor)

    stored_now(batch, editor)

    assert not Secretary.objects.exclude(until=None).exists()


def test_chosen_leaver_ends_when_the_batch_is_stored_and_comes_back_by_undo(batch, stored, editor, township):
    declared(batch, township, editor)
    actions.choose_leavers(batch, leavers={stored["李四"].pk: (LAST_DAY, "退休")}, by=editor)

    result = stored_now(batch, editor)

    leaver = Secretary.objects.get(name="李四")
    assert (leaver.until, leaver.leaving_reason, leaver.version) == (LAST_DAY, "退休", 2)
    assert result.summary["ended"] == 1
    entry = AuditEntry.objects.filter(action="ledger.record.changed").get()
    assert entry.changes == {"until": [None, "2026-05-31"], "leaving_reason": ["", "退休"]}

    undone(batch, editor)

    leaver.refresh_from_db()
    assert (leaver.until, leaver.leaving_reason, leaver.version) == (None, "", 1)
    assert sorted(Secretary.objects.values_list("name", flat=True)) == ["张三", "李四"]


def test_confirmed_leaver_stays_in_force_until_the_ending_is_confirmed(batch, stored, editor, manager, township):
    actions.confirm_records(Secretary.objects.filter(name="李四"), by=manager)
    declared(batch, township, editor)
    actions.choose_leavers(batch, leavers={stored["李四"].pk: (LAST_DAY, "退休")}, by=editor)

    stored_now(batch, editor)

    assert Secretary.objects.get(name="李四").until is None
    assert PendingChange.objects.get().values == {"until": "2026-05-31", "leaving_reason": "退休"}
    actions.confirm_records(Secretary.objects.filter(name="李四"), by=manager)
    assert Secretary.objects.get(name="李四").until == LAST_DAY


def test_undo_drops_an_ending_that_waits(batch, stored, editor, manager, township):
    actions.confirm_records(Secretary.objects.filter(name="李四"), by=manager)
    declared(batch, township, editor)
    actions.choose_leavers(batch, leavers={stored["李四"].pk: (LAST_DAY, "退休")}, by=editor)
    stored_now(batch, editor)

    undone(batch, editor)

    assert not PendingChange.objects.exists()
    assert Secretary.objects.get(name="李四").until is None


def test_undo_keeps_an_ending_that_was_confirmed_since(batch, stored, editor, manager, township):
    declared(batch, township, editor)
    actions.choose_leavers(batch, leavers={stored["李四"].pk: (LAST_DAY, "退休")}, by=editor)
    stored_now(batch, editor)
    actions.confirm_records(Secretary.objects.filter(name="李四"), by=manager)

    undone(batch, editor)

    assert Secretary.objects.get(name="李四").until == LAST_DAY


def test_ending_that_waits_already_is_not_proposed_again(batch, stored, editor, manager, township):
    actions.confirm_records(Secretary.objects.filter(name="李四"), by=manager)
    actions.end_term(stored["李四"], by=editor, version=2, last_day=LAST_DAY, reason="退休")

    assert missing_records(declared(batch, township, editor)) == []


def test_leaver_who_appears_in_the_corrected_file_stays(batch, stored, editor, village, other, township):
    declared(batch, township, editor)
    actions.choose_leavers(batch, leavers={stored["李四"].pk: (LAST_DAY, "退休")}, by=editor)
    batch.refresh_from_db()

    actions.stage_rows(batch, prepared("secretary", [(village, "张三", ""), (other, "李四", "")], fields=FIELDS))

    assert batch.leavers == []


def test_leaver_who_has_ended_meanwhile_is_left_as_entered(batch, stored, editor, township):
    declared(batch, township, editor)
    actions.choose_leavers(batch, leavers={stored["李四"].pk: (LAST_DAY, "退休")}, by=editor)
    actions.end_term(stored["李四"], by=editor, version=1, last_day=date(2026, 4, 30), reason="辞职")

    result = stored_now(batch, editor)

    assert (result.summary["ended"], Secretary.objects.get(name="李四").until) == (0, date(2026, 4, 30))


@pytest.mark.parametrize(
    ("last_day", "reason", "message"),
    [
        (None, "退休", "李四：请填写离任"), (LAST_DAY, "", "李四：请选择离任"),
        (date(2020, 2, 29), "退休", "李四：“任现职时间”（2020-03）晚于"),
    ],
)  # fmt: skip
def test_nobody_leaves_without_day_and_reason_and_the_error_names_the_row(
    batch, stored, editor, township, last_day, reason, message
):
    declared(batch, township, editor)

    with pytest.raises(ValidationError, match=message):
        actions.choose_leavers(batch, leavers={stored["李四"].pk: (last_day, reason)}, by=editor)


def test_record_that_stands_in_the_file_cannot_be_chosen(batch, stored, editor, township):
    declared(batch, township, editor)

    with pytest.raises(ValidationError, match="已有变化"):
        actions.choose_leavers(batch, leavers={stored["张三"].pk: (LAST_DAY, "退休")}, by=editor)


def test_list_with_problem_rows_is_not_full(village, editor, township):
    rows = prepared("secretary", [(village, "张三", "")], fields=FIELDS, held=[held_row(9, "")])
    batch = make_batch(editor, rows)

    with pytest.raises(ValidationError, match="还有 1 行有问题"):
        declared(batch, township, editor)


def test_only_registers_have_full_lists(village, editor):
    batch = make_batch(editor, prepared("weak_org", [(village, "无书记")], fields=("problem",)))

    with pytest.raises(ValidationError, match="不是名册"):
        declared(batch, village, editor)


def test_place_of_the_list_lies_within_the_import(batch, editor, other_county):
    with pytest.raises(ValidationError, match="不在这次导入的范围内"):
        declared(batch, other_county, editor)


def test_pages_declare_the_list_and_choose_the_leavers(as_user, batch, stored, editor, township):
    client, pk = as_user(editor), stored["李四"].pk
    leavers = reverse("ledgers:batch-leavers", args=[batch.pk])

    client.post(reverse("ledgers:batch-full-list", args=[batch.pk]), {"is_full": "on", "place": township.code})
    page = client.get(leavers).content.decode()
    client.post(leavers, {f"leave-{pk}": "on", f"day-{pk}": "2026年5月31日", "reason": "退休"})

    batch.refresh_from_db()
    assert "李四" in page
    assert f'name="leave-{pk}"' in page
    assert "checked" not in page
    assert batch.leavers == [[pk, "2026-05-31", "退休"]]
    assert "同时登记 1 行离任" in client.get(batch.get_absolute_url()).content.decode()


def test_page_names_the_row_without_day_and_keeps_what_was_typed(as_user, batch, stored, editor, township):
    declared(batch, township, editor)
    pk = stored["李四"].pk

    page = as_user(editor).post(
        reverse("ledgers:batch-leavers", args=[batch.pk]), {f"leave-{pk}": "on", f"reason-{pk}": "退休"}
    )

    assert "李四：请填写离任（撤销）时间。" in page.content.decode()
    assert '<option value="退休" selected>' in page.content.decode()
    assert ImportBatch.objects.get(pk=batch.pk).leavers == []


def test_all_rows_are_ticked_without_a_script_and_nothing_is_stored_by_it(as_user, batch, stored, editor, township):
    declared(batch, township, editor)

    page = as_user(editor).post(
        reverse("ledgers:batch-leavers", args=[batch.pk]), {"all": "1", "day": "2026.5.31", "reason": "退休"}
    )

    assert page.content.decode().count("checked") == 1
    assert 'value="2026-05-31"' in page.content.decode()
    assert ImportBatch.objects.get(pk=batch.pk).leavers == []


def test_box_must_be_ticked(as_user, batch, editor, township):
    page = as_user(editor).post(reverse("ledgers:batch-full-list", args=[batch.pk]), {"place": township.code})

    assert "请先勾选" in page.content.decode()
    assert ImportBatch.objects.get(pk=batch.pk).covers is None


def place_proposed_for(client, batch):
    page = client.get(batch.get_absolute_url()).content.decode()
    return re.search(r'name="place"[^>]*', page)[0]


def test_preview_proposes_the_township_that_the_rows_belong_to_and_not_the_county_of_the_user(as_user, batch, editor):
    assert 'value="弋阳县漆工镇"' in place_proposed_for(as_user(editor), batch)


def test_preview_proposes_no_unit_for_rows_of_several_townships(as_user, county, village, editor):
    elsewhere = make_organization("曹溪镇", parent=county, code="361126105000")
    far = make_organization("曹溪村", parent=elsewhere, level="village", kind="村")
    rows = [(village, "张三", "2024-05"), (far, "赵六", "2024-05")]
    batch = make_batch(editor, prepared("secretary", rows, fields=FIELDS))

    assert "value=" not in place_proposed_for(as_user(editor), batch)


def test_name_that_the_form_proposes_is_understood(as_user, batch, editor, township):
    as_user(editor).post(
        reverse("ledgers:batch-full-list", args=[batch.pk]), {"is_full": "on", "place": "弋阳县漆工镇"}
    )

    assert ImportBatch.objects.get(pk=batch.pk).covers == township


def test_list_is_declared_not_full_again(as_user, batch, stored, editor, township):
    declared(batch, township, editor)
    actions.choose_leavers(batch, leavers={stored["李四"].pk: (LAST_DAY, "退休")}, by=editor)

    as_user(editor).post(reverse("ledgers:batch-full-list", args=[batch.pk]), {"cancel": "1"})

    batch.refresh_from_db()
    assert (batch.covers, batch.leavers) == (None, [])


def test_batch_without_other_changes_can_be_stored_for_its_leavers(as_user, stored, village, editor, township):
    batch = make_batch(editor, prepared("secretary", [(village, "张三", "2024-05")], fields=FIELDS))
    declared(batch, township, editor)
    actions.choose_leavers(batch, leavers={stored["李四"].pk: (LAST_DAY, "退休")}, by=editor)
    batch.refresh_from_db()

    page = as_user(editor).get(batch.get_absolute_url()).content.decode()
    stored_now(batch, editor)

    assert reverse("ledgers:batch-confirm", args=[batch.pk]) in page
    assert Secretary.objects.get(name="李四").until == LAST_DAY


def test_a_page_takes_no_more_rows_than_browsers_can(as_user, batch, editor, township, monkeypatch):
    monkeypatch.setattr("ledgers.views.full_list.MOST", 0)
    declared(batch, township, editor)

    page = as_user(editor).get(reverse("ledgers:batch-leavers", args=[batch.pk]))

    assert "一次最多核对 0 行" in page.content.decode()
