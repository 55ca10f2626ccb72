"""The calendar shows what is due on each day of a month, with days off, for the unit and those below it."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import make_organization, make_user
from tests.tasks.worlds import make_assignment, make_task
from years.models import CutoffShift, TaskYear

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NOVEMBER = "2026-11"


@pytest.fixture
def month(as_user):
    """``month(user)`` gives the ``Month`` of November 2026 as the user sees it; more parameters go into the address."""

    def month(user, **query):
        address = reverse("schedule:month", query={"month": NOVEMBER} | query)
        return as_user(user).get(address).context["month"]

    return month


def tasks_of(month):
    return {item.day: item for item in month.items if "截止" not in item.title}


def test_running_month_is_shown_first(as_user, people):
    page = as_user(people.county_editor).get(reverse("schedule:month"))

    assert page.context["month"].period.start == date(2026, 11, 1)
    assert "2026年11月日历" in page.content.decode()


def test_week_begins_on_monday_and_days_of_other_months_are_empty(month, people):
    weeks = month(people.county_editor).weeks

    assert [len(week) for week in weeks] == [7] * 6
    assert weeks[0][:6] == [None] * 6
    assert weeks[0][6].day == date(2026, 11, 1)
    assert [day.day.day for day in weeks[-1] if day] == [30]


def test_deadline_of_one_unit_links_to_its_assignment(month, people, county):
    assignment = make_assignment(county, due_on=date(2026, 11, 20))

    item = tasks_of(month(people.county_editor))[date(2026, 11, 20)]

    assert item.url == reverse("tasks:assignment", args=[assignment.pk])
    assert (item.unit, item.is_late, item.is_done) == ("弋阳县", True, False)


def test_deadline_of_several_units_is_one_line(month, people, city, county, other_county):
    task = make_task(city)
    make_assignment(county, task, due_on=date(2026, 11, 30))
    make_assignment(
        other_county, task, due_on=date(2026, 11, 30), finished_on=date(2026, 11, 10), completed_on=date(2026, 11, 9)
    )

    item = tasks_of(month(people.city_manager))[date(2026, 11, 30)]

    assert item.url == reverse("tasks:detail", args=[task.pk])
    assert (item.count, item.open_count, item.is_late) == (2, 1, False)


@pytest.mark.parametrize(("due_on", "late"), [(date(2026, 11, 22), True), (date(2026, 11, 23), False)])
def test_task_due_today_is_not_late(month, people, county, due_on, late):
    make_assignment(county, due_on=due_on)

    assert tasks_of(month(people.county_editor))[due_on].is_late is late


def test_withdrawn_and_not_applicable_assignments_are_not_due(month, people, city, county):
    make_assignment(county, due_on=date(2026, 11, 20), withdrawn_on=date(2026, 11, 2), withdrawn_reason="误下达")
    make_assignment(county, due_on=date(2026, 11, 20), not_applicable_on=date(2026, 11, 2), not_applicable_reason="无")

    assert tasks_of(month(people.county_editor)) == {}


def test_units_below_are_shown_unless_only_the_own_unit_is_asked_for(month, people, county, township):
    task = make_task(county.parent)
    make_assignment(county, task, due_on=date(2026, 11, 20))
    make_assignment(township, task, due_on=date(2026, 11, 10))

    assert set(tasks_of(month(people.county_manager))) == {date(2026, 11, 10), date(2026, 11, 20)}
    assert set(tasks_of(month(people.county_manager, only="own"))) == {date(2026, 11, 20)}
    assert set(tasks_of(month(people.county_manager, unit=township.code))) == {date(2026, 11, 10)}


def test_unit_outside_the_scope_shows_the_own_unit(month, people, county, other_county):
    make_assignment(other_county, due_on=date(2026, 11, 20))

    assert tasks_of(month(people.county_manager, unit=other_county.code)) == {}


def test_department_sees_what_it_leads(month, city, county):
    bureau = make_organization("民政局", parent=city, level="city", kind="部门")
    make_assignment(county, make_task(city, lead=bureau), due_on=date(2026, 11, 20))

    assert set(tasks_of(month(make_user(bureau, "viewer")))) == {date(2026, 11, 20)}


def test_cutoff_day_of_reports_is_shown_where_it_moves_to(month, people, county):
    TaskYear.objects.create(year=2026, monthly_cutoff_day=28, cutoff_shift=CutoffShift.NEXT)
    make_assignment(county)

    [item] = month(people.county_editor).items

    assert (item.day, item.title) == (date(2026, 11, 30), "11 月进展填报截止")


def test_no_cutoff_day_without_a_task(month, people, county):
    assert month(people.county_editor).items == []


@pytest.mark.parametrize(("name", "day", "mark"), [("2026-10", 1, "is_day_off"), ("2026-10", 10, "is_made_up")])
def test_days_off_and_made_up_days_are_marked(month, people, name, day, mark):
    marked = [each.day.day for each in month(people.county_editor, month=name).days if getattr(each, mark)]

    assert day in marked


def test_year_without_published_holidays_says_so(as_user, people):
    page = as_user(people.county_editor).get(reverse("schedule:month", query={"month": "2030-02"})).content.decode()

    assert "暂按周一至周五上班" in page


@pytest.mark.parametrize("text", ["2026-13", "x", "2026-11-01", "1999-01", "２０２６-11"])
def test_odd_month_shows_the_running_one(as_user, people, text):
    page = as_user(people.county_editor).get(reverse("schedule:month", query={"month": text}))

    assert page.context["is_running"] is True


@pytest.mark.parametrize(
    ("name", "before", "after"), [("2000-01", None, date(2000, 2, 1)), ("2099-12", date(2099, 11, 1), None)]
)
def test_first_and_last_month_have_one_neighbour(as_user, people, name, before, after):
    context = as_user(people.county_editor).get(reverse("schedule:month", query={"month": name})).context

    assert (context["before"], context["after"]) == (before, after)


def test_calendar_costs_the_same_queries_for_more_units(as_user, people, city, county, django_assert_max_num_queries):
    task = make_task(city)
    for number in range(12):
        make_assignment(make_organization(f"甲{number}县", parent=city), task, due_on=date(2026, 11, 20))
    client = as_user(people.city_manager)

    with django_assert_max_num_queries(20):
        client.get(reverse("schedule:month", query={"month": NOVEMBER}))
