"""Service circles, merged systems, demonstration sites and what came of the demands of residents."""

from datetime import date

import pytest

from governance.models import CommunityCircle, DemoCheck, DemoSite, InformationSystem
from tests.factories import make_organization
from tests.indicators.worlds import counts_of, make_demand, make_record

MAY = date(2026, 5, 31)


@pytest.fixture
def community(township):
    return make_organization("书院路社区", parent=township, kind="社区")


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"minutes": 15}, (1, 1, 0, 0)),
        ({"minutes": 15.5}, (0, 1, 0, 0)),
        ({"minutes": 22, "inside": True}, (0, 1, 0, 0)),
        ({"inside": True}, (1, 1, 0, 0)),
        ({"inside": False}, (0, 1, 0, 0)),
        ({"inside": None}, (0, 1, 1, 0)),
        ({"inside": True, "year": 2027}, (0, 1, 1, 0)),
        ({"inside": True, "state": "entered"}, (0, 1, 1, 1)),
    ],
)
def test_minutes_decide_whether_a_community_is_inside_the_circle(county, village, community, values, counts):
    make_record(CommunityCircle, community, **values)

    assert counts_of("communities_inside_circle", county, on=MAY) == counts


def test_sheet_of_last_year_counts_until_there_is_one_of_this_year(county, community):
    make_record(CommunityCircle, community, year=2025, minutes=12)
    before = counts_of("communities_inside_circle", county, on=MAY)

    make_record(CommunityCircle, community, year=2026, minutes=20)

    assert before == (1, 1, 0, 0)
    assert counts_of("communities_inside_circle", county, on=MAY) == (0, 1, 0, 0)


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"merged_on": "2026-05-31"}, (1, 1, 0, 0)),
        ({"merged_on": "2026-06-01"}, (0, 1, 0, 0)),
        ({"merged_on": "2024-02"}, (1, 1, 0, 0)),
        ({}, (0, 1, 0, 0)),
        ({"merged_into": "全市平台"}, (0, 1, 1, 0)),
        ({"listed_on": "2026-06-01"}, (0, 0, 0, 0)),
        ({"state": "entered"}, (0, 0, 0, 1)),
    ],
)
def test_listed_system_stays_in_the_list_once_it_is_merged(county, values, counts):
    make_record(InformationSystem, county, **({"system": "综治网格通", "listed_on": "2024-01"} | values))

    assert counts_of("systems_merged", county, on=MAY) == counts


@pytest.mark.parametrize(
    ("on", "values", "counts"),
    [
        (date(2026, 6, 30), {"date": "2026-01-01"}, (1, 1, 0, 0)),
        (date(2026, 6, 30), {"date": "2025-12-31", "year": 2025}, (0, 1, 0, 0)),
        (date(2026, 7, 1), {"date": "2026-06-30"}, (0, 1, 0, 0)),
        (date(2026, 7, 1), {"date": "2026-07-01"}, (1, 1, 0, 0)),
        (date(2026, 6, 30), {"date": "2026-05-01", "site": "另一示范点"}, (0, 1, 0, 0)),
        (date(2026, 6, 30), {"date": "2026-05-01", "state": "entered"}, (0, 1, 0, 1)),
    ],
)
def test_demonstration_site_is_checked_in_each_half_year(county, village, on, values, counts):
    make_record(DemoSite, village, name="湖塘村示范点")
    make_record(DemoCheck, village, **({"site": "湖塘村示范点", "result": "合格"} | values))

    assert counts_of("demo_sites_checked", county, on=on) == counts


def test_site_that_lost_its_sign_is_no_longer_measured(county, village):
    make_record(DemoSite, village, name="湖塘村示范点", until=date(2026, 5, 30), leaving_reason="abolished")

    assert counts_of("demo_sites_checked", county, on=MAY) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("key", "field"),
    [("demands_solved", "solved"), ("demands_satisfied", "satisfied"), ("demands_repeated", "repeated")],
)
@pytest.mark.parametrize(
    ("value", "finished", "counts"),
    [
        (True, "2026-05-31T18:00", (1, 1, 0, 0)),
        (False, "2026-05-31", (0, 1, 0, 0)),
        (None, "2026-05-31", (0, 1, 1, 0)),
        (True, "2026-06-01", (0, 0, 0, 0)),
        (True, "2025-12-31", (0, 0, 0, 0)),
        (True, "2026-01", (1, 1, 0, 0)),
        (True, "", (0, 0, 0, 0)),
    ],
)
def test_outcome_of_a_demand_is_measured_once_it_is_answered(county, village, key, field, value, finished, counts):
    make_demand(village, finished_at=finished, **{field: value})

    assert counts_of(key, county, on=MAY) == counts


def test_demand_that_waits_for_confirmation_is_not_measured(county, village):
    make_demand(village, finished_at="2026-05-20", solved=True, state="entered")

    assert counts_of("demands_solved", county, on=MAY) == (0, 0, 0, 1)
