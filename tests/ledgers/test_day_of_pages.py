"""The list and the export of a ledger and the page of a record show a past day (``?on=``)."""

from datetime import date

import pytest
from django.urls import reverse

from organizations import actions
from tests.factories import make_organization
from tests.indicators.worlds import make_demand, make_problem, make_secretary

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def county_pages(as_user, people, today):
    return as_user(people.county_manager)


def names(client, key, **query):
    response = client.get(reverse("ledgers:records", args=[key]), query)
    return [row["record"].title.partition(" ")[0] for row in response.context["rows"]]


@pytest.mark.parametrize(
    ("day", "listed"),
    [("2026-03-31", []), ("2026-04-01", ["张三"]), ("2026-08-31", ["张三"]), ("2026-09-01", [])],
)
def test_register_of_a_day_has_the_rows_in_force_on_it(county_pages, village, day, listed):
    make_secretary(village, appointed="2026-04-01", until=date(2026, 8, 31), leaving_reason="调离")

    assert names(county_pages, "secretary", on=day) == listed


@pytest.mark.parametrize(("day", "listed"), [("2026-05-01", []), ("2026-05-02", ["7"]), ("2025-12-31", [])])
def test_events_of_a_day_are_those_of_its_year_so_far(county_pages, village, day, listed):
    make_demand(village, no="7", received_at="2026-05-02T09:30")

    assert names(county_pages, "appeal", on=day) == listed


def test_case_that_was_closed_later_is_open_on_a_past_day(county_pages, village):
    make_problem(village, problem="班子不健全", listed_on="2026-01-05", done_on="2026-06-30")

    listed = {day: names(county_pages, "weak_org", on=day) for day in ("2026-06-30", "2026-07-01")}

    assert listed == {"2026-06-30": ["班子不健全"], "2026-07-01": []}


def test_past_day_does_not_announce_a_later_last_day(county_pages, village):
    secretary = make_secretary(village, until=date(2026, 8, 31), leaving_reason="调离")
    address = reverse("ledgers:record", args=["secretary", secretary.pk])

    pages = {day: county_pages.get(address, {"on": day}).context["term"] for day in ("2026-08-31", "2026-09-01")}

    assert pages == {
        "2026-08-31": {"in_force": True, "ended_on": None},
        "2026-09-01": {"in_force": False, "ended_on": date(2026, 8, 31)},
    }


def test_list_of_a_past_day_links_to_records_of_that_day(county_pages, village):
    make_secretary(village)

    response = county_pages.get(reverse("ledgers:records", args=["secretary"]), {"on": "2026-03-31"})

    assert response.context["rows"][0]["url"].endswith("?on=2026-03-31")
    assert "截至 2026-03-31" in response.content.decode()


@pytest.fixture
def moved(county, township, village):
    """湖塘村, which went to 港口镇 on 2026-02-01, after the end of the year 2025."""
    port = make_organization("港口镇", parent=county, code="361126105000")
    actions.move(village, parent=port, since=date(2026, 2, 1))
    return village


def test_list_of_a_past_year_shows_the_tree_of_its_last_day(county_pages, township, moved):
    make_secretary(moved, year=2025)
    query = {"year": "2025", "place": township.code}

    then = names(county_pages, "secretary", **query)
    now = names(county_pages, "secretary", **query | {"year": "2026"})

    assert (then, now) == (["张三"], [])


def test_export_of_a_past_year_names_the_units_above_on_its_last_day(county_pages, moved):
    make_secretary(moved, year=2025)
    address = reverse("ledgers:export", args=["secretary"])

    files = [county_pages.get(address, {"year": year, "format": "csv"}) for year in ("2025", "2026")]

    old, new = (b"".join(file.streaming_content).decode() for file in files)
    assert ("漆工镇" in old, "港口镇" in old) == (True, False)
    assert ("漆工镇" in new, "港口镇" in new) == (False, True)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("明天", "现在显示今天的情况"), ("2026-11-24", "只能查看今天或以前的日期"), ("2026-13-01", "现在显示今天的情况")],
)
def test_what_is_no_past_day_gives_a_sentence_and_the_list_of_today(county_pages, village, text, sentence):
    secretary = make_secretary(village)
    addresses = [secretary.get_absolute_url(), reverse("ledgers:records", args=["secretary"])]

    pages = [county_pages.get(address, {"on": text, "year": "2025"}) for address in addresses]

    assert [page.status_code for page in pages] == [200, 200]
    assert all(sentence in page.content.decode() for page in pages)
    assert pages[1].context["year"] == TODAY.year


def test_export_of_what_is_no_day_goes_back_to_the_list_which_says_why(county_pages, village):
    response = county_pages.get(reverse("ledgers:export", args=["secretary"]), {"on": "2026-11-24"}, follow=True)

    assert response.redirect_chain == [("/ledgers/secretary/?on=2026-11-24", 302)]
    assert "只能查看今天或以前的日期" in response.content.decode()
