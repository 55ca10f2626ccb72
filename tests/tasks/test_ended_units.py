"""The tasks of a unit that ended or was merged are shown up to its last day; afterwards no report is owed."""

from datetime import date

import pytest

from organizations import actions
from tasks import figures
from tasks.models import Assignment
from tests.factories import make_organization
from tests.tasks.worlds import make_assignment, make_report, make_task
from years import periods

LAST_DAY = date(2026, 6, 30)


@pytest.fixture
def merged(county, township):
    """An assignment of 漆工镇, which was merged into 港口镇 in the middle of the year."""
    assignment = make_assignment(township)
    actions.merge([township], into=make_organization("港口镇", parent=county), last_day=LAST_DAY, hand_over=False)
    return assignment


@pytest.mark.parametrize(("day", "counted"), [(date(2026, 6, 30), True), (date(2026, 7, 1), False)])
def test_task_of_a_unit_counts_up_to_its_last_day(merged, day, counted):
    assert Assignment.objects.in_force(on=day).filter(pk=merged.pk).exists() is counted


@pytest.mark.parametrize(("day", "owed"), [(date(2026, 6, 30), True), (date(2026, 7, 1), False)])
def test_no_report_of_an_ended_unit_is_missing(merged, day, owed):
    june = periods.of(date(2026, 6, 1), periods.Kind.MONTH)

    missing = Assignment.objects.missing_reports(june, on=day)

    assert missing.filter(pk=merged.pk).exists() is owed


@pytest.mark.parametrize(("month", "total"), [(6, 10), (7, 3)])
def test_sum_of_the_units_below_leaves_out_units_that_ended_within_the_period(county, township, month, total):
    task = make_task(county.parent, measure="quantity", unit="村", target=31)
    above = make_assignment(county, task, target=31)
    neighbour = make_organization("港口镇", parent=county)
    for unit, value in ((township, 7), (neighbour, 3)):
        below = make_assignment(unit, task, target=10, parent=above)
        make_report(below, date(2026, 5, 1), reviewed_on=date(2026, 5, 26), value=value, progress=value * 10)
    actions.merge([township], into=neighbour, last_day=LAST_DAY)

    figure = figures.sum_of_children(above, periods.of(date(2026, month, 1), periods.Kind.MONTH), LAST_DAY)[0]

    assert figure.value == total


@pytest.mark.parametrize(("month", "total"), [(6, 7), (7, 0)])
def test_sum_includes_a_not_applicable_unit_up_to_the_day_of_the_decision(county, township, month, total):
    task = make_task(county.parent, measure="quantity", unit="村", target=31)
    above = make_assignment(county, task, target=31)
    refused = {"not_applicable_on": date(2026, 7, 31), "not_applicable_reason": "无此类村。"}
    below = make_assignment(township, task, target=10, parent=above, **refused)
    make_report(below, date(2026, 5, 1), reviewed_on=date(2026, 5, 26), value=7, progress=70)

    found = figures.sum_of_children(above, periods.of(date(2026, month, 1), periods.Kind.MONTH), LAST_DAY)

    assert sum(each.value for each in found) == total
