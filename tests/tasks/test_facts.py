"""The facts stored in columns of an assignment agree with its reports, after every step and for every day."""

from datetime import date
from decimal import Decimal

import pytest

from tasks import actions, facts
from tasks.models import Assignment, ProgressReport
from tests.tasks.worlds import make_assignment, make_report

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
LONG_AFTER = date(9000, 1, 1)  # a day after all facts, whenever the tests run: the columns answer for it
NAMES = ["due_on", "report_id", "progress", "value", "period", "claimed_on"]


def answers(rows):
    return list(rows.order_by("pk").values(*(f"status_{name}" for name in NAMES)))


def story(assignment, people):
    """Report, return, recall, correct, claim completion and extend; yields the name of each step after it."""
    editor, manager = people.county_editor, people.city_manager
    yield "handed down"
    report = actions.save_draft(assignment, OCTOBER, by=editor, on=date(2026, 10, 20), version=0, progress=Decimal(100))
    yield "drafted"
    actions.submit(report, by=editor, on=date(2026, 10, 21))
    yield "claimed"
    actions.return_report(report, by=manager, on=date(2026, 10, 22), reason="数字不符。")
    yield "returned"
    actions.submit(report, by=editor, on=date(2026, 10, 23))
    actions.recall(report, by=editor, on=date(2026, 10, 23))
    yield "recalled"
    report.refresh_from_db()
    actions.save_draft(
        assignment, OCTOBER, by=editor, on=date(2026, 10, 24), version=report.version, progress=Decimal(60)
    )
    actions.submit(report, by=editor, on=date(2026, 10, 24))
    actions.confirm(report, by=manager, on=date(2026, 10, 26))
    yield "confirmed"
    actions.correct(report, by=manager, on=date(2026, 10, 28), reason="多报。", progress=Decimal(55))
    yield "corrected"
    actions.change_assignment(assignment, by=manager, on=date(2026, 10, 29), due_on=date(2026, 11, 30), reason="汛期。")
    yield "moved"
    later = actions.save_draft(assignment, NOVEMBER, by=editor, on=date(2026, 11, 20), version=0, progress=Decimal(100))
    actions.submit(later, by=editor, on=date(2026, 11, 20))
    yield "claimed again"
    actions.confirm(later, by=manager, on=date(2026, 11, 23))
    yield "finished"


def test_columns_and_reports_agree_after_every_step(county, people):
    assignment = make_assignment(county)
    steps = []

    for step in story(assignment, people):
        steps.append(step)
        columns = answers(Assignment.objects.with_status(on=LONG_AFTER))
        reports = answers(Assignment.objects.from_reports(on=LONG_AFTER))
        assert (step, columns) == (step, reports)

    assert steps[-1] == "finished"


def test_facts_of_past_days_are_read_from_the_reports(county, people):
    list(story(make_assignment(county), people))
    days = [date(2026, 10, 21), date(2026, 10, 22), date(2026, 10, 26), date(2026, 10, 28), date(2026, 11, 23)]

    statuses = [Assignment.objects.with_status(on=day).get().status(on=day) for day in days]

    assert [status.progress for status in statuses] == [None, None, 60, 55, 100]


def test_facts_before_the_newest_fact_are_read_from_the_reports(county):
    make_report(make_assignment(county), progress=20, reviewed_on=date(9000, 1, 2))

    statuses = [Assignment.objects.with_status(on=day).get().status(on=day) for day in (LONG_AFTER, date(9000, 1, 2))]

    assert [status.progress for status in statuses] == [None, 20]


@pytest.mark.parametrize(("day", "expected"), [(25, False), (26, True)])
def test_facts_from_the_day_of_the_newest_fact_are_read_from_the_columns(county, day, expected):
    make_report(make_assignment(county), progress=20, reviewed_on=date(2026, 1, 26))

    assert facts.answer_for(date(2026, 1, day)) is expected


def test_facts_are_read_from_the_reports_until_unknown_columns_are_refreshed(county):
    assignment = make_assignment(county)
    Assignment.objects.update(facts_on=None)
    report = make_report(assignment, progress=20, reviewed_on=date(2026, 1, 26))
    Assignment.objects.update(facts_on=None, latest_progress=None)
    before = Assignment.objects.with_status(on=LONG_AFTER).get().status(on=LONG_AFTER).progress

    facts.refresh_unknown()

    after = Assignment.objects.get()
    assert (before, after.latest_progress, after.latest_report) == (20, 20, report.pk)


def test_saving_an_old_copy_of_an_assignment_does_not_change_its_facts(county):
    assignment = make_assignment(county)
    make_report(assignment, progress=20, reviewed_on=date(2026, 1, 26))

    assignment.responsible = "方圆"
    assignment.save()

    assert Assignment.objects.get().latest_progress == 20


def test_deleting_a_report_updates_the_facts(county):
    make_report(make_assignment(county), progress=20, reviewed_on=date(2026, 1, 26))

    ProgressReport.objects.all().delete()

    assert Assignment.objects.get().latest_progress is None
