"""Deleted records can be restored for 30 days; then they, and the rows kept for undo, are purged."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from config.celery import app
from governance.models import Grid
from ledgers import actions, cleanup, jobs
from ledgers.models import DeletedRecord, ImportBatch, LedgerYear
from pages.frame import years
from rectification.models import CollectiveEconomy, Secretary
from tests.factories import make_organization, make_user
from tests.ledgers.conftest import BACKEND
from tests.ledgers.worlds import held_row, make_batch, prepared, store

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 30)
FIELDS = ("grid_name", "households", "phone")
DAY = timedelta(days=1)


@pytest.fixture
def batch(village, editor):
    return store(prepared("grid", [[village, "第一网格", 320, "10012346721"]], fields=FIELDS), editor)


@pytest.fixture
def record(batch):
    return Grid.objects.select_related("organization").get()


def values_of(record):
    """``{column: value}`` of all columns; times without fractions of a second, which JSON does not keep."""
    values = {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}
    return {
        name: value.replace(microsecond=0) if isinstance(value, datetime) else value for name, value in values.items()
    }


def days_ago(days):
    return timezone.now() - days * DAY


# Restoring


def test_deleted_record_is_restored_as_it_was(record, editor, county):
    actions.confirm_records(Grid.objects.all(), by=make_user(county, "manager"))
    record.refresh_from_db()
    before = values_of(record)

    deleted = actions.delete_record(record, by=editor, version=2)
    actions.bring_back_record(deleted, by=editor, now=timezone.now())

    assert values_of(Grid.objects.get()) == before
    assert not DeletedRecord.objects.exists()
    assert AuditEntry.objects.filter(action="ledger.record.brought_back", object_id=str(before["id"])).count() == 1


def test_amounts_of_a_record_are_restored_to_the_cent(village, editor):
    rows = [[village, "光伏电站", "1234567.89"]]
    store(prepared("collective_economy", rows, fields=("project", "total_yuan")), editor)
    deleted = actions.delete_record(CollectiveEconomy.objects.get(), by=editor, version=1)
    actions.bring_back_record(deleted, by=editor, now=timezone.now())

    assert str(CollectiveEconomy.objects.get().total_yuan) == "1234567.89"


@pytest.mark.parametrize(("days", "comes_back"), [(30, True), (31, False)])
def test_record_can_be_restored_for_thirty_days(record, editor, days, comes_back):
    deleted = actions.delete_record(record, by=editor, version=1)
    later = deleted.deleted_at + days * DAY

    if comes_back:
        actions.bring_back_record(deleted, by=editor, now=later)
    else:
        with pytest.raises(ValidationError, match="超过 30 天"):
            actions.bring_back_record(deleted, by=editor, now=later)

    assert Grid.objects.exists() is comes_back


def test_second_attempt_to_restore_a_record_is_refused(record, editor):
    deleted = actions.delete_record(record, by=editor, version=1)
    actions.bring_back_record(deleted, by=editor, now=timezone.now())

    with pytest.raises(ValidationError, match="已被恢复"):
        actions.bring_back_record(deleted, by=editor, now=timezone.now())


def test_record_is_not_restored_when_its_natural_key_was_taken(record, editor, village):
    deleted = actions.delete_record(record, by=editor, version=1)
    actions.add_record(Grid, by=editor, organization=village, year=2026, values={"grid_name": "第一网格"}, on=TODAY)

    with pytest.raises(ValidationError, match="已有相同的记录"):
        actions.bring_back_record(deleted, by=editor, now=timezone.now())

    assert DeletedRecord.objects.filter(pk=deleted.pk).exists()


def test_undo_of_a_batch_removes_a_restored_record(batch, record, editor):
    deleted = actions.delete_record(record, by=editor, version=1)
    actions.bring_back_record(deleted, by=editor, now=timezone.now())
    batch.undone_by = editor

    actions.undo_rows(batch, now=timezone.now())

    assert Grid.objects.count() == 0


def test_record_is_deleted_listed_and_restored_on_the_pages(client, record, editor):
    client.force_login(editor, backend=BACKEND)
    own = [record.ledger().key]

    told = client.post(reverse("ledgers:delete", args=[*own, record.pk]), {"version": 1}, follow=True)
    listed = client.get(reverse("ledgers:deleted", args=own)).content.decode()
    deleted = DeletedRecord.objects.get()
    back = client.post(reverse("ledgers:bring-back", args=[*own, deleted.pk]), follow=True)

    assert "30 天内可以在“最近删除”中恢复" in told.content.decode()
    assert "最近删除（1）" in told.content.decode()
    assert "湖塘村　第一网格" in listed
    assert "已恢复" in back.content.decode()
    assert Grid.objects.count() == 1


def test_deleted_persons_are_masked_for_other_units(client, village, editor, city):
    store(prepared("secretary", [[village, "王小明"]], fields=("name",)), editor)
    actions.delete_record(Secretary.objects.get(), by=editor, version=1)
    client.force_login(make_user(city, "manager"), backend=BACKEND)

    page = client.get(reverse("ledgers:deleted", args=["secretary"])).content.decode()

    assert "湖塘村" in page
    assert "王小明" not in page


def test_another_county_cannot_restore_a_record(client, record, editor, other_county):
    deleted = actions.delete_record(record, by=editor, version=1)
    client.force_login(make_user(other_county, "editor"), backend=BACKEND)

    response = client.post(reverse("ledgers:bring-back", args=["grid", deleted.pk]))

    assert response.status_code == 404
    assert Grid.objects.count() == 0


# Purging


def finished(editor, village, state, **times):
    """A batch in ``state`` with staged rows and previous values."""
    found = prepared("grid", [[village, "第二网格", 1, ""]], fields=FIELDS, held=[held_row(9, "")])
    batch = make_batch(editor, found)
    batch.previous_values.create(number=0, content="[]")
    ImportBatch.objects.filter(pk=batch.pk).update(state=state, **times)
    return batch


@pytest.mark.parametrize("days", [29, 31])
@pytest.mark.parametrize(
    ("state", "moments"),
    [
        ("stored", ["stored_at"]), ("undone", ["stored_at", "undone_at"]), ("refused", ["uploaded_at"]),
        ("discarded", ["uploaded_at"]),
    ],
)  # fmt: skip
def test_rows_of_a_finished_batch_are_kept_while_it_can_be_undone(editor, village, state, moments, days):
    batch = finished(editor, village, state, **dict.fromkeys(moments, days_ago(days)))

    cleanup.purge(now=timezone.now())

    kept = (batch.chunks.count(), batch.previous_values.count())
    assert kept == ((1, 1) if days < 30 else (0, 0))


@pytest.mark.parametrize("state", ["previewed", "uploaded", "storing", "undoing"])
def test_rows_of_an_unfinished_batch_are_never_purged(editor, village, state):
    long_ago = days_ago(400)
    batch = finished(editor, village, state, uploaded_at=long_ago, stored_at=long_ago)

    cleanup.purge(now=timezone.now())

    assert batch.chunks.count() == 1


def test_counts_file_and_history_stay_after_the_rows_are_purged(editor, village, client):
    batch = finished(editor, village, "stored", stored_at=days_ago(31))
    client.force_login(editor, backend=BACKEND)

    jobs.purge()

    page = client.get(batch.get_absolute_url()).content.decode()
    assert "<b>1</b> 行有问题" in page
    assert "下载标注后的表格" not in page
    assert client.get(reverse("ledgers:batch-marked", args=[batch.pk])).status_code == 404
    assert client.get(reverse("ledgers:batch-original", args=[batch.pk])).status_code == 200
    assert AuditEntry.objects.filter(action="ledger.batch.downloaded", object_id=str(batch.pk)).exists()


def test_second_purge_finds_nothing(editor, record):
    actions.delete_record(record, by=editor, version=1)
    DeletedRecord.objects.update(deleted_at=days_ago(31))

    assert (cleanup.purge(now=timezone.now()), cleanup.purge(now=timezone.now())) == (1, 0)


def test_purge_runs_every_night():
    assert "ledgers.jobs.purge" in {entry["task"] for entry in app.conf.beat_schedule.values()}


# Years


def test_a_year_entered_by_hand_can_be_chosen(editor, village):
    actions.add_record(Grid, by=editor, organization=village, year=2019, values={"grid_name": "第一网格"}, on=TODAY)

    assert 2019 in years()


def test_year_of_an_imported_file_can_be_chosen(editor, village):
    store(prepared("grid", [[village, "第一网格", 1, ""]], fields=FIELDS, year=2018), editor)

    assert 2018 in years()


def test_year_is_stored_once(editor, village):
    other = make_organization("石桥村", parent=village.parent)
    for place in (village, other):
        actions.add_record(Grid, by=editor, organization=place, year=2019, values={"grid_name": "第一网格"}, on=TODAY)

    assert LedgerYear.objects.filter(year=2019).count() == 1
