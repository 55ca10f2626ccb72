"""Units are compared by quartile bands and by their distance to the median."""

from datetime import date
from decimal import Decimal

import pytest

from tasks import comparison
from tasks.board import TaskBoard, cascaded_below, states_of, viewpoint
from tasks.deadlines import State
from tasks.rates import completed
from tests.factories import make_organization, make_user
from tests.tasks.worlds import make_assignment, make_report, make_task
from years.models import TaskYear

DAY = date(2026, 11, 23)


@pytest.fixture
def counties(city, county, other_county):
    return [county, other_county, *[make_organization(name, parent=city) for name in ("广丰区", "婺源县", "德兴市")]]


def lines_of(task, user, on=DAY):
    given = {"organization": viewpoint(user), "user": user, "on": on, "settings": TaskYear(year=2026)}
    return TaskBoard([task], **given).spread_of(task)


def with_progress(units, task, figures):
    for unit, figure in zip(units, figures, strict=True):
        made = make_assignment(unit, task, target=10)
        if figure is not None:
            make_report(made, date(2026, 10, 1), reviewed_on=date(2026, 10, 26), progress=figure, value=figure / 10)


def test_units_have_a_quartile_band_and_a_distance_to_the_median(city, counties, people):
    task = make_task(city)
    with_progress(counties, task, [90, 80, 50, 40, None])

    rows = comparison.rows_of(lines_of(task, people.city_manager), {}, str)

    assert [(row.line.unit.name, row.comparison.band, row.comparison.distance) for row in rows] == [
        ("弋阳县", 1, 40),
        ("横峰县", 1, 30),
        ("广丰区", 2, 0),
        ("婺源县", 3, -10),
        ("德兴市", 4, -50),
    ]


def test_villages_are_never_compared(township, people):
    villages = [make_organization(name, parent=township) for name in ("湖塘村", "东港村")]
    task = make_task(township)
    with_progress(villages, task, [90, 10])

    rows = comparison.rows_of(lines_of(task, people.township_editor), {}, str)

    assert [(row.comparison.band, row.comparison.distance) for row in rows] == [(None, None), (None, None)]


def test_units_without_progress_are_not_compared(city, counties, people):
    task = make_task(city)
    with_progress(counties, task, [0, 0, None, None, None])

    rows = comparison.rows_of(lines_of(task, people.city_manager), {}, str)

    assert {(row.comparison.band, row.comparison.distance) for row in rows} == {(None, None)}


def test_not_applicable_assignments_are_not_compared(city, counties, people):
    task = make_task(city)
    with_progress(counties[:3], task, [90, 80, 50])
    task.assignments.filter(organization=counties[0]).update(
        not_applicable_on=date(2026, 5, 1), not_applicable_reason="没有这类村。"
    )

    rows = comparison.rows_of(lines_of(task, people.city_manager), {}, str)

    assert [row.comparison.band for row in rows] == [None, 1, 3]
    assert rows[0].progress is None


def test_rate_is_the_sum_of_figures_over_the_sum_of_targets(city, counties, people):
    task = make_task(city, measure="quantity", unit="村", target=50)
    with_progress(counties, task, [100, 50, 50, 0, None])

    rate = completed(lines_of(task, people.city_manager))

    assert (rate.numerator, rate.denominator, rate.percent) == (20, 50, Decimal(40))


def test_rate_of_a_task_without_counts_is_the_share_of_finished_assignments(city, counties, people):
    task = make_task(city)
    with_progress(counties, task, [100, 50, 50, 0, None])
    task.assignments.filter(organization=counties[0]).update(finished_on=DAY, completed_on=DAY)

    rate = completed(lines_of(task, people.city_manager))

    assert (rate.numerator, rate.denominator) == (1, 5)


@pytest.mark.parametrize(("day", "state"), [(22, State.BEHIND), (23, State.DONE)])
def test_comparison_of_a_past_day_uses_the_figures_of_that_day(city, county, people, day, state):
    task = make_task(city)
    make_assignment(county, task, finished_on=DAY, completed_on=DAY)

    lines = lines_of(task, people.city_manager, on=date(2026, 11, day))

    assert states_of(lines) == {state: 1}


def test_number_of_units_that_each_unit_cascaded_to_is_counted(city, county, township, people):
    task = make_task(city)
    above = make_assignment(county, task)
    make_assignment(township, task, parent=above)
    make_assignment(make_organization("圭峰镇", parent=county), task, parent=above)

    assert cascaded_below(task, lines_of(task, people.city_manager), on=DAY) == {county.pk: 2}


def test_department_of_the_city_compares_the_counties_for_tasks_it_leads(city, county, other_county):
    department = make_organization("民政局", parent=city, kind="部门")
    led, other = make_task(city, lead=department), make_task(city)
    for task in (led, other):
        make_assignment(county, task)
    user = make_user(department, "viewer")

    assert viewpoint(user) == city
    assert [len(lines_of(task, user)) for task in (led, other)] == [1, 0]
