"""A bound assignment is finished at its deadline or by a person, and reopens in plain sight when its figure falls."""

from datetime import date

import pytest
from django.utils import timezone

from audit.models import AuditEntry
from notices import timeline
from tasks import actions, scan
from tasks.board import Board
from tasks.deadlines import State
from tasks.models import Assignment, ProgressReport, Reopening
from tasks.subjects import ASSIGNMENT
from tests.indicators.worlds import make_grid
from tests.tasks.test_bound_reports import GRIDS, YEAR, moment, recompute, set_group
from tests.tasks.worlds import make_assignment, make_report, make_task

DUE = date(2026, 6, 30)


@pytest.fixture
def grids(village):
    """25 grids, all of them with a Party group."""
    return [make_grid(village, f"第{number}网格", party_group=True) for number in range(25)]


@pytest.fixture
def assignment(city, county, grids):
    """Bound, at 100 % since 10 June, and due on 30 June."""
    assignment = make_assignment(county, make_task(city, indicator=GRIDS, deadline=DUE))
    recompute(6, 10)
    return assignment


def state(assignment, day):
    return Assignment.objects.with_status(on=day).get(pk=assignment.pk).status(on=day, year=YEAR).state


def days(assignment):
    assignment.refresh_from_db()
    return assignment.finished_on, assignment.completed_on


def test_100_percent_before_the_deadline_does_not_finish(assignment):
    actions.write_reports(now=moment(6, 30))

    assert days(assignment) == (None, None)


@pytest.mark.parametrize("run_on", [(7, 1), (7, 9)])
def test_100_percent_at_the_deadline_finishes_on_its_day_however_late_the_job_runs(assignment, run_on):
    actions.write_reports(now=moment(*run_on))

    assert days(assignment) == (DUE, DUE)
    assert state(assignment, date(2026, 6, 29)) == State.DUE_SOON
    assert state(assignment, DUE) == State.DONE
    assert AuditEntry.objects.filter(action="assignment.finished").count() == 1


def test_99_percent_at_the_deadline_does_not_finish(assignment, grids):
    set_group(grids[0], False)
    recompute(6, 30)

    actions.write_reports(now=moment(7, 1))

    assert days(assignment) == (None, None)
    assert state(assignment, date(2026, 7, 1)) == State.OVERDUE


def test_figure_that_is_complete_only_after_the_deadline_is_left_to_a_person(assignment, grids):
    set_group(grids[0], False)
    recompute(6, 30)
    set_group(grids[0], True)
    recompute(7, 2)
    actions.write_reports(now=moment(7, 3))

    assert days(assignment) == (None, None)


def test_complete_assignment_is_never_reported_as_overdue(assignment):
    scan.scan_deadlines(on=date(2026, 7, 1))

    assert days(assignment) == (DUE, DUE)
    assert not Assignment.objects.overdue(on=date(2026, 7, 1)).exists()


def test_report_of_a_person_at_100_percent_is_not_finished_by_the_clock(city, county):
    alone = make_assignment(county, make_task(city, indicator=GRIDS, deadline=DUE))
    make_report(alone, date(2026, 6, 1), progress=100, reviewed_on=date(2026, 6, 10))

    actions.write_reports(now=moment(7, 1))

    assert days(alone) == (None, None)


@pytest.fixture
def fallen(assignment, grids):
    """Finished on 30 June; on 10 November one of 25 grids has lost its Party group."""
    actions.write_reports(now=moment(7, 1))
    set_group(grids[0], False)
    recompute(11, 10)
    return assignment


def test_figure_that_falls_reopens_with_a_row_in_the_history(fallen):
    assert days(fallen) == (None, None)
    assert state(fallen, date(2026, 11, 10)) == State.OVERDUE
    entry = AuditEntry.objects.get(action="assignment.reopened")
    assert entry.note == "指标由 100% 降为 96%"
    assert entry.changes == {"finished_on": ["2026-06-30", None]}


def test_reopening_stands_in_the_timeline(fallen):
    entries = timeline.of(ASSIGNMENT, fallen, on=date(2026, 11, 10))

    assert ("已恢复办理：指标由 100% 降为 96%", date(2026, 11, 10)) in [(entry.text, entry.when) for entry in entries]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 6, 29), State.DUE_SOON),
        (DUE, State.DONE),
        (date(2026, 11, 9), State.DONE),
        (date(2026, 11, 10), State.OVERDUE),
    ],
)
def test_past_days_show_it_as_finished_on_those_days(fallen, day, expected):
    assert state(fallen, day) == expected


@pytest.mark.parametrize(("day", "finished"), [(DUE, True), (date(2026, 11, 9), True), (date(2026, 11, 10), False)])
def test_lists_of_past_days_know_that_it_was_finished(fallen, day, finished):
    assert (fallen not in Assignment.objects.unsettled(on=day)) == finished
    assert (fallen not in Assignment.objects.overdue(on=day)) == finished


def test_map_says_96_in_november_and_the_map_of_june_still_says_100(fallen, city):
    def progress(day):
        (line,) = Board(city, year=2026, on=day, settings=YEAR).below
        return line.status.progress

    assert progress(date(2026, 11, 28)) == 96
    assert progress(DUE) == 100


def test_reopened_assignment_is_not_finished_again_by_its_old_deadline(fallen):
    actions.write_reports(now=moment(11, 11))

    assert days(fallen) == (None, None)
    assert Reopening.objects.count() == 1


def test_person_finishes_below_100_percent_and_it_stays_finished(assignment, grids, people, monkeypatch):
    set_group(grids[0], False)
    recompute(6, 20)
    actions.finish(assignment, by=people.city_manager, on=date(2026, 6, 21), note="经核查属实。")

    set_group(grids[1], False)
    recompute(6, 22)

    assert days(assignment) == (date(2026, 6, 21), date(2026, 6, 21))


def test_fall_and_finishing_at_the_deadline_in_one_run_are_both_recorded(assignment, grids):
    set_group(grids[0], False)
    recompute(7, 5)

    assert days(assignment) == (None, None)
    assert state(assignment, date(2026, 7, 4)) == State.DONE
    assert state(assignment, date(2026, 7, 5)) == State.OVERDUE


def test_correction_below_100_percent_keeps_the_finished_days(city, county, people):
    assignment = make_assignment(county, make_task(city))
    report = make_report(assignment, date(2026, 1, 1), progress=100, submitted_on=date(2026, 1, 20))
    report = actions.confirm(report, by=people.city_manager, on=date(2026, 1, 26))

    actions.correct(report, by=people.city_manager, on=date(2026, 2, 10), reason="多报", progress=80)

    assert [state(assignment, date(2026, 2, day)) for day in (9, 10)] == [State.DONE, State.ON_TRACK]


def test_new_month_that_begins_lower_reopens(assignment, grids, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: moment(7, 1))
    actions.write_reports(now=moment(7, 1))
    ProgressReport.objects.filter(period_start=date(2026, 7, 1)).delete()
    set_group(grids[0], False)
    recompute(7, 2)

    assert days(assignment) == (None, None)
