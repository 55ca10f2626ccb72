"""The rules of deadlines on both sides of every limit, in Python and in SQL."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from tasks import deadlines
from tasks.deadlines import Facts, State
from tasks.models import Assignment, ProgressReport
from tests.factories import make_organization
from tests.tasks.worlds import make_assignment, make_report, make_task
from years.models import TaskYear

YEAR = TaskYear(year=2026, due_soon_days=7, behind_points=10)
FACTS = Facts(starts_on=date(2026, 1, 1), due_on=date(2026, 10, 31), progress=Decimal(90))


def state(on, **changes):
    return deadlines.state(replace(FACTS, **changes), on=on, settings=YEAR)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 10, 30), State.DUE_SOON),
        (date(2026, 10, 31), State.DUE_SOON),
        (date(2026, 11, 1), State.OVERDUE),
    ],
)
def test_due_today_is_not_overdue(on, expected):
    assert state(on) == expected


@pytest.mark.parametrize(("day", "expected"), [(23, State.ON_TRACK), (24, State.DUE_SOON)])
def test_due_soon_begins_seven_days_before(day, expected):
    assert state(date(2026, 10, day), progress=Decimal(95)) == expected


@pytest.mark.parametrize(
    ("progress", "expected"),
    [(Decimal("40.0"), State.ON_TRACK), (Decimal("39.9"), State.BEHIND)],
)
def test_behind_is_more_than_ten_points_below_time_progress(progress, expected):
    half = {"starts_on": date(2026, 3, 1), "due_on": date(2026, 6, 8)}  # of 100 days, the 50th is 19 April

    assert state(date(2026, 4, 19), progress=progress, **half) == expected


@pytest.mark.parametrize(("day", "expected"), [(10, State.NOT_STARTED), (11, State.BEHIND)])
def test_nothing_done_is_not_started_until_time_has_run_on(day, expected):
    hundred = {"starts_on": date(2026, 3, 1), "due_on": date(2026, 6, 8)}

    assert state(date(2026, 3, day), progress=None, **hundred) == expected


@pytest.mark.parametrize("progress", [None, Decimal(0)])
def test_before_its_start_an_assignment_has_not_started(progress):
    assert state(date(2025, 12, 1), progress=progress) == State.NOT_STARTED


@pytest.mark.parametrize(("day", "expected"), [(9, State.OVERDUE), (10, State.DONE)])
def test_assignment_is_done_from_the_day_its_completion_is_confirmed(day, expected):
    assert state(date(2026, 11, day), finished_on=date(2026, 11, 10)) == expected


@pytest.mark.parametrize(("day", "expected"), [(9, State.OVERDUE), (10, State.NOT_APPLICABLE)])
def test_assignment_is_not_applicable_from_the_day_of_the_decision(day, expected):
    assert state(date(2026, 11, day), not_applicable_on=date(2026, 11, 10)) == expected


def test_not_applicable_is_shown_rather_than_done():
    settled = {"finished_on": date(2026, 5, 1), "not_applicable_on": date(2026, 5, 1)}

    assert state(date(2026, 11, 10), **settled) == State.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("claimed_on", "expected"), [(date(2026, 10, 31), State.CLAIMED), (date(2026, 11, 1), State.OVERDUE)]
)
def test_claim_of_completion_prevents_overdue_only_when_made_by_the_due_date(claimed_on, expected):
    assert state(date(2026, 11, 20), claimed_on=claimed_on) == expected


@pytest.mark.parametrize(("day", "expected"), [(14, State.ON_TRACK), (15, State.CLAIMED)])
def test_claim_of_completion_counts_from_its_day(day, expected):
    assert state(date(2026, 10, day), claimed_on=date(2026, 10, 15)) == expected


@pytest.mark.parametrize(("progress", "expected"), [(None, State.NOT_STARTED), (Decimal(1), State.ON_TRACK)])
def test_assignment_without_deadline_is_never_overdue_or_behind(progress, expected):
    assert state(date(2026, 12, 31), due_on=None, progress=progress) == expected


@pytest.mark.parametrize(
    ("due_on", "last_good", "first_late"),
    [
        (date(2026, 12, 31), date(2026, 12, 31), date(2027, 1, 1)),
        (date(2028, 2, 28), date(2028, 2, 28), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 2, 29), date(2028, 3, 1)),
        (date(2026, 2, 28), date(2026, 2, 28), date(2026, 3, 1)),
        (date(2026, 4, 30), date(2026, 4, 30), date(2026, 5, 1)),
    ],
)
def test_deadline_ends_with_its_day_at_the_end_of_months_and_in_leap_years(due_on, last_good, first_late):
    states = [state(on, due_on=due_on) for on in (last_good, first_late)]

    assert states == [State.DUE_SOON, State.OVERDUE]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 2, 28), Decimal(0)),
        (date(2026, 3, 1), Decimal("10.0")),
        (date(2026, 3, 9), Decimal("90.0")),
        (date(2026, 3, 10), Decimal("100.0")),
        (date(2026, 4, 1), Decimal("100.0")),
    ],
)
def test_time_progress_grows_by_a_tenth_on_each_of_ten_days(on, expected):
    assert deadlines.time_progress(date(2026, 3, 1), date(2026, 3, 10), on=on) == expected


def test_time_progress_includes_the_leap_day():
    shares = [
        deadlines.time_progress(date(year, 2, 28), date(year, 3, 1), on=date(year, 2, 28)) for year in (2027, 2028)
    ]

    assert shares == [Decimal("50.0"), Decimal("33.3")]


@pytest.mark.parametrize(
    ("on", "expected"), [(date(2026, 10, 30), 1), (date(2026, 10, 31), 0), (date(2026, 11, 23), -23)]
)
def test_days_left_are_negative_when_overdue(on, expected):
    assert deadlines.days_left(date(2026, 10, 31), on=on) == expected


def _world(county):
    """Assignments with every combination of dates and progress near the limits."""
    task = make_task(county.parent)
    due_dates = [None, date(2026, 6, 8), date(2026, 2, 28)]
    starts = [date(2026, 1, 1), date(2026, 2, 20)]
    progress = [None, Decimal("0"), Decimal("39.9"), Decimal("40.0"), Decimal("100")]
    ends = [
        {},
        {"finished_on": date(2026, 4, 19), "completed_on": date(2026, 4, 18)},
        {"not_applicable_on": date(2026, 4, 20)},
    ]
    for number, (due_on, starts_on, value, end) in enumerate(product(due_dates, starts, progress, ends)):
        unit = make_organization(f"单位{number}", parent=county)
        if "not_applicable_on" in end:
            end = end | {"not_applicable_reason": "没有街道"}
        assignment = make_assignment(unit, task, due_on=due_on, starts_on=starts_on, **end)
        if value is not None:
            make_report(assignment, progress=value, reviewed_on=date(2026, 2, 25))
        if number % 3 == 0:
            day = date(2026, 2, 28) + timedelta(days=number % 2)
            make_report(assignment, date(2026, 2, 1), progress=100, submitted_on=day)


DAYS = [
    date(2025, 12, 31), date(2026, 2, 20), date(2026, 2, 21), date(2026, 2, 28), date(2026, 3, 1),
    date(2026, 4, 18), date(2026, 4, 19), date(2026, 4, 20), date(2026, 5, 31), date(2026, 6, 1),
    date(2026, 6, 8), date(2026, 6, 9), date(2026, 12, 31),
]  # fmt: skip


@pytest.mark.parametrize("on", DAYS)
def test_querysets_of_overdue_and_due_soon_agree_with_the_rules_in_python(county, on):
    _world(county)
    states = {item.pk: item.status(on=on, year=YEAR).state for item in Assignment.objects.with_status(on=on)}

    overdue = set(Assignment.objects.overdue(on=on).values_list("pk", flat=True))
    due_soon = set(Assignment.objects.due_soon(on=on, days=YEAR.due_soon_days).values_list("pk", flat=True))

    assert (len(states), ProgressReport.objects.count()) == (90, 102)
    assert overdue == {pk for pk, state in states.items() if state == State.OVERDUE}
    assert due_soon == {pk for pk, state in states.items() if state == State.DUE_SOON}
