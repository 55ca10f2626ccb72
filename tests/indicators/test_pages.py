"""The pages of figures: of a unit, and the list of the elements behind one of them."""

from datetime import date

import pytest
from django.db.models import Q
from django.urls import reverse

from indicators import populations, registry
from indicators.populations import Population
from indicators.registry import Indicator
from indicators.spans import SpanKind
from rectification.models import Reserve
from tests.factories import make_organization
from tests.indicators.worlds import make_grid, make_reserve, make_secretary


def gap_url(key, unit, **query):
    return reverse("indicators:gap", args=[key, unit.code], query={"on": "2026-05-31"} | query)


def exported(client, key, unit):
    url = reverse("indicators:gap-export", args=[key, unit.code], query={"on": "2026-05-31", "format": "csv"})
    return b"".join(client.get(url).streaming_content).decode("utf-8-sig")


def labels(page):
    return [(row["label"], str(row["state"])) for row in page.context["rows"]]


def test_elements_that_are_not_met_come_first(as_user, people, county, village):
    for name, group in (("甲网格", True), ("乙网格", None), ("丙网格", False)):
        make_grid(village, name, party_group=group)

    page = as_user(people.county_manager).get(gap_url("grids_with_party_group", county))

    assert labels(page) == [("湖塘村　丙网格", "未达到"), ("湖塘村　乙网格", "不明"), ("湖塘村　甲网格", "已达到")]
    assert "1</b> / 3，33.3%" in page.content.decode()


def test_list_is_filtered_by_state_and_place(as_user, people, county, township, village):
    make_reserve(village)
    make_organization("上坊村", parent=township)
    client = as_user(people.county_manager)

    assert labels(client.get(gap_url("villages_with_reserve", county, state="met"))) == [("湖塘村", "已达到")]
    assert labels(client.get(gap_url("villages_with_reserve", county, q="上坊"))) == [("上坊村", "未达到")]


def test_city_sees_how_many_villages_have_a_reserve_and_never_a_name(as_user, people, city, village):  # example 11
    make_reserve(village, "赵钱孙")
    client = as_user(people.city_manager)

    page = client.get(gap_url("villages_with_reserve", city)).content.decode()
    export = exported(client, "villages_with_reserve", city)

    assert "1</b> / 1，100%" in page
    assert "赵钱孙" not in page + export
    assert "湖塘村" in page


def test_names_are_masked_outside_the_own_unit(as_user, people, city, county, village):
    make_secretary(village, "赵钱孙", filed=False)

    seen_by_city = labels(as_user(people.city_manager).get(gap_url("secretaries_filed", city)))
    seen_by_county = labels(as_user(people.county_manager).get(gap_url("secretaries_filed", county)))

    assert (seen_by_city, seen_by_county) == ([("湖塘村　赵*孙", "未达到")], [("湖塘村　赵钱孙", "未达到")])


@pytest.fixture
def reserves(monkeypatch):
    """An indicator over the records of a ledger that is closed to the city."""
    rows = Population("reserves", "后备力量", rows=lambda span: Reserve.objects.all(), ledgers=("reserve",))
    monkeypatch.setitem(populations._declared, "reserves", rows)
    members = Indicator(
        "reserves_in_party",
        "后备力量是党员",
        item="2.2",
        of="reserves",
        span=SpanKind.DAY,
        met=lambda span: Q(party_member=True),
    )
    monkeypatch.setitem(registry._declared, "reserves_in_party", members)


def test_records_of_a_closed_ledger_are_counted_and_not_listed(as_user, people, reserves, city, village):
    make_reserve(village, "赵钱孙", party_member=True)

    page = as_user(people.city_manager).get(gap_url("reserves_in_party", city))

    assert labels(page) == []
    assert "名单只在有关单位查看" in page.content.decode()
    assert page.context["figure"].counts.numerator == 1


def test_list_can_be_exported(as_user, people, county, village):
    make_grid(village, party_group=False)

    export = exported(as_user(people.county_manager), "grids_with_party_group", county)

    assert f"{village.code},湖塘村,湖塘村　第一网格,未达到" in export.splitlines()


@pytest.mark.parametrize("on", ["2026-05-32", "明天", "2099-01-01", ""])
def test_day_that_is_none_or_still_to_come_shows_today(as_user, people, county, village, today, on):
    page = as_user(people.county_manager).get(gap_url("posts_filled", county, on=on))

    assert page.context["as_of"] == today


def test_unknown_indicator_is_not_found(as_user, people, county):
    assert as_user(people.county_manager).get(gap_url("nothing", county)).status_code == 404


def unit_page(client, unit, **query):
    return client.get(reverse("indicators:unit", args=[unit.code]), {"on": "2026-05-31"} | query)


def test_unit_page_shows_its_figures_and_those_of_the_units_below(as_user, people, county, township, village):
    make_secretary(village, filed=True)

    page = unit_page(as_user(people.county_manager), county)

    figures = {figure.indicator.key: figure.counts for figure in page.context["figures"].figures}
    assert (figures["secretaries_filed"].numerator, figures["posts_filled"].denominator) == (1, 1)
    assert [unit for unit, _cells in page.context["figures"].lines] == [township]
    assert page.context["as_of"] == date(2026, 5, 31)
