import pytest
from django.db import DatabaseError, connection, transaction

from audit.actions import record
from audit.append_only import AppendOnlyError
from audit.models import AuditEntry, Seal, SealedEntry
from audit.sealing import seal_all
from tests.audit.moments import LATER

TABLES = [AuditEntry, Seal, SealedEntry]


@pytest.fixture
def sealed(city):
    record("task.submitted", organization=city)
    seal_all(now=LATER)


def change(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("model", TABLES)
def test_database_refuses_to_change_a_row(sealed, model):
    table, key = model._meta.db_table, model._meta.pk.column

    with pytest.raises(DatabaseError, match="append-only"):
        change(f"UPDATE {table} SET {key} = {key} + 1")


@pytest.mark.parametrize("model", TABLES)
def test_database_refuses_to_delete_a_row(sealed, model):
    with pytest.raises(DatabaseError, match="append-only"):
        change(f"DELETE FROM {model._meta.db_table}")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite has no TRUNCATE, PostgreSQL no REPLACE")
@pytest.mark.parametrize("model", TABLES)
def test_sqlite_refuses_to_replace_a_row(sealed, model):
    with pytest.raises(DatabaseError, match="append-only"):
        change(f"INSERT OR REPLACE INTO {model._meta.db_table} SELECT * FROM {model._meta.db_table}")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("model", TABLES)
def test_postgresql_refuses_to_truncate(sealed, model):
    connection.check_constraints()  # otherwise pending foreign key checks would refuse the TRUNCATE first

    with pytest.raises(DatabaseError, match="append-only"):
        change(f"TRUNCATE {model._meta.db_table} CASCADE")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite the insert trigger answers")
def test_postgresql_refuses_an_upsert(sealed):
    table = AuditEntry._meta.db_table

    with pytest.raises(DatabaseError, match="append-only"):
        change(f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (id) DO UPDATE SET note = 'x'")


def test_stored_row_cannot_be_saved_again(city):
    entry = record("task.submitted", organization=city)
    entry.note = "改过"

    with pytest.raises(AppendOnlyError):
        entry.save()


def test_row_cannot_be_deleted(city):
    entry = record("task.submitted", organization=city)

    with pytest.raises(AppendOnlyError):
        entry.delete()


@pytest.mark.parametrize(
    "attempt",
    [
        lambda entries: entries.update(note="改过"),
        lambda entries: entries.delete(),
        lambda entries: entries.bulk_update(entries, ["note"]),
    ],
    ids=["update", "delete", "bulk_update"],
)
def test_query_sets_refuse_to_change_or_delete(city, attempt):
    record("task.submitted", organization=city)

    with pytest.raises(AppendOnlyError):
        attempt(AuditEntry.objects.all())


@pytest.mark.django_db(transaction=True)
def test_tests_with_real_transactions_leave_no_history_behind():
    """The flush after the test would fail if the triggers were still on."""
    entry = record("task.submitted")

    assert entry.pk
