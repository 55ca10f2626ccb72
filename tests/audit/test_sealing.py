import json
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from audit import heads, sealing
from audit.actions import record
from audit.jobs import seal_history
from audit.models import AuditEntry, Seal, SealedEntry
from audit.sealing import canonical, seal_all, seal_batch, unsealed
from tests.audit.moments import LATER


@pytest.fixture(autouse=True)
def var_dir(tmp_path, settings):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def entries(city):
    return [record("task.submitted", organization=city, note=str(number)) for number in range(5)]


def test_rows_are_sealed_once(entries):
    assert seal_all(now=LATER) == 5
    assert seal_all(now=LATER) == 0


def test_row_waits_until_it_is_a_minute_old(city):
    entry = record("task.submitted", organization=city)

    early = seal_all(now=entry.at + timedelta(seconds=60))
    due = seal_all(now=entry.at + timedelta(seconds=60, microseconds=1))

    assert (early, due) == (0, 1)


def test_seals_follow_each_other(entries, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 2)

    seal_all(now=LATER)

    seals = list(Seal.objects.all())
    assert [seal.count for seal in seals] == [2, 2, 1]
    assert [seal.previous_digest for seal in seals] == ["", seals[0].digest, seals[1].digest]


def test_row_that_commits_late_with_a_smaller_number_is_still_sealed(entries, city):
    """Its transaction began before the seal was made and ended after it."""
    late = entries[0].pk - 1
    seal_all(now=LATER)

    AuditEntry(pk=late, action="task.submitted", source="page", at=LATER - timedelta(minutes=5)).save()
    seal_all(now=LATER)

    assert SealedEntry.objects.filter(entry_id=late).exists()


def test_thorough_sealing_finds_unsealed_rows_of_any_age(entries):
    seal_all(now=LATER)
    AuditEntry(action="task.submitted", source="command", at=LATER - timedelta(days=400)).save()

    quickly = seal_all(now=LATER)
    thoroughly = seal_all(now=LATER, thoroughly=True)

    assert (quickly, thoroughly) == (0, 1)


def test_of_two_sealers_at_once_only_one_succeeds(entries, monkeypatch):
    """Both have read the same rows, and the second stores its seal before the first does."""
    store = sealing._store

    def store_second(digests, *, now):
        monkeypatch.setattr(sealing, "_store", store)
        seal_batch(unsealed(before=LATER), now=LATER)
        return store(digests, now=now)

    monkeypatch.setattr(sealing, "_store", store_second)

    beaten = seal_batch(unsealed(before=LATER), now=LATER)

    assert beaten is None
    assert Seal.objects.count() == 1
    assert SealedEntry.objects.count() == 5


def test_newest_seal_is_kept_outside_the_database(entries):
    seal_all(now=LATER)

    seal = Seal.objects.get()
    assert heads.recall() == (1, seal.digest)


def test_canonical_text_is_the_same_for_every_database():
    at = datetime(2026, 11, 23, 6, 0, 0, 123456, tzinfo=UTC)
    row = [
        7,
        at,
        3,
        "李娟",
        "000",
        "上饶市",
        "a",
        "b",
        "1",
        "湖塘村",
        {"b": [1e22, 0.1], "a": None},
        "",
        "page",
        "",
        "::FFFF:1",
    ]

    text = canonical(row)

    assert json.loads(text)[1] == 1795413600123456
    assert json.loads(text)[10] == {"a": None, "b": [10**22, 0.1]}
    assert text.index('"a": null'.replace(" ", "")) < text.index('"b":')
    assert json.loads(text)[14] == "::ffff:1"


def test_row_read_from_the_database_has_the_text_that_was_sealed(city):
    changes = {"value": [1.0, 1e22, -0.0, 0.1, "李娟\u2028", None, True, {"b": 1, "a": [2.50]}]}
    with transaction.atomic():
        entry = record("task.submitted", organization=city, changes=changes)

    stored = AuditEntry.objects.filter(pk=entry.pk).values_list(*sealing.FIELDS).get()
    written = [getattr(entry, field) for field in sealing.FIELDS]

    assert canonical(stored) == canonical(written)


def test_job_seals_rows_older_than_a_minute(city):
    AuditEntry(action="task.submitted", source="job", at=timezone.now() - timedelta(minutes=2)).save()

    seal_history()

    assert Seal.objects.get().count == 1


def test_seal_key_defaults_to_the_secret_key():
    assert settings.AUDIT_SEAL_KEY == settings.SECRET_KEY


@pytest.mark.django_db(transaction=True)
def test_sealing_on_its_own_connection_does_not_wait_for_an_open_transaction_on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    record("task.submitted")
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(
                "INSERT INTO audit_auditentry (at, actor_name, organization_path, organization_name, action,"
                " object_type, object_id, object_label, changes, note, source, reference)"
                " VALUES (now(), '', '', '', 'x', '', '', '', '{}', '', 'page', '')"
            )
            sealed = seal_all(now=LATER)
            cursor.execute("ROLLBACK")
    finally:
        other.close()

    assert sealed == 1
