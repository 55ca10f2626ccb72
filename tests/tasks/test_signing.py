"""A unit signs for what it was handed (签收)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import AuditEntry
from notices import timeline, todo
from tasks import actions
from tasks.models import Assignment
from tasks.subjects import ASSIGNMENT
from tests.factories import make_user
from tests.tasks.worlds import make_assignment, make_report, make_task

TODAY = date(2026, 11, 2)


def entries(user, kind):
    return [entry for part in todo.gather(user, on=TODAY) for entry in part.entries if entry.kind == kind]


def test_signature_keeps_person_and_day_in_row_history_and_timeline(people, county):
    assignment = make_assignment(county, signed_on=None)

    actions.sign([assignment], by=people.county_editor, on=TODAY)

    assignment.refresh_from_db()
    assert (assignment.signed_on, assignment.signed_by) == (TODAY, people.county_editor)
    assert AuditEntry.objects.about(assignment).get().action == "assignment.signed"
    signed = [entry for entry in timeline.of(ASSIGNMENT, assignment, on=TODAY) if entry.kind == "signed"]
    assert [(entry.when, entry.text, entry.note) for entry in signed] == [(TODAY, "签收", "李娟")]


def test_second_signature_changes_nothing(people, county):
    assignment = make_assignment(county, signed_on=None)
    actions.sign([assignment], by=people.county_editor, on=TODAY)

    signed = actions.sign([assignment], by=people.county_manager, on=date(2026, 11, 3))

    assignment.refresh_from_db()
    assert signed == []
    assert assignment.signed_by == people.county_editor


@pytest.mark.parametrize("who", ["city_manager", "county_viewer", "other_county_editor"])
def test_only_the_unit_itself_signs(people, county, who):
    assignment = make_assignment(county, signed_on=None)
    people.county_viewer = make_user(county, "viewer")

    with pytest.raises(PermissionDenied):
        actions.sign([assignment], by=getattr(people, who), on=TODAY)

    assert not Assignment.objects.exclude(signed_on=None).exists()


def test_what_the_issuer_holds_itself_needs_no_signature(people, county):
    held = make_assignment(county, make_task(county), signed_on=None)

    with pytest.raises(PermissionDenied, match="本级事项不需要签收"):
        actions.sign([held], by=people.county_editor, on=TODAY)

    assert entries(people.county_editor, "sign") == []


def test_unsigned_tasks_are_one_entry_until_they_are_signed(people, county):
    assignments = [make_assignment(county, assigned_on=date(2026, 11, day), signed_on=None) for day in (1, 2)]

    [entry] = entries(people.county_editor, "sign")
    before = todo.count_for(people.county_editor, on=TODAY)
    actions.sign(assignments, by=people.county_editor, on=TODAY)

    assert (entry.title, entry.day, entry.tag) == ("签收新交办的 2 项任务", date(2026, 11, 1), "已等 1 天")
    assert entries(people.county_editor, "sign") == []
    assert todo.count_for(people.county_editor, on=TODAY) == before - 1


@pytest.mark.parametrize(
    "settled",
    [
        {"finished_on": TODAY, "completed_on": TODAY},
        {"not_applicable_on": TODAY, "not_applicable_reason": "没有街道"},
        {"withdrawn_on": TODAY, "withdrawn_reason": "取消"},
    ],
)
def test_settled_tasks_wait_for_no_signature(people, county, settled):
    make_assignment(county, signed_on=None, **settled)

    assert entries(people.county_editor, "sign") == []


def test_who_reports_signs_at_the_same_time(people, county):
    assignment = make_assignment(county, signed_on=None)
    report = make_report(assignment, date(2026, 10, 1), progress=20)

    actions.submit(report, by=people.county_editor, on=TODAY)

    assignment.refresh_from_db()
    assert (assignment.signed_on, assignment.signed_by) == (TODAY, people.county_editor)


def test_new_unit_signs_again_after_a_task_was_given_to_it(people, county, other_county):
    assignment = make_assignment(county, signed_on=None)
    actions.sign([assignment], by=people.county_editor, on=TODAY)

    new = actions.reassign(assignment, to=other_county, by=people.city_manager, on=TODAY, reason="调整分工。")

    assert new.signed_on is None
