import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEntry
from organizations import actions, loading, treefile
from organizations.models import Organization
from tests.factories import make_organization, make_user

LAST = date(2025, 12, 31)


@pytest.fixture
def as_city(client, city):
    client.force_login(make_user(city, "viewer"), backend="organizations.accounts.backends.AccountBackend")
    return client


@pytest.fixture
def as_county(client, county):
    client.force_login(make_user(county, "editor"), backend="organizations.accounts.backends.AccountBackend")
    return client


def shown(response):
    return [unit.name for unit in response.context["rows"]]


def test_register_opens_at_the_unit_of_the_user(as_county, county):
    response = as_county.get("/units/", follow=True)

    assert response.context["unit"] == county


def test_page_of_a_unit_shows_the_units_below_with_their_counts(as_city, city, county, township, village):
    response = as_city.get(f"/units/{city.code}/")

    [row] = response.context["rows"]
    assert (row.name, row.townships_below, row.villages_below) == ("弋阳县", 1, 1)
    assert "下辖 1 个县级、1 个乡级、1 个村级单位。" in response.content.decode()


def test_breadcrumb_links_only_units_in_the_scope(as_county, city, county, township, village):
    response = as_county.get(f"/units/{village.code}/")

    assert response.context["crumbs"] == [
        {"label": "上饶市", "url": ""},
        {"label": "弋阳县", "url": f"/units/{county.code}/"},
        {"label": "漆工镇", "url": f"/units/{township.code}/"},
        {"label": "湖塘村"},
    ]


@pytest.mark.parametrize(("text", "expected"), [("htc", ["湖塘村"]), ("漆工", ["漆工镇"]), ("火星", [])])
def test_search_covers_the_whole_subtree(as_city, city, village, text, expected):
    response = as_city.get(f"/units/{city.code}/", {"q": text})

    assert shown(response) == expected


def test_search_shows_the_highest_units_first(as_city, city, county, township, village):
    make_organization("弋阳村", parent=township)
    make_organization("弋阳新县", parent=city)

    assert shown(as_city.get(f"/units/{city.code}/", {"q": "弋阳"})) == ["弋阳县", "弋阳新县", "弋阳村"]


def test_search_result_shows_the_units_above(as_city, city, village):
    response = as_city.get(f"/units/{city.code}/", {"q": "湖塘"})

    assert response.context["rows"][0].place == "弋阳县 漆工镇"


def test_search_finds_nothing_outside_the_scope(as_county, county, other_county):
    response = as_county.get(f"/units/{county.code}/", {"q": "横峰"})

    assert shown(response) == []
    assert "没有找到单位" in response.content.decode()


@pytest.mark.parametrize(("on", "expected"), [("2025-12-31", ["漆工镇"]), ("2026-01-01", [])])
def test_page_shows_the_units_in_force_on_the_given_day(as_city, county, township, on, expected):
    actions.end(township, last_day=LAST)

    assert shown(as_city.get(f"/units/{county.code}/", {"on": on})) == expected


def test_ended_units_are_shown_with_their_successor_on_request(as_city, county, township):
    heir = make_organization("弋江镇", parent=county)
    actions.end(township, last_day=LAST, successor=heir)

    response = as_city.get(f"/units/{county.code}/", {"on": "2026-01-01", "ended": "on"})

    assert shown(response) == ["漆工镇", "弋江镇"]
    assert "由弋江镇承接" in response.content.decode()


def test_invalid_day_is_explained_and_kept_in_the_field(as_city, city):
    response = as_city.get(f"/units/{city.code}/", {"on": "2026-13-01"})

    page = response.content.decode()
    assert response.status_code == 200
    assert "“2026-13-01”不是日期" in page
    assert 'value="2026-13-01"' in page


@pytest.mark.parametrize("query", [{"q": "x" * 500}, {"q": "\0"}, {"page": "-1"}, {"page": "x"}, {"on": "0001-01-01"}])
def test_odd_parameters_do_not_break_the_page(as_city, city, query):
    assert as_city.get(f"/units/{city.code}/", query).status_code == 200


def test_departments_are_listed_separately(as_city, city, county):
    actions.add_department(city, name="市民政局")

    response = as_city.get(f"/units/{city.code}/")

    assert shown(response) == ["弋阳县"]
    assert [unit.name for unit in response.context["departments"]] == ["市民政局"]


def test_page_costs_the_same_queries_for_more_units(as_city, city, django_assert_num_queries):
    make_organization("弋阳县", parent=city)
    as_city.get(f"/units/{city.code}/")
    with CaptureQueriesContext(connection) as few:
        as_city.get(f"/units/{city.code}/")
    for number in range(40):
        make_organization(f"第{number}县", parent=city)

    with django_assert_num_queries(len(few)):
        as_city.get(f"/units/{city.code}/")


def export(client, unit, **query):
    response = client.get(f"/units/{unit.code}/export/", {"format": "csv", **query})
    return b"".join(response.streaming_content)


def test_export_has_the_unit_and_all_units_below(as_county, county, other_county, village):
    rows = list(csv.reader(io.StringIO(export(as_county, county).decode("utf-8-sig"))))

    assert [row[1] for row in rows] == ["名称", "弋阳县", "漆工镇", "湖塘村"]


def test_export_is_recorded(as_county, county, village):
    export(as_county, county)

    entry = AuditEntry.objects.get(action="data.exported")
    assert entry.organization_name == "弋阳县"
    assert "共 3 行" in entry.note


def test_exported_file_can_be_loaded_without_changes(as_city, city, village, other_county):
    actions.rename(village, name="湖塘新村")

    plan = loading.load(treefile.read(export(as_city, city)), on=date(2026, 6, 1))

    assert plan.counts() == {"added": 0, "changed": 0, "unchanged": 5, "missing": 0}


def test_unknown_format_gives_a_workbook(as_city, city):
    response = as_city.get(f"/units/{city.code}/export/", {"format": "pdf"})

    assert response["Content-Disposition"].endswith(".xlsx")


def test_unit_has_an_address(county):
    assert county.get_absolute_url() == f"/units/{county.code}/"


def test_village_of_another_county_does_not_exist(client, other_county, village):
    client.force_login(make_user(other_county), backend="organizations.accounts.backends.AccountBackend")

    assert client.get(village.get_absolute_url()).status_code == 404


def test_pages_of_the_real_tree_open(client, db):
    with open("data/organizations.csv", "rb") as file:
        loading.load(treefile.read(file.read()), on=date(2026, 6, 1))
    city = Organization.objects.get(name="上饶市")
    client.force_login(make_user(city), backend="organizations.accounts.backends.AccountBackend")

    response = client.get(city.get_absolute_url())

    assert "下辖 12 个县级、229 个乡级、2,883 个村级单位。" in response.content.decode()
