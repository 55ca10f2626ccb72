from datetime import date
from decimal import Decimal

import pytest

from tasks.deadlines import State
from tasks.models import Assignment, DueChange, ReportReturn, ReportRevision
from tests.tasks.worlds import make_assignment, make_report
from years.models import TaskYear

YEAR = TaskYear(year=2026)


def status(assignment, on):
    return Assignment.objects.with_status(on=on).get(pk=assignment.pk).status(on=on, year=YEAR)


def test_only_confirmed_figures_count(county):
    assignment = make_assignment(county)
    make_report(assignment, date(2026, 1, 1), progress=20, reviewed_on=date(2026, 1, 26))
    make_report(assignment, date(2026, 2, 1), progress=90, submitted_on=date(2026, 2, 24))

    assert status(assignment, date(2026, 3, 1)).progress == Decimal(20)


@pytest.mark.parametrize(("day", "progress"), [(25, None), (26, 20)])
def test_report_counts_from_the_day_it_was_confirmed(county, day, progress):
    assignment = make_assignment(county)
    make_report(assignment, progress=20, submitted_on=date(2026, 1, 20), reviewed_on=date(2026, 1, 26))

    assert status(assignment, date(2026, 1, day)).progress == progress


def test_latest_period_counts_even_if_an_earlier_one_was_confirmed_after_it(county):
    assignment = make_assignment(county)
    make_report(assignment, date(2026, 2, 1), progress=30, reviewed_on=date(2026, 2, 26))
    make_report(assignment, date(2026, 1, 1), progress=20, reviewed_on=date(2026, 3, 2))

    assert status(assignment, date(2026, 3, 5)).progress == 30


@pytest.mark.parametrize(("day", "progress"), [(9, 40), (10, 25)])
def test_status_of_a_past_day_has_the_figure_before_its_correction(county, day, progress):
    assignment = make_assignment(county)
    report = make_report(assignment, progress=25, reviewed_on=date(2026, 1, 26))
    ReportRevision.objects.create(report=report, progress=40, replaced_on=date(2026, 2, 10), reason="多报")

    assert status(assignment, date(2026, 2, day)).progress == progress


@pytest.mark.parametrize(("day", "due_on"), [(30, date(2026, 10, 31)), (31, date(2026, 11, 30))])
def test_status_of_a_past_day_has_the_deadline_of_that_day(county, day, due_on):
    assignment = make_assignment(county, due_on=date(2026, 11, 30), original_due_on=date(2026, 10, 31))
    DueChange.objects.create(
        assignment=assignment, old_due=date(2026, 10, 31), new_due=date(2026, 11, 30), changed_on=date(2026, 10, 31)
    )

    assert status(assignment, date(2026, 10, day)).due_on == due_on


@pytest.mark.parametrize(("day", "state"), [(1, State.OVERDUE), (31, State.CLAIMED)])
def test_completion_claimed_on_the_due_date_waits_for_verification(county, day, state):
    assignment = make_assignment(county, due_on=date(2026, 10, 31))
    claimed = date(2026, 10, 31) if day == 31 else date(2026, 11, 1)
    make_report(assignment, date(2026, 10, 1), progress=100, submitted_on=claimed)

    assert status(assignment, date(2026, 11, 5)).state == state


def test_claim_counts_on_the_days_before_it_was_returned(county):
    assignment = make_assignment(county, due_on=date(2026, 10, 31))
    report = make_report(assignment, date(2026, 10, 1), progress=100, state="draft")
    ReportReturn.objects.create(
        report=report,
        kind="returned",
        submitted_on=date(2026, 10, 30),
        closed_on=date(2026, 11, 4),
        closed_at="2026-11-04T04:00Z",
        progress=100,
    )

    states = [status(assignment, date(2026, 11, day)).state for day in (3, 4)]

    assert states == [State.CLAIMED, State.OVERDUE]


def test_assignment_without_deadline_has_its_own_state(county):
    assignment = make_assignment(county, due_on=None)

    found = status(assignment, date(2026, 12, 31))

    assert (found.has_deadline, found.state, found.days, found.time_progress) == (
        False,
        State.NOT_STARTED,
        None,
        None,
    )


def test_status_can_be_read_without_the_annotation(county):
    assignment = make_assignment(county)
    make_report(assignment, progress=20, reviewed_on=date(2026, 1, 26))

    assert assignment.status(on=date(2026, 2, 1)).progress == 20
