"""What a unit that ended or was merged leaves behind: shown for its days, asked of nobody afterwards."""

from datetime import date

import pytest

from organizations import actions
from tasks import periods
from tasks.models import Assignment
from tests.factories import make_organization
from tests.tasks.worlds import make_assignment

LAST_DAY = date(2026, 6, 30)


@pytest.fixture
def merged(county, township):
    """A task of 漆工镇, which went up into 港口镇 in the middle of the year."""
    assignment = make_assignment(township)
    actions.merge([township], into=make_organization("港口镇", parent=county), last_day=LAST_DAY)
    return assignment


@pytest.mark.parametrize(("day", "counted"), [(date(2026, 6, 30), True), (date(2026, 7, 1), False)])
def test_task_of_a_unit_counts_up_to_its_last_day(merged, day, counted):
    assert Assignment.objects.in_force(on=day).filter(pk=merged.pk).exists() is counted


@pytest.mark.parametrize(("day", "owed"), [(date(2026, 6, 30), True), (date(2026, 7, 1), False)])
def test_nobody_waits_for_the_report_of_an_ended_unit(merged, day, owed):
    june = periods.of(date(2026, 6, 1), periods.Kind.MONTH)

    missing = Assignment.objects.missing_reports(june, on=day)

    assert missing.filter(pk=merged.pk).exists() is owed
