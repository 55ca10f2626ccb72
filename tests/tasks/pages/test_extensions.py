"""Extensions (延期): requested before the deadline, decided by the level above."""

from datetime import date

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from tasks import actions
from tasks.models import ExtensionRequest
from tests.tasks.worlds import make_assignment, make_report

NEW_DUE = date(2027, 1, 31)


@pytest.fixture
def assignment(county):
    return make_assignment(county)


@pytest.fixture
def extension(assignment, people, today):
    return actions.request_extension(
        assignment, by=people.county_editor, on=today, new_due=NEW_DUE, reason="汛期推迟。"
    )


def test_request_waits_for_the_level_above(as_user, people, assignment):
    url = reverse("tasks:extension_request", args=[assignment.pk])

    as_user(people.county_editor).post(url, {"new_due": "2027-01-31", "reason": "汛期推迟。"})

    request = ExtensionRequest.objects.get()
    assert (request.state, request.new_due, request.reason) == ("waiting", NEW_DUE, "汛期推迟。")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"new_due": "2026-12-31", "reason": "汛期。"}, "申请的日期应晚于现期限"),
        ({"new_due": "2027-02-30", "reason": "汛期。"}, "没有这一天，请核对后重填"),
        ({"new_due": "2027-01-31", "reason": " "}, "请写明延期的理由"),
    ],
)
def test_refused_form_of_a_request_keeps_what_was_typed(as_user, people, assignment, data, message):
    url = reverse("tasks:extension_request", args=[assignment.pk])

    page = as_user(people.county_editor).post(url, data).content.decode()

    assert message in page
    assert data["new_due"] in page
    assert not ExtensionRequest.objects.exists()


@pytest.mark.parametrize(("due_on", "is_late"), [(date(2026, 11, 22), True), (date(2026, 11, 23), False)])
def test_page_says_that_a_request_is_late_from_the_day_after_the_deadline(as_user, people, county, due_on, is_late):
    assignment = make_assignment(county, due_on=due_on)

    page = as_user(people.county_editor).get(reverse("tasks:extension_request", args=[assignment.pk]))

    assert page.context["may_extend"]
    assert ("批准前仍按逾期计" in page.content.decode()) is is_late


def test_finished_task_offers_no_extension(as_user, people, county, today):
    assignment = make_assignment(county, finished_on=today, completed_on=today)

    page = as_user(people.county_editor).get(reverse("tasks:extension_request", args=[assignment.pk]))

    assert not page.context["may_extend"]


def test_granted_extension_moves_the_deadline(as_user, people, extension, assignment):
    url = reverse("tasks:extension", args=[extension.pk])

    as_user(people.city_manager).post(url, {"do": "approve", "new_due": "2027-01-15", "note": "同意。"})

    assignment.refresh_from_db()
    assert assignment.due_on == date(2027, 1, 15)


def test_requested_date_stays_in_the_record_when_another_is_granted(as_user, people, extension):
    url = reverse("tasks:extension", args=[extension.pk])

    as_user(people.city_manager).post(url, {"do": "approve", "new_due": "2027-01-15", "note": ""})

    entry = AuditEntry.objects.get(action="extension.approved")
    assert entry.changes == {"new_due": ["2027-01-31", "2027-01-15"]}


def test_refusal_needs_a_reason(as_user, people, extension):
    page = as_user(people.city_manager).post(reverse("tasks:extension", args=[extension.pk]), {"do": "refuse"})

    assert "请写明不同意的理由" in page.content.decode()
    assert ExtensionRequest.objects.get().state == "waiting"


def test_refused_extension_leaves_the_deadline(as_user, people, extension, assignment):
    url = reverse("tasks:extension", args=[extension.pk])

    as_user(people.city_manager).post(url, {"do": "refuse", "note": "不属汛期。"})

    assignment.refresh_from_db()
    assert (ExtensionRequest.objects.get().state, assignment.due_on) == ("refused", date(2026, 12, 31))


def test_decision_shows_progress_beside_time_progress(as_user, people, assignment, extension):
    make_report(assignment, date(2026, 10, 1), reviewed_on=date(2026, 10, 26), progress=40)

    figures = as_user(people.city_manager).get(reverse("tasks:extension", args=[extension.pk])).context["figures"]

    by_label = {figure["label"]: figure for figure in figures}
    assert (by_label["累计进度"]["value"], by_label["累计进度"]["detail"]) == ("40%", "最近核实：2026年10月")
    assert by_label["时序进度"]["value"] == "89.6%"
    assert "进度慢 49.6 个百分点" in by_label["时序进度"]["detail"]
    assert by_label["现在的状态"]["value"] == "滞后"


def test_decision_without_progress_says_so(as_user, people, extension):
    page = as_user(people.city_manager).get(reverse("tasks:extension", args=[extension.pk])).content.decode()

    assert "还没有已核实的进展" in page


def test_moved_deadline_is_told_in_the_words_of_who_decided(as_user, people, assignment, extension, today):
    actions.decide_extension(extension, by=people.city_manager, on=today, approve=True, note="抓紧推进。")

    entries = as_user(people.county_editor).get(reverse("tasks:assignment", args=[assignment.pk])).context["happenings"]

    notes = {entry.kind: entry.note for entry in entries}
    assert notes["change"] == "陈立：同意弋阳县的延期申请。抓紧推进。"
    assert notes["extension"] == "李娟：汛期推迟。"
