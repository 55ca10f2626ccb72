"""Figures of former grids, grids and community workers."""

from datetime import UTC, date, datetime, timedelta

import pytest

from indicators import gap, recomputing, registry
from indicators.models import IndicatorValue
from tests.governance.worlds import make_district, make_former_grid, make_worker
from tests.indicators.worlds import counts_of, make_grid, make_secretary

DAY_BEFORE, DAY = date(2026, 6, 29), date(2026, 6, 30)
BENEFITS = ("pay", "insurance", "checkup", "training", "leave")
ALL = dict.fromkeys(BENEFITS, True)


@pytest.fixture
def world(city):
    return make_district(city)


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"merged": True}, (1, 1, 0, 0)),
        ({"merged_on": "2026-06-30"}, (1, 1, 0, 0)),
        ({"merged": True, "merged_on": "2026-07-01"}, (0, 1, 0, 0)),  # the date beats the box
        ({"merged": False}, (0, 1, 0, 0)),
        ({"merged_into": "第一网格"}, (0, 1, 1, 0)),
        ({"merged": True, "state": "entered"}, (0, 0, 0, 1)),
        ({"merged": True, "counted_on": "2026-07-01"}, (0, 0, 0, 0)),
    ],
)
def test_former_grid_is_merged_by_its_day_or_its_box(world, values, counts):
    make_former_grid(world.first, **values)

    assert counts_of("former_grids_merged", world.district, on=DAY) == counts


def test_community_is_merged_when_each_of_its_former_grids_is(world):
    make_former_grid(world.first, "综治网格", merged_on="2026-03-01")
    make_former_grid(world.first, "城管网格", merged_on="2026-06-30")
    make_former_grid(world.second, "综治网格", merged=True)
    make_former_grid(world.second, "城管网格", merged=False)

    assert counts_of("communities_merged", world.district, on=DAY_BEFORE) == (0, 2, 0, 0)
    assert counts_of("communities_merged", world.district, on=DAY) == (1, 2, 0, 0)


def test_community_without_inventory_or_with_a_blank_is_unknown_and_villages_are_no_communities(world):
    make_former_grid(world.second, "综治网格", merged=True)
    make_former_grid(world.second, "城管网格")
    make_former_grid(world.village, "综治网格", merged=True)

    assert counts_of("communities_merged", world.district, on=DAY) == (0, 2, 2, 0)


def test_county_is_merged_when_each_former_grid_below_it_is(world, city, village):
    make_former_grid(world.first, merged_on="2026-05-01")
    make_former_grid(world.village, merged_on="2026-06-30")
    make_former_grid(village, merged=False)

    assert counts_of("counties_merged", city, on=DAY_BEFORE) == (0, 2, 0, 0)
    assert counts_of("counties_merged", city, on=DAY) == (1, 2, 0, 0)


def test_county_without_inventory_is_unknown(world, city):
    assert counts_of("counties_merged", city, on=DAY) == (0, 1, 1, 0)


@pytest.mark.parametrize(
    ("workers", "party_group", "counts"),
    [
        (1, True, (1, 1, 0, 0)),
        (0, True, (0, 1, 0, 0)),
        (2, False, (0, 1, 0, 0)),
        (None, False, (0, 1, 0, 0)),
        (None, True, (0, 1, 1, 0)),
        (2, None, (0, 1, 1, 0)),
        (0, None, (0, 1, 0, 0)),
        (None, None, (0, 1, 1, 0)),
    ],
)
def test_grid_needs_both_staff_and_a_party_group(world, workers, party_group, counts):
    make_grid(world.first, workers=workers, party_group=party_group)

    assert counts_of("grids_staffed", world.district, on=DAY) == counts


@pytest.mark.parametrize(("grade", "counts"), [("9级", (1, 1, 0, 0)), ("未定级", (0, 1, 0, 0)), ("", (0, 1, 1, 0))])
def test_worker_without_a_word_about_the_grade_is_unknown(world, grade, counts):
    make_worker(world.first, grade=grade)

    assert counts_of("workers_graded", world.district, on=DAY) == counts


def test_workers_of_a_day_are_those_in_office_and_unconfirmed_ones_wait(world):
    make_worker(world.first, "李明", grade="9级", until=DAY_BEFORE, leaving_reason="resigned")
    make_worker(world.first, "王芳", grade="9级", since="2026-06-30")
    make_worker(world.first, "赵强", grade="9级", state="entered")

    assert counts_of("workers_graded", world.district, on=DAY_BEFORE) == (1, 1, 0, 1)
    assert counts_of("workers_graded", world.district, on=DAY) == (1, 1, 0, 1)


def test_benefits_are_counted_item_by_item_and_a_blank_item_is_unknown(world):
    make_worker(world.first, "李明", grade="9级", **ALL)
    make_worker(world.first, "王芳", grade="未定级", **ALL | {"checkup": False, "leave": None})
    make_worker(world.second, "赵强")

    assert counts_of("worker_benefits_realised", world.district, on=DAY) == (6 + 3, 18, 1 + 6, 0)
    assert counts_of("worker_benefits_realised", world.first, on=DAY) == (9, 12, 1, 0)


def test_list_behind_the_benefits_names_first_the_workers_who_lack_one(world):
    make_worker(world.first, "李明", grade="9级", **ALL)
    make_worker(world.first, "王芳", grade="9级", **ALL | {"leave": None})
    make_worker(world.first, "赵强", grade="9级", **ALL | {"checkup": False, "leave": None})

    rows = gap.elements(registry.get("worker_benefits_realised"), world.district, on=DAY)

    assert [(row.name, row.gap_state) for row in rows] == [("赵强", "not_met"), ("王芳", "unknown"), ("李明", "met")]


@pytest.mark.parametrize(
    ("appraised_on", "counts"),
    [
        ("2024-12-31", (0, 1, 0, 0)),
        ("2025-01", (1, 1, 0, 0)),
        ("2026-06-30", (1, 1, 0, 0)),
        ("2026-07-01", (0, 1, 0, 0)),
        ("", (0, 1, 1, 0)),
    ],
)
def test_appraisal_holds_until_the_end_of_the_next_year(world, appraised_on, counts):
    make_worker(world.first, appraised_on=appraised_on)

    assert counts_of("workers_appraised", world.district, on=DAY) == counts


def test_secretaries_of_communities_are_counted_from_their_register(world):
    make_secretary(world.first)
    make_secretary(world.second, until=DAY_BEFORE, leaving_reason="retired")
    make_secretary(world.village)

    assert counts_of("community_secretaries", world.district, on=DAY_BEFORE) == (2, 2, 0, 0)
    assert counts_of("community_secretaries", world.district, on=DAY) == (1, 2, 0, 0)


def test_stored_value_of_the_county_follows_a_change_in_a_community(world, city):
    known = datetime(2026, 6, 30, 4, tzinfo=UTC)
    make_former_grid(world.first, merged=True)
    recomputing.recompute_marked(now=known)
    before = IndicatorValue.objects.known_now().up_to("2026-06").counts_of(city)["counties_merged"]
    make_former_grid(world.second, merged=False)

    recomputing.recompute_marked(now=known + timedelta(hours=1))

    after = IndicatorValue.objects.known_now().up_to("2026-06").counts_of(city)["counties_merged"]
    assert [(counts.numerator, counts.denominator) for counts in (before, after)] == [(1, 1), (0, 1)]
