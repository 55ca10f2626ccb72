"""Elections: prepared and over, and weak villages rectified before them."""

from datetime import date

import pytest

from rectification.models import VillageProfile
from tests.factories import make_organization
from tests.indicators.worlds import counts_of, make_problem, make_record

MAY, NOVEMBER = date(2026, 5, 31), date(2026, 11, 30)


def make_profile(place, **values):
    return make_record(VillageProfile, place, **values)


@pytest.mark.parametrize(
    ("values", "figure"),
    [
        ({"candidates_studied": True}, (1, 1, 0, 0)),
        ({"candidates_studied": False}, (0, 1, 0, 0)),
        ({}, (0, 1, 1, 0)),
        ({"elected": True}, (1, 1, 0, 0)),
        ({"candidates_studied": True, "state": "entered"}, (0, 1, 1, 0)),
    ],
)
def test_candidates_are_studied_where_the_profile_says_so_or_the_election_is_over(county, village, values, figure):
    make_profile(village, **values)

    assert counts_of("candidates_studied", county, on=MAY)[:3] == figure[:3]


@pytest.mark.parametrize(("on", "elected"), [(date(2026, 11, 19), 0), (date(2026, 11, 20), 1)])
def test_election_is_over_from_its_day_on(county, village, on, elected):
    make_profile(village, elected=True, election_on="2026-11-20")

    assert counts_of("elections_done", county, on=on) == (elected, 1, 0, 0)


def test_election_is_unknown_without_a_profile_or_with_a_blank(county, township, village):
    make_profile(make_organization("上坊村", parent=township))
    make_profile(make_organization("下坊村", parent=township), elected=False)

    assert counts_of("elections_done", county, on=MAY) == (0, 3, 2, 0)


@pytest.mark.parametrize(
    ("election", "done", "figure"),
    [
        ("2026-11-20", "2026-11-19", (1, 1, 0)),
        ("2026-11-20", "2026-11-20", (0, 1, 0)),
        ("2026-11-20", "2026-11", (1, 1, 0)),
        ("2026-11", "2026-10", (1, 1, 0)),
        ("2026-11", "2026-11-10", (0, 1, 1)),
        ("2026-11-20", "", (0, 1, 1)),
        ("", "2026-11-19", (0, 1, 1)),
        ("2025-12-30", "2026-03-01", (0, 0, 0)),
    ],
)
def test_weak_village_is_rectified_on_a_day_before_the_election(county, village, election, done, figure):
    make_profile(village, election_on=election)
    make_problem(village, rectified=True, done_on=done)

    assert counts_of("weak_villages_rectified_before_election", county, on=NOVEMBER)[:3] == figure


def test_open_problem_is_not_rectified_before_the_election(county, village):
    make_profile(village, election_on="2026-12-20")
    make_problem(village, "账目不清", rectified=False)
    make_problem(village, "班子不健全", rectified=True, done_on="2026-04-01")

    assert counts_of("weak_villages_rectified_before_election", county, on=MAY) == (0, 1, 0, 0)


@pytest.mark.parametrize(("on", "met"), [(date(2026, 11, 9), 0), (date(2026, 11, 10), 1)])
def test_problem_whose_day_has_not_come_is_not_rectified_before_the_election_yet(county, village, on, met):
    make_profile(village, election_on="2026-11-20")
    make_problem(village, rectified=True, done_on="2026-11-10")

    assert counts_of("weak_villages_rectified_before_election", county, on=on) == (met, 1, 0, 0)
