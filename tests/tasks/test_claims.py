"""Completion reported on any day (申报办结), and extensions requested after the deadline."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks import actions, scan
from tasks.deadlines import State
from tasks.models import Assignment, FinishClaim
from tests.tasks.worlds import make_assignment, make_report, make_task

TODAY = date(2026, 11, 28)
LATER = date(2026, 12, 3)


def claim(assignment, people, on=TODAY):
    return actions.claim_finish(assignment, by=people.county_editor, on=on, note="八个村全部到位。")


def state(assignment, on):
    states = {
        Assignment.objects.with_status(on=on).get(pk=assignment.pk).status(on=on).state,
        Assignment.objects.from_reports(on=on).get(pk=assignment.pk).status(on=on).state,
    }
    [only] = states
    return only


def test_claim_waits_and_counts_from_its_day_when_it_is_confirmed(people, county):
    assignment = make_assignment(county, due_on=date(2026, 11, 30))
    made = claim(assignment, people)

    assert [state(assignment, on) for on in (date(2026, 11, 27), TODAY, LATER)] == [
        State.DUE_SOON,
        State.CLAIMED,
        State.CLAIMED,
    ]
    actions.confirm_claim(made, by=people.city_manager, on=LATER)

    assignment.refresh_from_db()
    assert (assignment.finished_on, assignment.completed_on) == (LATER, TODAY)
    assert [state(assignment, on) for on in (TODAY, date(2026, 12, 2), LATER)] == [
        State.CLAIMED,
        State.CLAIMED,
        State.DONE,
    ]


def test_claim_after_the_deadline_does_not_stop_the_clock(people, county):
    assignment = make_assignment(county, due_on=date(2026, 11, 20))
    claim(assignment, people)

    scan.scan_deadlines(on=TODAY)

    assert state(assignment, TODAY) == State.OVERDUE


def test_returned_claim_opens_the_assignment_again_and_the_unit_is_told(people, county):
    assignment = make_assignment(county, due_on=date(2026, 11, 30))
    made = claim(assignment, people)

    actions.return_claim(made, by=people.city_manager, on=LATER, reason="缺两个村的材料。")

    assert [state(assignment, on) for on in (date(2026, 12, 2), LATER)] == [State.CLAIMED, State.OVERDUE]
    [line] = people.county_editor.messages.get().items
    assert line["text"] == f"“{assignment.task}”的办结申报已退回：缺两个村的材料。"


def test_return_needs_a_reason(people, county):
    made = claim(make_assignment(county), people)

    with pytest.raises(ValidationError, match="请写明退回的理由"):
        actions.return_claim(made, by=people.city_manager, on=LATER, reason=" ")

    made.refresh_from_db()
    assert made.state == FinishClaim.State.WAITING


def test_second_claim_and_a_claim_beside_a_full_report_are_refused(people, county):
    first, second = make_assignment(county), make_assignment(county)
    claim(first, people)
    make_report(second, date(2026, 10, 1), progress=100, submitted_on=TODAY)

    for assignment in (first, second):
        with pytest.raises(ValidationError):
            claim(assignment, people)

    assert FinishClaim.objects.count() == 1


@pytest.mark.parametrize(
    "settled",
    [
        {"finished_on": TODAY, "completed_on": TODAY},
        {"not_applicable_on": TODAY, "not_applicable_reason": "没有街道"},
        {"withdrawn_on": TODAY, "withdrawn_reason": "取消"},
    ],
)
def test_settled_assignments_are_not_claimed(people, county, settled):
    with pytest.raises(ValidationError):
        claim(make_assignment(county, **settled), people)


def test_only_the_level_above_answers(people, county):
    made = claim(make_assignment(county), people)

    for person in (people.county_manager, people.county_editor, people.other_county_editor):
        with pytest.raises(PermissionDenied):
            actions.confirm_claim(made, by=person, on=LATER)


def test_claimant_does_not_confirm_what_the_issuer_holds_itself(people, county):
    held = make_assignment(county, make_task(county))
    make_report(held, date(2026, 10, 1), progress=80, submitted_on=TODAY, submitted_by=people.county_editor)
    made = actions.claim_finish(held, by=people.county_manager, on=TODAY, note="已完成。")

    with pytest.raises(PermissionDenied, match="申报人不能核定自己申报的办结"):
        actions.confirm_claim(made, by=people.county_manager, on=LATER)


def test_report_of_100_percent_that_is_confirmed_closes_the_claim(people, county):
    assignment = make_assignment(county)
    made = claim(assignment, people)
    report = make_report(assignment, date(2026, 11, 1), progress=100, submitted_on=TODAY)

    actions.confirm(report, by=people.city_manager, on=LATER)

    made.refresh_from_db()
    assert made.state == FinishClaim.State.CONFIRMED


def test_claim_can_be_answered_once(people, county):
    made = claim(make_assignment(county), people)
    actions.confirm_claim(made, by=people.city_manager, on=LATER)

    with pytest.raises(ValidationError):
        actions.return_claim(made, by=people.city_manager, on=LATER, reason="缺材料。")


@pytest.mark.parametrize(
    ("on", "new_due", "allowed"), [(TODAY, LATER, True), (TODAY, TODAY, True), (LATER, TODAY, False)]
)
def test_extension_after_the_deadline_must_not_lie_in_the_past(people, county, on, new_due, allowed):
    assignment = make_assignment(county, due_on=date(2026, 11, 20))

    def request():
        return actions.request_extension(assignment, by=people.county_editor, on=on, new_due=new_due, reason="汛期。")

    if allowed:
        assert request().is_late
        return
    with pytest.raises(ValidationError, match="申请的日期不能早于今天"):
        request()
