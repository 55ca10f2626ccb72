"""The rows of all tables as lines of JSON, and back. Both databases give the same lines for the same rows."""

import json
from contextlib import contextmanager
from itertools import islice

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.migrations.recorder import MigrationRecorder

AT_ONCE = 1000  # rows read or written together
LEFT_OUT = {"sessions.Session"}  # everybody logs in again after a restore


def kept_models():
    """Return the models whose rows a backup has, tables of many-to-many relations among them."""
    installed = apps.get_models(include_auto_created=True)
    return [
        model
        for model in installed
        if model._meta.managed and not model._meta.proxy and model._meta.label not in LEFT_OUT
    ]


@contextmanager
def snapshot(using=DEFAULT_DB_ALIAS):
    """Inside it all rows are read as they were at its beginning; writers do not wait for it."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        with transaction.atomic(using=using), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")  # transaction.atomic would take the lock of a writer
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def lines_of(model, *, using=DEFAULT_DB_ALIAS):
    """Yield a line of JSON for each row, in the order of the keys."""
    fields = _fields(model)
    for row in model._base_manager.using(using).order_by("pk").iterator(chunk_size=AT_ONCE):
        yield json.dumps([_plain(field, row) for field in fields], ensure_ascii=False, sort_keys=True)


def insert(model, lines, *, using=DEFAULT_DB_ALIAS):
    """Store the rows of ``lines`` with the keys and times that they say; return their number.

    No signal is sent and no field sets itself: the rows are those of the backup.
    """
    fields, lines, count = _fields(model), iter(lines), 0
    names = [field.attname for field in fields]
    while batch := list(islice(lines, AT_ONCE)):
        values = (
            [_value(field, plain) for field, plain in zip(fields, json.loads(line), strict=True)] for line in batch
        )
        rows = [model.from_db(using, names, row) for row in values]
        model._base_manager._insert(rows, fields=fields, raw=True, using=using)
        count += len(rows)
    return count


def _fields(model):
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def _plain(field, row):
    value = field.value_from_object(row)
    return value if value is None or isinstance(field, models.JSONField) else field.value_to_string(row)


def _value(field, plain):
    return plain if isinstance(field, models.JSONField) else field.to_python(plain)


def clear(using=DEFAULT_DB_ALIAS):
    """Delete what ``migrate`` has put into an empty database: content types, rights, the first code tables."""
    for model in reversed(kept_models()):
        rows = model._base_manager.using(using).all()
        if rows.exists():
            rows._raw_delete(using)


def last_key(model, *, using=DEFAULT_DB_ALIAS):
    """Return the highest key that was ever given to a row of a table with numbered rows, else None.

    A row deleted since may have had it; the history names rows by their keys, so that none may be given again.
    """
    if not isinstance(model._meta.pk, models.AutoField):
        return None
    connection, table = connections[using], model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', model._meta.pk.column])
            cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {cursor.fetchone()[0]}")  # noqa: S608 (PostgreSQL's own name)
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
    return found[0] if found else 0


def set_last_key(model, key, *, using=DEFAULT_DB_ALIAS):
    """Let the next row of the table get a higher key than ``key``."""
    connection, table = connections[using], model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "pg_get_serial_sequence(%s, %s)"
            cursor.execute(
                f"SELECT setval({sequence}, %s, %s)", [f'"{table}"', model._meta.pk.column, max(key, 1), key > 0]
            )
        else:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, key])


def named_files():
    """Return the names of all files that rows name, as in ``PRIVATE_ROOT``."""
    names = set()
    for model in kept_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField):
                names.update(model._base_manager.values_list(field.attname, flat=True))
    return names - {"", None}


def applied_migrations(using=DEFAULT_DB_ALIAS):
    """Return the migrations of the database, as texts such as ``tasks.0001_initial``, sorted."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connections[using]).applied_migrations())


def is_empty(using=DEFAULT_DB_ALIAS):
    """Whether nobody has used the database: it has no unit, no account and no history."""
    used = ("organizations.Organization", "organizations.User", "audit.AuditEntry")
    return not any(apps.get_model(name)._base_manager.using(using).exists() for name in used)
