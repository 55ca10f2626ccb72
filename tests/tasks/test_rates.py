"""The rate of a task: of its indicator where it is bound, its quantities, else the units that have finished."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from governance.models import Grid
from indicators import recomputing
from organizations.models import User
from tasks.board import Board
from tasks.models import Assignment, Task
from tasks.rates import completed, counts_of, unit_of
from tests.factories import make_organization
from tests.indicators.worlds import announce, make_grid
from tests.tasks.worlds import make_assignment, make_report, make_task
from years.models import TaskYear

GRIDS = "grids_with_party_group"
MAY = date(2026, 5, 1)


def compute(day):
    recomputing.recompute_marked(now=datetime(2026, 5, day, 4, tzinfo=UTC))


def rate_of(task, organization, *, day):
    board = Board(organization, year=2026, on=date(2026, 5, day), settings=TaskYear(year=2026))
    rate = completed(board.rated(task))
    return rate.numerator, rate.denominator, rate.percent, rate.unit


@pytest.fixture
def task(city, county, other_county):
    """A bound task, measured in percent, that two counties hold from May."""
    task = make_task(city, indicator=GRIDS)
    for unit in (county, other_county):
        make_assignment(unit, task, assigned_on=MAY, starts_on=MAY)
    return task


@pytest.fixture
def grids(village, other_county):
    """Two of three grids of one county and all three of the other have a Party group; computed on 20 May."""
    elsewhere = make_organization("莲荷村", parent=make_organization("莲荷乡", parent=other_county))
    grids = [make_grid(village, f"第{number}网格", party_group=number < 3) for number in (1, 2, 3)]
    grids += [make_grid(elsewhere, f"第{number}网格", party_group=True) for number in (1, 2, 3)]
    compute(20)
    return grids


def test_rate_of_a_bound_task_is_that_of_its_indicator_and_not_of_finished_units(city, task, grids):
    assert rate_of(task, city, day=20) == (5, 6, Decimal("83.3"), "个网格")


def test_unit_sees_its_own_counts(county, task, grids):
    assert rate_of(task, county, day=20) == (2, 3, Decimal("66.7"), "个网格")


def test_unit_counts_what_lies_in_units_below_that_do_not_hold_the_task(county, task, grids):
    township = county.children.first()
    elsewhere = make_organization("曹溪村", parent=make_organization("曹溪镇", parent=county))
    make_assignment(township, task, assigned_on=MAY, starts_on=MAY)
    make_grid(elsewhere, "第一网格", party_group=True)
    compute(22)

    assert rate_of(task, county, day=22) == (3, 4, 75, "个网格")


def test_past_day_keeps_its_counts(city, task, grids):
    Grid.objects.filter(pk=grids[2].pk).update(party_group=True)
    announce(grids[2])
    compute(22)

    assert rate_of(task, city, day=22) == (6, 6, 100, "个网格")
    assert rate_of(task, city, day=21) == (5, 6, Decimal("83.3"), "个网格")


def test_counts_are_known_although_the_percentage_stays_the_same(city, county, village, task, grids):
    make_grid(village, "第四网格", party_group=True)
    make_grid(village, "第五网格", party_group=True)
    make_grid(village, "第六网格", party_group=False)
    compute(22)

    assert rate_of(task, county, day=22) == (4, 6, Decimal("66.7"), "个网格")
    assert rate_of(task, city, day=22)[:2] == (7, 9)


def test_bound_task_without_any_value_has_no_rate(city, task):
    assert rate_of(task, city, day=20) == (0, 0, None, "个网格")


def test_typed_percentage_of_a_unit_without_elements_does_not_count(city, other_county, village, task):
    make_grid(village, "第一网格", party_group=True)
    compute(20)
    typed = Assignment.objects.get(organization=other_county)
    make_report(typed, MAY, progress=10, reviewed_on=date(2026, 5, 20))

    assert rate_of(task, city, day=20)[:2] == (1, 1)


def test_quantity_that_a_unit_types_counts_with_its_target(city, other_county, village, task):
    Task.objects.update(measure="quantity", unit="个网格")
    typed = Assignment.objects.get(organization=other_county)
    Assignment.objects.filter(pk=typed.pk).update(target=9)
    make_grid(village, "第一网格", party_group=True)
    compute(20)

    assert rate_of(task, city, day=20) == (1, 10, 10, "个网格")


def test_counts_in_another_unit_are_not_mixed_with_typed_quantities(city, other_county, village, task):
    Task.objects.update(measure="quantity", unit="户")
    Assignment.objects.filter(organization=other_county).update(target=900)
    make_grid(village, "第一网格", party_group=True)
    compute(20)

    assert rate_of(task, city, day=20) == (1, 1, 100, "个网格")


def test_task_without_an_indicator_counts_finished_units(city, county, other_county):
    task = make_task(city)
    make_assignment(county, task, finished_on=date(2026, 5, 2), completed_on=date(2026, 5, 2))
    typed = make_assignment(other_county, task)

    rate = completed(Board(city, year=2026, on=date(2026, 5, 20), settings=TaskYear(year=2026)).spread_of(task))

    assert (rate.numerator, rate.denominator, rate.unit, rate.is_of_units) == (1, 2, "个单位已办结", True)
    assert counts_of(task, typed.status(on=date(2026, 5, 20))) is None
    assert unit_of(task) == ""


@pytest.mark.parametrize(
    ("name", "arguments"), [("tasks:list", []), ("tasks:detail", ["task"]), ("place-assignments", ["city"])]
)
def test_pages_show_the_rate_of_the_indicator_with_both_counts(client, city, people, task, grids, name, arguments):
    known = {"task": task.pk, "city": city.code}
    client.force_login(User.objects.get(pk=people.city_manager.pk))

    url = reverse(name, args=[known[argument] for argument in arguments], query={"year": 2026, "on": "2026-05-20"})
    page = " ".join(client.get(url).content.decode().split())

    assert "83.3%" in page
    assert "5 / 6 个网格" in page
    assert "个单位已办结" not in page
