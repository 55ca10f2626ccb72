"""Messages, events and mails in the admin."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from notices import messages
from notices.models import Message, OutboxMail
from tests.development.waiting import watch
from tests.factories import make_user


@pytest.fixture
def administrator(county, client):
    user = make_user(county, "manager", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize("model", ["deadlineevent", "jobrun", "outboxmail"])
def test_rows_are_not_changed_in_the_admin(client, administrator, model):
    answers = [client.get(reverse(f"admin:notices_{model}_{page}")).status_code for page in ("changelist", "add")]

    assert answers == [200, 403]


@pytest.mark.parametrize(("kind", "shown"), [("", True), ("applicant", True), ("assignment", False)])
def test_events_are_listed_with_the_names_of_their_subjects(client, administrator, county, make_applicant, kind, shown):
    make_applicant(county, applicant="王小明")
    watch(on=date(2026, 11, 2))

    query = {"subject_kind": kind} if kind else None
    page = client.get(reverse("admin:notices_deadlineevent_changelist", query=query)).content.decode()

    assert ("王小明" in page) is shown


def test_events_of_other_units_are_not_listed(client, administrator, county, other_county, make_applicant):
    make_applicant(county, applicant="王小明")
    make_applicant(other_county, applicant="李大方")
    watch(on=date(2026, 11, 2))

    page = client.get(reverse("admin:notices_deadlineevent_changelist")).content.decode()

    assert "王小明" in page
    assert "李大方" not in page


def test_administrator_can_have_an_uncertain_mail_sent_again(client, administrator, county):
    make_user(county, email="li@example.org")
    lines = {county.pk: [messages.line("reminder", "请尽快填报。")]}
    messages.tell(lines, kind=Message.Kind.REMINDER, day=date(2026, 11, 2))
    OutboxMail.objects.update(state="uncertain", lease_until=timezone.now())
    mail = OutboxMail.objects.get()

    client.post(reverse("admin:notices_outboxmail_changelist"), {"action": "send_again", "_selected_action": [mail.pk]})

    mail.refresh_from_db()
    assert (mail.state, mail.lease_until) == ("waiting", None)
