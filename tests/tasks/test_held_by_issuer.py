"""The issuer of a task may do it itself (本级事项): a second manager of the unit verifies, and it shares no target."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import AuditEntry
from notices import digest
from notices.models import DeadlineEvent
from organizations import actions as unit_actions
from tasks import actions, monthly, scan
from tasks.actions import rights
from tasks.handing_down import HandingDown
from tasks.models import Assignment, ExtensionRequest, MonthlyReport, ProgressReport
from tests.factories import make_organization, make_user
from tests.tasks.worlds import make_assignment, make_report, make_task

TODAY = date(2026, 11, 23)
NOVEMBER = date(2026, 11, 1)
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def staff(city):
    """Two managers and an editor of the city."""
    return SimpleNamespace(
        first=make_user(city, "manager", name="陈立"),
        second=make_user(city, "manager", name="洪山"),
        editor=make_user(city, "editor", name="周敏"),
    )


@pytest.fixture
def held(city):
    """A seminar that the city set and holds itself, due at the end of the year."""
    return make_assignment(city, make_task(city, title="举办专题研讨班", measure="milestone"))


def submitted(assignment, by, author=None, **fields):
    return make_report(
        assignment, NOVEMBER, submitted_on=TODAY, progress=50, submitted_by=by, author=author or by, **fields
    )


# The unit takes its task on


def test_held_task_gets_the_deadline_of_the_task_and_no_parent(city, staff):
    task = make_task(city)

    assignment = actions.hold(task, by=staff.first, on=TODAY, responsible="陈立")

    assert (assignment.organization, assignment.parent, assignment.due_on) == (city, None, date(2026, 12, 31))
    assert (assignment.starts_on, assignment.responsible) == (TODAY, "陈立")


def test_held_task_may_have_another_deadline(city, staff):
    assignment = actions.hold(make_task(city), by=staff.first, on=TODAY, due_on=date(2026, 12, 15))

    assert (assignment.due_on, assignment.original_due_on) == (date(2026, 12, 15), date(2026, 12, 15))


def test_held_task_whose_deadline_has_passed_counts_from_the_first_day_of_the_year(city, staff):
    assignment = actions.hold(make_task(city, deadline=date(2026, 11, 22)), by=staff.first, on=TODAY)

    assert assignment.starts_on == date(2026, 1, 1)


def test_holding_a_task_is_in_the_history(city, staff):
    assignment = actions.hold(make_task(city), by=staff.first, on=TODAY)

    [entry] = AuditEntry.objects.about(assignment)
    assert (entry.action, entry.actor_name) == ("assignment.held", "陈立")


def test_task_cannot_be_held_twice(held, staff):
    with pytest.raises(ValidationError, match="“上饶市”已经承担这项任务"):
        actions.hold(held.task, by=staff.first, on=TODAY)


def test_task_can_be_held_again_after_it_was_withdrawn(held, staff):
    actions.withdraw(held, by=staff.first, on=TODAY, reason="改由各县承担。")

    assert actions.hold(held.task, by=staff.first, on=TODAY).pk != held.pk


@pytest.mark.parametrize(("last_day", "refused"), [(date(2026, 11, 22), True), (date(2026, 11, 23), False)])
def test_unit_that_has_ended_cannot_hold_a_task(city, staff, last_day, refused):
    city.valid_to = last_day
    city.save()
    task = make_task(city)

    if refused:
        with pytest.raises(ValidationError, match="已停用"):
            actions.hold(task, by=staff.first, on=TODAY)
    assert Assignment.objects.exists() is False


def test_only_managers_of_the_issuer_can_let_it_hold_the_task(city, county, staff):
    task = make_task(city)

    for person in (staff.editor, make_user(city, "viewer"), make_user(county, "manager")):
        with pytest.raises(PermissionDenied, match="只有“上饶市”的管理人员"):
            actions.hold(task, by=person, on=TODAY)


def test_managers_above_the_issuer_cannot_let_it_hold_its_task(county, staff):
    with pytest.raises(PermissionDenied, match="只有“弋阳县”的管理人员"):
        actions.hold(make_task(county), by=staff.first, on=TODAY)


# Who enters and who verifies


def test_editors_and_managers_of_the_unit_report_on_it(held, staff, county):
    for person in (staff.editor, staff.first, staff.second):
        assert rights.may_enter(person, held)
    assert not rights.may_enter(make_user(county, "manager"), held)


def test_second_manager_confirms_what_the_first_submitted(held, staff):
    report = submitted(held, staff.first)

    actions.confirm(report, by=staff.second, on=TODAY)

    report.refresh_from_db()
    assert (report.state, report.reviewer) == ("confirmed", staff.second)


def test_manager_confirms_what_an_editor_submitted(held, staff):
    report = submitted(held, staff.editor)

    actions.confirm(report, by=staff.first, on=TODAY)

    assert ProgressReport.objects.get().reviewer == staff.first


def test_report_is_confirmed_by_neither_its_submitter_nor_its_author(held, staff):
    report = submitted(held, staff.editor, author=staff.first)

    with pytest.raises(PermissionDenied, match="填报人不能核实自己的填报"):
        actions.confirm(report, by=staff.first, on=TODAY)
    report.author, report.submitted_by = staff.editor, staff.first
    report.save()
    with pytest.raises(PermissionDenied, match="填报人不能核实自己的填报"):
        actions.confirm(report, by=staff.first, on=TODAY)


def test_confirmed_report_is_corrected_only_by_somebody_who_did_not_enter_it(held, staff):
    report = make_report(
        held, NOVEMBER, reviewed_on=TODAY, progress=50, submitted_by=staff.first, reviewer=staff.second
    )

    with pytest.raises(PermissionDenied, match="填报人不能核实自己的填报"):
        actions.correct(report, by=staff.first, on=TODAY, reason="更正", progress=Decimal(100))
    actions.correct(report, by=staff.second, on=TODAY, reason="更正", progress=Decimal(40))
    assert ProgressReport.objects.get().progress == 40


@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_only_managers_confirm(city, held, staff, role):
    report = submitted(held, staff.first)

    with pytest.raises(PermissionDenied, match="本级事项的填报、延期和办结，由“上饶市”的管理人员核定"):
        actions.confirm(report, by=make_user(city, role), on=TODAY)


def test_managers_above_the_issuer_do_not_verify_its_own_task(county, staff):
    report = submitted(make_assignment(county, make_task(county)), make_user(county, "manager"))

    with pytest.raises(PermissionDenied, match="由“弋阳县”的管理人员核定"):
        actions.confirm(report, by=staff.first, on=TODAY)


def test_unit_does_not_verify_what_it_got_from_above(county):
    report = submitted(make_assignment(county), make_user(county, "editor"))

    with pytest.raises(PermissionDenied, match="由它的上一级单位的管理人员核定"):
        actions.confirm(report, by=make_user(county, "manager"), on=TODAY)


# Completion and extensions


def test_completion_needs_a_report(held, staff):
    make_report(held, NOVEMBER, progress=50, author=staff.first)  # a draft

    with pytest.raises(ValidationError, match="还没有提交过填报"):
        actions.finish(held, by=staff.second, on=TODAY, note="已举办。")


def test_second_manager_confirms_completion(held, staff):
    submitted(held, staff.first)

    actions.finish(held, by=staff.second, on=TODAY, note="已举办。")

    held.refresh_from_db()
    assert held.finished_on == TODAY


def test_who_entered_the_newest_report_does_not_confirm_completion(held, staff):
    make_report(held, date(2026, 10, 1), reviewed_on=TODAY, progress=50, submitted_by=staff.second)
    submitted(held, staff.first)

    assert not rights.may_finish(staff.first, held)
    assert rights.may_finish(staff.second, held)
    with pytest.raises(PermissionDenied, match="填报人不能核定自己填报的任务办结"):
        actions.finish(held, by=staff.first, on=TODAY, note="已举办。")


def extension_by(person, assignment):
    return actions.request_extension(
        assignment, by=person, on=TODAY, new_due=date(2027, 1, 31), reason="授课教师时间调整。"
    )


def test_second_manager_grants_an_extension(held, staff):
    request = extension_by(staff.first, held)

    actions.decide_extension(request, by=staff.second, on=TODAY, approve=True)

    held.refresh_from_db()
    assert held.due_on == date(2027, 1, 31)


def test_nobody_decides_on_a_request_of_their_own(held, staff):
    request = extension_by(staff.first, held)

    with pytest.raises(PermissionDenied, match="申请人不能审批自己的延期申请"):
        actions.decide_extension(request, by=staff.first, on=TODAY, approve=True)


# Changes


def change(assignment, by):
    actions.change_assignment(assignment, by=by, on=TODAY, responsible="洪山")


def withdraw(assignment, by):
    actions.withdraw(assignment, by=by, on=TODAY, reason="不再举办。")


def mark_not_applicable(assignment, by):
    actions.mark_not_applicable(assignment, by=by, on=TODAY, reason="并入轮训。")


def remind(assignment, by):
    actions.remind([assignment], by=by, on=TODAY)


@pytest.mark.parametrize("action", [change, withdraw, mark_not_applicable, remind])
def test_managers_of_the_issuer_change_its_own_task(held, staff, action):
    action(held, staff.first)


@pytest.mark.parametrize("action", [change, withdraw, mark_not_applicable, remind])
def test_nobody_else_changes_it(county, staff, action):
    assignment = make_assignment(county, make_task(county))

    for person in (staff.first, make_user(county, "editor")):
        with pytest.raises(PermissionDenied, match="本级事项由“弋阳县”的管理人员调整和收回"):
            action(assignment, person)


def test_it_cannot_be_given_to_another_unit(held, county, staff):
    with pytest.raises(PermissionDenied):
        actions.reassign(held, to=county, by=staff.first, on=TODAY, reason="改派。")


def test_task_of_a_county_cannot_be_reassigned_to_the_county(county, township, staff):
    assignment = make_assignment(township, make_task(county))

    with pytest.raises(ValidationError, match="是否承担由它自己决定"):
        actions.reassign(assignment, to=county, by=staff.first, on=TODAY, reason="改派。")


# Beside the units below


@pytest.fixture
def counted(city):
    """A task of twenty villages that the city also holds itself, with a target of two."""
    task = make_task(city, measure="quantity", unit="村", target=20)
    make_assignment(city, task, target=2)
    return task


def test_it_is_no_parent_of_what_is_handed_down(counted, county, staff):
    [assignment] = actions.hand_down(counted, [county], by=staff.first, on=TODAY, shares={county.pk: 20})

    assert assignment.parent is None


def test_its_deadline_does_not_limit_the_units_below(city, county, staff):
    task = make_task(city)
    make_assignment(city, task, due_on=date(2026, 11, 30))

    [assignment] = actions.hand_down(task, [county], by=staff.first, on=TODAY)

    assert assignment.due_on == date(2026, 12, 31)


def test_its_target_is_not_part_of_the_target_shared_out(counted, county, staff):
    with pytest.raises(ValidationError, match="合计 18村，比上级目标 20村 少 2村"):
        actions.hand_down(counted, [county], by=staff.first, on=TODAY, shares={county.pk: 18})


def test_pages_for_handing_down_count_nothing_of_it(counted, staff):
    work = HandingDown(staff.first, counted.pk, on=TODAY)

    assert (work.own, work.taken, work.left) == (None, 0, 20)


def test_its_own_target_changes_without_regard_to_the_units_below(counted, county, staff):
    actions.hand_down(counted, [county], by=staff.first, on=TODAY, shares={county.pk: 20})
    held = Assignment.objects.get(parent=None, organization=staff.first.organization)

    actions.change_assignment(held, by=staff.first, on=TODAY, target=Decimal(3))

    held.refresh_from_db()
    assert held.target == 3


def test_withdrawing_all_that_was_handed_down_leaves_it(held, county, staff):
    below = make_assignment(county, held.task)

    assert actions.withdraw_all([held.task], by=staff.first, on=TODAY, reason="下达有误。") == [below]
    held.refresh_from_db()
    assert held.withdrawn_on is None


def test_next_year_copies_it_beside_the_units_below(held, county, township, staff):
    above = make_assignment(county, held.task)
    make_assignment(township, held.task, parent=above)

    [task] = actions.open_next_year([held.task], year=2027, by=staff.first, on=TODAY, with_assignments=True)

    copies = {copy.organization.name: copy for copy in task.assignments.all()}
    assert copies["上饶市"].is_held_by_issuer
    assert copies["上饶市"].parent is None
    assert copies["弋阳县"].parent is None
    assert copies["漆工镇"].parent == copies["弋阳县"]


def test_successor_of_the_issuer_gets_it_as_work_that_the_level_above_verifies(city, county, other_county, staff):
    make_assignment(county, make_task(county))

    unit_actions.merge([county], into=other_county, last_day=date(2026, 6, 30))

    taken_over = Assignment.objects.get(organization=other_county)
    assert not taken_over.is_held_by_issuer
    assert rights.may_review(staff.first, taken_over)


def test_monthly_report_of_a_unit_is_about_the_task_from_above(city, county):
    from_above = make_assignment(county, make_task(city, title="整顿软弱涣散村党组织"))
    make_assignment(county, make_task(county, title="整顿软弱涣散村党组织"))
    row = MonthlyReport(organization=county, year=2026, task="整顿软弱涣散村党组织")

    assert monthly._assignment_of(row) == from_above


# Lists of work


def awaiting(person):
    return list(ProgressReport.objects.awaiting_review_of(person))


def test_submitted_report_waits_for_the_managers_who_did_not_enter_it(held, staff):
    report = submitted(held, staff.first)

    assert awaiting(staff.second) == [report]
    assert awaiting(staff.first) == []
    assert awaiting(staff.editor) == []


def test_report_waits_for_nobody_above_the_issuer(county, staff):
    submitted(make_assignment(county, make_task(county)), make_user(county, "manager"))

    assert awaiting(staff.first) == []


def test_report_on_a_task_from_above_still_waits_for_the_level_above(county, staff):
    report = submitted(make_assignment(county), make_user(county, "editor"))

    assert awaiting(staff.first) == [report]
    assert awaiting(make_user(county, "manager")) == []


def test_extension_waits_for_the_managers_who_did_not_request_it(held, staff):
    request = extension_by(staff.first, held)

    assert list(ExtensionRequest.objects.awaiting_decision_of(staff.second)) == [request]
    assert list(ExtensionRequest.objects.awaiting_decision_of(staff.first)) == []


def waiting_lines(person):
    lines = person.messages.get(kind="digest").items
    return [line["text"] for line in lines if line["kind"] in {"reviews", "extensions"}]


def test_digest_counts_for_each_manager_what_somebody_else_entered(held, county, staff):
    submitted(held, staff.first)
    submitted(make_assignment(county), make_user(county, "editor"))
    extension_by(staff.first, held)

    digest.make_digests(on=TODAY)

    assert waiting_lines(staff.second) == ["2 份进展待核实。", "1 份延期申请待审批。"]
    assert waiting_lines(staff.first) == ["1 份进展待核实。"]


def test_missing_report_of_it_is_found_by_the_watch_over_periods(held):
    scan.watch_periods(on=date(2026, 11, 26))

    [event] = DeadlineEvent.objects.filter(stage="report_missing", period_start=NOVEMBER)
    assert (event.subject_id, event.organization) == (held.pk, held.organization)


@pytest.mark.parametrize(("on", "stages"), [(date(2026, 12, 31), {"due_soon"}), (date(2027, 1, 1), {"overdue"})])
def test_deadline_of_it_is_found_by_the_scan(held, on, stages):
    scan.scan_deadlines(on=on)

    assert set(DeadlineEvent.objects.filter(subject_id=held.pk).values_list("stage", flat=True)) == stages


def test_department_is_never_an_issuer_that_holds(city, staff):
    department = make_organization("市委组织部", parent=city, level="city", kind="部门")
    task = make_task(city)

    with pytest.raises(PermissionDenied):
        actions.hold(task, by=make_user(department, "manager"), on=TODAY)
