"""Open assignments of a unit that ends or is merged go to its successor if the user who ends it agrees."""

from datetime import date

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from organizations import actions
from tasks.actions import withdraw
from tasks.models import Assignment
from tests.factories import make_organization, make_user
from tests.tasks.worlds import make_assignment, make_report, make_task

LAST_DAY = date(2026, 6, 30)
FIRST_DAY = date(2026, 7, 1)


@pytest.fixture
def successor(county):
    return make_organization("港口镇", parent=county, code="361126105000")


def merge(township, successor, **options):
    actions.merge([township], into=successor, last_day=LAST_DAY, **options)


def in_force_of(unit, *, on):
    return list(Assignment.objects.of(unit).in_force(on=on))


def test_open_assignment_goes_to_the_successor_on_the_day_after_the_last_day(township, successor):
    old = make_assignment(township, target=7, due_on=date(2026, 12, 31))

    merge(township, successor)

    assert in_force_of(successor, on=LAST_DAY) == []
    new = in_force_of(successor, on=FIRST_DAY)[0]
    assert (new.task, new.replaces, new.target, new.due_on) == (old.task, old, 7, old.due_on)
    old.refresh_from_db()
    assert old.handed_over_to == new


def test_reports_of_the_ended_unit_stay_with_it(township, successor):
    report = make_report(make_assignment(township), date(2026, 5, 1), reviewed_on=date(2026, 5, 26), progress=40)

    merge(township, successor)

    report.refresh_from_db()
    assert report.organization == township
    assert Assignment.objects.with_status(on=LAST_DAY).get(pk=report.assignment_id).status(on=LAST_DAY).progress == 40


def test_successor_gets_no_second_assignment_of_a_task_it_already_has(county, township, successor):
    task = make_task(county.parent)
    old, own = make_assignment(township, task), make_assignment(successor, task)

    merge(township, successor)

    assert in_force_of(successor, on=FIRST_DAY) == [own]
    old.refresh_from_db()
    assert old.handed_over_to == own


@pytest.mark.parametrize(
    "settled",
    [
        {"finished_on": LAST_DAY, "completed_on": LAST_DAY},
        {"not_applicable_on": LAST_DAY, "not_applicable_reason": "无此类村。"},
        {"withdrawn_on": LAST_DAY, "withdrawn_reason": "重复下达。"},
    ],
)
def test_settled_assignments_are_not_handed_over(township, successor, settled):
    make_assignment(township, **settled)

    merge(township, successor)

    assert in_force_of(successor, on=FIRST_DAY) == []


def test_tasks_of_past_years_are_not_handed_over(county, township, successor):
    make_assignment(township, make_task(county.parent, year=2025))

    merge(township, successor)

    assert in_force_of(successor, on=FIRST_DAY) == []


def test_cascaded_assignments_belong_to_the_successor(county, township, village, successor):
    task = make_task(county.parent)
    old = make_assignment(township, task)
    below = make_assignment(village, task, parent=old)

    merge(township, successor)

    new = in_force_of(successor, on=FIRST_DAY)[0]
    assert list(Assignment.objects.cascaded_from(new, on=FIRST_DAY)) == [below]
    assert list(Assignment.objects.cascaded_from(old, on=FIRST_DAY)) == [below]


def test_cascaded_assignments_belong_to_the_ended_unit_alone_up_to_its_last_day(county, township, village, successor):
    task = make_task(county.parent)
    old, own = make_assignment(township, task), make_assignment(successor, task)
    below = make_assignment(village, task, parent=old)

    merge(township, successor)

    assert list(Assignment.objects.cascaded_from(old, on=LAST_DAY)) == [below]
    assert list(Assignment.objects.cascaded_from(own, on=LAST_DAY)) == []


def test_withdrawing_from_the_successor_withdraws_what_the_ended_unit_cascaded(county, township, village, successor):
    task = make_task(county.parent)
    below = make_assignment(village, task, parent=make_assignment(township, task))
    merge(township, successor)

    withdraw(in_force_of(successor, on=FIRST_DAY)[0], by=None, on=date(2026, 7, 2), reason="任务取消。")

    below.refresh_from_db()
    assert below.withdrawn_on == date(2026, 7, 2)


def test_two_units_merged_into_one_have_one_assignment(county, township, successor):
    task = make_task(county.parent)
    third = make_organization("弋江镇", parent=county, code="361126106000")
    make_assignment(township, task)
    make_assignment(third, task)

    actions.merge([township, third], into=successor, last_day=LAST_DAY)

    assert len(in_force_of(successor, on=FIRST_DAY)) == 1


def test_handing_over_is_recorded(township, successor, people):
    make_assignment(township)

    merge(township, successor, by=people.county_manager)

    entry = AuditEntry.objects.get(action="assignment.handed_over")
    assert (entry.actor_id, entry.changes) == (people.county_manager.pk, {"organization": ["漆工镇", "港口镇"]})


def test_nothing_is_handed_over_unless_the_user_agrees(township, successor):
    make_assignment(township)

    merge(township, successor, hand_over=False)

    assert in_force_of(successor, on=FIRST_DAY) == []


def test_reopened_unit_gets_its_assignments_back(township, successor):
    old = make_assignment(township)
    merge(township, successor)

    actions.reopen(township, on=date(2026, 7, 3))

    assert in_force_of(township, on=date(2026, 7, 3)) == [old]
    assert in_force_of(successor, on=date(2026, 7, 3)) == []


def test_successor_keeps_assignments_with_reports_when_the_unit_is_reopened(township, successor):
    make_assignment(township)
    merge(township, successor)
    new = in_force_of(successor, on=FIRST_DAY)[0]
    make_report(new, date(2026, 7, 1), progress=10)

    actions.reopen(township, on=date(2026, 8, 3))

    assert in_force_of(successor, on=date(2026, 8, 3)) == [new]


@pytest.fixture
def office(client, county):
    administrator = make_user(county, "manager", is_staff=True, is_superuser=True)
    client.force_login(administrator)
    return client


def preview(office, units, **data):
    data = {"last_day": "2026-06-30", "below": "refuse", "action": "merge_units", **data}
    data["_selected_action"] = [unit.pk for unit in units]
    return office.post(reverse("admin:organizations_organization_changelist"), data).content.decode()


def test_merge_page_proposes_the_successor_for_the_open_tasks(office, county, township, successor):
    first, second = make_task(county.parent, number="2.1"), make_task(county.parent, number="3.1")
    make_assignment(township, first)
    make_assignment(township, second)
    make_assignment(successor, second)

    page = preview(office, [township], successor=successor.code, hand_over="on")

    assert "“漆工镇”未办结的 1 项任务（2.1）转由“港口镇”承担，期限、目标不变。" in page
    assert "“漆工镇”未办结的 1 项任务（3.1）“港口镇”已有，两家并为一项，需要时请调整目标。" in page


def test_page_lists_the_open_tasks_that_nobody_takes_over(office, county, township):
    make_assignment(township, make_task(county.parent, number="2.1"))

    page = preview(office, [township], action="end_units", hand_over="on")

    assert "“漆工镇”未办结的 1 项任务（2.1）留在原单位，停用后不再催报。" in page
