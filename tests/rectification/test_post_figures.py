"""Posts of secretaries and first secretaries, and the reserves for them."""

from datetime import date

import pytest

from rectification.models import FirstSecretary, VillageProfile
from tests.factories import make_organization
from tests.indicators.worlds import counts_of, make_problem, make_record, make_reserve, make_secretary

MAY = date(2026, 5, 31)


def make_first(place, name="李强", **values):
    return make_record(FirstSecretary, place, name=name, **({"since": "2024-03"} | values))


def make_profile(place, poverty=""):
    return make_record(VillageProfile, place, poverty=poverty)


@pytest.fixture
def other_village(township):
    return make_organization("上坊村", parent=township)


# Posts of secretaries


@pytest.mark.parametrize(("last_day", "filled"), [(date(2026, 3, 2), 1), (date(2026, 3, 1), 0)])
def test_post_is_vacant_for_long_from_the_91st_day_on(county, village, last_day, filled):
    make_secretary(village, until=last_day, leaving_reason="resigned")

    assert counts_of("posts_not_vacant_for_long", county, on=MAY) == (filled, 1, 0, 0)


def test_vacancy_is_unknown_where_the_register_never_had_anybody(county, village, other_village):
    make_secretary(village)
    make_secretary(other_village, state="entered")

    assert counts_of("posts_not_vacant_for_long", county, on=MAY) == (1, 2, 1, 1)


@pytest.mark.parametrize(
    ("filing", "figure"),
    [
        ({"filed": True, "filed_on": "2026-05-31", "filing_number": "5号"}, (1, 1, 0)),
        ({"filed": True, "filed_on": "2026-06-01", "filing_number": "5号"}, (0, 1, 0)),
        ({"filed_on": "2026-05", "filing_number": "5号"}, (1, 1, 0)),
        ({"filed": True, "filed_on": "2026-05-31"}, (0, 1, 1)),
        ({}, (0, 1, 1)),
        ({"filed": False}, (0, 1, 0)),
    ],
)
def test_filing_needs_a_number_and_a_day(county, village, filing, figure):
    make_secretary(village, **filing)

    assert counts_of("secretaries_filed_with_number", county, on=MAY)[:3] == figure


def test_two_reserves_in_force_are_needed(county, village, other_village):
    make_reserve(village, "李四")
    make_reserve(village, "王五")
    make_reserve(other_village, "李四")
    make_reserve(other_village, "王五", until=date(2026, 5, 30), leaving_reason="other")
    make_reserve(other_village, "赵六", state="entered")

    assert counts_of("villages_with_two_reserves", county, on=MAY) == (1, 2, 0, 1)


# Where a first secretary is owed


@pytest.mark.parametrize(
    ("poverty", "is_sent", "figure"),
    [
        ("贫困村", True, (1, 1, 0)),
        ("脱贫村", True, (1, 1, 0)),
        ("脱贫村", False, (0, 1, 0)),
        ("非贫困村", False, (0, 0, 0)),
        ("", True, (0, 1, 1)),
        ("", False, (0, 1, 1)),
    ],
)
def test_first_secretary_is_owed_to_poor_and_lifted_villages(county, village, poverty, is_sent, figure):
    make_profile(village, poverty)
    if is_sent:
        make_first(village)

    assert counts_of("first_secretaries_sent", county, on=MAY)[:3] == figure


@pytest.mark.parametrize(("done_on", "owed"), [("2026-05-31", 1), ("2026-05-30", 0)])
def test_first_secretary_is_owed_to_a_weak_village_until_its_case_is_closed(county, village, done_on, owed):
    make_profile(village, "非贫困村")
    make_problem(village, done_on=done_on)

    assert counts_of("first_secretaries_sent", county, on=MAY) == (0, owed, 0, 0)


def test_status_of_a_village_without_a_profile_is_unknown_but_a_community_is_not_poor(county, township, village):
    make_organization("桃源社区", parent=township, kind="社区")

    assert counts_of("first_secretaries_sent", county, on=MAY) == (0, 1, 1, 0)
    assert counts_of("lifted_villages_kept_first_secretary", county, on=MAY) == (0, 1, 1, 0)


@pytest.mark.parametrize(("last_day", "kept"), [(MAY, 1), (date(2026, 5, 30), 0)])
def test_lifted_village_keeps_its_first_secretary(county, village, other_village, last_day, kept):
    make_profile(village, "脱贫村")
    make_profile(other_village, "贫困村")
    make_first(village, until=last_day, leaving_reason="transferred")

    assert counts_of("lifted_villages_kept_first_secretary", county, on=MAY) == (kept, 1, 0, 0)


# No rotation


@pytest.mark.parametrize(
    ("values", "figure"),
    [
        ({}, (1, 1, 0, 0)),
        ({"until": date(2026, 6, 1), "leaving_reason": "transferred"}, (1, 1, 0, 0)),
        ({"until": date(2026, 5, 31), "leaving_reason": "transferred"}, (0, 1, 0, 0)),
        ({"until": date(2026, 1, 1), "leaving_reason": "transferred"}, (0, 1, 0, 0)),
        ({"until": date(2025, 12, 31), "leaving_reason": "transferred"}, (0, 0, 0, 0)),
        ({"rotated": True}, (1, 1, 0, 0)),
        ({"rotated": True, "since": "2026-01"}, (0, 1, 0, 0)),
    ],
)
def test_village_is_stable_while_nobody_leaves_or_comes_by_rotation_this_year(county, village, values, figure):
    make_first(village, **values)

    assert counts_of("first_secretaries_stable", county, on=MAY) == figure


@pytest.mark.parametrize(("days", "figure"), [(20, (1, 1, 0)), (19.5, (0, 1, 0)), (None, (0, 1, 1))])
def test_first_secretary_lives_in_the_village_twenty_days_a_month(county, village, days, figure):
    make_first(village, days_in_village=days)

    assert counts_of("first_secretaries_in_village", county, on=MAY)[:3] == figure
