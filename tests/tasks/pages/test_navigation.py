"""Where the frame says one is: what somebody writes, verifies or decides belongs to 待办, however it was found."""

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


def test_form_and_request_for_more_time_belong_to_what_is_to_be_done(as_user, people, assignment):
    editor = as_user(people.county_editor)

    assert marked(editor, "tasks:report", assignment.pk, NOVEMBER) == ["待办"]
    assert marked(editor, "tasks:extension_request", assignment.pk) == ["待办"]


def test_report_and_request_belong_there_for_who_verifies_and_decides_too(as_user, people, assignment, today):
    report = make_report(assignment, NOVEMBER, submitted_on=today, progress=50)
    asked = ExtensionRequest.objects.create(
        assignment=assignment,
        reason="汛期推迟。",
        old_due=date(2026, 12, 31),
        new_due=date(2027, 1, 31),
        requested_by=people.county_editor,
        requested_on=today,
    )
    manager = as_user(people.city_manager)

    assert marked(manager, "tasks:report_read", report.pk) == ["待办"]
    assert marked(manager, "tasks:extension", asked.pk) == ["待办"]


@pytest.mark.parametrize(
    ("who", "entry"), [("county_editor", "待办"), ("city_manager", "重点任务"), ("city_viewer", "重点任务")]
)
def test_task_of_a_unit_belongs_to_the_work_of_those_who_report_on_it(as_user, people, assignment, who, entry):
    assert marked(as_user(getattr(people, who)), "tasks:assignment", assignment.pk) == [entry]
