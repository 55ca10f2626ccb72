"""One rule says which report is owed by whom, and every place in the portal follows it."""

from datetime import date
from decimal import Decimal
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notices.models import DeadlineEvent
from notices.todo import count_for
from tasks import actions, scan, todo
from tasks.models import Assignment
from tasks.owing import in_force_q, is_in_force, owes_report
from tests.factories import make_organization
from tests.tasks.worlds import make_assignment, make_report
from years import periods

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
CUTOFF = date(2026, 11, 25)
JANUARY, LATER_CUTOFF = date(2027, 1, 1), date(2027, 1, 25)

# (fields of the assignment, start of the period, day, whether the report is owed)
RUNNING = [
    pytest.param({}, NOVEMBER, CUTOFF, True, id="an ordinary month"),
    pytest.param({}, JANUARY, LATER_CUTOFF, False, id="January of the year after"),
    pytest.param({"starts_on": date(2026, 11, 30)}, NOVEMBER, CUTOFF, True, id="begins on the last day"),
    pytest.param({"starts_on": date(2026, 12, 1)}, NOVEMBER, CUTOFF, False, id="begins a day later"),
    pytest.param({"withdrawn_on": CUTOFF, "withdrawn_reason": "调整"}, NOVEMBER, CUTOFF, False, id="taken back"),
    pytest.param({"finished_on": CUTOFF, "completed_on": CUTOFF}, NOVEMBER, CUTOFF, False, id="finished"),
    pytest.param(
        {"not_applicable_on": CUTOFF, "not_applicable_reason": "无此类村"}, NOVEMBER, CUTOFF, False, id="not applicable"
    ),
]
EARLIER = [
    pytest.param({"assigned_on": date(2026, 10, 31)}, OCTOBER, CUTOFF, True, id="handed down on the last day"),
    pytest.param({"assigned_on": date(2026, 11, 1)}, OCTOBER, CUTOFF, False, id="handed down a day later"),
    pytest.param({"starts_on": date(2026, 11, 1)}, OCTOBER, CUTOFF, False, id="begun a day later"),
]


def period_of(start):
    return periods.of(start, periods.Kind.MONTH)


def by_the_rule(assignment, people, start, on):
    return owes_report(assignment, period_of(start), on=on)


def by_the_query(assignment, people, start, on):
    return Assignment.objects.owing(period_of(start), on=on).exists()


def on_the_list_of_missing_reports(assignment, people, start, on):
    client = Client()
    client.force_login(people.city_manager)
    with mock.patch("django.utils.timezone.localdate", return_value=on):
        page = client.get(reverse("tasks:missing"), {"period": f"{start:%Y-%m}"}).context["page"]
    return page.paginator.count == 1


def on_the_todo_list(assignment, people, start, on):
    waiting = todo.todo_for(people.county_editor, on=on)
    missed = [period.start for row in waiting.missed for period, _report in row.periods]
    return start in [row.period.start for row in waiting.reports_due] + missed


def in_the_count_of_the_todo_list(assignment, people, start, on):
    return count_for(people.county_editor, on=on) == 1


def as_the_next_report(assignment, people, start, on):
    return todo.next_report(people.county_editor, on=on) == (assignment, period_of(start))


def in_the_daily_scan(assignment, people, start, on):
    scan.watch_periods(on=on)
    return DeadlineEvent.objects.filter(period_start=start).exists()


def when_a_draft_is_saved(assignment, people, start, on):
    try:
        actions.save_draft(assignment, start, by=people.county_editor, on=on, version=0, progress=Decimal(60))
    except ValidationError:
        return False
    return True


def when_a_draft_is_handed_in(assignment, people, start, on):
    draft = make_report(assignment, start, progress=Decimal(60))
    try:
        actions.submit(draft, by=people.county_editor, on=on)
    except ValidationError:
        return False
    return True


ANY_PERIOD = [
    by_the_rule,
    by_the_query,
    on_the_list_of_missing_reports,
    on_the_todo_list,
    when_a_draft_is_saved,
    when_a_draft_is_handed_in,
]
RUNNING_PERIOD = [*ANY_PERIOD, in_the_count_of_the_todo_list, as_the_next_report, in_the_daily_scan]


@pytest.mark.parametrize("is_owed", RUNNING_PERIOD)
@pytest.mark.parametrize(("fields", "start", "on", "owed"), RUNNING)
def test_every_place_agrees_on_whether_a_report_is_owed(county, people, is_owed, fields, start, on, owed):
    assignment = make_assignment(county, **fields)

    assert is_owed(assignment, people, start, on) is owed


@pytest.mark.parametrize("is_owed", ANY_PERIOD)
@pytest.mark.parametrize(("fields", "start", "on", "owed"), EARLIER)
def test_report_of_an_earlier_period_follows_the_same_rule(county, people, is_owed, fields, start, on, owed):
    assignment = make_assignment(county, **fields)

    assert is_owed(assignment, people, start, on) is owed


@pytest.mark.parametrize(("fields", "start", "on", "owed"), [*RUNNING, *EARLIER])
def test_pages_offer_the_form_only_for_a_report_that_is_owed(
    county, people, as_user, monkeypatch, fields, start, on, owed
):
    monkeypatch.setattr(timezone, "localdate", lambda *args: on)
    assignment = make_assignment(county, **fields)

    response = as_user(people.county_editor).get(reverse("tasks:report", args=[assignment.pk, start]))

    assert response.status_code == (200 if owed else 302)


@pytest.mark.parametrize(("fields", "start", "on", "owed"), RUNNING)
def test_page_of_the_assignment_offers_the_form_of_the_owed_report(
    county, people, as_user, monkeypatch, fields, start, on, owed
):
    monkeypatch.setattr(timezone, "localdate", lambda *args: on)
    assignment = make_assignment(county, **fields)

    page = as_user(people.county_editor).get(reverse("tasks:assignment", args=[assignment.pk]))

    assert page.context["may_report"] is owed


def test_report_of_the_next_year_is_refused_with_what_to_do(county, people):
    assignment = make_assignment(county)

    with pytest.raises(ValidationError, match="这是 2026 年的任务，不需要填报2027年1月"):
        actions.save_draft(assignment, JANUARY, by=people.county_editor, on=LATER_CUTOFF, version=0)


@pytest.mark.parametrize("on", [date(2026, 6, 29), date(2026, 6, 30), date(2026, 7, 1)])
@pytest.mark.parametrize(
    ("fields", "ends_on"),
    [
        ({}, None),
        ({}, date(2026, 6, 30)),
        ({"assigned_on": date(2026, 6, 30)}, None),
        ({"withdrawn_on": date(2026, 6, 30), "withdrawn_reason": "调整"}, None),
    ],
)
def test_function_and_filter_agree_on_which_assignments_are_in_force(city, fields, ends_on, on):
    assignment = make_assignment(make_organization("弋阳县", parent=city, valid_to=ends_on), **fields)

    assert Assignment.objects.filter(in_force_q(on)).exists() is is_in_force(assignment, on=on)
