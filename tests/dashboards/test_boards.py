from datetime import date
from decimal import Decimal

import pytest

from tasks.board import Board, on_time
from tasks.deadlines import State
from tasks.models import DueChange
from tasks.rates import completed
from tests.factories import make_organization
from tests.tasks.worlds import make_assignment, make_report, make_task
from years.models import TaskYear

TODAY = date(2026, 11, 23)


def board_of(organization, on=TODAY, year=2026):
    return Board(organization, year=year, on=on, settings=TaskYear(year=year))


@pytest.fixture
def task(city):
    return make_task(city, measure="quantity", unit="个村")


def states(board):
    return {line.unit.name: line.state for line in board.below}


def test_map_holds_the_units_directly_below(city, county, township, task):
    above = make_assignment(county, task)
    make_assignment(township, task, parent=above)

    assert states(board_of(city)) == {"弋阳县": State.BEHIND}
    assert states(board_of(county)) == {"漆工镇": State.BEHIND}


def test_unit_leaves_the_map_after_its_last_day(city, county, task):
    county.valid_to = date(2026, 6, 30)
    county.save()
    make_assignment(county, task)

    assert states(board_of(city, date(2026, 6, 30))).keys() == {"弋阳县"}
    assert states(board_of(city, date(2026, 7, 1))) == {}


def test_a_past_day_shows_what_was_confirmed_by_then(city, county, task):
    assignment = make_assignment(county, task, target=10)
    make_report(assignment, date(2026, 5, 1), value=4, progress=40, reviewed_on=date(2026, 5, 27))
    make_report(assignment, date(2026, 6, 1), value=7, progress=70, reviewed_on=date(2026, 6, 26))

    values = [completed(board_of(city, date(2026, 6, day)).below).numerator for day in (25, 26)]

    assert values == [4, 7]


def test_a_past_day_shows_the_deadline_of_that_day(city, county, task):
    assignment = make_assignment(county, task, due_on=date(2026, 12, 31))
    DueChange.objects.create(
        assignment=assignment,
        old_due=date(2026, 10, 31),
        new_due=date(2026, 12, 31),
        changed_on=date(2026, 11, 10),
        reason="换届推迟",
    )

    assert states(board_of(city, date(2026, 11, 9))) == {"弋阳县": State.OVERDUE}
    assert states(board_of(city, date(2026, 11, 10))) == {"弋阳县": State.BEHIND}


def test_rate_of_a_counted_task_adds_up_both_counts(city, county, other_county, task):
    for unit, target, value in ((county, 30, 27), (other_county, 10, 1)):
        assignment = make_assignment(unit, task, target=target)
        make_report(assignment, value=value, progress=10, reviewed_on=date(2026, 2, 1))

    rate = completed(board_of(city).below)

    assert (rate.numerator, rate.denominator, rate.percent) == (28, 40, Decimal("70.0"))


def test_rate_is_unknown_where_nothing_is_applicable(city, county, task):
    make_assignment(county, task, not_applicable_on=date(2026, 2, 1), not_applicable_reason="没有整顿对象")

    board = board_of(city)

    assert completed(board.below).percent is None
    assert on_time(board.below).percent is None


def test_on_time_rate_counts_neither_overdue_nor_late_assignments(city, county):
    make_assignment(county, make_task(city), due_on=date(2026, 11, 22))
    make_assignment(county, make_task(city), starts_on=TODAY, due_on=date(2026, 12, 31))
    done = make_assignment(county, make_task(city))
    done.finished_on = done.completed_on = date(2026, 5, 5)
    done.save()

    rate = on_time(board_of(city).below)

    assert (rate.numerator, rate.denominator) == (2, 3)


def test_urgent_assignments_list_overdue_ones_first_then_by_days_left(city, county):
    due = [date(2026, 11, 25), date(2026, 11, 20), date(2026, 10, 31), date(2026, 11, 24)]
    for day in due:
        make_assignment(county, make_task(city), due_on=day)

    due_days = [line.status.due_on.isoformat() for line in board_of(city).pressing]

    assert due_days == ["2026-10-31", "2026-11-20", "2026-11-24", "2026-11-25"]


def test_board_of_a_county_shows_its_own_tasks_and_lists_the_units_below(county, township, task):
    above = make_assignment(county, task)
    make_assignment(township, task, parent=above)

    board = board_of(county)

    assert [line.unit for line in board.subject] == [county]
    assert [line.unit for line in board.spread] == [township]


def test_tasks_of_another_city_are_left_out(city, county):
    elsewhere = make_organization("鹰潭市")
    make_assignment(make_organization("余江区", parent=elsewhere), make_task(elsewhere))
    make_assignment(county, make_task(city))

    assert len(board_of(city).below) == 1


def test_board_costs_four_queries_for_any_number_of_units(city, task, django_assert_num_queries):
    for number in range(30):
        make_assignment(make_organization(f"第{number}县", parent=city), task)

    with django_assert_num_queries(3):
        board = board_of(city)
        assert len(board.below) == 30
        assert board.own == {}
