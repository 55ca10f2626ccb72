"""Measure pages of a city of 3,125 units, alone and inside a province of 66,000, with three years of monthly reports.

Prints the server time and the number of queries of each page, compared with an empty page behind login (the
floor) and with plain SQL for the same figures; then the peak memory of a web server and a worker.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from unittest import mock

import django

from benchmarks import memory, tasks_data
from benchmarks.asked import asked
from benchmarks.autovacuum import analyze
from benchmarks.province import CITY, PROVINCE, csv_bytes

RUNS = 8  # at each depth; the best one counts
DEPTHS = (0, 8, 16, 24, 32)  # frames below the first
QUERIES = 12  # at most, of a page
TREE = Path(__file__).parent.parent / "data" / "organizations.csv"
COUNTY, TOWNSHIP = "361126000000", "361126102000"
FIGURES = """
    SELECT a.id, a.due_on, a.target, a.finished_on, t.number, t.title, o.name, r.progress, r.value, r.period_start
    FROM tasks_assignment a
    JOIN tasks_task t ON t.id = a.task_id
    JOIN organizations_organization o ON o.id = a.organization_id
    LEFT JOIN tasks_progressreport r ON r.id = (
        SELECT p.id FROM tasks_progressreport p
        WHERE p.assignment_id = a.id AND p.state = 'confirmed' AND p.reviewed_on <= %(on)s
        ORDER BY p.period_start DESC LIMIT 1)
    WHERE t.year = %(year)s AND a.withdrawn_on IS NULL AND {which}
    ORDER BY t."order", o.path
"""
OWED = """
    SELECT a.id, t.number, t.title FROM tasks_assignment a
    JOIN tasks_task t ON t.id = a.task_id
    WHERE a.organization_id = %(unit)s AND t.year = %(year)s AND a.finished_on IS NULL AND a.withdrawn_on IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM tasks_progressreport p
        WHERE p.assignment_id = a.id AND p.period_start = %(month)s AND p.state IN ('submitted', 'confirmed'))
"""


def main():
    django.setup()
    memory.prepare()
    reports = _load(TREE.read_bytes())
    print(f"city: {CITY:,} units, {reports:,} reports")
    small = _measured()
    reports = _load(csv_bytes(PROVINCE - CITY))
    print(f"province: {PROVINCE:,} units, {reports:,} reports")
    large = _measured()
    for page, time in small.items():
        asked(f"{page}: province ÷ city", large[page] / time, 1.2)
    memory.report()


def _load(content):
    """Add the units of a file and the tasks of their years; return the number of all reports."""

    from organizations import loading, treefile
    from organizations.models import Organization
    from tasks.models import ProgressReport

    roots_before = set(Organization.objects.roots().values_list("pk", flat=True))
    loading.load(treefile.read(content), on=date(2026, 1, 1))
    tasks_data.build(cities=Organization.objects.roots().exclude(pk__in=roots_before))
    analyze()
    return ProgressReport.objects.count()


def _measured():
    """Run ``measure`` in a new process, because a server has not just built a million rows."""
    sys.stdout.flush()
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as server:
        return server.submit(measure).result()


def measure():
    """Return the milliseconds of each page on the last day of the data; print its queries and both ratios."""
    django.setup()
    from django.conf import settings

    settings.ROOT_URLCONF = "benchmarks.urls"
    with mock.patch("django.utils.timezone.localdate", new=_today):
        return _measure_pages()


def _today():
    return tasks_data.TODAY


def _measure_pages():
    pages = _pages()
    floor = _page_time(*pages.pop("floor")[:2])
    print(f"{'floor':<10} {floor['ms']:6.1f} ms {floor['queries']:3} queries")
    times = {}
    for name, (client, address, statement, values) in pages.items():
        page, bare = _page_time(client, address), _bare_time(statement, values)
        times[name] = page["ms"]
        print(
            f"{name:<10} {page['ms']:6.1f} ms, "
            f"{page['ms'] / floor['ms']:.1f} x floor, bare SQL {bare:.1f} ms ({page['ms'] / bare:.1f} x)"
        )
        asked(f"{name}: queries", page["queries"], QUERIES)
    return times


def _pages():
    """The pages to measure as ``{name: (client, address, plain SQL, its parameters)}``."""
    from django.urls import reverse

    from organizations.models import Organization
    from tasks.models import Task

    county, township = (Organization.objects.get(code=code) for code in (COUNTY, TOWNSHIP))
    city, on, before = county.parent, tasks_data.TODAY, tasks_data.TODAY.replace(month=6)
    task = Task.objects.in_year(on.year).issued_by(city).in_order().first()
    manager, editor = _client(city, "manager"), _client(county, "editor")
    values = {"on": on, "year": on.year, "month": on.replace(day=1)}
    then = values | {"on": before}
    below = FIGURES.format(which="o.parent_id = %(unit)s")
    both = FIGURES.format(which="(o.parent_id = %(unit)s OR o.id = %(unit)s)")
    of_task = FIGURES.format(which="o.parent_id = %(unit)s AND t.id = %(task)s")
    return {
        "floor": (manager, reverse("floor"), "", {}),
        "overview": (manager, reverse("overview"), below, values | {"unit": city.pk}),
        "past day": (manager, f"{reverse('overview')}?on={before}", below, then | {"unit": city.pk}),
        "county": (manager, reverse("place", args=[COUNTY]), both, values | {"unit": county.pk}),
        "township": (manager, reverse("place", args=[TOWNSHIP]), both, values | {"unit": township.pk}),
        "task": (
            manager,
            reverse("tasks:detail", args=[task.pk]),
            of_task,
            values | {"unit": city.pk, "task": task.pk},
        ),
        "todo": (editor, reverse("notices:todo"), OWED, values | {"unit": county.pk}),
    }


def _client(organization, role):
    from django.test import Client

    from organizations.models import User

    user, _created = User.objects.get_or_create(
        username=f"bench-{organization.code}-{role}",
        defaults={"organization": organization, "role": role, "name": role},
    )
    client = Client()
    client.force_login(user, backend="organizations.accounts.backends.AccountBackend")
    return client


def _page_time(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    response = client.get(address)
    assert response.status_code == 200, f"{address} answered {response.status_code}"
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
        query_count = len(queries)
    return {"ms": _best(lambda: client.get(address)), "queries": query_count}


def _bare_time(statement, values):
    from django.db import connection

    def run():
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            cursor.fetchall()

    return _best(run)


def _best(work):
    """The milliseconds of the quickest run of ``work``, over several depths of the call stack.

    CPython keeps its frames in chunks of memory. A busy loop on the edge of a chunk takes and returns a chunk with
    every call, and the same page takes up to half as long again: which depth is unlucky is chance.
    """
    times = []
    for depth in DEPTHS:
        for _run in range(RUNS):
            start = perf_counter()
            _at_depth(depth, work)
            times.append(perf_counter() - start)
    return min(times) * 1000


def _at_depth(depth, work):
    return work() if depth == 0 else _at_depth(depth - 1, work)


if __name__ == "__main__":
    main()
