"""The page 年度设置, and the mark on cut-off days that are uncertain because no holidays are published yet."""

from datetime import date

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from tests.factories import make_user
from tests.tasks.worlds import make_assignment, make_task
from years.models import CutoffShift, Holiday, TaskYear

JANUARY = date(2027, 1, 1)
MARK = "工作日待核对"
NEXT = reverse("years:year", args=[2027])
VERIFY = reverse("years:verify", args=[2027])

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def unpublished_year(monkeypatch):
    """A year without published holidays whose cut-off days move to the next working day; today is in its January."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: date(2027, 1, 20))
    return TaskYear.objects.create(year=2027, cutoff_shift=CutoffShift.NEXT)


def test_cutoff_days_are_listed_with_the_day_they_move_to(as_user, people):
    TaskYear.objects.create(year=2026, cutoff_shift=CutoffShift.NEXT)

    rows = as_user(people.county_editor).get(reverse("years:year", args=[2026])).context["cutoffs"]

    cutoffs = {row["period"].label: (row["day"], row["moved"], row["assumed"]) for row in rows}
    assert len(cutoffs) == 16
    assert cutoffs["2026年1月"] == (date(2026, 1, 26), True, False)
    assert cutoffs["2026年第四季度"] == (date(2027, 1, 5), False, True)


def test_published_days_off_are_shown(as_user, people):
    page = as_user(people.city_viewer).get(reverse("years:year", args=[2026]))

    assert date(2026, 10, 1) in page.context["off"]
    assert date(2026, 2, 28) in page.context["worked"]


@pytest.mark.parametrize("year", [2000, 2099])
def test_earliest_and_latest_possible_years_have_a_page(as_user, people, year):
    assert as_user(people.city_viewer).get(reverse("years:year", args=[year])).status_code == 200


def test_pages_mark_cutoff_days_while_the_holidays_are_not_published(as_user, people, county, unpublished_year):
    assignment = make_assignment(county, make_task(county.parent, year=2027))
    editor, manager = as_user(people.county_editor), as_user(people.city_manager)

    assert MARK in editor.get(reverse("tasks:report", args=[assignment.pk, JANUARY])).content.decode()
    assert MARK in editor.get(reverse("notices:todo")).content.decode()
    assert MARK in editor.get(reverse("tasks:assignment", args=[assignment.pk])).content.decode()
    assert MARK in manager.get(reverse("tasks:missing") + "?period=2027-01").content.decode()


@pytest.mark.parametrize("change", [{"cutoff_shift": CutoffShift.SAME}, {"calendar_verified": True}])
def test_cutoff_days_are_not_marked_when_no_day_moves_or_the_calendar_is_verified(
    as_user, people, county, unpublished_year, change
):
    TaskYear.objects.filter(pk=unpublished_year.pk).update(**change)
    assignment = make_assignment(county, make_task(county.parent, year=2027))

    page = as_user(people.county_editor).get(reverse("tasks:report", args=[assignment.pk, JANUARY]))

    assert page.status_code == 200
    assert MARK not in page.content.decode()


def test_deadlines_for_the_next_year_are_marked_while_its_list_is_missing(as_user, people, city):
    make_task(city)
    TaskYear.objects.create(year=2027, cutoff_shift=CutoffShift.PREVIOUS)

    assert MARK in as_user(people.city_manager).get(reverse("tasks:next_year")).content.decode()


def test_calendar_cannot_be_verified_before_its_holidays_are_entered(as_user, people):
    page = as_user(people.city_manager).post(VERIFY, {"verified": "1"}, follow=True)

    assert "2027年的放假调休还没有录入" in page.content.decode()
    assert not TaskYear.objects.exists()


def test_city_manager_verifies_the_calendar_and_takes_it_back(as_user, people):
    Holiday.objects.create(date=date(2027, 2, 8), is_workday=False, note="春节")
    manager = as_user(people.city_manager)

    manager.post(VERIFY, {"verified": "1"})
    verified = TaskYear.objects.get(year=2027).calendar_verified
    manager.post(VERIFY, {"verified": "0"})

    assert (verified, TaskYear.objects.get().calendar_verified) == (True, False)
    actions = AuditEntry.objects.filter(action__startswith="year.").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["year.verified", "year.unverified"]


def test_superuser_of_a_county_may_verify_the_calendar(as_user, county):
    Holiday.objects.create(date=date(2027, 2, 8), is_workday=False, note="春节")
    administrator = make_user(county, "manager", is_staff=True, is_superuser=True)

    as_user(administrator).post(VERIFY, {"verified": "1"})

    assert TaskYear.objects.get().calendar_verified


def test_verify_button_is_shown_once_holidays_are_entered(as_user, people):
    manager = as_user(people.city_manager)
    before = manager.get(NEXT).content.decode()
    Holiday.objects.create(date=date(2027, 2, 8), is_workday=False, note="春节")

    after = manager.get(NEXT).content.decode()

    assert ('value="1">标为已核对' in before, 'value="1">标为已核对' in after) == (False, True)
    assert 'value="1">标为已核对' not in as_user(people.county_manager).get(NEXT).content.decode()
