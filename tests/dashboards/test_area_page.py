"""The page of an area: its tasks with their rates, what is late, who holds it; also its export."""

import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from indicators.recomputing import recompute_all
from notices.models import Reminder
from tasks.subjects import ASSIGNMENT
from tests.dashboards.test_pages import text_of
from tests.factories import make_organization, make_user
from tests.tasks.worlds import make_assignment, make_report, make_task

OCTOBER = date(2026, 10, 31)


@pytest.fixture(autouse=True)
def standing_clock(today):
    """Open all pages on Monday, 23 November 2026."""


@pytest.fixture
def bureau(city):
    return make_organization("民政局", parent=city, level="city", kind="部门")


@pytest.fixture
def late(city, county, bureau):
    """The county is 23 days overdue with 5 of 11 villages; the civil affairs bureau leads."""
    task = make_task(city, number="2.1", measure="quantity", unit="个村", lead=bureau, departments="财政局")
    assignment = make_assignment(county, task, target=11, due_on=OCTOBER, responsible="方圆")
    make_report(assignment, date(2026, 10, 1), value=5, progress=45, reviewed_on=date(2026, 10, 28))
    return assignment


def page_of(client, number=2, **query):
    return client.get(reverse("area", args=[number]), query)


def row_of(row):
    return row["task"].number, row["share"], row["basis"], row["due_on"], row["units"], row["late"]


def test_rows_show_rate_deadline_units_and_how_many_are_late(as_user, people, late, city, other_county):
    make_assignment(other_county, late.task, target=9)
    make_task(city, number="2.2")

    rows = page_of(as_user(people.city_manager)).context["area"].rows

    assert [row_of(row) for row in rows] == [
        ("2.1", 25, "5 / 20 个村", date(2026, 12, 31), 2, 1),
        ("2.2", None, "未下达", date(2026, 12, 31), 0, 0),
    ]


def test_rows_of_a_county_show_its_own_rate_and_deadline(as_user, people, late, township):
    make_assignment(township, late.task, parent=late, target=11)

    [row] = page_of(as_user(people.county_manager)).context["area"].rows

    assert row_of(row) == ("2.1", 45, "5 / 11 个村", OCTOBER, 1, 1)


def test_township_sees_its_own_late_tasks_and_those_of_its_villages(as_user, people, late, township, village):
    own = make_assignment(township, late.task, parent=late, target=11, due_on=date(2026, 11, 20))
    make_assignment(village, late.task, parent=own, target=1, due_on=date(2026, 11, 1))

    rows = page_of(as_user(people.township_editor)).context["area"].late

    assert [(row["line"].unit.name, row["days"]) for row in rows] == [("湖塘村", 22), ("漆工镇", 3)]


def test_late_rows_say_whether_somebody_was_reminded(as_user, people, late, other_county):
    make_assignment(other_county, late.task, target=9, due_on=date(2026, 11, 22))
    for day in (date(2026, 11, 5), date(2026, 11, 20)):
        about = {"subject_kind": ASSIGNMENT.key, "subject_id": late.pk, "path": ASSIGNMENT.path_of(late.pk)}
        Reminder.objects.create(**about, organization=late.organization, sent_on=day)

    page = page_of(as_user(people.city_manager))
    past = page_of(as_user(people.city_manager), on="2026-11-10").context["area"].late

    assert [(row["line"].unit.name, row["days"]) for row in page.context["area"].late] == [
        ("弋阳县", 23),
        ("横峰县", 1),
    ]
    assert "已催办 2 次，最近 2026-11-20" in text_of(page)
    assert "未催办" in text_of(page)
    assert [(row["days"], row["reminders"]["count"]) for row in past] == [(10, 1)]


def test_task_that_is_due_today_is_not_late(as_user, people, city, county):
    make_assignment(county, make_task(city), due_on=date(2026, 11, 23))

    page = page_of(as_user(people.city_manager))

    assert page.context["area"].late == []
    assert "截至 2026-11-23，没有逾期事项。" in text_of(page)


def test_holders_are_those_of_the_task_and_of_its_assignments_once_each(as_user, people, late, city, bureau):
    fund = make_organization("财政局", parent=city, level="city", kind="部门")
    late.task.supporting.add(fund)
    late.supporting.add(fund)
    late.lead = bureau
    late.save()

    [row] = page_of(as_user(people.city_manager)).context["area"].held_by

    holders = row["holders"]
    assert (holders.leading, holders.supporting, holders.others) == (["民政局"], ["财政局"], "财政局")
    assert holders.responsible == [{"unit": "弋阳县", "person": "方圆"}]


@pytest.mark.parametrize(("number", "name"), [(1, "学习教育"), (3, "城市治理"), (4, "责任落实")])
def test_area_without_tasks_has_a_quiet_page_with_its_figures(as_user, people, late, number, name):
    page = page_of(as_user(people.city_manager), number)

    assert page.context["area"].names[number] == name
    assert "这一年这个领域没有任务" in text_of(page)
    assert {indicator.area for indicator in page.context["figures"].indicators} == {number}


def test_area_that_nothing_belongs_to_does_not_exist(as_user, people, late):
    client = as_user(people.city_manager)

    assert page_of(client, 9).status_code == client.get(reverse("area-export", args=[9])).status_code == 404


def test_map_of_the_overview_leads_to_the_area(as_user, people, late):
    page = as_user(people.city_manager).get(reverse("overview"), {"on": "2026-11-10"}).content.decode()

    assert 'href="/areas/2/?on=2026-11-10"' in page


def test_export_holds_each_assignment_with_days_late_and_holders(as_user, people, late):
    response = as_user(people.city_manager).get(reverse("area-export", args=[2]))

    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    [row] = [row for row in sheet.iter_rows(values_only=True) if row[0] == "2.1"]
    assert row[2:5] == ("弋阳县", "逾期 23 天", 0.45)
    assert row[6:9] == (23, None, None)
    assert row[9:] == ("民政局", "财政局", "方圆")


@pytest.mark.parametrize("counties", [2, 12])
def test_page_costs_at_most_fifteen_queries(as_user, people, city, bureau, counties, django_assert_max_num_queries):
    tasks = [make_task(city, lead=bureau) for _number in range(5)]
    for number in range(counties):
        unit = make_organization(f"第{number}县", parent=city)
        for task in tasks:
            make_assignment(unit, task, due_on=date(2026, 11, number + 1)).supporting.add(bureau)
    recompute_all(now=timezone.now())
    client = as_user(make_user(city, "manager"))
    page_of(client)

    with django_assert_max_num_queries(15):
        page_of(client)
