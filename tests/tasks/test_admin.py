"""The administrator's part of the tasks."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from notices import messages
from notices.models import Message, OutboxMail
from tests.factories import make_user
from tests.tasks.worlds import make_assignment, make_task
from years.models import TaskYear


@pytest.fixture
def administrator(county, client):
    user = make_user(county, "manager", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def test_thresholds_of_a_year_are_set_and_stand_in_the_history(client, administrator):
    values = {
        "year": 2027,
        "due_soon_days": 5,
        "behind_points": 15,
        "monthly_cutoff_day": 25,
        "quarterly_cutoff_day": 5,
        "report_notice_days": 5,
        "cutoff_shift": "next",
    }

    client.post(reverse("admin:years_taskyear_add"), values)

    assert TaskYear.objects.get(year=2027).due_soon_days == 5
    assert AuditEntry.objects.get(action="admin.added").object_label == "2027"


@pytest.mark.parametrize("day", [0, 32])
def test_cutoff_day_must_be_a_day(client, administrator, day):
    values = {"year": 2027, "monthly_cutoff_day": day, "quarterly_cutoff_day": 5, "cutoff_shift": "same"}

    client.post(reverse("admin:years_taskyear_add"), values)

    assert not TaskYear.objects.exists()


def test_superuser_sees_the_work_of_the_own_organization_only(client, administrator, county, other_county):
    task = make_task(county.parent)
    make_assignment(county, task)
    make_assignment(other_county, task)

    page = client.get(reverse("admin:tasks_assignment_changelist")).content.decode()

    assert ("弋阳县" in page, "横峰县" in page) == (True, False)


@pytest.mark.parametrize("model", ["task", "assignment", "directive", "deadlineevent", "jobrun", "outboxmail"])
def test_work_is_not_changed_in_the_admin(client, administrator, model):
    answers = [client.get(reverse(f"admin:tasks_{model}_{page}")).status_code for page in ("changelist", "add")]

    assert answers == [200, 403]


def test_uncertain_mail_is_sent_again_at_the_wish_of_the_administrator(client, administrator, county):
    person = make_user(county, email="li@example.org")
    messages.add(person, day=date(2026, 11, 2), kind=Message.Kind.REMINDER, items=[{"text": "请尽快填报。"}])
    OutboxMail.objects.update(state="uncertain", lease_until=timezone.now())
    mail = OutboxMail.objects.get()

    client.post(reverse("admin:notices_outboxmail_changelist"), {"action": "send_again", "_selected_action": [mail.pk]})

    mail.refresh_from_db()
    assert (mail.state, mail.lease_until) == ("waiting", None)


def test_calendar_that_nobody_entered_is_not_marked_as_verified(client, administrator):
    values = {
        "year": 2030,
        "due_soon_days": 5,
        "behind_points": 15,
        "monthly_cutoff_day": 25,
        "quarterly_cutoff_day": 5,
        "report_notice_days": 5,
        "cutoff_shift": "next",
        "calendar_verified": "on",
    }

    page = client.post(reverse("admin:years_taskyear_add"), values).content.decode()

    assert "2030年的放假调休还没有录入，不能标为已核对。" in page
    assert not TaskYear.objects.exists()
