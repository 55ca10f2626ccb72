"""All assignments of tasks are withdrawn in one step (整体收回)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import AuditEntry
from tasks import actions
from tasks.models import Assignment
from tests.factories import make_organization, make_user
from tests.tasks.worlds import make_assignment, make_report, make_task

TODAY = date(2026, 3, 10)
REASON = "下达有误。"


@pytest.fixture
def manager(city):
    return make_user(city, "manager")


@pytest.fixture
def handed(city, county, township):
    """A task of the city assigned to two counties; the first has cascaded it to its township."""
    task = make_task(city)
    above = make_assignment(county, task)
    make_assignment(township, task, parent=above)
    make_assignment(make_organization("乙县", parent=city), task)
    return task


def in_force(task):
    return Assignment.objects.filter(task=task, withdrawn_on=None)


def test_all_assignments_and_cascaded_ones_are_withdrawn_and_recorded(handed, manager):
    taken = actions.withdraw_all([handed], by=manager, on=TODAY, reason=REASON)

    assert len(taken) == 3
    assert not in_force(handed).exists()
    assert set(Assignment.objects.values_list("withdrawn_on", "withdrawn_reason")) == {(TODAY, REASON)}
    assert AuditEntry.objects.filter(action="assignment.withdrawn", note=REASON).count() == 3


def test_withdrawn_task_can_be_handed_down_again(handed, manager, county):
    actions.withdraw_all([handed], by=manager, on=TODAY, reason=REASON)

    actions.hand_down(handed, [county], by=manager, on=TODAY)

    assert [each.organization for each in in_force(handed)] == [county]


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_nothing_is_withdrawn_after_a_single_report(handed, manager, township, state):
    make_report(in_force(handed).get(organization=township), state=state, submitted_on=TODAY)

    with pytest.raises(ValidationError, match=township.label):
        actions.withdraw_all([handed], by=manager, on=TODAY, reason=REASON)

    assert in_force(handed).count() == 3


def test_nothing_is_withdrawn_after_a_unit_has_finished_without_a_report(handed, manager, county):
    in_force(handed).filter(organization=county).update(finished_on=TODAY, completed_on=TODAY)

    with pytest.raises(ValidationError, match=county.label):
        actions.withdraw_all([handed], by=manager, on=TODAY, reason=REASON)


def test_county_can_withdraw_only_its_own_cascaded_assignments(handed, county, township):
    actions.withdraw_all([handed], by=make_user(county, "manager"), on=TODAY, reason=REASON)

    assert in_force(handed).count() == 2
    assert not in_force(handed).filter(organization=township).exists()


def test_withdrawing_needs_a_reason(handed, manager):
    with pytest.raises(ValidationError, match="理由"):
        actions.withdraw_all([handed], by=manager, on=TODAY, reason="  ")

    assert in_force(handed).count() == 3


def test_withdrawing_a_task_without_assignments_is_refused(city, manager):
    with pytest.raises(ValidationError, match="没有可以收回"):
        actions.withdraw_all([make_task(city)], by=manager, on=TODAY, reason=REASON)


def test_editors_cannot_withdraw_assignments(handed, city):
    with pytest.raises(PermissionDenied):
        actions.withdraw_all([handed], by=make_user(city, "editor"), on=TODAY, reason=REASON)

    assert in_force(handed).count() == 3
