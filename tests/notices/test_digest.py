"""The digest: one message a day for each user who has new events or waiting work."""

from datetime import date

import pytest

from notices import digest, jobs
from notices.models import JobRun, Message, OutboxMail
from tests.development.waiting import WATCH, watch
from tests.factories import make_user

TODAY = date(2026, 11, 2)


@pytest.fixture
def editor(county):
    return make_user(county, email="li@example.org")


@pytest.fixture
def overdue(county, make_applicant):
    return make_applicant(county)


def digests(person):
    return list(person.messages.filter(kind="digest").order_by("day"))


def run(on):
    watch(on=on)
    return digest.make_digests(on=on)


def test_digest_has_the_lines_of_the_app_with_their_links(editor, overdue):
    run(TODAY)

    [message] = digests(editor)
    assert message.subject == "今日提醒：1 件事项需要办理"
    assert message.items == [
        {"kind": "overdue", "text": "发展对象逾期未核实。", "path": f"/ledgers/applicant/{overdue.pk}/"}
    ]


def test_digest_is_written_once_a_day_and_mailed_once(editor, overdue):
    counts = [run(TODAY) for _ in range(3)]

    assert counts == [1, 0, 0]
    assert (Message.objects.count(), OutboxMail.objects.count()) == (1, 1)


def test_event_appears_in_one_digest_only(editor, overdue):
    run(TODAY)

    run(date(2026, 11, 3))

    assert len(digests(editor)) == 1


def test_first_digest_of_a_user_covers_seven_days(county, make_applicant):
    make_applicant(county)
    watch(on=date(2026, 11, 1))
    make_applicant(county)
    watch(on=date(2026, 11, 2))
    editor = make_user(county)

    digest.make_digests(on=date(2026, 11, 8))

    assert len(digests(editor)[0].items) == 1


def test_viewers_and_closed_accounts_get_no_message(county, overdue):
    people = [make_user(county, "viewer"), make_user(county, is_active=False)]

    run(TODAY)

    assert [digests(person) for person in people] == [[], []]


def test_event_of_another_unit_is_not_in_the_digest(other_county, overdue):
    editor = make_user(other_county)

    run(TODAY)

    assert digests(editor) == []


def test_long_digest_ends_with_the_number_of_lines_left_out(editor, county, make_applicant):
    for _ in range(31):
        make_applicant(county)

    run(TODAY)

    items = digests(editor)[0].items
    assert (len(items), items[-1]["text"]) == (30, "还有 2 件，请登录平台查看。")


def test_user_without_mail_address_gets_the_message_only(county, overdue):
    make_user(county)

    run(TODAY)

    assert (Message.objects.count(), OutboxMail.objects.count()) == (1, 0)


def test_number_of_queries_does_not_grow_with_users_and_events(county, make_applicant, django_assert_max_num_queries):
    for _ in range(20):
        make_user(county, email="li@example.org")
        make_applicant(county)
    watch(on=TODAY)

    with django_assert_max_num_queries(41):
        digest.make_digests(on=TODAY)

    assert Message.objects.count() == 20


def test_digests_of_many_users_are_written_in_chunks(county, overdue, monkeypatch):
    monkeypatch.setattr(digest, "CHUNK", 3)
    for _ in range(7):
        make_user(county)

    assert run(TODAY) == 7


def test_job_runs_the_watches_of_the_day_before_it_writes_digests(editor, overdue, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: TODAY)

    jobs.make_digests()

    assert [line["kind"] for line in digests(editor)[0].items] == ["overdue"]


def test_digests_are_written_even_when_a_watch_fails(editor, overdue, monkeypatch):
    watch(on=TODAY)
    monkeypatch.setitem(digest._watches, "broken", lambda on: 1 / 0)

    digest.watch_first(on=TODAY)

    assert digest.make_digests(on=TODAY) == 1


def test_watch_that_has_run_today_is_not_run_again(editor, overdue):
    JobRun.objects.lock(WATCH).finish(on=TODAY, result={})

    digest.watch_first(on=TODAY)
    digest.make_digests(on=TODAY)

    assert digests(editor) == []
