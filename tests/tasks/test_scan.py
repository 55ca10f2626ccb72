"""The daily scan of deadlines writes one event for each stage, whenever and however often it runs."""

from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from notices.models import DeadlineEvent, JobRun
from tasks import scan
from tasks.models import Assignment, DueChange
from tasks.subjects import ASSIGNMENT
from tests.tasks.worlds import make_assignment, make_report, make_task
from years.models import TaskYear

Stage = DeadlineEvent.Stage


def events(assignment):
    return DeadlineEvent.objects.about(ASSIGNMENT, [assignment.pk]).order_by("id")


def stages(assignment):
    return sorted(events(assignment).values_list("stage", flat=True))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 10, 23), []),
        (date(2026, 10, 24), ["due_soon"]),
        (date(2026, 10, 31), ["due_soon"]),
        (date(2026, 11, 1), ["overdue"]),
        (date(2026, 11, 7), ["overdue"]),
        (date(2026, 11, 8), ["overdue", "overdue_7"]),
        (date(2026, 11, 15), ["overdue", "overdue_7"]),
        (date(2026, 11, 16), ["overdue", "overdue_15", "overdue_7"]),
        (date(2026, 11, 30), ["overdue", "overdue_15", "overdue_7"]),
        (date(2026, 12, 1), ["overdue", "overdue_15", "overdue_30", "overdue_7"]),
    ],
)
def test_every_stage_of_an_assignment_is_reached_on_its_day(county, on, expected):
    assignment = make_assignment(county, due_on=date(2026, 10, 31))

    scan.scan_deadlines(on=on)

    assert stages(assignment) == expected


def test_event_has_the_due_date_and_the_day_it_was_found(county):
    make_assignment(county, due_on=date(2026, 10, 31))

    scan.scan_deadlines(on=date(2026, 11, 2))

    event = DeadlineEvent.objects.get()
    assert (event.stage, event.due_on, event.found_on, event.period_start) == (
        "overdue",
        date(2026, 10, 31),
        date(2026, 11, 2),
        None,
    )


def test_event_has_the_page_and_the_unit_of_its_assignment(county):
    assignment = make_assignment(county, due_on=date(2026, 10, 31))

    scan.scan_deadlines(on=date(2026, 11, 2))

    event = DeadlineEvent.objects.get()
    assert (event.path, event.organization) == (reverse("tasks:assignment", args=[assignment.pk]), county)


def test_second_scan_finds_nothing_new(county):
    make_assignment(county, due_on=date(2026, 10, 31))

    counts = [scan.scan_deadlines(on=date(2026, 11, 2))[Stage.OVERDUE] for _ in range(2)]

    assert counts == [1, 0]


def test_daily_scans_find_every_stage_once(county):
    assignment = make_assignment(county, due_on=date(2026, 10, 31))

    for day in range(20, 32):
        scan.scan_deadlines(on=date(2026, 10, day))
    for day in range(1, 10):
        scan.scan_deadlines(on=date(2026, 11, day))

    assert stages(assignment) == ["due_soon", "overdue", "overdue_7"]


def test_new_deadline_has_its_own_stages(county):
    assignment = make_assignment(county, due_on=date(2026, 10, 31))
    scan.scan_deadlines(on=date(2026, 10, 30))
    assignment.due_on = date(2026, 11, 30)
    assignment.save()
    DueChange.objects.create(
        assignment=assignment, old_due=date(2026, 10, 31), new_due=date(2026, 11, 30), changed_on=date(2026, 10, 30)
    )

    scan.scan_deadlines(on=date(2026, 11, 25))

    assert list(events(assignment).values_list("stage", "due_on")) == [
        ("due_soon", date(2026, 10, 31)),
        ("due_soon", date(2026, 11, 30)),
    ]


def test_scan_of_a_past_day_uses_the_deadline_of_that_day(county):
    assignment = make_assignment(county, due_on=date(2026, 11, 30))
    DueChange.objects.create(
        assignment=assignment, old_due=date(2026, 10, 31), new_due=date(2026, 11, 30), changed_on=date(2026, 11, 5)
    )

    scan.scan_deadlines(on=date(2026, 11, 4))

    assert list(events(assignment).values_list("stage", "due_on")) == [("overdue", date(2026, 10, 31))]


@pytest.mark.parametrize(
    "settled",
    [
        {"finished_on": date(2026, 10, 30), "completed_on": date(2026, 10, 30)},
        {"not_applicable_on": date(2026, 10, 30), "not_applicable_reason": "没有街道"},
        {"withdrawn_on": date(2026, 10, 30), "withdrawn_reason": "取消"},
        {"assigned_on": date(2026, 11, 3)},
    ],
)
def test_settled_withdrawn_and_future_assignments_have_no_events(county, settled):
    make_assignment(county, due_on=date(2026, 10, 31), **settled)

    scan.scan_deadlines(on=date(2026, 11, 2))

    assert not DeadlineEvent.objects.exists()


@pytest.mark.parametrize(("claimed_on", "expected"), [(date(2026, 10, 31), 0), (date(2026, 11, 1), 1)])
def test_assignment_claimed_as_complete_in_time_does_not_become_overdue(county, claimed_on, expected):
    assignment = make_assignment(county, due_on=date(2026, 10, 31))
    make_report(assignment, date(2026, 10, 1), progress=100, submitted_on=claimed_on)

    scan.scan_deadlines(on=date(2026, 11, 2))

    assert DeadlineEvent.objects.count() == expected


def test_every_year_has_its_own_thresholds(county):
    TaskYear.objects.create(year=2026, due_soon_days=3)
    this = make_assignment(county, due_on=date(2026, 12, 31))
    following = make_assignment(
        county, make_task(county.parent, year=2027), assigned_on=date(2026, 12, 1), starts_on=date(2026, 12, 1),
        due_on=date(2026, 12, 31),
    )  # fmt: skip

    scan.scan_deadlines(on=date(2026, 12, 25))

    assert (stages(this), stages(following)) == ([], ["due_soon"])


def test_assignment_of_last_year_is_still_overdue_after_new_year(county):
    assignment = make_assignment(county, due_on=date(2026, 12, 31))

    scan.scan_deadlines(on=date(2027, 1, 1))

    assert stages(assignment) == ["overdue"]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 11, 19), []),
        (date(2026, 11, 20), ["report_due"]),
        (date(2026, 11, 25), ["report_due"]),
        (date(2026, 11, 26), ["report_missing"]),
        (date(2026, 12, 19), ["report_missing"]),
    ],
)
def test_monthly_report_is_announced_and_then_missed(county, on, expected):
    assignment = make_assignment(county, assigned_on=date(2026, 11, 1), starts_on=date(2026, 11, 1))

    scan.watch_periods(on=on)

    assert stages(assignment) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 12, 30), []),
        (date(2026, 12, 31), ["report_due"]),
        (date(2027, 1, 5), ["report_due"]),
        (date(2027, 1, 6), ["report_missing"]),
    ],
)
def test_quarterly_report_of_the_last_quarter_is_due_in_january(county, on, expected):
    task = make_task(county.parent, period="quarter")
    assignment = make_assignment(county, task, assigned_on=date(2026, 10, 8), starts_on=date(2026, 10, 8))

    scan.watch_periods(on=on)

    assert stages(assignment) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [("draft", ["report_missing"]), ("returned", ["report_missing"]), ("submitted", []), ("confirmed", [])],
)
def test_report_counts_as_handed_in_while_it_is_submitted_or_confirmed(county, state, expected):
    assignment = make_assignment(county, assigned_on=date(2026, 11, 1), starts_on=date(2026, 11, 1))
    dates = {} if state == "draft" else {"submitted_on": date(2026, 11, 24)}
    dates |= {"reviewed_on": date(2026, 11, 25)} if state == "confirmed" else {}
    make_report(assignment, date(2026, 11, 1), state=state, return_reason="请补充" * (state == "returned"), **dates)

    scan.watch_periods(on=date(2026, 11, 27))

    assert stages(assignment) == expected


def test_finished_assignment_owes_no_reports(county):
    finished = {"finished_on": date(2026, 11, 20), "completed_on": date(2026, 11, 18)}
    assignment = make_assignment(county, assigned_on=date(2026, 11, 1), starts_on=date(2026, 11, 1), **finished)

    scan.watch_periods(on=date(2026, 11, 27))

    assert stages(assignment) == []


def test_scan_costs_a_fixed_number_of_queries(county, django_assert_max_num_queries):
    for _ in range(5):
        make_assignment(county, due_on=date(2026, 10, 31))

    with django_assert_max_num_queries(25):
        scan.scan_deadlines(on=date(2026, 11, 2))

    assert DeadlineEvent.objects.count() == 5


def test_scan_stores_its_day_and_result(county):
    make_assignment(county, due_on=date(2026, 10, 31))

    scan.scan_deadlines(on=date(2026, 11, 2))

    run = JobRun.objects.get(name="scan")
    assert (run.last_on, run.result["overdue"]) == (date(2026, 11, 2), 1)


def test_command_scans_a_given_day_and_prints_what_it_found(county, capsys):
    make_assignment(county, due_on=date(2026, 10, 31))

    call_command("scan_deadlines", "--on", "2026-11-02")

    assert "逾期：新增 1 条" in capsys.readouterr().out
    assert DeadlineEvent.objects.filter(stage="overdue").count() == 1
    assert Assignment.objects.overdue(on=date(2026, 11, 2)).count() == 1
