"""Removes the triggers that protect the history and puts them back; only tests do so."""

from contextlib import contextmanager
from importlib import import_module
from types import SimpleNamespace

triggers = import_module("audit.migrations.0002_append_only")


def _editor(connection):
    def execute(statement, params=None):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return SimpleNamespace(connection=connection, execute=execute)


def remove_triggers(connection):
    triggers.remove(None, _editor(connection))


@contextmanager
def without_triggers(connection):
    remove_triggers(connection)
    try:
        yield
    finally:
        triggers.install(None, _editor(connection))
