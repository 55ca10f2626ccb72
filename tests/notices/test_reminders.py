"""Reminders about subjects of any kind."""

from datetime import date

from notices import reminders
from notices.models import Message, OutboxMail, Reminder
from tests.development.waiting import APPLICANT
from tests.factories import make_user

DAY = date(2026, 11, 3)


def remind(*subjects, on=DAY, **fields):
    return reminders.remind(APPLICANT, subjects, by=None, on=on, text=lambda subject: "请尽快核实。", **fields)


def test_users_of_the_unit_get_one_message_with_a_link_to_each_subject(county, make_applicant):
    editor = make_user(county, "editor", email="li@example.org")
    applicants = [make_applicant(county) for _ in range(2)]

    remind(*applicants)

    message = editor.messages.get()
    assert message.subject == "催办提醒：2 件"
    assert [line["path"] for line in message.items] == [f"/ledgers/applicant/{each.pk}/" for each in applicants]
    assert OutboxMail.objects.count() == 1


def test_viewers_and_other_units_get_no_reminder(county, other_county, make_applicant):
    make_user(county, "viewer")
    make_user(other_county, "editor")

    remind(make_applicant(county))

    assert not Message.objects.exists()


def test_reminder_about_a_subject_is_sent_once_a_day(county, make_applicant):
    first, second = make_applicant(county), make_applicant(county)
    remind(first)

    reminded = [remind(first, second), remind(first, second), remind(first, on=date(2026, 11, 4))]

    assert reminded == [[second], [], [first]]


def test_reminder_about_a_period_does_not_replace_the_one_about_the_subject(county, make_applicant):
    applicant = make_applicant(county)

    remind(applicant)
    remind(applicant, period_start=date(2026, 1, 1))

    assert Reminder.objects.about(APPLICANT, [applicant.pk]).count() == 2
