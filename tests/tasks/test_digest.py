"""One message a day for each person who has something new or waiting."""

from datetime import date

import pytest

from notices.models import Message, OutboxMail
from tasks import actions, digest, scan
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


def test_digest_tells_what_was_found(editor, overdue):
    run(TODAY)

    [message] = digests(editor)
    assert message.subject == "今日提醒：1 件事项需要办理"
    assert message.items == [
        {
            "kind": "overdue",
            "text": f"“{overdue.task}”应于 2026-10-31 办结，已逾期 2 天。",
            "assignment": overdue.pk,
        }
    ]


def test_digest_is_written_once_a_day_and_mailed_once(editor, overdue):
    counts = [run(TODAY) for _ in range(3)]

    assert counts == [1, 0, 0]
    assert (Message.objects.count(), OutboxMail.objects.count()) == (1, 1)


def test_nothing_is_told_twice(editor, overdue):
    run(TODAY)

    run(date(2026, 11, 3))

    assert len(digests(editor)) == 1


def test_next_stage_is_told_on_its_day(editor, overdue):
    for day in range(2, 10):
        run(date(2026, 11, day))

    assert [(message.day.day, message.items[0]["kind"]) for message in digests(editor)] == [
        (2, "overdue"),
        (8, "overdue_7"),
    ]


def test_event_found_after_the_digest_is_told_the_day_after(editor, county, overdue):
    run(TODAY)
    make_assignment(county, make_task(county.parent), due_on=date(2026, 11, 1))
    run(TODAY)

    run(date(2026, 11, 3))

    assert [len(message.items) for message in digests(editor)] == [1, 1]


def test_what_was_settled_meanwhile_is_no_news(editor, overdue):
    scan.scan_deadlines(on=TODAY)
    overdue.finished_on = overdue.completed_on = TODAY
    overdue.save()

    digest.make_digests(on=TODAY)

    assert digests(editor) == []


def test_newcomer_is_told_of_the_last_days_only(county):
    make_assignment(county, due_on=date(2026, 10, 20))
    scan.scan_deadlines(on=date(2026, 10, 21))
    make_assignment(county, due_on=date(2026, 10, 31))
    editor = make_user(county)

    run(date(2026, 11, 1))

    assert [item["kind"] for item in digests(editor)[0].items] == ["overdue_7", "overdue"]


def test_viewers_and_closed_accounts_get_no_message(county, overdue):
    people = [make_user(county, "viewer"), make_user(county, is_active=False)]

    run(TODAY)

    assert [digests(person) for person in people] == [[], []]


def test_neighbours_are_not_told(other_county, overdue):
    editor = make_user(other_county)

    run(TODAY)

    assert digests(editor) == []


def test_manager_is_told_what_waits_for_review(city, county):
    manager = make_user(city, "manager")
    make_report(make_assignment(county), progress=20, submitted_on=TODAY)

    run(TODAY)

    assert [item["text"] for item in digests(manager)[0].items] == ["1 份进展待核实。"]


def test_manager_is_told_of_extensions_to_decide(city, county, editor):
    manager = make_user(city, "manager")
    actions.request_extension(make_assignment(county), by=editor, on=TODAY, new_due=date(2027, 1, 31), reason="汛期。")

    run(TODAY)

    assert [item["text"] for item in digests(manager)[0].items] == ["1 份延期申请待审批。"]


def test_editor_is_told_of_returned_reports(city, county, editor):
    manager = make_user(city, "manager")
    report = make_report(make_assignment(county), progress=20, submitted_on=TODAY)
    actions.return_report(report, by=manager, on=TODAY, reason="数字不符。")

    run(TODAY)

    assert digests(editor)[0].items[0]["text"].endswith("2026年1月进展已退回：数字不符。")


def test_long_digest_ends_with_the_number_of_what_is_left_out(editor, county):
    for _ in range(31):
        make_assignment(county, due_on=date(2026, 10, 31))

    run(TODAY)

    items = digests(editor)[0].items
    assert (len(items), items[-1]["text"]) == (30, "还有 2 件，请登录平台查看。")


def test_person_without_address_gets_the_message_and_no_mail(county, overdue):
    make_user(county)

    run(TODAY)

    assert (Message.objects.count(), OutboxMail.objects.count()) == (1, 0)


def test_number_of_queries_does_not_grow_with_the_people(county, overdue, django_assert_max_num_queries):
    for _ in range(20):
        make_user(county, email="li@example.org")
    scan.scan_deadlines(on=TODAY)

    with django_assert_max_num_queries(30):
        digest.make_digests(on=TODAY)

    assert Message.objects.count() == 20


def test_digest_of_many_people_is_written_in_chunks(county, overdue, monkeypatch):
    monkeypatch.setattr(digest, "CHUNK", 3)
    for _ in range(7):
        make_user(county)

    assert run(TODAY) == 7


def test_what_is_found_long_after_the_deadline_is_told_once(editor, overdue):
    run(date(2026, 11, 20))

    [message] = digests(editor)
    assert [item["kind"] for item in message.items] == ["overdue_15"]


def test_a_deadline_that_was_moved_is_no_news(editor, overdue):
    scan.scan_deadlines(on=TODAY)
    overdue.due_on = date(2026, 12, 31)
    overdue.save()

    digest.make_digests(on=TODAY)

    assert digests(editor) == []
