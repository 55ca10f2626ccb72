from datetime import date
from decimal import Decimal

import pytest

from dashboards import trends
from tests.dashboards.test_boards import board_of
from tests.tasks.worlds import make_assignment, make_report, make_task


@pytest.fixture
def assignment(city, county):
    return make_assignment(county, make_task(city))


def values(board):
    return [point["value"] for point in trends.monthly(board)]


def test_progress_stays_the_same_until_the_next_report(city, assignment):
    make_report(assignment, date(2026, 2, 1), progress=20, reviewed_on=date(2026, 2, 27))
    make_report(assignment, date(2026, 4, 1), progress=50, reviewed_on=date(2026, 4, 28))

    assert values(board_of(city, date(2026, 5, 15))) == [0, 20, 20, 50, 50, *[None] * 7]


def test_a_report_counts_from_the_month_of_its_confirmation(city, assignment):
    make_report(assignment, date(2026, 1, 1), progress=20, reviewed_on=date(2026, 3, 2))

    assert values(board_of(city, date(2026, 3, 31)))[:3] == [0, 0, 20]


def test_trend_takes_the_weights_of_assignments_into_account(city, assignment, other_county):
    make_assignment(other_county, assignment.task, weight=3)
    make_report(assignment, date(2026, 1, 1), progress=80, reviewed_on=date(2026, 1, 27))

    assert values(board_of(city, date(2026, 1, 31)))[0] == 20


def test_a_finished_milestone_counts_as_complete(city, assignment):
    assignment.finished_on = assignment.completed_on = date(2026, 2, 10)
    assignment.save()

    assert values(board_of(city, date(2026, 3, 1)))[:3] == [0, 100, 100]


@pytest.mark.parametrize(("year", "expected"), [(2024, 16.4), (2026, 16.2)])
def test_time_progress_takes_leap_years_into_account(city, year, expected):
    february = trends.monthly(board_of(city, date(year, 2, 1), year=year))[1]

    assert february["expected"] == Decimal(str(expected))


def test_year_that_has_not_begun_has_no_chart(city, assignment):
    make_assignment(assignment.organization, make_task(city, year=2027))

    assert trends.monthly(board_of(city, date(2026, 11, 28), year=2027)) == []


def test_mean_is_rounded_half_up_and_never_to_100(city, assignment, other_county):
    late = make_assignment(other_county, assignment.task)
    make_report(assignment, date(2026, 1, 1), progress=Decimal("50.1"), reviewed_on=date(2026, 1, 27))
    make_report(late, date(2026, 1, 1), progress=50, reviewed_on=date(2026, 1, 27))

    assert values(board_of(city, date(2026, 1, 31)))[0] == Decimal("50.1")

    make_report(assignment, date(2026, 2, 1), progress=100, reviewed_on=date(2026, 2, 26))
    make_report(late, date(2026, 2, 1), progress=Decimal("99.9"), reviewed_on=date(2026, 2, 26))

    assert values(board_of(city, date(2026, 2, 28)))[1] == Decimal("99.9")
