"""The entry that the navigation marks: pages where the user writes, verifies or decides something belong to 待办."""

from datetime import date

import pytest
from django.urls import reverse

from tasks.models import ExtensionRequest
from tests.tasks.worlds import make_assignment, make_report

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def assignment(county):
    return make_assignment(county)


def marked(client, name, *args):
    navigation = client.get(reverse(name, args=args)).context["navigation"]
    return [str(entry["label"]) for entry in navigation if entry["current"]]


def test_report_form_and_extension_request_are_marked_as_todo(as_user, people, assignment):
    editor = as_user(people.county_editor)

    assert marked(editor, "tasks:report", assignment.pk, NOVEMBER) == ["待办"]
    assert marked(editor, "tasks:extension_request", assignment.pk) == ["待办"]


def test_report_to_verify_and_extension_to_decide_are_marked_as_todo(as_user, people, assignment, today):
    report = make_report(assignment, NOVEMBER, submitted_on=today, progress=50)
    request = ExtensionRequest.objects.create(
        assignment=assignment,
        reason="汛期推迟。",
        old_due=date(2026, 12, 31),
        new_due=date(2027, 1, 31),
        requested_by=people.county_editor,
        requested_on=today,
    )
    manager = as_user(people.city_manager)

    assert marked(manager, "tasks:report_read", report.pk) == ["待办"]
    assert marked(manager, "tasks:extension", request.pk) == ["待办"]


@pytest.mark.parametrize(
    ("who", "entry"), [("county_editor", "待办"), ("city_manager", "重点任务"), ("city_viewer", "重点任务")]
)
def test_assignment_is_marked_as_todo_only_for_users_who_report_on_it(as_user, people, assignment, who, entry):
    assert marked(as_user(getattr(people, who)), "tasks:assignment", assignment.pk) == [entry]
