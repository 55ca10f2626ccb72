"""Replies (反馈) about an assignment, and the reminders that they answer."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from notices import timeline, todo
from tasks import actions, supervision
from tasks.models import Assignment, Reply, ReplyFile
from tasks.subjects import ASSIGNMENT
from tests.factories import make_user
from tests.tasks.worlds import make_assignment, make_report

TODAY = date(2026, 11, 2)
PDF = b"%PDF-1.7\n1 0 obj"


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    }


def texts(person):
    return [line["text"] for message in person.messages.filter(kind="reply") for line in message.items]


def unanswered():
    return supervision.with_supervision(Assignment.objects.all()).filter(supervision.unanswered_q())


def test_unit_replies_with_a_file_and_the_level_above_is_told(people, county):
    assignment = make_assignment(county)

    reply = actions.reply(
        assignment, by=people.county_editor, on=TODAY, text=" 正在补充材料。 ", files=[("说明.pdf", PDF)]
    )

    assert (reply.organization, reply.text, reply.files.get().name) == (county, "正在补充材料。", "说明.pdf")
    assert texts(people.city_manager) == [f"弋阳县反馈“{assignment.task}”：正在补充材料。"]
    assert texts(people.county_manager) == texts(people.county_editor) == []


def test_level_above_replies_and_the_unit_is_told(people, county):
    assignment = make_assignment(county)

    actions.reply(assignment, by=people.city_manager, on=TODAY, text="请附名单。")

    assert texts(people.county_editor) == [f"上饶市反馈“{assignment.task}”：请附名单。"]


def test_who_reminded_from_further_above_is_told_of_the_answer(people, county, township):
    above = make_assignment(county)
    assignment = make_assignment(township, above.task, parent=above)
    actions.remind([assignment], by=people.city_manager, on=TODAY)

    actions.reply(assignment, by=people.township_editor, on=TODAY, text="已到位。")

    assert len(texts(people.city_manager)) == len(texts(people.county_manager)) == 1


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ([("表.pdf", b"MZ")], "文件“表.pdf”不是 PDF"),
        ([("表.pdf", PDF), ("空.pdf", b"")], "文件“空.pdf”是空的"),
        ([("甲.pdf", PDF), ("乙.pdf", PDF)], "文件“乙.pdf”选了两次"),
        ([(f"{number}.pdf", PDF + bytes([number])) for number in range(11)], "每次最多 10 个文件"),
    ],
)
def test_reply_with_a_wrong_file_stores_nothing(people, county, files, message):
    assignment = make_assignment(county)

    with pytest.raises(ValidationError, match=message):
        actions.reply(assignment, by=people.county_editor, on=TODAY, text="见附件。", files=files)

    assert not Reply.objects.exists()
    assert not ReplyFile.objects.exists()


@pytest.mark.parametrize("text", ["", "  ", "长" * 2001])
def test_empty_and_too_long_replies_are_refused(people, county, text):
    with pytest.raises(ValidationError):
        actions.reply(make_assignment(county), by=people.county_editor, on=TODAY, text=text)


def test_viewers_and_other_units_write_no_reply(people, county):
    assignment = make_assignment(county)

    for person in (make_user(county, "viewer"), people.other_county_editor, people.city_viewer):
        with pytest.raises(PermissionDenied):
            actions.reply(assignment, by=person, on=TODAY, text="在办。")

    assert not Reply.objects.exists()


def test_reminder_waits_in_the_list_of_the_unit_until_it_replies(people, county):
    assignment = make_assignment(county)
    actions.remind([assignment], by=people.city_manager, on=TODAY, note="请说明。", reply_by=date(2026, 11, 6))

    [entry] = [
        entry
        for part in todo.gather(people.county_editor, on=TODAY)
        for entry in part.entries
        if entry.kind == "reminded"
    ]
    before = todo.count_for(people.county_editor, on=TODAY)
    actions.reply(assignment, by=people.county_editor, on=TODAY, text="在办。")

    assert (entry.day, entry.tag, entry.note) == (date(2026, 11, 6), "剩 4 天", "请说明。")
    assert todo.count_for(people.county_editor, on=TODAY) == before - 1
    assert not unanswered().exists()


def test_reply_of_the_level_above_does_not_answer_its_own_reminder(people, county):
    assignment = make_assignment(county)
    actions.remind([assignment], by=people.city_manager, on=TODAY)

    actions.reply(assignment, by=people.city_manager, on=TODAY, text="请尽快。")

    assert unanswered().get() == assignment


def test_reminder_after_the_reply_is_unanswered_again(people, county):
    assignment = make_assignment(county)
    actions.remind([assignment], by=people.city_manager, on=TODAY)
    actions.reply(assignment, by=people.county_editor, on=TODAY, text="在办。")

    actions.remind([assignment], by=people.city_manager, on=date(2026, 11, 9))

    row = unanswered().get()
    assert supervision.is_unanswered(row)


def test_report_answers_a_reminder_too(people, county):
    assignment = make_assignment(county)
    actions.remind([assignment], by=people.city_manager, on=TODAY, period_start=date(2026, 10, 1))

    actions.submit(make_report(assignment, date(2026, 10, 1), progress=20), by=people.county_editor, on=TODAY)

    assert not unanswered().exists()
    [row] = supervision.with_supervision(Assignment.objects.all())
    assert not supervision.is_unanswered(row)


def test_timeline_has_reminder_and_reply_in_their_order(people, county):
    assignment = make_assignment(county, assigned_on=TODAY, signed_on=None)
    actions.remind([assignment], by=people.city_manager, on=TODAY, note="请说明。", reply_by=date(2026, 11, 6))
    actions.reply(assignment, by=people.county_editor, on=TODAY, text="在办。")

    shown = [entry.text for entry in reversed(timeline.of(ASSIGNMENT, assignment, on=TODAY))]

    assert shown == ["交办", "签收", "催办，请于 2026-11-06 前反馈", "弋阳县反馈"]


def test_reply_date_before_today_is_refused(people, county):
    with pytest.raises(ValidationError, match="反馈期限不能早于今天"):
        actions.remind([make_assignment(county)], by=people.city_manager, on=TODAY, reply_by=date(2026, 11, 1))
