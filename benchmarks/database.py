"""A database of its own for each benchmark: made, measured, thrown away, on whatever DATABASE_URL names."""

import os
import tempfile
from contextlib import contextmanager

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


@contextmanager
def throwaway_database():
    """Django set up over an empty, migrated database; SQLite gets a file, as in real use."""
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment

    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        name = f"{folder}/bench.sqlite3" if connection.vendor == "sqlite" else f"bench_portal_{os.getpid()}"
        connection.settings_dict["TEST"]["NAME"] = name
        before = connection.settings_dict["NAME"]
        setup_test_environment()
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield connection
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)
            teardown_test_environment()


def vendor_name():
    """What the figures were measured on."""
    from django.db import connection

    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
