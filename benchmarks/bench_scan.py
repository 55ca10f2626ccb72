"""Measure the daily scan of 100,000 assignments against hand-written SQL that finds the same events."""

from datetime import timedelta
from time import perf_counter

import django

from benchmarks import tasks_data
from benchmarks.autovacuum import analyze
from benchmarks.province import CITY, csv_bytes

RUNS = 3  # the best one counts
ON = tasks_data.TODAY
TASKS = 33  # × 3,124 units below the city
LATE = {"overdue": 0, "overdue_7": 7, "overdue_15": 15, "overdue_30": 30}
UNSETTLED = """
    a.assigned_on <= %(on)s AND (a.withdrawn_on IS NULL OR a.withdrawn_on > %(on)s)
    AND (a.finished_on IS NULL OR a.finished_on > %(on)s)
    AND (a.not_applicable_on IS NULL OR a.not_applicable_on > %(on)s)
    AND NOT EXISTS (
        SELECT 1 FROM tasks_progressreport r WHERE r.assignment_id = a.id AND r.progress >= 100
        AND r.state = 'submitted' AND r.submitted_on <= a.due_on)
"""
INSERT = """
    INSERT INTO notices_deadlineevent
        (subject_kind, subject_id, path, organization_id, stage, due_on, period_start, found_on)
    SELECT 'assignment', a.id, '/tasks/assignments/' || a.id || '/', a.organization_id,
        %(stage)s, a.due_on, NULL, %(on)s
    FROM tasks_assignment a
    WHERE a.due_on BETWEEN %(first)s AND %(last)s AND
"""


def main():
    django.setup()
    from notices.models import DeadlineEvent
    from tasks import scan
    from tasks.models import Assignment

    _fill()
    ours = [_timed(lambda: scan.scan_deadlines(on=ON)) for _ in range(RUNS)]
    event_count = DeadlineEvent.objects.count()
    bare = [_timed(_bare) for _ in range(RUNS)]
    assert DeadlineEvent.objects.count() == event_count > 0, "the two must find the same events"
    again = _once(lambda: scan.scan_deadlines(on=ON))
    print(f"{Assignment.objects.count():,} assignments, {event_count:,} events found")
    print(f"daily scan {min(ours):.0f} ms, bare SQL {min(bare):.0f} ms, ratio {min(ours) / min(bare):.1f} (at most 10)")
    print(f"the same day scanned again, nothing new: {again:.0f} ms")


def _fill():

    from organizations import loading, treefile

    loading.load(treefile.read(csv_bytes(CITY)), on=ON)
    levels = ("county", "township", "village")
    tasks_data.build(years=(ON.year,), levels=levels, tasks_a_year=TASKS, months=(ON.month - 1, ON.month))
    analyze()


def _timed(work):
    """Milliseconds of ``work`` on an empty table of events."""
    from notices.models import DeadlineEvent

    DeadlineEvent.objects.all().delete()
    return _once(work)


def _once(work):
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def _bare():
    from django.db import connection, transaction

    from years.models import TaskYear

    ahead = timedelta(days=TaskYear.objects.of(ON.year).due_soon_days)
    ranges = {"due_soon": (ON, ON + ahead)}
    ranges |= {stage: (ON.replace(year=1), ON - timedelta(days=days + 1)) for stage, days in LATE.items()}
    with transaction.atomic(), connection.cursor() as cursor:
        for stage, (first, last) in ranges.items():
            values = {"stage": stage, "on": ON, "first": first, "last": last}
            cursor.execute(f"{INSERT} {UNSETTLED}", {name: str(value) for name, value in values.items()})


if __name__ == "__main__":
    main()
