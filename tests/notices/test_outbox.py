"""The outbox: no mail is sent twice, and none is lost when the mail server fails."""

import smtplib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.locmem import EmailBackend

from notices import messages, outbox
from notices.models import Message, OutboxMail
from tests.factories import make_user

NOW = datetime(2026, 11, 2, 0, 30, tzinfo=UTC)


@pytest.fixture
def queued(county):
    make_user(county, email="li@example.org")
    lines = {county.pk: [messages.line("reminder", "请尽快填报。")]}
    messages.tell(lines, kind=Message.Kind.REMINDER, day=date(2026, 11, 2))
    OutboxMail.objects.update(next_try_at=NOW)
    return OutboxMail.objects.get()


class Broken(EmailBackend):
    """A mail server that raises ``on_open`` or ``on_send`` where a test sets them."""

    on_open = on_send = None

    def open(self):
        if self.on_open:
            raise self.on_open

    def send_messages(self, messages):
        if self.on_send:
            raise self.on_send
        return super().send_messages(messages)


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    return lambda **faults: [monkeypatch.setattr(Broken, name, fault) for name, fault in faults.items()]


def test_mail_carries_the_lines_and_its_own_identifier(queued):
    assert outbox.deliver(now=NOW) == 1

    [sent] = django_mail.outbox
    assert (sent.to, sent.subject) == (["li@example.org"], "催办提醒：1 件")
    assert "1. 请尽快填报。" in sent.body
    assert sent.message()["Message-ID"] == queued.reference


def test_sent_mail_is_not_sent_again(queued):
    counts = [outbox.deliver(now=NOW + timedelta(hours=hours)) for hours in range(3)]

    assert (counts, len(django_mail.outbox)) == ([1, 0, 0], 1)


def test_mail_waits_while_the_server_is_down_and_is_not_lost(queued, server):
    server(on_open=ConnectionRefusedError(111, "refused"))
    outbox.deliver(now=NOW)
    queued.refresh_from_db()
    assert (queued.state, queued.next_try_at) == ("waiting", NOW + timedelta(minutes=1))

    server(on_open=None)
    early = outbox.deliver(now=NOW + timedelta(seconds=59))
    in_time = outbox.deliver(now=NOW + timedelta(seconds=60))

    assert (early, in_time, len(django_mail.outbox)) == (0, 1, 1)


def test_wait_after_each_failure_doubles_up_to_an_hour(queued, server):
    server(on_open=ConnectionRefusedError(111, "refused"))
    waits, now = [], NOW
    for _ in range(9):
        outbox.deliver(now=now)
        queued.refresh_from_db()
        waits.append((queued.next_try_at - now).seconds // 60)
        now = queued.next_try_at

    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_mail_is_sent_again_with_the_same_identifier_after_a_broken_connection(queued, server):
    server(on_send=smtplib.SMTPServerDisconnected("gone"))
    outbox.deliver(now=NOW)

    server(on_send=None)
    outbox.deliver(now=NOW + timedelta(minutes=1))

    assert [sent.message()["Message-ID"] for sent in django_mail.outbox] == [queued.reference]


@pytest.mark.parametrize(("code", "state"), [(550, "failed"), (451, "waiting")])
def test_mail_to_a_permanently_refused_recipient_is_given_up(queued, server, code, state):
    server(on_send=smtplib.SMTPRecipientsRefused({"li@example.org": (code, b"no")}))

    outbox.deliver(now=NOW)

    queued.refresh_from_db()
    assert queued.state == state


def test_claimed_mail_stays_with_its_worker_until_the_lease_ends(queued):
    OutboxMail.objects.update(lease_until=NOW + timedelta(minutes=5))

    counts = [outbox.deliver(now=NOW + timedelta(minutes=minutes)) for minutes in (5, 6)]

    assert counts == [0, 1]


def test_worker_that_lost_its_lease_does_not_send(queued, monkeypatch):
    def lose(mail, now):
        OutboxMail.objects.update(lease_until=now + timedelta(hours=1))
        return True

    monkeypatch.setattr(outbox, "_claim", lose)

    assert (outbox.deliver(now=NOW), len(django_mail.outbox)) == (0, 0)


@pytest.mark.parametrize("place", ["open", "send_messages"])
@pytest.mark.parametrize(
    "error", [TimeoutError(), smtplib.SMTPRecipientsRefused({"li@example.org": (550, b"unknown")})]
)
def test_late_failure_does_not_change_a_mail_that_was_sent_in_the_meantime(queued, server, monkeypatch, place, error):
    def overtaken(backend, *args):
        monkeypatch.undo()
        later = NOW + outbox.LEASE + timedelta(seconds=1)
        OutboxMail.objects.update(state="waiting")  # an administrator has it sent again
        outbox.deliver(now=later)
        raise error

    server()
    monkeypatch.setattr(Broken, place, overtaken)
    outbox.deliver(now=NOW)

    queued.refresh_from_db()
    assert (queued.state, queued.attempts, len(django_mail.outbox)) == ("sent", 2, 1)


def test_mail_interrupted_during_sending_is_not_sent_again(queued):
    OutboxMail.objects.update(state="sending", lease_until=NOW)

    outbox.deliver(now=NOW + timedelta(seconds=1))

    queued.refresh_from_db()
    assert (queued.state, len(django_mail.outbox)) == ("uncertain", 0)


def test_mail_that_the_administrator_releases_is_sent_again(queued):
    OutboxMail.objects.update(state="uncertain")

    outbox.retry(OutboxMail.objects.all(), now=NOW)

    assert outbox.deliver(now=NOW) == 1


def test_message_never_gets_a_second_mail(queued):
    messages.queue([queued.message])

    assert OutboxMail.objects.count() == 1
