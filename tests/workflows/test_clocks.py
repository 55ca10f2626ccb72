"""The clock of a stage: calendar days, months, working days over holidays, and a clock that stands still."""

from datetime import date
from types import SimpleNamespace

import pytest

from tests.workflows.worlds import make_applicant, press, walk
from workflows.clocks import due_of, resumed
from workflows.declarations import Stage
from years.workdays import WorkCalendar

CALENDAR = WorkCalendar()


@pytest.mark.parametrize(
    ("stage", "since", "due"),
    [
        (Stage("a", ""), date(2026, 3, 2), None),
        (Stage("a", "", days=30), date(2026, 3, 2), date(2026, 4, 1)),
        (Stage("a", "", months=12), date(2026, 3, 31), date(2027, 3, 31)),
        (Stage("a", "", months=1), date(2026, 1, 31), date(2026, 2, 28)),
        (Stage("a", "", days=4, working=True), date(2020, 9, 28), date(2020, 10, 10)),  # 1–8 October off, 10th at work
        (Stage("a", "", days=5, stops=True), date(2026, 3, 2), None),
    ],
)
def test_stage_is_due(stage, since, due):
    assert due_of(stage, SimpleNamespace(), since=since, calendar=CALENDAR) == due


def test_record_may_say_when_a_stage_is_due():
    stage = Stage("a", "", until=lambda record: record.deadline)

    assert due_of(stage, SimpleNamespace(deadline=date(2026, 6, 30)), since=date(2026, 1, 1), calendar=CALENDAR) == (
        date(2026, 6, 30)
    )


@pytest.mark.parametrize(
    ("working", "due", "expected"),
    [
        (False, date(2026, 3, 20), date(2026, 3, 30)),  # ten days left on the 10th, so ten from the 20th
        (True, date(2026, 3, 13), date(2026, 3, 25)),  # three working days left
        (False, date(2026, 3, 9), date(2026, 3, 9)),  # had passed before the clock stopped
        (False, None, None),
    ],
)
def test_clock_goes_on_with_the_days_that_were_left(working, due, expected):
    stage = Stage("a", "", days=1, working=working)
    days = {"stopped_on": date(2026, 3, 10), "on": date(2026, 3, 20)}

    assert resumed(stage, due=due, calendar=CALENDAR, **days) == expected


@pytest.mark.django_db
def test_waiting_for_a_department_does_not_count(village, movers):
    candidate = walk(make_applicant(village), "candidate", movers, on=date(2026, 3, 2))
    due = candidate.stage_due

    press(candidate, "ask", movers.county_manager, on=date(2026, 3, 4))
    candidate.refresh_from_db()
    while_waiting = candidate.stage_due
    press(candidate, "answer", movers.county_manager, on=date(2026, 3, 11), values={"answer": "没有意见"})
    candidate.refresh_from_db()

    assert while_waiting is None
    assert (due, candidate.stage_due) == (CALENDAR.add(date(2026, 3, 2), 30), CALENDAR.add(date(2026, 3, 11), 28))
