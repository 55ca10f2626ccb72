"""Measure indicators over a city and a province against hand-written SQL that gives the same numbers.

Rebuild of the five indicators that are written out here, as of two days as in the nightly pass, against their bare SQL;
full pass of all indicators; one dirty township; a county page with 25 figures. ``INDICATOR_UNITS`` sets other numbers
of units.
"""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from time import perf_counter

import django
from django.core.management import call_command

from benchmarks.province import CITY, PROVINCE, csv_bytes

SIZES = [int(size) for size in os.environ.get("INDICATOR_UNITS", f"{CITY} {PROVINCE}").split()]
ON, NOW = date(2026, 6, 30), datetime(2026, 6, 30, 4, tzinfo=UTC)
DAYS = [date(2026, 5, 31), ON]
HAND_WRITTEN = (
    "secretaries_filed", "grids_with_party_group", "secretaries_trained", "posts_filled", "villages_with_reserve",
)  # fmt: skip
FIGURES = 25
RUNS = 3  # the best one counts
REVIEWED = "r.state = 'confirmed'"
IN_FORCE = f"{REVIEWED} AND (r.until IS NULL OR r.until >= %(on)s)"
PLACED = """
    JOIN organizations_placement p ON p.unit_id = {unit}
        AND (p.since IS NULL OR p.since <= %(on)s) AND (p.until IS NULL OR p.until >= %(on)s)
"""
RECORDS = "SELECT '{key}', p.path, {met}, COUNT(*), {unknown} FROM {table} r" + PLACED.format(unit="r.organization_id")
VILLAGES = (
    "SELECT '{key}', p.path, {met}, COUNT(*), {unknown} FROM organizations_organization o"
    + PLACED.format(unit="o.id")
    + "WHERE o.level = 'village' AND {where} GROUP BY p.path"
)
IF = "SUM(CASE WHEN {0} THEN 1 ELSE 0 END)".format
AT_VILLAGE = "EXISTS (SELECT 1 FROM {table} r WHERE r.organization_id = o.id AND {where})".format
TRAINED = """EXISTS (SELECT 1 FROM training_secretarytraining t JOIN training_trainingclass c ON c.id = t.head_id
    WHERE t.organization_id = r.organization_id AND t.name = r.name AND t.state = 'confirmed' AND t.passed
    AND t.days >= 3 AND c.start_on >= '2026-01-01' AND c.start_on <= %(until)s)"""


def main():
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)  # the pages name their files
    print("   units    rebuild   bare SQL  ratio  full pass   township  county page   bare SQL")
    for units in SIZES:
        _fill(units)
        rebuild, bare = _best(_rebuild), _best(_bare)
        _check_equal()
        full_pass = _once(_full_pass)
        _analyze()
        township = _best(_dirty_township)
        page, floor, queries = _county_page()
        print(
            f"{units:>8,} {rebuild:>7,.0f} ms {bare:>7,.0f} ms {rebuild / bare:>6.1f} {full_pass:>7,.0f} ms"
            f" {township:>7,.0f} ms {page:>9,.0f} ms {floor:>7,.0f} ms  ({queries} queries, {FIGURES} figures)"
        )
        _empty()


def _once(work):
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def _best(work):
    return min(_once(work) for _ in range(RUNS))


def _fill(units):
    """Load the tree; each village has a secretary, and some of the rest."""
    from governance.models import Grid
    from ledgers import heads
    from organizations import loading, treefile
    from organizations.models import Organization, User
    from rectification.models import Reserve, Secretary
    from training.models import SecretaryTraining

    loading.load(treefile.read(csv_bytes(units)), on=ON)
    root = Organization.objects.roots().first()
    fields = {"organization": root, "role": "manager"}
    by = [User.objects.create(username=f"bench{number}", name="测试", **fields) for number in range(2)]
    reviewed = {"year": 2026, "state": "confirmed", "entered_by": by[0], "confirmed_by": by[1], "confirmed_at": NOW}
    villages = list(Organization.objects.filter(level="village"))

    def store(model, share, values):
        rows = [
            model(organization=village, **reviewed, **values(number))
            for number, village in enumerate(villages)
            if number % 10 < share * 10
        ]
        heads.give_heads(model.ledger(), rows)
        model.objects.bulk_create(rows, batch_size=2000)

    answers = [True, True, False, None]
    store(Secretary, 0.9, lambda number: {"name": f"书记{number}", "birth": "1980-04", "filed": answers[number % 4]})
    store(Reserve, 0.6, lambda number: {"name": f"后备{number}"})
    store(Grid, 1, lambda number: {"grid_name": "第一网格", "party_group": answers[number % 4]})
    training = {"class_name": "第一期", "start_on": "2026-03-02", "days": 3}
    store(SecretaryTraining, 0.7, lambda number: {"name": f"书记{number}", "passed": number % 3 > 0, **training})
    _analyze()


def _analyze():
    """Let the database look at its tables, as PostgreSQL's autovacuum does in service."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _empty():
    from django.apps import apps
    from django.db import connection

    from indicators.models import DirtyMark, FullPass, IndicatorValue
    from organizations.models import Organization, User

    models = [DirtyMark, FullPass, IndicatorValue, *map(apps.get_model, RECORD_MODELS), User, Organization]
    tables = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        else:
            cursor.execute("PRAGMA foreign_keys = OFF")
            for table in ["organizations_placement", *tables]:
                cursor.execute(f"DELETE FROM {table}")


RECORD_MODELS = (
    "rectification.Secretary", "rectification.Reserve", "governance.Grid", "training.SecretaryTraining",
    "training.TrainingClass",
)  # fmt: skip


# Ours


def _rebuild():
    """Compute the values of the five indicators into an empty table, as of the two days of a pass."""
    from django.db import transaction

    from indicators import recomputing, registry
    from indicators.models import IndicatorValue
    from organizations.models import Organization

    indicators = [registry.get(key) for key in HAND_WRITTEN]
    with transaction.atomic():
        IndicatorValue.objects.all().delete()
        for root in Organization.objects.roots():
            for day in DAYS:
                recomputing.recompute_units({root: indicators}, on=day, now=NOW)


def _full_pass():
    from indicators import recomputing

    recomputing.recompute_all(now=NOW)


def _dirty_township():
    """Compute one township again after a change of each of its ledgers."""
    from indicators import marking, recomputing
    from organizations.models import Organization

    township = Organization.objects.filter(level="township").first()
    marking.mark_units(sender=Organization, units=[township])
    recomputing.recompute_marked(now=NOW)


def _county_page():
    """(milliseconds of the page, of its statements alone, number of queries) with copies that make 25 figures."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from indicators import registry
    from organizations.models import Organization, User

    declared = registry.all_indicators()
    copies = [replace(declared[number % len(declared)], key=f"copy{number}") for number in range(FIGURES)]
    copies = copies[: FIGURES - len(declared)]
    for copy in copies:
        registry.declare(copy)
    county = Organization.objects.filter(level="county").first()
    client, user = Client(), User.objects.get(username="bench1")
    client.force_login(user, backend="organizations.accounts.backends.AccountBackend")
    address = reverse("indicators:unit", args=[county.code], query={"on": (ON - timedelta(days=1)).isoformat()})
    with CaptureQueriesContext(
        connection,
    ) as context:
        assert client.get(address).status_code == 200
    queries = len(context.captured_queries)
    statements = [query["sql"] for query in context.captured_queries if "UNION ALL" in query["sql"]]
    page = _best(lambda: client.get(address))
    with connection.cursor() as cursor:
        floor = _best(lambda: [cursor.execute(statement) or cursor.fetchall() for statement in statements])
    for copy in copies:
        registry._declared.pop(copy.key)
    return page, floor, queries


# Bare SQL


def _statements():
    """The statements that count; ``_check_equal`` compares what they give with the stored values."""
    filed = {"met": IF("r.filed"), "unknown": IF("r.filed IS NULL")}
    grouped = {"met": IF("r.party_group"), "unknown": IF("r.party_group IS NULL")}
    trained = {"met": IF(TRAINED), "unknown": "0"}
    secretary, reserve, grid = "rectification_secretary", "rectification_reserve", "governance_grid"
    end = f" WHERE {IN_FORCE} GROUP BY p.path"
    has_secretary, has_reserve = (AT_VILLAGE(table=table, where=IN_FORCE) for table in (secretary, reserve))
    every = {"unknown": "0", "where": "1 = 1"}
    return [
        RECORDS.format(key="secretaries_filed", table=secretary, **filed) + end,
        RECORDS.format(key="grids_with_party_group", table=grid, **grouped) + end,
        RECORDS.format(key="secretaries_trained", table=secretary, **trained) + end,
        VILLAGES.format(key="posts_filled", met=IF(has_secretary), **every),
        VILLAGES.format(key="villages_with_reserve", met=IF(has_reserve), **every),
    ]


def _bare():
    """Count with hand-written SQL, add up to all levels and store the result in a table of its own, with a key."""
    from django.db import connection, transaction

    counted = " UNION ALL ".join(_statements())
    levels = " UNION ALL ".join(
        f"SELECT k, SUBSTR(path, 1, {end}) AS place, met, total, unknown FROM counted WHERE LENGTH(path) >= {end}"
        for end in (3, 6, 9, 12)
    )
    rows = (
        f"WITH counted(k, path, met, total, unknown) AS ({counted})"
        " SELECT %(on)s AS day, a.k, a.place, SUM(a.met) AS met, SUM(a.total) AS total, SUM(a.unknown) AS unknown"
        f" FROM ({levels}) a GROUP BY a.k, a.place"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_value")
        for day, start in zip(DAYS, ("CREATE TABLE bench_value AS ", "INSERT INTO bench_value "), strict=True):
            cursor.execute(start + rows, {"on": day.isoformat(), "until": f"{day.isoformat()}T24"})
        cursor.execute("CREATE UNIQUE INDEX bench_value_key ON bench_value (place, k, day)")


def _check_equal():
    """Stop unless the bare SQL gives the stored values of its five indicators at the roots."""
    from django.db import connection

    from indicators.models import IndicatorValue
    from organizations.models import Organization

    with connection.cursor() as cursor:
        cursor.execute("SELECT place, k, met, total FROM bench_value WHERE LENGTH(place) = 3 AND day = %s", [str(ON)])
        bare = {(place, key): (met, total) for place, key, met, total in cursor.fetchall()}
    for root in Organization.objects.roots():
        stored = IndicatorValue.objects.known_now().counts_of(root)
        for (place, key), numbers in bare.items():
            if place == root.path:
                assert (stored[key].numerator, stored[key].denominator) == numbers, (key, stored[key], numbers)


if __name__ == "__main__":
    main()
