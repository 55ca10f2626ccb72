"""The lines about tasks in the daily digest."""

from datetime import date

import pytest
from django.urls import reverse

from notices import digest
from tasks import actions, scan
from tests.factories import make_user
from tests.tasks.worlds import make_assignment, make_report, make_task

TODAY = date(2026, 11, 2)


@pytest.fixture
def editor(county):
    return make_user(county, email="li@example.org")


@pytest.fixture
def overdue(county):
    return make_assignment(county, due_on=date(2026, 10, 31))


def digests(person):
    return list(person.messages.filter(kind="digest").order_by("day"))


def run(on):
    scan.scan_deadlines(on=on)
    return digest.make_digests(on=on)


def test_digest_names_the_overdue_task_and_links_to_it(editor, overdue):
    run(TODAY)

    [message] = digests(editor)
    assert message.subject == "今日提醒：1 件事项需要办理"
    assert message.items == [
        {
            "kind": "overdue",
            "text": f"“{overdue.task}”应于 2026-10-31 办结，已逾期 2 天。",
            "path": reverse("tasks:assignment", args=[overdue.pk]),
        }
    ]


def test_every_stage_is_in_the_digest_of_its_day(editor, overdue):
    for day in range(2, 10):
        run(date(2026, 11, day))

    assert [(message.day.day, message.items[0]["kind"]) for message in digests(editor)] == [
        (2, "overdue"),
        (8, "overdue_7"),
    ]


def test_event_found_after_the_digest_is_in_the_next_digest(editor, county, overdue):
    run(TODAY)
    make_assignment(county, make_task(county.parent), due_on=date(2026, 11, 1))
    run(TODAY)

    run(date(2026, 11, 3))

    assert [len(message.items) for message in digests(editor)] == [1, 1]


def test_finished_assignment_is_not_in_the_digest(editor, overdue):
    scan.scan_deadlines(on=TODAY)
    overdue.finished_on = overdue.completed_on = TODAY
    overdue.save()

    digest.make_digests(on=TODAY)

    assert digests(editor) == []


def test_digest_of_a_manager_has_the_reports_to_verify(city, county):
    manager = make_user(city, "manager")
    make_report(make_assignment(county), progress=20, submitted_on=TODAY)

    run(TODAY)

    assert [item["text"] for item in digests(manager)[0].items] == ["1 份进展待核实。"]


def test_digest_of_a_manager_has_the_extensions_to_decide(city, county, editor):
    manager = make_user(city, "manager")
    actions.request_extension(make_assignment(county), by=editor, on=TODAY, new_due=date(2027, 1, 31), reason="汛期。")

    run(TODAY)

    assert [item["text"] for item in digests(manager)[0].items] == ["1 份延期申请待审批。"]


def test_digest_of_an_editor_has_the_returned_reports(city, county, editor):
    manager = make_user(city, "manager")
    report = make_report(make_assignment(county), progress=20, submitted_on=TODAY)
    actions.return_report(report, by=manager, on=TODAY, reason="数字不符。")

    run(TODAY)

    assert digests(editor)[0].items[0]["text"].endswith("2026年1月进展已退回：数字不符。")


def test_assignment_long_overdue_is_in_the_digest_once(editor, overdue):
    run(date(2026, 11, 20))

    [message] = digests(editor)
    assert [item["kind"] for item in message.items] == ["overdue_15"]


def test_assignment_with_a_moved_deadline_is_not_in_the_digest(editor, overdue):
    scan.scan_deadlines(on=TODAY)
    overdue.due_on = date(2026, 12, 31)
    overdue.save()

    digest.make_digests(on=TODAY)

    assert digests(editor) == []
