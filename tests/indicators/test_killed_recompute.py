"""After ``kill -9`` of a worker or of its database session in the middle of a recompute, the values are those of a full
rebuild, and so are the reports that were written in the same transaction.

``KILL_DRILL_ROUNDS=60`` makes the drill long; ``KILL_DRILL_SEED`` repeats its moments.
"""

import os
import random
import time
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.utils import timezone

from governance.models import Grid
from indicators import recomputing
from indicators.counts import NOTHING, Counts
from indicators.models import DirtyMark, IndicatorValue
from indicators.spans import month_key
from tasks.models import Assignment, ProgressReport, Reopening
from tests.factories import make_organization
from tests.indicators.worlds import announce, make_grid, make_problem, make_secretary
from tests.processes import PATIENCE, wait_until
from tests.tasks.worlds import make_assignment, make_task

pytestmark = [
    pytest.mark.processes,
    pytest.mark.xdist_group("processes"),
    pytest.mark.django_db(transaction=True),  # the worker must see what the test writes
]
GRIDS = "grids_with_party_group"
SWEEP_EVERY = 10  # seconds
ROUNDS = int(os.environ.get("KILL_DRILL_ROUNDS", 4))
SEED = int(os.environ.get("KILL_DRILL_SEED", 0)) or random.randrange(1, 10**6)
RECOMPUTE_AGAIN_AND_AGAIN = """
import time
import django; django.setup()
from indicators.jobs import recompute_marked
while True:
    recompute_marked()
    time.sleep(0.02)
"""
in_postgresql = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no sessions to end")


@pytest.fixture
def villages(shared_database):
    """Eight villages in four townships of two counties, with values that are up to date and reports of 100 %."""
    today = timezone.localdate()
    city = make_organization("上饶市")
    task = make_task(city, year=today.year, indicator=GRIDS)
    villages = []
    for county in [make_organization(name, parent=city) for name in ("弋阳县", "横峰县")]:
        make_assignment(county, task, assigned_on=today.replace(day=1), starts_on=today.replace(day=1))
        for number in range(2):
            township = make_organization(f"第{number}镇", parent=county)
            villages += [make_organization(name, parent=township) for name in ("湖塘村", "港口村")]
    for village in villages:
        for number in range(2):
            make_grid(village, f"第{number}网格", year=today.year, party_group=True)
        make_secretary(village, year=today.year)
    recomputing.recompute_all(now=timezone.now())
    Assignment.objects.update(finished_on=today, completed_on=today)
    return villages


def change_records(villages):
    """Change records of two ledgers and add one of a third, in every township; every figure of a county falls."""
    year = timezone.localdate().year
    for village in villages:
        grid = Grid.objects.filter(organization=village).first()
        Grid.objects.filter(pk=grid.pk).update(party_group=False)
        announce(grid)
        make_problem(village, year=year, listed_on=f"{year}-01-05", rectified=False)
        make_secretary(village, "李四", year=year, appointed="")


def lease_runs_out():
    DirtyMark.objects.exclude(lease_until=None).update(lease_until=timezone.now() - timedelta(seconds=1))


def finish_recompute(worker):
    """Wait until a worker has computed all marks; repeats the sweep, as beat does, in case a message is lost."""
    sent = 0

    def is_finished():
        nonlocal sent
        if time.monotonic() - sent > SWEEP_EVERY:
            sent = time.monotonic()
            worker.send("indicators.jobs.sweep")
        return not DirtyMark.objects.exists()

    wait_until(is_finished, f"the end of all marks\n{worker.log}")


def known_values():
    """``{(month, indicator, unit): numbers}`` that hold in the months that are kept up to date; without zeros."""
    values = {}
    for day in recomputing.open_days(timezone.localdate()):
        rows = IndicatorValue.objects.known_now().up_to(month_key(day)).order_by("span")
        for key, unit, *numbers in rows.values_list("indicator", "organization", *Counts.NAMES):
            values[month_key(day), key, unit] = Counts.of(numbers)
    return {place: counts for place, counts in values.items() if counts != NOTHING}


def written_reports():
    return set(ProgressReport.objects.values_list("assignment", "period_start", "value", "progress", "total"))


def rebuilt():
    """The values and the reports that a full rebuild writes into empty tables."""
    with transaction.atomic():
        IndicatorValue.objects.all().delete()
        ProgressReport.objects.all().delete()
        recomputing.recompute_all(now=timezone.now())
        values, reports = known_values(), written_reports()
        transaction.set_rollback(True)
    return values, reports


def check_history():
    """Of each value one row is known at a time: it ends at the moment from which the next one is known."""
    rows = {}
    for row in IndicatorValue.objects.order_by("known_from", "pk"):
        rows.setdefault((row.indicator, row.organization_id, row.span), []).append(row)
    for history in rows.values():
        assert [row.known_to for row in history] == [*(row.known_from for row in history[1:]), None]
        assert all(earlier.known_from <= later.known_from for earlier, later in pairwise(history))


def check_finished():
    """The values and the reports are those of a full rebuild, and what follows from them was done once."""
    values, reports = rebuilt()
    assert known_values() == values
    assert written_reports() == reports
    assert set(Assignment.objects.values_list("latest_progress", flat=True)) == {50}
    assert sorted(Reopening.objects.values_list("assignment__organization__name", flat=True)) == ["弋阳县", "横峰县"]
    check_history()


def rows_of_values():
    return sorted(IndicatorValue.objects.values_list("pk", "known_to"))


@pytest.mark.parametrize(
    "place",
    [
        "indicators.storing:_write:3",
        "tasks.actions.measuring:_report:2",
        "indicators.recomputing:_end:1",
    ],
)
def test_worker_killed_while_computing_leaves_old_values_and_the_next_one_computes_all(place, workers, villages):
    worker = workers()
    change_records(villages)
    before = rows_of_values(), written_reports(), DirtyMark.objects.count()

    worker.start(pause_at=place)
    worker.send("indicators.jobs.sweep")
    worker.wait_until_paused()
    worker.kill()
    left = rows_of_values(), written_reports(), DirtyMark.objects.exclude(token="").count()
    lease_runs_out()
    worker.start()
    finish_recompute(worker)

    assert left == before
    check_finished()


def test_marks_of_a_killed_worker_wait_until_its_lease_has_run_out(workers, villages):
    worker = workers()
    change_records(villages)

    worker.start(pause_at="indicators.recomputing:_end:1")
    worker.send("indicators.jobs.sweep")
    worker.wait_until_paused()
    worker.kill()
    too_early = recomputing.recompute_marked(now=timezone.now())
    done = recomputing.recompute_marked(now=timezone.now() + recomputing.LEASE)

    assert (too_early, done) == (0, 4 * 3)
    check_finished()


@in_postgresql
@pytest.mark.parametrize("place", ["indicators.storing:_write:3", "indicators.recomputing:_end:1"])
def test_worker_whose_database_session_is_ended_computes_all_in_a_new_one(place, workers, villages):
    worker = workers()
    change_records(villages)
    before = rows_of_values(), written_reports()

    worker.start(pause_at=place)
    worker.send("indicators.jobs.sweep")
    worker.wait_until_paused()
    end_other_sessions()
    worker.go_on()
    wait_until(lambda: "OperationalError" in worker.log, "the worker's error")
    left = rows_of_values(), written_reports()
    lease_runs_out()
    finish_recompute(worker)

    assert left == before
    check_finished()


class Pair:
    """Two processes that compute the marks again and again."""

    def __init__(self, worker):
        self.worker = worker
        self.processes = [self.start(), self.start()]

    def start(self):
        return self.worker.run_alongside(RECOMPUTE_AGAIN_AND_AGAIN)

    def kill(self, numbers):
        """``kill -9`` for the processes with ``numbers``."""
        for number in numbers:
            self.processes[number].kill()
            self.processes[number].wait()

    def end_sessions(self):
        """End the database sessions; a process ends with its session, unless it is only starting."""
        end_other_sessions()

    def replace_dead(self):
        self.processes = [self.start() if process.poll() is not None else process for process in self.processes]


@pytest.fixture
def pair(workers):
    pair = Pair(workers())
    yield pair
    pair.kill([0, 1])


def end_other_sessions():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@transaction.atomic
def change_some_records(villages, number, chance):
    """Change records of several ledgers in one transaction, as an import does."""
    year = timezone.localdate().year
    for village in chance.sample(villages, 4):
        grid = Grid.objects.filter(organization=village).first()
        Grid.objects.filter(pk=grid.pk).update(party_group=chance.choice([True, False, None]))
        announce(grid)
        make_secretary(village, f"王{number}", year=year, appointed=chance.choice(["", f"{year}-01"]))


def wait_for_claim():
    """Wait until a process has claimed marks, or was so quick that none are left."""
    end = time.monotonic() + PATIENCE
    while DirtyMark.objects.filter(token="").exists() and time.monotonic() < end:
        time.sleep(0.005)


def test_processes_that_are_killed_again_and_again_leave_the_values_of_a_full_rebuild(pair, villages):
    chance, claimed = random.Random(SEED), 0

    for number in range(ROUNDS):
        change_some_records(villages, number, chance)
        wait_for_claim()
        time.sleep(chance.uniform(0, 0.2))
        if connection.vendor == "postgresql" and chance.random() < 0.3:
            pair.end_sessions()
        else:
            pair.kill(chance.choice([[0], [1], [0, 1]]))
        claimed += DirtyMark.objects.exclude(token="").exists()
        lease_runs_out()
        pair.replace_dead()
    change_records(villages)
    wait_until(lambda: pair.replace_dead() or not DirtyMark.objects.exists(), f"the end of all marks, seed {SEED}")

    print(f"seed {SEED}: {ROUNDS} kills, {claimed} of them left claimed marks")  # noqa: T201 - pytest -s shows it
    check_finished()


def test_two_processes_at_once_leave_the_values_of_a_full_rebuild(pair, villages):
    chance = random.Random(SEED)

    for number in range(ROUNDS):
        change_some_records(villages, number, chance)
    change_records(villages)
    wait_until(lambda: not DirtyMark.objects.exists(), f"the end of all marks, seed {SEED}")

    assert [process.poll() for process in pair.processes] == [None, None], pair.worker.log
    check_finished()
