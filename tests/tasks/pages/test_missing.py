"""The list of units that have not reported, and the reminder to all of them."""

from datetime import date

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from notices.models import Message, Reminder
from tests.tasks.worlds import make_assignment, make_report, make_task

NOVEMBER = date(2026, 11, 1)
URL = "/tasks/todo/missing/"


@pytest.fixture
def task(city):
    return make_task(city, number="2.1")


@pytest.fixture
def unreported(county, task):
    return make_assignment(county, task)


@pytest.fixture
def reported(other_county, task):
    assignment = make_assignment(other_county, task)
    make_report(assignment, NOVEMBER, submitted_on=date(2026, 11, 20), progress=50)
    return assignment


@pytest.fixture
def manager(as_user, people):
    return as_user(people.city_manager)


def test_list_shows_units_that_have_not_reported(manager, unreported, reported):
    page = manager.get(URL)

    assert list(page.context["page"].object_list) == [unreported]
    assert "应报 2 份，已报 1 份" in page.content.decode()
    assert "2026年11月未填报名单" in page.content.decode()


def test_passed_cutoff_day_is_not_marked_late_when_all_units_have_reported(manager, reported, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: date(2026, 11, 28))

    page = manager.get(URL)

    assert (page.context["total"], page.context["late"]) == (0, False)


@pytest.mark.parametrize(("depth", "expected"), [("", 1), ("?depth=all", 2)])
def test_units_further_below_are_shown_on_request(manager, unreported, reported, township, task, depth, expected):
    make_assignment(township, task, parent=unreported)

    assert manager.get(URL + depth).context["page"].paginator.count == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?period=2026-10", 2),
        ("?period=2026-11", 1),
        ("?period=2026-Q4", 0),
        ("?period=2026-99", 1),
        ("?q=弋阳", 1),
        ("?q=%00", 1),
        ("?period=9999-12", 1),
    ],
)
def test_list_is_filtered_by_its_address(manager, unreported, reported, query, expected):
    assert manager.get(URL + query).context["page"].paginator.count == expected


def test_one_click_reminds_all_units_that_have_not_reported(manager, unreported, reported, people):
    manager.post(reverse("tasks:missing_remind"), {"do": "all", "period": "2026-11", "note": "请今天报送。"})

    assert [reminder.subject_id for reminder in Reminder.objects.all()] == [unreported.pk]
    assert "请今天报送。" in Message.objects.get(person=people.county_editor).items[0]["text"]


def test_only_ticked_rows_are_reminded(manager, unreported, other_county, task):
    make_assignment(other_county, task)

    manager.post(reverse("tasks:missing_remind"), {"do": "chosen", "period": "2026-11", "row": [unreported.pk]})

    assert [reminder.subject_id for reminder in Reminder.objects.all()] == [unreported.pk]


def test_second_click_on_the_same_day_sends_nothing(manager, unreported):
    for _click in range(2):
        page = manager.post(reverse("tasks:missing_remind"), {"do": "all", "period": "2026-11"}, follow=True)

    assert "1 项今天已经催办过，没有重复发送。" in page.content.decode()
    assert Reminder.objects.count() == 1


def test_unit_reminded_today_is_marked(manager, unreported):
    manager.post(reverse("tasks:missing_remind"), {"do": "all", "period": "2026-11"})

    assert [row.reminded_today for row in manager.get(URL).context["page"].object_list] == [True]


def test_no_unit_is_reminded_when_a_filter_is_invalid(manager, unreported):
    page = manager.post(reverse("tasks:missing_remind"), {"do": "all", "depth": "some"}, follow=True)

    assert "没有“some”这个选项" in page.content.decode()
    assert not Reminder.objects.exists()


def test_unit_that_has_reported_cannot_be_reminded_with_a_manipulated_form(manager, unreported, reported):
    manager.post(reverse("tasks:missing_remind"), {"do": "chosen", "period": "2026-11", "row": [reported.pk]})

    assert not Reminder.objects.exists()


def test_editor_sees_the_list_of_the_units_below_without_a_button(as_user, people, unreported, township, task):
    make_assignment(township, task, parent=unreported)

    page = as_user(people.county_editor).get(URL)

    assert page.context["page"].paginator.count == 1
    assert "催办全部" not in page.content.decode()


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_export_is_recorded(manager, unreported, file_format):
    response = manager.get(f"{reverse('tasks:missing_export')}?format={file_format}&period=2026-11")

    assert response.status_code == 200
    assert AuditEntry.objects.get(action="data.exported").note == "未填报名单，共 1 行；条件：所属期=2026年11月"
