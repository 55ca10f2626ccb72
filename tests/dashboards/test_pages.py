import io
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from audit.models import AuditEntry
from indicators.recomputing import recompute_all
from tasks.models import Task
from tests.factories import make_organization, make_user
from tests.tasks.worlds import make_assignment, make_report, make_task
from years.models import TaskYear


@pytest.fixture(autouse=True)
def today(monkeypatch):
    day = date(2026, 11, 23)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: day)
    return day


@pytest.fixture
def signed_in(client, people):
    client.force_login(people.city_manager, backend="organizations.accounts.backends.AccountBackend")
    return client


@pytest.fixture
def late(city, county):
    """An assignment of the county that is 23 days overdue, with 5 of 11 villages done."""
    task = make_task(city, measure="quantity", unit="个村", is_headline=True, phrases=[{"text": "确保整顿到位"}])
    assignment = make_assignment(county, task, target=11, due_on=date(2026, 10, 31))
    make_report(assignment, date(2026, 10, 1), value=5, progress=45, reviewed_on=date(2026, 10, 28))
    return assignment


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def test_overview_counts_the_tasks_in_each_state_and_names_the_first_deadline(signed_in, late):
    response = signed_in.get(reverse("overview"))

    assert "1 项任务分解为 1 项，已办结 0 项，推进中 0 项，临期或滞后 0 项，逾期 1 项" in text_of(response)
    assert "应于 2026-10-31 办结" in text_of(response)


def test_overview_shows_both_counts_of_a_headline_figure(signed_in, late):
    assert "5 / 11 个村" in text_of(signed_in.get(reverse("overview")))


def test_headline_figure_opens_the_list_behind_its_indicator(signed_in, late):
    task = Task.objects.get()
    without = signed_in.get(reverse("overview")).context["headlines"][0]["url"]
    Task.objects.update(indicator="weak_villages_rectified")

    bound = signed_in.get(reverse("overview")).context["headlines"][0]["url"]

    assert without == reverse("tasks:detail", args=[task.pk])
    assert bound.startswith("/figures/weak_villages_rectified/")
    assert signed_in.get(bound).status_code == 200


@pytest.mark.parametrize(("more", "size"), [(1, "two"), (2, "three"), (3, "four")])
def test_two_to_four_headline_figures_fill_the_strip(signed_in, late, city, county, more, size):
    for _number in range(more):
        make_assignment(county, make_task(city, is_headline=True))

    assert f'<div class="kpis {size}">' in signed_in.get(reverse("overview")).content.decode()


def test_every_cell_of_the_map_names_its_state(signed_in, late):
    response = signed_in.get(reverse("overview"))

    address = reverse("tasks:assignment", args=[late.pk])
    assert f'<a class="cell late" href="{address}"' in response.content.decode()
    assert "逾期 23 天" in text_of(response)


def test_links_of_the_map_on_a_past_day_keep_that_day(signed_in, late):
    response = signed_in.get(reverse("overview"), {"on": "2026-10-31"})

    assert f"{reverse('tasks:assignment', args=[late.pk])}?on=2026-10-31" in response.content.decode()
    assert "逾期 1 项" not in text_of(response)


@pytest.mark.parametrize("wish", ["2026-13-01", "abc", "2026-11-24", "0000-00-00", "2026-02-29"])
def test_an_impossible_day_is_explained_and_today_is_shown(signed_in, late, wish):
    response = signed_in.get(reverse("overview"), {"on": wish})

    assert response.status_code == 200
    assert "现在显示今天的情况" in text_of(response)
    assert "逾期 23 天" in text_of(response)


def test_a_year_without_tasks_says_what_to_do(signed_in, city):
    assert "这一年还没有下达任务" in text_of(signed_in.get(reverse("overview")))


def test_the_count_of_overdue_tasks_opens_exactly_those_rows(signed_in, late, other_county):
    make_assignment(other_county, late.task, target=3)
    page = signed_in.get(reverse("overview")).content.decode()

    address = re.search(r'<b class="late"><a href="([^"]+)">', page)[1].replace("&amp;", "&")
    rows = signed_in.get(address)

    assert [row["line"].unit.name for row in rows.context["rows"]] == ["弋阳县"]


def test_county_page_says_why_a_task_is_late_and_which_units_are_missing(signed_in, late, county, township):
    make_assignment(township, late.task, parent=late, target=11, due_on=date(2026, 10, 31))

    text = text_of(signed_in.get(reverse("place", args=[county.code])))

    assert "为什么逾期" in text
    assert "确保整顿到位" in text
    assert "分解到 1 个下级单位，1 个未办结" in text


def test_village_page_shows_the_tasks_of_the_village(client, city, village):
    make_assignment(village, make_task(city))
    client.force_login(make_user(village, "viewer"), backend="organizations.accounts.backends.AccountBackend")

    response = client.get(reverse("overview"))

    assert response.context["map"] is None
    assert "任务进展" in text_of(response)


def test_rows_are_filtered_by_state_task_unit_and_pinyin(signed_in, late, city, county, other_county):
    make_assignment(other_county, late.task, target=3)
    address = reverse("place-assignments", args=[city.code])

    def units(**query):
        return [row["line"].unit.name for row in signed_in.get(address, query).context["rows"]]

    assert units() == ["弋阳县", "横峰县"]
    assert units(state="overdue") == ["弋阳县"]
    assert units(unit=other_county.code) == ["横峰县"]
    assert units(q="hfx") == ["横峰县"]
    assert units(task="0") == []


def test_rows_are_sorted_both_ways(signed_in, late, city, other_county):
    make_assignment(other_county, late.task, target=3)
    address = reverse("place-assignments", args=[city.code])

    def units(sort):
        return [row["line"].unit.name for row in signed_in.get(address, {"sort": sort}).context["rows"]]

    assert units("progress") == ["横峰县", "弋阳县"]
    assert units("-progress") == ["弋阳县", "横峰县"]
    assert units("nonsense") == ["弋阳县", "横峰县"]


def test_comparison_of_counties_shows_bands_and_the_distance_to_the_median(signed_in, late, other_county):
    make_assignment(other_county, late.task, target=3, starts_on=date(2026, 11, 20))

    response = signed_in.get(reverse("districts"))

    rows, page = response.context["rows"], response.content.decode()
    assert ">−50</td>" in page
    assert ">+50</td>" in page
    assert [(row["unit"].name, str(row["comparison"].label), row["comparison"].distance) for row in rows] == [
        ("弋阳县", "第三档", -50),
        ("横峰县", "第一档", 50),
    ]


def test_villages_are_not_compared(client, people, city, township, village):
    make_assignment(village, make_task(city))
    client.force_login(people.township_editor, backend="organizations.accounts.backends.AccountBackend")

    response = client.get(reverse("districts"))

    assert "所在档次" not in text_of(response)
    assert response.context["rows"][0]["comparison"].band is None


def test_single_county_is_placed_in_no_band(signed_in, late):
    response = signed_in.get(reverse("districts"))

    assert response.context["rows"][0]["comparison"].band is None
    assert "所在档次" not in text_of(response)


def test_page_of_an_area_shows_only_its_tasks(signed_in, late, city, county):
    response = signed_in.get(reverse("area", args=[2]))

    assert [item["label"] for area in response.context["map"]["areas"] for item in area["items"]] == [late.task.number]
    assert signed_in.get(reverse("area", args=[9])).status_code == 404


@pytest.mark.parametrize("name", ["place-export", "place-assignments-export"])
def test_download_holds_the_figures_and_their_day_and_is_recorded(signed_in, late, city, name):
    response = signed_in.get(reverse(name, args=[city.code]))

    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "截至 2026-11-23" in cells[next(i for i, cell in enumerate(cells) if cell and "截至" in str(cell))]
    assert "弋阳县" in cells
    assert 0.45 in cells
    assert AuditEntry.objects.filter(action__contains="export").count() == 1


def test_the_comparison_can_be_downloaded_as_csv(signed_in, late, other_county):
    make_assignment(other_county, late.task, target=3, starts_on=date(2026, 11, 20))

    response = signed_in.get(reverse("districts-export"), {"format": "csv"})

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1].startswith("弋阳县,1,0,0,0,0,1,0.0,")


def test_year_sets_how_many_days_before_its_deadline_a_task_is_due_soon(signed_in, late, city, county):
    TaskYear.objects.create(year=2026, due_soon_days=40)
    make_assignment(county, make_task(city), starts_on=date(2026, 11, 1))

    assert "剩 38 天" in text_of(signed_in.get(reverse("overview")))


@pytest.mark.parametrize("name", ["overview", "districts"])
def test_pages_with_many_tasks_cost_at_most_fifteen_queries(signed_in, city, name, django_assert_max_num_queries):
    tasks = [make_task(city, is_headline=True) for _number in range(14)]
    for number in range(12):
        unit = make_organization(f"第{number}县", parent=city)
        for task in tasks:
            assignment = make_assignment(unit, task, due_on=date(2026, 11, number + 1))
            make_report(assignment, progress=number, reviewed_on=date(2026, 2, 1))
    recompute_all(now=timezone.now())
    signed_in.get(reverse(name))

    with django_assert_max_num_queries(15):
        signed_in.get(reverse(name))


def test_county_page_costs_at_most_fifteen_queries(signed_in, late, county, django_assert_max_num_queries):
    for number in range(20):
        below = make_organization(f"第{number}镇", parent=county)
        make_assignment(below, late.task, parent=late, due_on=date(2026, 10, 31))
        make_organization(f"第{number}村", parent=below)
    recompute_all(now=timezone.now())
    signed_in.get(reverse("place", args=[county.code]))

    with django_assert_max_num_queries(15):
        signed_in.get(reverse("place", args=[county.code]))
