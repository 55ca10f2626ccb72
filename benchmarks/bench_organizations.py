"""Measure loading a province against plain writing of its rows, and the scope filter in a small and a large tree."""

import io
import sys
from datetime import date
from time import perf_counter

import django

from benchmarks.autovacuum import analyze
from benchmarks.province import CITY, PROVINCE, csv_bytes

SAMPLES = 1000  # the best one counts, because other work of the machine only makes the others longer
COLUMNS = (
    *("code", "name", "short_name", "level", "kind", "parent_id", "path", "initials"),
    *("valid_from", "valid_to", "successor_id", "is_demonstration", "updated_at"),
)


def main():
    django.setup()
    from organizations.models import Organization

    if Organization.objects.exists():
        sys.exit("Measures on an empty database only: it is emptied again. Use make bench.")
    from django.db import connection

    _measure(CITY)
    small = [_scope_cost()]
    _clear(connection)
    load = _measure(PROVINCE)
    large = [_scope_cost()]
    raw = _raw_write(connection)
    large.append(_scope_cost())
    _clear(connection)
    _measure(CITY)
    small.append(_scope_cost())
    _report_load(load, raw)
    _report_scope(min(small), min(large))


def _measure(units):
    """Seconds to load ``units``, and to load them again."""
    content = csv_bytes(units)
    first = _timed(lambda: _load(content))
    again = _timed(lambda: _load(content))
    return {"units": units, "first": first, "again": again}


def _timed(work):
    start = perf_counter()
    work()
    return perf_counter() - start


def _load(content):
    from organizations import loading, treefile

    loading.load(treefile.read(content), on=date(2026, 1, 1))


def _scope_cost():
    """Seconds to read the units visible to an account of one township (28 units)."""

    from organizations.models import Organization, User

    analyze()
    user = User(organization=Organization.objects.filter(level="township").order_by("path")[5])
    return min(_timed(lambda: list(Organization.objects.visible_to(user))) for _ in range(SAMPLES))


def _clear(connection):
    """Empty the tree, children first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("TRUNCATE organizations_organization CASCADE")
        else:
            cursor.execute("UPDATE organizations_organization SET parent_id = NULL")
            cursor.execute("DELETE FROM organizations_organization")


def _raw_write(connection):
    """Seconds to write the same rows with COPY or ``executemany`` alone."""
    from organizations.models import Organization

    rows = list(Organization.objects.order_by("path").values_list("pk", *COLUMNS))
    _clear(connection)
    write = _copy if connection.vendor == "postgresql" else _executemany
    return _timed(lambda: write(connection, rows))


def _copy(connection, rows):
    text = io.StringIO()
    for row in rows:
        text.write("\t".join("\\N" if value is None else str(value) for value in row) + "\n")
    text.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY organizations_organization (id, {', '.join(COLUMNS)}) FROM STDIN", text)


def _executemany(connection, rows):
    from django.db import transaction

    places = ", ".join(["%s"] * (len(COLUMNS) + 1))
    rows = [[*row[:-1], row[-1].isoformat(" ")] for row in rows]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO organizations_organization (id, {', '.join(COLUMNS)}) VALUES ({places})", rows)


def _report_load(load, raw):
    from django.db import connection

    plain = "COPY" if connection.vendor == "postgresql" else "executemany"
    units = load["units"]
    print(f"load of {units:,} units: {load['first']:.1f} s, {units / load['first']:,.0f} rows/s")
    print(f"the same file again, no change: {load['again']:.1f} s")
    print(f"raw {plain} of the same rows: {raw:.2f} s, {units / raw:,.0f} rows/s ({load['first'] / raw:.1f} x quicker)")


def _report_scope(small, large):
    print(f"scope filter, one township: {small * 1e6:,.0f} µs in {CITY:,} units, {large * 1e6:,.0f} µs in {PROVINCE:,}")
    print(f"ratio {large / small:.2f} (it must not grow with the tree)")


if __name__ == "__main__":
    main()
