"""Who is told at once of what happens to an assignment."""

from datetime import date

import pytest

from notices.messages import as_one_message
from tasks import actions
from tasks.models import ExtensionRequest
from tests.factories import make_user
from tests.tasks.worlds import make_assignment, make_report, make_task

TODAY = date(2026, 11, 2)


def texts(person):
    return [line["text"] for message in person.messages.order_by("pk") for line in message.items]


@pytest.mark.parametrize(
    ("fields", "due_on", "text"),
    [
        (
            {"indicator": "villages_earning_50000", "ledgers": ["grid"]},
            date(2026, 12, 31),
            "应于 2026-12-31 办结；要导入或填写的台账：村级集体经济收入台账、网格整合台账。",
        ),
        ({"indicator": "grids_with_party_group"}, None, "尚无期限；要导入或填写的台账：网格整合台账。"),
        ({}, date(2026, 12, 31), "应于 2026-12-31 办结。"),
        ({}, None, "尚无期限。"),
    ],
)
def test_unit_is_told_of_a_hand_down_with_deadline_and_ledgers(people, city, county, fields, due_on, text):
    task = make_task(city, **fields)

    actions.hand_down(task, [county], by=people.city_manager, on=TODAY, due_on=due_on)

    assert texts(people.county_editor) == [f"“{task}”已下达，{text}"]
    assert texts(people.other_county_editor) == texts(people.city_manager) == []


def test_many_tasks_handed_down_together_are_one_message_for_each_person(people, city, county, other_county):
    tasks = [make_task(city) for _ in range(14)]

    with as_one_message():
        for task in tasks:
            actions.hand_down(task, [county, other_county], by=people.city_manager, on=TODAY)

    assert [message.subject for message in people.county_editor.messages.all()] == ["新交办任务：14 项，请签收"]
    assert people.other_county_editor.messages.count() == 1


def test_preview_of_a_hand_down_tells_nobody(people, as_user, city, county):
    task = make_task(city)
    data = {"step": "terms", "unit": county.pk, "starts_on": "2026-11-02", "due_on": "2026-12-31", "weight": "1"}

    page = as_user(people.city_manager).post(f"/tasks/{task.pk}/hand-down/", data)

    assert "确认下达" in page.content.decode()
    assert texts(people.county_editor) == []


def test_unit_is_told_of_confirmation_and_return(people, county):
    first, second = (make_report(make_assignment(county), submitted_on=TODAY, progress=40) for _ in range(2))

    actions.confirm(first, by=people.city_manager, on=TODAY)
    actions.return_report(second, by=people.city_manager, on=TODAY, reason="请补充村名。")

    assert texts(people.county_editor) == [
        f"“{first.assignment.task}”2026年1月进展已核实，累计 40%。",
        f"“{second.assignment.task}”2026年1月进展已退回：请补充村名。",
    ]


def test_reports_confirmed_together_are_one_message(people, county):
    reports = [make_report(make_assignment(county), submitted_on=TODAY, progress=40) for _ in range(3)]

    actions.confirm_many(reports, by=people.city_manager, on=TODAY)

    assert people.county_editor.messages.get().subject == "已核实：3 件"


@pytest.mark.parametrize(
    ("approve", "note", "said"),
    [
        (True, "", "的延期申请已同意，期限改为 2027-01-31。"),
        (True, "抓紧。", "的延期申请已同意，期限改为 2027-01-31：抓紧。"),
        (False, "理由不足。", "的延期申请未同意：理由不足。"),
    ],
)
def test_unit_is_told_how_its_extension_was_decided(people, county, approve, note, said):
    request = ExtensionRequest.objects.create(
        assignment=make_assignment(county),
        reason="汛期推迟。",
        old_due=date(2026, 12, 31),
        new_due=date(2027, 1, 31),
        requested_by=people.county_editor,
        requested_on=TODAY,
    )

    actions.decide_extension(request, by=people.city_manager, on=TODAY, approve=approve, note=note)

    assert texts(people.county_editor) == [f"“{request.assignment.task}”{said}"]


def test_new_unit_is_told_when_a_task_is_given_to_it(people, county, other_county):
    assignment = make_assignment(county)

    actions.reassign(assignment, to=other_county, by=people.city_manager, on=TODAY, reason="调整分工。")

    assert len(texts(people.other_county_editor)) == 1


def test_reminder_names_the_day_until_which_to_reply(people, county):
    assignment = make_assignment(county)

    actions.remind([assignment], by=people.city_manager, on=TODAY, note="请说明。", reply_by=date(2026, 11, 6))

    text = f"上饶市提醒：请抓紧办理“{assignment.task}”。请说明。请于 2026-11-06 前反馈。"
    assert texts(people.county_editor) == [text]


def test_managers_of_the_handing_unit_hear_of_a_signature_and_editors_do_not(people, city, county):
    city_editor = make_user(city, "editor")
    assignment = make_assignment(county, signed_on=None)

    actions.sign([assignment], by=people.county_editor, on=TODAY)

    assert texts(people.city_manager) == [f"弋阳县已签收“{assignment.task}”。"]
    assert texts(city_editor) == texts(people.county_manager) == []


def test_signature_of_a_township_goes_to_the_county_that_cascaded_the_task(people, county, township):
    above = make_assignment(county)
    assignment = make_assignment(township, above.task, parent=above, signed_on=None)

    actions.sign([assignment], by=people.township_editor, on=TODAY)

    assert len(texts(people.county_manager)) == 1
    assert texts(people.city_manager) == []
