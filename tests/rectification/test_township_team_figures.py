"""Figures of item 2.4: the newest quarterly sheet counts, and a blank is unknown."""

from datetime import date

import pytest

from tests.factories import make_organization
from tests.indicators.worlds import counts_of
from tests.rectification.worlds import make_sheet

MAY, JULY = date(2026, 5, 31), date(2026, 7, 1)
SOURCES = {"from_secretaries": 1, "from_selected": 1, "from_graduates": 0, "from_staff": 2}


@pytest.fixture
def other_township(county):
    return make_organization("曹溪镇", parent=county, kind="镇")


def test_posts_are_added_up_over_townships_and_never_over_quarters(county, township, other_township):
    make_sheet(township, "2026-Q1", approved=9, filled=6)
    make_sheet(township, "2026-Q2", approved=9, filled=8)
    make_sheet(township, "2026-Q3", approved=9, filled=9)
    make_sheet(other_township, "2025-Q4", approved=7, filled=7)

    assert counts_of("township_teams_filled", county, on=date(2026, 3, 31)) == (13, 16, 0, 0)
    assert counts_of("township_teams_filled", county, on=MAY) == (15, 16, 0, 0)
    assert counts_of("township_teams_filled", county, on=JULY) == (16, 16, 0, 0)


def test_team_above_its_number_of_posts_does_not_fill_those_of_another(county, township, other_township):
    make_sheet(township, approved=9, filled=11)
    make_sheet(other_township, approved=9, filled=7)

    assert counts_of("township_teams_filled", county, on=MAY) == (16, 18, 0, 0)


def test_posts_without_a_number_of_leaders_are_unknown_and_sheets_that_wait_do_not_count(
    county, township, other_township
):
    make_sheet(township, approved=9, filled=None)
    make_sheet(other_township, approved=7, filled=7, state="entered")

    assert counts_of("township_teams_filled", county, on=MAY) == (0, 9, 9, 1)


def test_sheet_of_a_street_is_not_one_of_a_township(county):
    make_sheet(make_organization("花亭街道", parent=county, level="township", kind="街道"), approved=9, filled=9)

    assert counts_of("township_teams_filled", county, on=MAY) == (0, 0, 0, 0)
    assert counts_of("township_sheets_filed", county, on=MAY) == (0, 0, 0, 0)


def test_leaders_come_from_the_four_sources_only_where_all_four_are_stated(county, township, other_township):
    make_sheet(township, filled=8, **SOURCES)
    make_sheet(other_township, filled=7, **(SOURCES | {"from_staff": None}))

    assert counts_of("leaders_from_four_sources", county, on=MAY) == (4, 15, 7, 0)


def test_recruitment_counts_the_newest_sheet_of_this_year_only(county, township, other_township):
    make_sheet(township, "2026-Q1", planned=2, recruited=0)
    make_sheet(township, "2026-Q2", planned=2, recruited=1)
    make_sheet(other_township, "2025-Q4", planned=3, recruited=3)

    assert counts_of("village_secretaries_recruited", county, on=date(2025, 12, 31)) == (3, 3, 0, 0)
    assert counts_of("village_secretaries_recruited", county, on=date(2026, 1, 1)) == (0, 2, 0, 0)
    assert counts_of("village_secretaries_recruited", county, on=MAY) == (1, 2, 0, 0)


def test_plan_without_a_number_of_recruited_is_unknown(county, township):
    make_sheet(township, planned=2, recruited=None)

    assert counts_of("village_secretaries_recruited", county, on=MAY) == (0, 2, 2, 0)


@pytest.mark.parametrize(("settled", "counts"), [(True, (1, 1, 0, 0)), (False, (0, 1, 0, 0)), (None, (0, 1, 1, 0))])
def test_township_says_whether_its_secretary_is_settled(county, township, settled, counts):
    make_sheet(township, secretary_settled=settled)

    assert counts_of("township_secretaries_settled", county, on=MAY) == counts


def test_blank_in_a_later_quarter_leaves_the_last_word_about_the_secretary(county, township):
    make_sheet(township, "2026-Q1", secretary_settled=True)
    make_sheet(township, "2026-Q2", secretary_settled=None)

    assert counts_of("township_secretaries_settled", county, on=MAY) == (1, 1, 0, 0)


def test_township_has_filed_when_the_sheet_of_the_quarter_is_confirmed(county, township, other_township):
    make_sheet(township, "2026-Q2")
    make_sheet(other_township, "2026-Q2", state="entered")

    assert counts_of("township_sheets_filed", county, on=date(2026, 3, 31)) == (0, 2, 0, 0)
    assert counts_of("township_sheets_filed", county, on=date(2026, 4, 1)) == (1, 2, 0, 1)
    assert counts_of("township_sheets_filed", county, on=date(2026, 6, 30)) == (1, 2, 0, 1)
    assert counts_of("township_sheets_filed", county, on=JULY) == (0, 2, 0, 0)
