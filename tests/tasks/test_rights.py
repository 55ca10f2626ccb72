"""The actions on tasks check the rights: which role at which unit may do what."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from tasks import actions
from tasks.actions import rights
from tasks.models import Area
from tests.factories import make_organization, make_user
from tests.tasks.directing import make_directive
from tests.tasks.worlds import make_assignment, make_report, make_task

TODAY = date(2026, 11, 23)
NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def department(city):
    return make_organization("市委组织部", parent=city, level="city", kind="部门")


@pytest.fixture
def accounts(city, county, township, department):
    """Managers of the county and of the units around it, and users of county and city with other roles."""
    return {
        "portal": None,
        "city manager": make_user(city, "manager"),
        "city editor": make_user(city, "editor"),
        "county manager": make_user(county, "manager"),
        "county editor": make_user(county, "editor"),
        "county viewer": make_user(county, "viewer"),
        "township manager": make_user(township, "manager"),
        "department manager": make_user(department, "manager"),
    }


@pytest.fixture
def assignment(county):
    """A task of the city that is assigned to the county."""
    return make_assignment(county)


EVERYBODY = [
    "portal",
    "city manager",
    "city editor",
    "county manager",
    "county editor",
    "county viewer",
    "township manager",
    "department manager",
]
ISSUER = {"portal", "city manager"}
ABOVE = {"portal", "city manager"}
REPORTING = {"portal", "county manager", "county editor"}


def rename_area(by, assignment):
    actions.rename_area(assignment.task.area, by=by, name="新名")


def open_area(by, assignment):
    actions.open_area(organization=assignment.task.organization, year=2027, name="新领域", by=by)


def create_task(by, assignment):
    actions.create_task(by=by, area=assignment.task.area, year=2026, number="9.9", title="新任务")


def change_task(by, assignment):
    actions.change_task(assignment.task, by=by, title="新名")


def open_next_year(by, assignment):
    actions.open_next_year([assignment.task], year=2027, by=by, on=TODAY)


def change_directive(by, assignment):
    actions.change_directive(make_directive(assignment.task.organization), by=by, title="新名")


def delete_directive(by, assignment):
    actions.delete_directive(make_directive(assignment.task.organization), by=by)


def accept_proposals(by, assignment):
    actions.accept_proposals(make_directive(assignment.task.organization), by=by)


def drop_proposal(by, assignment):
    actions.drop_proposal(make_directive(assignment.task.organization).proposals.first(), by=by)


def change_assignment(by, assignment):
    actions.change_assignment(assignment, by=by, on=TODAY, responsible="方圆")


def mark_not_applicable(by, assignment):
    actions.mark_not_applicable(assignment, by=by, on=TODAY, reason="无此类村。")


def withdraw(by, assignment):
    actions.withdraw(assignment, by=by, on=TODAY, reason="下达有误。")


def remind(by, assignment):
    actions.remind([assignment], by=by, on=TODAY)


def finish(by, assignment):
    actions.finish(assignment, by=by, on=TODAY, note="已验收。")


def confirm(by, assignment):
    actions.confirm(make_report(assignment, NOVEMBER, submitted_on=TODAY, progress=50), by=by, on=TODAY)


def return_report(by, assignment):
    report = make_report(assignment, NOVEMBER, submitted_on=TODAY, progress=50)
    actions.return_report(report, by=by, on=TODAY, reason="数字与台账不符。")


def correct(by, assignment):
    report = make_report(assignment, NOVEMBER, reviewed_on=TODAY, progress=50)
    actions.correct(report, by=by, on=TODAY, reason="更正", progress=Decimal(40))


def save_draft(by, assignment):
    actions.save_draft(assignment, NOVEMBER, by=by, on=TODAY, version=0, progress=Decimal(50))


def submit(by, assignment):
    actions.submit(make_report(assignment, NOVEMBER, progress=50), by=by, on=TODAY)


def recall(by, assignment):
    actions.recall(make_report(assignment, NOVEMBER, submitted_on=TODAY, progress=50), by=by, on=TODAY)


def add_evidence(by, assignment):
    report = make_report(assignment, NOVEMBER, progress=50)
    actions.add_evidence(report, by=by, content=b"%PDF-1.4", name="方案.pdf")


RIGHTS = [
    (ISSUER, [rename_area, open_area, create_task, change_task, open_next_year]),
    (ISSUER, [change_directive, delete_directive, accept_proposals, drop_proposal]),
    (ABOVE, [change_assignment, mark_not_applicable, withdraw, remind]),
    (ABOVE, [finish, confirm, return_report, correct]),
    (REPORTING, [save_draft, submit, recall, add_evidence]),
]
ACTIONS = [pytest.param(action, allowed, id=action.__name__) for allowed, steps in RIGHTS for action in steps]


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize(("action", "allowed"), ACTIONS)
def test_action_is_allowed_for_the_listed_accounts_and_refused_for_all_others(
    assignment, accounts, action, allowed, who, settings, tmp_path
):
    settings.PRIVATE_ROOT = tmp_path
    if who in allowed:
        action(accounts[who], assignment)
    else:
        with pytest.raises(PermissionDenied, match=r"[一-鿿]"):
            action(accounts[who], assignment)


@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_only_managers_can_issue_directives(city, role):
    with pytest.raises(PermissionDenied, match="只有“上饶市”的管理人员可以部署任务"):
        make_directive(city, by=make_user(city, role))


def test_manager_of_a_department_cannot_issue_a_directive(accounts, department):
    with pytest.raises(PermissionDenied, match="“市委组织部”是部门"):
        make_directive(department, by=accounts["department manager"])


def test_manager_of_a_department_cannot_create_tasks(accounts, department):
    area = Area.objects.create(organization=department, year=2026, number=1, name="领域")

    with pytest.raises(PermissionDenied, match="是部门"):
        actions.create_task(by=accounts["department manager"], area=area, year=2026, number="1.1", title="任务")


def test_only_a_unit_that_has_a_task_can_cascade_it(county, other_county, township, accounts):
    task = make_task(county.parent)
    neighbour = make_organization("葛源镇", parent=other_county)
    make_assignment(county, task)

    made = actions.hand_down(task, [township], by=accounts["county manager"], on=TODAY)

    assert [each.organization for each in made] == [township]
    with pytest.raises(PermissionDenied, match="只有部署或承担这项任务的单位"):
        actions.hand_down(task, [neighbour], by=make_user(other_county, "manager"), on=TODAY)


def test_author_of_a_report_cannot_confirm_it(assignment, accounts):
    report = make_report(assignment, NOVEMBER, submitted_on=TODAY, progress=50, author=accounts["city manager"])

    assert not rights.may_answer(accounts["city manager"], report)
    with pytest.raises(PermissionDenied, match="不能核实自己的填报"):
        actions.confirm(report, by=accounts["city manager"], on=TODAY)


@pytest.mark.parametrize(("role", "allowed"), [("viewer", False), ("editor", False), ("manager", True)])
def test_only_managers_can_open_the_list_of_reports_to_verify(city, role, allowed):
    user = make_user(city, role)

    assert rights.may_supervise(user) is allowed
