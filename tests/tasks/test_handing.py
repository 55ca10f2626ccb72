"""Tasks are handed down and cascaded, and their assignments changed, withdrawn, extended and finished."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import AuditEntry
from tasks import actions
from tasks.models import Assignment, DueChange
from tasks.selection import candidates, without_task
from tests.factories import make_organization, make_user
from tests.tasks.worlds import make_assignment, make_report, make_task

TODAY = date(2026, 3, 2)


@pytest.fixture
def villages(city):
    return make_task(city, measure="quantity", unit="村", target=31)


def test_task_is_assigned_to_all_counties_in_one_step(city, county, other_county, people):
    task = make_task(city)

    created = actions.hand_down(task, [county, other_county], by=people.city_manager, on=TODAY)

    stored = Assignment.objects.filter(task=task)
    assert [(each.organization, each.due_on, each.starts_on) for each in stored] == [
        (each.organization, date(2026, 12, 31), TODAY) for each in sorted(created, key=lambda a: a.organization.path)
    ]
    assert AuditEntry.objects.filter(action="assignment.created").count() == 2


@pytest.mark.parametrize(
    ("shares", "message"),
    [((20, 10), "少 1村"), ((20, 12), "多 1村"), ((20, None), "少 11村"), ((None, None), "少 31村")],
)
def test_targets_with_a_wrong_sum_are_refused_with_the_difference(
    villages, county, other_county, people, shares, message
):
    shares = dict(zip([county.pk, other_county.pk], shares, strict=True))

    with pytest.raises(ValidationError, match=message):
        actions.hand_down(villages, [county, other_county], by=people.city_manager, on=TODAY, shares=shares)

    assert not Assignment.objects.exists()


def test_targets_with_the_right_sum_are_accepted(villages, county, other_county, people):
    shares = {county.pk: Decimal(20), other_county.pk: Decimal(11)}

    created = actions.hand_down(villages, [county, other_county], by=people.city_manager, on=TODAY, shares=shares)

    assert sum(each.target for each in created) == 31


def test_wrong_sum_is_accepted_with_a_reason(villages, county, people):
    [created] = actions.hand_down(
        villages, [county], by=people.city_manager, on=TODAY, shares={county.pk: 20}, override_reason="其余县后续下达。"
    )

    assert created.override_reason == "其余县后续下达。"


def test_sum_includes_units_that_already_have_the_task(villages, county, other_county, people):
    actions.hand_down(
        villages, [county], by=people.city_manager, on=TODAY, shares={county.pk: 20}, override_reason="分批下达。"
    )

    with pytest.raises(ValidationError, match="多 1村"):
        actions.hand_down(villages, [other_county], by=people.city_manager, on=TODAY, shares={other_county.pk: 12})


def test_county_cascades_its_own_target_to_townships(villages, county, township, people):
    parent = make_assignment(county, villages, target=11)
    second = make_organization("圭峰镇", parent=county)

    with pytest.raises(ValidationError, match="比上级目标 11村 少 1村"):
        actions.hand_down(
            villages, [township, second], by=people.county_manager, on=TODAY, shares={township.pk: 6, second.pk: 4}
        )
    created = actions.hand_down(
        villages, [township, second], by=people.county_manager, on=TODAY, shares={township.pk: 6, second.pk: 5}
    )

    assert {each.parent for each in created} == {parent}


def test_county_that_does_not_have_the_task_cannot_cascade_it(city, township, people):
    with pytest.raises(PermissionDenied, match="只有部署或承担这项任务的单位"):
        actions.hand_down(make_task(city), [township], by=people.county_manager, on=TODAY)


@pytest.mark.parametrize("who", ["city_viewer", "county_editor", "county_manager", "township_editor"])
def test_only_a_manager_above_can_hand_a_task_down(city, county, people, who):
    with pytest.raises(PermissionDenied):
        actions.hand_down(make_task(city), [county], by=getattr(people, who), on=TODAY)


def test_unit_gets_a_task_only_once(city, county, people):
    task = make_task(city)
    make_assignment(county, task)

    with pytest.raises(ValidationError, match="“弋阳县”已经承担"):
        actions.hand_down(task, [county], by=people.city_manager, on=TODAY)


@pytest.mark.parametrize(("day", "refused"), [(30, False), (31, True)])
def test_deadline_of_a_unit_below_cannot_be_later_than_above(city, county, township, people, day, refused):
    task = make_task(city)
    make_assignment(county, task, due_on=date(2026, 10, 30))

    try:
        actions.hand_down(task, [township], by=people.county_manager, on=TODAY, due_on=date(2026, 10, day))
        outcome = False
    except ValidationError:
        outcome = True

    assert outcome is refused


def test_deadline_can_be_left_open(city, county, people):
    [created] = actions.hand_down(make_task(city), [county], by=people.city_manager, on=TODAY, due_on=None)

    assert not created.has_deadline


@pytest.mark.parametrize(("valid_to", "refused"), [(date(2026, 3, 1), True), (date(2026, 3, 2), False)])
def test_unit_that_has_ended_gets_no_task(city, county, people, valid_to, refused):
    county.valid_to = valid_to
    county.save()

    try:
        actions.hand_down(make_task(city), [county], by=people.city_manager, on=TODAY)
        outcome = False
    except ValidationError:
        outcome = True

    assert outcome is refused


def test_every_selection_of_the_form_gives_its_units(city, county, other_county, township):
    make_organization("兴安街道", parent=other_county, kind="街道")
    make_organization("市民政局", parent=city, level="city", kind="部门")

    found = {
        name: [unit.name for unit in candidates(name, below=city, on=TODAY, chosen=[township.pk])]
        for name in ["all", "with_streets", "chosen"]
    }

    assert found == {"all": ["弋阳县", "横峰县"], "with_streets": ["横峰县"], "chosen": ["漆工镇"]}


def test_selection_leaves_out_units_that_have_the_task(city, county, other_county):
    assignment = make_assignment(county)

    found = without_task(candidates("all", below=city, on=TODAY), assignment.task)

    assert list(found) == [other_county]


def test_moved_deadline_is_recorded(county, people):
    assignment = make_assignment(county, due_on=date(2026, 10, 31))

    actions.change_assignment(
        assignment, by=people.city_manager, on=TODAY, reason="汛期影响。", due_on=date(2026, 11, 30)
    )

    change = DueChange.objects.get()
    assert (change.old_due, change.new_due, change.changed_on) == (date(2026, 10, 31), date(2026, 11, 30), TODAY)
    assignment.refresh_from_db()
    assert (assignment.original_due_on, assignment.due_on) == (date(2026, 10, 31), date(2026, 11, 30))


def test_deadline_is_not_moved_without_a_reason(county, people):
    assignment = make_assignment(county)

    with pytest.raises(ValidationError, match="理由"):
        actions.change_assignment(assignment, by=people.city_manager, on=TODAY, due_on=date(2026, 11, 30))


def test_first_deadline_needs_no_reason(county, people):
    assignment = make_assignment(county, due_on=None)

    changed = actions.change_assignment(assignment, by=people.city_manager, on=TODAY, due_on=date(2026, 11, 30))

    assert changed.original_due_on == date(2026, 11, 30)


def test_changed_targets_must_still_have_the_right_sum(villages, county, other_county, people):
    assignment = make_assignment(county, villages, target=20)
    make_assignment(other_county, villages, target=11)

    with pytest.raises(ValidationError, match="多 1村"):
        actions.change_assignment(assignment, by=people.city_manager, on=TODAY, target=Decimal(21))


def test_reassigned_task_names_where_it_came_from(county, other_county, people):
    assignment = make_assignment(county, target=5)

    new = actions.reassign(assignment, to=other_county, by=people.city_manager, on=TODAY, reason="区划调整。")

    assignment.refresh_from_db()
    assert (new.replaces, new.target, new.organization) == (assignment, 5, other_county)
    assert (assignment.withdrawn_on, assignment.withdrawn_reason) == (TODAY, "区划调整。")


def test_withdrawing_an_assignment_withdraws_the_cascaded_ones(county, township, village, people):
    parent = make_assignment(county)
    child = make_assignment(township, parent.task, parent=parent)
    make_assignment(village, parent.task, parent=child)

    actions.withdraw(parent, by=people.city_manager, on=TODAY, reason="任务取消。")

    assert not Assignment.objects.in_force(on=TODAY).exists()


@pytest.mark.parametrize(("day", "count"), [(1, 1), (2, 0)])
def test_withdrawn_assignment_is_in_force_until_the_day_before(county, people, day, count):
    assignment = make_assignment(county)
    actions.withdraw(assignment, by=people.city_manager, on=TODAY, reason="任务取消。")

    assert Assignment.objects.in_force(on=date(2026, 3, day)).count() == count


def test_withdrawn_unit_can_get_the_task_again(county, people):
    assignment = make_assignment(county)
    actions.withdraw(assignment, by=people.city_manager, on=TODAY, reason="误下达。")

    [again] = actions.hand_down(assignment.task, [county], by=people.city_manager, on=TODAY)

    assert again.pk != assignment.pk


def test_not_applicable_needs_a_reason_and_can_be_taken_back(county, people):
    assignment = make_assignment(county)
    with pytest.raises(ValidationError, match="不适用的理由"):
        actions.mark_not_applicable(assignment, by=people.city_manager, on=TODAY, reason="")

    actions.mark_not_applicable(assignment, by=people.city_manager, on=TODAY, reason="没有街道。")
    again = actions.mark_applicable(assignment, by=people.city_manager, on=TODAY, reason="新设街道。")

    assert again.not_applicable_on is None


def test_level_above_confirms_the_end_of_a_milestone(county, people):
    assignment = make_assignment(county, make_task(county.parent, measure="milestone"))

    actions.finish(assignment, by=people.city_manager, on=TODAY, note="座谈会已召开。")

    assignment.refresh_from_db()
    assert (assignment.finished_on, assignment.completed_on) == (TODAY, TODAY)


def test_unit_cannot_confirm_the_end_of_its_own_milestone(county, people):
    with pytest.raises(PermissionDenied):
        actions.finish(make_assignment(county), by=people.county_manager, on=TODAY, note="已完成。")


@pytest.mark.parametrize(("on", "is_late"), [(date(2026, 10, 31), False), (date(2026, 11, 1), True)])
def test_extension_that_is_requested_after_the_deadline_is_marked_as_late(county, people, on, is_late):
    assignment = make_assignment(county, due_on=date(2026, 10, 31))

    request = actions.request_extension(
        assignment, by=people.county_editor, on=on, new_due=date(2026, 11, 30), reason="汛期。"
    )

    assert request.is_late is is_late


@pytest.mark.parametrize(("approve", "due_on"), [(True, date(2026, 11, 30)), (False, date(2026, 10, 31))])
def test_extension_moves_the_deadline_only_when_granted(county, people, approve, due_on):
    assignment = make_assignment(county, due_on=date(2026, 10, 31))
    request = actions.request_extension(
        assignment, by=people.county_editor, on=TODAY, new_due=date(2026, 11, 30), reason="汛期。"
    )

    actions.decide_extension(request, by=people.city_manager, on=date(2026, 3, 5), approve=approve, note="请抓紧。")

    assignment.refresh_from_db()
    assert (assignment.due_on, assignment.original_due_on) == (due_on, date(2026, 10, 31))


def test_only_one_extension_waits_at_a_time(county, people):
    assignment = make_assignment(county, due_on=date(2026, 10, 31))
    ask = {"by": people.county_editor, "on": TODAY, "new_due": date(2026, 11, 30), "reason": "汛期。"}
    actions.request_extension(assignment, **ask)

    with pytest.raises(ValidationError, match="等待审批"):
        actions.request_extension(assignment, **ask)


def test_unit_cannot_grant_its_own_extension(county, people):
    request = actions.request_extension(
        make_assignment(county), by=people.county_editor, on=TODAY, new_due=date(2027, 1, 31), reason="汛期。"
    )

    with pytest.raises(PermissionDenied):
        actions.decide_extension(request, by=people.county_manager, on=TODAY, approve=True)


def test_reminder_is_sent_to_the_users_of_the_unit_once_a_day(county, people):
    assignment = make_assignment(county)

    first = actions.remind([assignment], by=people.city_manager, on=TODAY, period_start=date(2026, 2, 1))
    second = actions.remind([assignment], by=people.city_manager, on=TODAY, period_start=date(2026, 2, 1))

    assert (len(first), len(second)) == (1, 0)
    assert [len(each.messages.get().items) for each in (people.county_editor, people.county_manager)] == [1, 1]


def test_second_reminder_of_a_day_about_another_task_is_a_second_message(county, people):
    for _ in range(2):
        actions.remind([make_assignment(county)], by=people.city_manager, on=TODAY)

    assert [message.subject for message in people.county_editor.messages.all()] == ["催办提醒：1 件"] * 2


def test_unit_cannot_remind_its_neighbour(other_county, people):
    with pytest.raises(PermissionDenied):
        actions.remind([make_assignment(other_county)], by=people.county_manager, on=TODAY)


def test_department_sees_assignments_of_the_tasks_it_leads_or_supports(city, county, other_county):
    bureau = make_organization("市民政局", parent=city, level="city", kind="部门")
    supported = make_assignment(county)
    supported.supporting.add(bureau)
    led = make_assignment(other_county, lead=bureau)
    make_assignment(other_county)

    seen = Assignment.objects.visible_to(make_user(bureau))

    assert set(seen) == {supported, led}


def test_township_does_not_see_the_assignments_above_it(county, township, people):
    parent = make_assignment(county)
    own = make_assignment(township, parent.task, parent=parent)

    assert list(Assignment.objects.visible_to(people.township_editor)) == [own]
    assert list(type(own.task).objects.visible_to(people.township_editor)) == [own.task]


def test_reports_of_a_withdrawn_assignment_can_still_be_read(county, people):
    assignment = make_assignment(county)
    report = make_report(assignment, progress=20, reviewed_on=date(2026, 1, 26))

    actions.withdraw(assignment, by=people.city_manager, on=TODAY, reason="任务取消。")

    assert list(type(report).objects.visible_to(people.city_viewer)) == [report]
