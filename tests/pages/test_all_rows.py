"""Every long list can be shown on one page for printing."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from notices.models import Message
from tests.factories import make_organization, make_user
from tests.tasks.worlds import make_assignment, make_report, make_task

PERIOD = date(2026, 11, 1)
ROWS = 51  # more than the default page of any list


@pytest.fixture
def counties(city):
    return [make_organization(f"第{number:02}县", parent=city) for number in range(ROWS)]


def reports(city, counties):
    task = make_task(city)
    for county in counties:
        make_report(make_assignment(county, task), PERIOD, submitted_on=date(2026, 11, 20), progress=50)
    return task


def task_without_reports(city, counties):
    task = make_task(city)
    for county in counties:
        make_assignment(county, task)
    return task


def messages(city, counties):
    for number in range(ROWS):
        day = date(2026, 1, 1) + timedelta(days=number)
        Message.objects.create(person=city.users.get(), day=day, subject="今日提醒", items=[])


def accounts(city, counties):
    for number in range(ROWS):
        make_user(city, "viewer", username=f"viewer{number}")


LISTS = {
    "review": (reports, lambda city, made: reverse("tasks:review")),
    "todo": (reports, lambda city, made: reverse("notices:todo")),
    "missing": (task_without_reports, lambda city, made: reverse("tasks:missing", query={"period": "2026-11"})),
    "task": (task_without_reports, lambda city, made: reverse("tasks:detail", args=[made.pk])),
    "assignments of a place": (task_without_reports, lambda city, made: reverse("place-assignments", args=[city.code])),
    "messages": (messages, lambda city, made: reverse("notices:messages")),
    "register": (lambda city, counties: None, lambda city, made: reverse("unit", args=[city.code])),
    "accounts": (accounts, lambda city, made: reverse("accounts")),
}


@pytest.mark.parametrize("name", LISTS)
def test_list_shows_all_rows_on_request(client, city, counties, name, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: date(2026, 11, 23))
    client.force_login(make_user(city, "manager"))
    make, address = LISTS[name]
    url = address(city, make(city, counties))

    first = client.get(url).context["page"]
    whole = client.get(f"{url}{'&' if '?' in url else '?'}size=all").context["page"]

    assert first.has_other_pages()
    assert len(whole.object_list) == whole.paginator.count >= ROWS
