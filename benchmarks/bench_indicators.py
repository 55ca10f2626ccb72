"""Measure indicators over a city and a province against hand-written SQL that gives the same numbers.

Rebuild of the five indicators that are written out here, as of two days as in the nightly pass, against their bare SQL;
full pass of all indicators; one dirty township; a county page with 25 figures, of today against SQL that reads the
stored values and of a past day against the statements that count alone. ``INDICATOR_UNITS`` sets other numbers of
units.
"""

import os
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from unittest import mock

import django
from django.conf import settings
from django.core.management import call_command

from benchmarks.asked import asked
from benchmarks.autovacuum import analyze
from benchmarks.province import CITY, PROVINCE, csv_bytes

SIZES = [int(size) for size in os.environ.get("INDICATOR_UNITS", f"{CITY} {PROVINCE}").split()]
ON, NOW = date(2026, 6, 30), datetime(2026, 6, 30, 4, tzinfo=UTC)
DAYS = [date(2026, 5, 31), ON]
HAND_WRITTEN = (
    "secretaries_filed", "grids_with_party_group", "secretaries_trained", "posts_filled", "villages_with_reserve",
)  # fmt: skip
FIGURES = 25
RUNS = 3  # the best one counts
REBUILD, TOWNSHIP, PROVINCE_PAGE = 5, 300, 1.2  # asked: times its SQL, milliseconds, times the page of a city
QUERIES = 12  # of a page, beside the statements that count
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
STORED = """
    SELECT v.indicator, v.organization_id, v.span, v.numerator, v.denominator, v.unknown, v.waiting
    FROM indicators_indicatorvalue v JOIN organizations_organization o ON o.id = v.organization_id
    WHERE v.known_to IS NULL AND (o.id = %s OR o.parent_id = %s) AND v.indicator IN ({})
    ORDER BY v.span
"""
IF = "SUM(CASE WHEN {0} THEN 1 ELSE 0 END)".format
AT_VILLAGE = "EXISTS (SELECT 1 FROM {table} r WHERE r.organization_id = o.id AND {where})".format
TRAINED = """EXISTS (SELECT 1 FROM training_secretarytraining t JOIN training_trainingclass c ON c.id = t.head_id
    WHERE t.organization_id = r.organization_id AND t.name = r.name AND t.state = 'confirmed' AND t.passed
    AND t.days >= 3 AND c.start_on >= '2026-01-01' AND c.start_on <= %(until)s)"""


def main():
    django.setup()
    settings.ROOT_URLCONF = "benchmarks.urls"
    call_command("collectstatic", interactive=False, verbosity=0)  # the pages name their files
    with mock.patch("django.utils.timezone.localdate", new=_today):
        measured = {units: _measure(units) for units in SIZES}
    first = measured[SIZES[0]]
    for units in SIZES[1:]:
        for page, time in measured[units].items():
            asked(f"{page}: {units:,} ÷ {SIZES[0]:,} units", time / first[page], PROVINCE_PAGE)


def _today(value=None, timezone=None):
    return ON


def _measure(units):
    """Print what ``units`` units take; return the milliseconds of each page."""
    _fill(units)
    rebuild, bare = _best(_rebuild), _best(_bare)
    _check_equal()
    print(f"{units:,} units: rebuild {rebuild:,.0f} ms, its bare SQL {bare:,.0f} ms", flush=True)
    asked("rebuild ÷ its bare SQL", rebuild / bare, REBUILD)
    print(f"  full pass of all indicators {_once(_full_pass):,.0f} ms", flush=True)
    analyze()
    asked("one dirty township", _best(_dirty_township), TOWNSHIP, unit=" ms")
    pages = dict(_county_pages())
    _empty()
    return pages


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
    analyze()


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


def _county_pages():
    """Measure a county's page with 25 figures, today and on a past day; yield the name and the milliseconds of each."""
    from django.test import Client
    from django.urls import reverse

    from indicators import registry
    from organizations.models import Organization, User

    written_first = sorted(registry.all_indicators(), key=lambda indicator: indicator.key not in HAND_WRITTEN)
    kept = {indicator.key: indicator for indicator in written_first[:FIGURES]}
    county = Organization.objects.filter(level="county").first()
    client, user = Client(), User.objects.get(username="bench1")
    client.force_login(user, backend="organizations.accounts.backends.AccountBackend")
    address, past = reverse("indicators:unit", args=[county.code]), {"on": (ON - timedelta(days=1)).isoformat()}
    floor = _best(lambda: client.get(reverse("floor")))
    with mock.patch.object(registry, "_declared", kept):
        bare = _best(lambda: _stored_values(county, kept))
        for name, query, bare_time in [("county page", {}, bare), ("county page of a past day", past, None)]:
            page, statements, queries = _page(client, address, query)
            if bare_time is None:
                bare_time = _best(lambda statements=statements: _execute(statements))
            print(
                f"  {name} with {len(kept)} figures {page:,.1f} ms, {page / floor:.1f} x floor,"
                f" its bare SQL {bare_time:,.1f} ms ({page / bare_time:.1f} x)",
                flush=True,
            )
            asked(f"{name}: queries", queries, QUERIES + len(statements))
            yield name, page


def _page(client, address, query):
    """Return the milliseconds of a page, its statements that count, and how many statements there are."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    assert client.get(address, query).status_code == 200  # what is kept by the process is kept now
    with CaptureQueriesContext(connection) as context:
        client.get(address, query)
    queries = [each["sql"] for each in context.captured_queries]  # before other requests throw the log away
    statements = [sql for sql in queries if "sum_unknown" in sql]
    return _best(lambda: client.get(address, query)), statements, len(queries)


def _execute(statements):
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()


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


def _stored_values(county, keys):
    """Read the stored values of a county and of the units directly below it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(STORED.format(", ".join(["%s"] * len(keys))), [county.pk, county.pk, *keys])
        return cursor.fetchall()


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
