"""Each number of the pages of units says what it counts, and opens as many rows."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.dashboards.test_pages import text_of
from tests.factories import make_organization, make_user
from tests.tasks.worlds import make_assignment, make_report, make_task

pytestmark = pytest.mark.django_db
LATE = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def standing_clock(today):
    """Open all pages on Monday, 23 November 2026."""


@pytest.fixture
def lines(city, county, other_county):
    """Two counties with three tasks: one assignment is late, two have not begun, one runs, one does not apply."""
    task, second, third = (make_task(city, is_headline=True) for _number in range(3))
    late = make_assignment(county, task, due_on=LATE)
    for line in (make_assignment(other_county, task), make_assignment(county, second)):
        type(line).objects.filter(pk=line.pk).update(starts_on=date(2026, 11, 20))
    running = make_assignment(other_county, second)
    make_report(running, date(2026, 10, 1), progress=97, reviewed_on=date(2026, 10, 28))
    apart = make_assignment(other_county, third)
    type(apart).objects.filter(pk=apart.pk).update(not_applicable_on=LATE, not_applicable_reason="没有这类村。")
    return [late, running]


def rows_behind(client, address):
    return client.get(address).context["page"].paginator.count


def test_tasks_that_have_not_begun_are_not_called_running(as_user, people, lines):
    text = text_of(as_user(people.city_viewer).get(reverse("overview"))).replace(" ", "")

    assert "3项任务分解为4项" in text or "2项任务分解为4项" in text
    assert "已办结0项，推进中1项，未启动2项，临期或滞后0项，逾期1项" in text
    assert "另有1项不适用" in text


@pytest.mark.parametrize("query", [{}, {"on": "2026-11-21"}])
def test_each_count_of_the_sentence_opens_as_many_rows(as_user, people, lines, query):
    client = as_user(people.city_viewer)

    summary = client.get(reverse("overview"), query).context["summary"]

    counts = summary["counts"] | {"all": summary["all"], "not_applicable": summary["not_applicable"]}
    assert {name: rows_behind(client, summary["urls"][name]) for name in counts} == counts
    assert all(("on=2026-11-21" in url) is bool(query) for url in summary["urls"].values())


def test_each_count_of_a_county_opens_as_many_rows(as_user, people, lines):
    client = as_user(people.city_viewer)

    rows = client.get(reverse("districts")).context["rows"]

    assert [row["all"] for row in rows] == [2, 3]
    for row in rows:
        assert rows_behind(client, row["all_url"]) == row["all"]
        assert {name: rows_behind(client, url) for name, url in row["urls"].items()} == row["counts"]


def test_number_of_units_with_overdue_tasks_opens_these_units(as_user, people, lines):
    client = as_user(people.city_viewer)
    page = client.get(reverse("districts")).content.decode()

    address = re.search(r'其中 <b><a href="([^"]+)">1</a></b> 个有逾期任务', re.sub(r"\s+", " ", page))[1]

    assert [row["unit"].name for row in client.get(reverse("districts") + address).context["rows"]] == ["弋阳县"]


def test_headline_of_a_county_is_its_own_progress_and_says_so(as_user, people, lines):
    figures = as_user(people.other_county_editor).get(reverse("overview")).context["headlines"]

    shown = {figure["value"]: (figure["detail"], figure["definition"]) for figure in figures}
    assert shown["97%"] == ("已核实进度 · 时序 89.6%", "承担单位最近一次核实的进度。")


def test_headline_of_finished_units_is_no_percentage(as_user, people, lines, county):
    done = lines[0]
    type(done).objects.filter(pk=done.pk).update(finished_on=LATE, completed_on=LATE)

    response = as_user(people.city_viewer).get(reverse("overview"))

    first = response.context["headlines"][0]
    assert (first["value"], first["unit"]) == ("1", "/ 2")
    assert "已办结的单位数 ÷ 承担任务的单位数" in text_of(response)


def test_phone_lists_units_first_that_need_attention_most(as_user, people, lines, city, county):
    calm = make_organization("广丰区", parent=city)
    make_assignment(calm, lines[0].task, starts_on=date(2026, 11, 20))

    shown = as_user(people.city_viewer).get(reverse("overview")).context["map"]

    assert [row["label"] for row in shown["rows"]] == ["弋阳县", "横峰县", "广丰区"]
    assert [row["label"] for row in shown["urgent"]] == ["弋阳县", "横峰县", "广丰区"]

    make_assignment(calm, make_task(city), due_on=date(2026, 10, 1))
    make_assignment(calm, make_task(city), due_on=date(2026, 10, 1))
    shown = as_user(people.city_viewer).get(reverse("overview")).context["map"]

    assert [row["label"] for row in shown["urgent"]] == ["广丰区", "弋阳县", "横峰县"]


def test_numbers_of_an_area_open_as_many_rows(as_user, people, lines):
    client = as_user(people.city_viewer)

    rows = client.get(reverse("area", args=[2])).context["area"].rows

    assert [row["units"] for row in rows] == [2, 2, 1]
    assert [rows_behind(client, row["units_url"]) for row in rows] == [2, 2, 1]


@pytest.mark.parametrize(
    ("level", "word"),
    [("city", "县市区"), ("county", "乡镇街道"), ("township", "村（社区）"), ("village", None), ("department", None)],
)
def test_navigation_calls_the_units_below_by_their_name(as_user, city, county, township, village, level, word):
    department = make_organization("民政局", parent=county, kind="部门", level="county")
    units = {"city": city, "county": county, "township": township, "village": village, "department": department}

    navigation = as_user(make_user(units[level], "viewer")).get(reverse("overview")).context["navigation"]

    labels = {entry["name"]: str(entry["label"]) for entry in navigation}
    assert labels.get("districts") == word


def test_breadcrumb_of_an_assignment_leads_to_the_page_of_the_unit(as_user, people, lines, county):
    crumbs = as_user(people.city_manager).get(reverse("tasks:assignment", args=[lines[0].pk])).context["crumbs"]

    assert [crumb["url"] for crumb in crumbs[:2]] == [
        reverse("place", args=[code]) for code in (county.parent.code, county.code)
    ]


def test_work_to_verify_of_another_year_is_not_offered(as_user, people, city, county):
    report = make_report(make_assignment(county, make_task(city)), date(2026, 10, 1), submitted_on=date(2026, 10, 26))
    client = as_user(people.city_manager)

    assert client.get(reverse("overview")).context["waiting"] == 1
    type(report.assignment.task).objects.update(year=2025)
    assert client.get(reverse("overview")).context["waiting"] == 0
