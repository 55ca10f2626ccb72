"""``make bench``: run every ``bench_*.py`` on SQLite and, if a server can be reached, on PostgreSQL.

Each script gets an empty, migrated database of its own, named by ``DATABASE_URL``. Databases and the data
folder are removed at the end. A script is started as ``python -m benchmarks.bench_x``, calls ``django.setup()``
and prints its figures. ``BENCH_DATABASE_URL`` names a database on the PostgreSQL server, by default on this machine.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import environ
import psycopg2

FOLDER = Path(__file__).parent
POSTGRESQL = os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def run(*arguments, database_url, folder):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database_url,
        "VAR_DIR": folder,
        "PRIVATE_ROOT": "",
        "DEBUG": "off",
        "SECRET_KEY": "only-for-benchmarks",
        "ALLOWED_HOSTS": "*",
        "HTTPS": "off",
        "EMAIL_URL": "dummymail://",
    }
    return subprocess.run([sys.executable, *arguments], env=environment, cwd=FOLDER.parent).returncode


@contextmanager
def sqlite(folder):
    """Give the function ``fresh()``, which returns the address of an empty copy of a migrated database."""
    template, copy = Path(folder, "template.sqlite3"), Path(folder, "bench.sqlite3")
    run("manage.py", "migrate", "-v0", database_url=f"sqlite:///{template}", folder=folder)

    def fresh():
        for path in copy.parent.glob(f"{copy.name}*"):
            path.unlink()
        shutil.copy(template, copy)
        return f"sqlite:///{copy}"

    yield fresh


@contextmanager
def postgresql(folder):
    server = psycopg2.connect(**_parameters(POSTGRESQL))
    server.autocommit = True
    template, copy = f"portal_bench_template_{os.getpid()}", f"portal_bench_{os.getpid()}"

    def execute(statement):
        with server.cursor() as cursor:
            cursor.execute(statement)

    def address(name):
        return POSTGRESQL.rpartition("/")[0] + "/" + name

    def fresh():
        execute(f"DROP DATABASE IF EXISTS {copy}")
        execute(f"CREATE DATABASE {copy} TEMPLATE {template}")
        return address(copy)

    try:
        execute(f"CREATE DATABASE {template}")
        run("manage.py", "migrate", "-v0", database_url=address(template), folder=folder)
        yield fresh
    finally:
        execute(f"DROP DATABASE IF EXISTS {copy}")
        execute(f"DROP DATABASE IF EXISTS {template}")
        server.close()


def _parameters(url):
    config = environ.Env.db_url_config(url)
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return {parameter: config[name] for parameter, name in names.items() if config[name]}


def reachable():
    try:
        psycopg2.connect(**_parameters(POSTGRESQL), connect_timeout=2).close()
    except psycopg2.OperationalError:
        print("PostgreSQL is not reachable; set BENCH_DATABASE_URL to measure on it.")
        return False
    return True


def main(names):
    scripts = names or sorted(path.stem for path in FOLDER.glob("bench_*.py"))
    failed = []
    for title, database in [("SQLite", sqlite), ("PostgreSQL", postgresql)]:
        if database is postgresql and not reachable():
            continue
        with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder, database(folder) as fresh:
            for script in scripts:
                print(f"\n== {script} on {title}", flush=True)
                if run("-m", f"benchmarks.{script}", database_url=fresh(), folder=folder):
                    failed.append(f"{script} on {title}")
    sys.exit(f"Failed: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # so that databases are dropped
    main(sys.argv[1:])
