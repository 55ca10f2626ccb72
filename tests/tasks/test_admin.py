"""Tasks, years and the calendar in the admin."""

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from tests.factories import make_user
from tests.tasks.worlds import make_assignment, make_task
from years.models import TaskYear


@pytest.fixture
def administrator(county, client):
    user = make_user(county, "manager", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def test_thresholds_of_a_year_are_changed_and_recorded(client, administrator):
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
def test_cutoff_day_must_exist(client, administrator, day):
    values = {"year": 2027, "monthly_cutoff_day": day, "quarterly_cutoff_day": 5, "cutoff_shift": "same"}

    client.post(reverse("admin:years_taskyear_add"), values)

    assert not TaskYear.objects.exists()


def test_superuser_sees_only_assignments_of_the_own_subtree(client, administrator, county, other_county):
    task = make_task(county.parent)
    make_assignment(county, task)
    make_assignment(other_county, task)

    page = client.get(reverse("admin:tasks_assignment_changelist")).content.decode()

    assert ("弋阳县" in page, "横峰县" in page) == (True, False)


@pytest.mark.parametrize("model", ["task", "assignment", "directive"])
def test_assignments_and_reports_cannot_be_changed_in_the_admin(client, administrator, model):
    answers = [client.get(reverse(f"admin:tasks_{model}_{page}")).status_code for page in ("changelist", "add")]

    assert answers == [200, 403]


def test_calendar_without_holidays_cannot_be_marked_as_verified(client, administrator):
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
