"""The database itself refuses to change or remove rows of the history."""

from django.db import migrations

TABLES = ["audit_auditentry", "audit_seal", "audit_sealedentry"]
KEYS = {"audit_auditentry": "id", "audit_seal": "sequence", "audit_sealedentry": "entry_id"}

POSTGRESQL_FUNCTION = """
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'history is append-only: % on % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""
# For each statement: also refuses TRUNCATE, and an upsert before it touches a row.
POSTGRESQL_TRIGGER = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()
"""
SQLITE_TRIGGERS = {
    "update": "BEFORE UPDATE ON {table}",
    "delete": "BEFORE DELETE ON {table}",
    # INSERT OR REPLACE removes the old row without firing the trigger on DELETE.
    "replace": "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})",
}


def install(apps, schema_editor):
    """Put the triggers on the tables."""
    for statement in _statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)  # a % is no placeholder


def remove(apps, schema_editor):
    """Take the triggers off again; tests do so before they empty the tables."""
    vendor = schema_editor.connection.vendor
    for table in TABLES:
        if vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        else:
            for name in SQLITE_TRIGGERS:
                schema_editor.execute(f"DROP TRIGGER {table}_no_{name}")
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION audit_append_only()")


def _statements(vendor):
    if vendor == "postgresql":
        return [POSTGRESQL_FUNCTION, *(POSTGRESQL_TRIGGER.format(table=table) for table in TABLES)]
    return [_sqlite(table, name, event) for table in TABLES for name, event in SQLITE_TRIGGERS.items()]


def _sqlite(table, name, event):
    when = event.format(table=table, key=KEYS[table])
    return f"CREATE TRIGGER {table}_no_{name} {when} BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
