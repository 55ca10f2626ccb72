"""Those who manage the tree change thresholds and days off of a year: form, confirmation, change and history."""

from datetime import date

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from organizations.models import Contact
from years.models import Holiday, TaskYear

SETTINGS = reverse("years:settings", args=[2027])
DAYS = reverse("years:days", args=[2027])
REMOVE = reverse("years:day_remove", args=[2027])
TYPED = {
    "due_soon_days": "14",
    "behind_points": "15",
    "report_notice_days": "5",
    "monthly_cutoff_day": "25",
    "quarterly_cutoff_day": "5",
    "cutoff_shift": "next",
}
SPRING = {"first": "2027-02-05", "last": "2027-02-11", "kind": "off", "note": "春节"}

pytestmark = pytest.mark.usefixtures("today", "db")


@pytest.fixture
def manager(as_user, people):
    return as_user(people.city_manager)


def confirmed(client, url, data):
    """Post the form, then what the page of the confirmation would post."""
    hidden = client.post(url, data).context["hidden"]
    return client.post(url, {each["name"]: each["value"] for each in hidden})


def test_changes_are_listed_before_they_count(manager):
    page = manager.post(SETTINGS, TYPED)

    assert "临期天数：7 改为 14" in page.content.decode()
    assert "逢休息日：不顺延 改为 顺延到后一个工作日" in page.content.decode()
    assert not TaskYear.objects.filter(year=2027, due_soon_days=14).exists()


def test_confirmed_changes_count_and_stand_in_the_history(manager):
    response = confirmed(manager, SETTINGS, TYPED)

    stored = TaskYear.objects.get(year=2027)
    assert response.url == reverse("years:year", args=[2027])
    assert (stored.due_soon_days, stored.behind_points, stored.cutoff_shift) == (14, 15, "next")
    assert AuditEntry.objects.get(action="year.changed").changes["due_soon_days"] == [7, 14]


def test_other_settings_of_the_year_stay(manager):
    TaskYear.objects.create(year=2027, short_classes_add_up=True, cycle_first_year=2024)

    confirmed(manager, SETTINGS, TYPED)

    stored = TaskYear.objects.get(year=2027)
    assert (stored.short_classes_add_up, stored.cycle_first_year) == (True, 2024)


def test_nothing_is_written_without_a_change(manager):
    typed = TYPED | {"due_soon_days": "7", "behind_points": "10", "cutoff_shift": "same"}

    assert manager.post(SETTINGS, typed).url == reverse("years:year", args=[2027])
    assert not AuditEntry.objects.filter(action="year.changed").exists()


def test_change_of_somebody_else_meanwhile_is_not_overwritten(manager):
    hidden = manager.post(SETTINGS, TYPED).context["hidden"]
    TaskYear.objects.create(year=2027, due_soon_days=3)

    page = manager.post(SETTINGS, {each["name"]: each["value"] for each in hidden}).content.decode()

    assert "刚被别人改过" in page
    assert 'value="14"' in page
    assert TaskYear.objects.get(year=2027).due_soon_days == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [("behind_points", "101"), ("monthly_cutoff_day", "32"), ("due_soon_days", "x"), ("due_soon_days", "9" * 30)],
)
def test_refused_value_is_named_and_kept(manager, name, value):
    page = manager.post(SETTINGS, TYPED | {name: value}).content.decode()

    assert f'value="{value}"' in page
    assert "需要修改" in page
    assert not TaskYear.objects.filter(year=2027).exists()


def test_days_off_are_listed_before_they_are_entered(manager):
    page = manager.post(DAYS, SPRING).content.decode()

    assert "2027-02-05 至 2027-02-11，共 7 天，记为放假。" in page
    assert not Holiday.objects.exists()


def test_days_off_are_entered_with_a_row_in_the_history(manager):
    confirmed(manager, DAYS, SPRING)

    days = Holiday.objects.order_by("date")
    assert (days.count(), days.first().date, days.first().is_workday) == (7, date(2027, 2, 5), False)
    assert "2027-02-05 至 2027-02-11" in AuditEntry.objects.get(action="year.days_entered").note


def test_one_made_up_day_needs_no_last_day(manager):
    confirmed(manager, DAYS, {"first": "2027-02-20", "kind": "work"})

    assert list(Holiday.objects.values_list("date", "is_workday")) == [(date(2027, 2, 20), True)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"last": "2027-02-01"}, "最后一天不能早于第一天"),
        ({"last": "2027-03-20"}, "一次最多 31 天"),
        ({"first": "2026-12-31"}, "请填 2027 年的日期"),
        ({"first": "2027-02-30"}, "没有这一天"),
        ({"kind": "x"}, "需要修改"),
    ],
)
def test_refused_days_are_named_and_none_is_entered(manager, data, message):
    response = manager.post(DAYS, SPRING | data | {"sure": "1"})

    assert message in response.content.decode()
    assert not Holiday.objects.exists()


def test_entered_day_is_removed_after_a_question(manager):
    Holiday.objects.create(date=date(2027, 2, 5))

    page = manager.post(REMOVE, {"day": "2027-02-05"}).content.decode()
    assert "不再单独记载" in page
    assert Holiday.objects.exists()

    confirmed(manager, REMOVE, {"day": "2027-02-05"})
    assert not Holiday.objects.exists()
    assert "2027-02-05" in AuditEntry.objects.get(action="year.day_removed").note


@pytest.mark.parametrize(("day", "status"), [("x", 404), ("", 404), ("2027-05-01", 302)])
def test_day_that_was_not_entered_cannot_be_removed(manager, day, status):
    assert manager.post(REMOVE, {"day": day}).status_code == status


def test_page_says_whom_to_ask_where_one_may_not_change_it(as_user, people, city):
    Contact.objects.create(organization=city, name="市委组织部组织科", phone="1000-8200001")

    page = as_user(people.county_manager).get(reverse("years:year", args=[2027])).content.decode()

    assert "由上饶市的管理人员修改" in page
    assert "请联系市委组织部组织科" in page
    assert SETTINGS not in page


def test_manager_of_the_city_gets_the_buttons(manager):
    page = manager.get(reverse("years:year", args=[2027])).content.decode()

    assert SETTINGS in page
    assert DAYS in page
