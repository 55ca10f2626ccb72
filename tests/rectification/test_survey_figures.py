"""Surveys, visits and joint reviews: what each figure counts, on both sides of its limits."""

from datetime import date

import pytest

from rectification.models import JointReview, SurveyResult, VillageProfile, VillageVisit
from tests.factories import make_organization
from tests.indicators.worlds import counts_of, make_problem, make_record

MAY = date(2026, 5, 31)


def make_result(place, **values):
    return make_record(
        SurveyResult, place, **({"round": "第一轮", "surveyed_on": "2026-05-06", "result": "正常"} | values)
    )


def make_visit(place, **values):
    return make_record(VillageVisit, place, **({"leader": "周敏", "visited_on": "2026-05-06"} | values))


def make_review(place, **values):
    return make_record(JointReview, place, **({"batch": "第一批", "reviewed_on": "2026-04-10", "reviewed": 5} | values))


def make_profile(place, **values):
    return make_record(VillageProfile, place, **values)


@pytest.fixture
def other_village(township):
    return make_organization("上坊村", parent=township)


# Surveys


def test_village_without_a_result_stays_in_the_figure_of_the_survey(county, village, other_village):
    make_result(village)
    make_result(other_village, state="entered")

    assert counts_of("villages_surveyed", county, on=MAY) == (1, 2, 0, 1)


@pytest.mark.parametrize(("on", "surveyed"), [(date(2026, 5, 5), 0), (date(2026, 5, 6), 1), (date(2027, 1, 1), 0)])
def test_village_is_surveyed_from_the_day_of_the_survey_to_the_end_of_the_year(county, village, on, surveyed):
    make_result(village)

    assert counts_of("villages_surveyed", county, on=on) == (surveyed, 1, 0, 0)


def test_normal_villages_are_no_suspects(county, village):
    make_result(village)

    assert counts_of("suspects_decided", county, on=MAY) == (0, 0, 0, 0)


@pytest.mark.parametrize(("reason", "decided"), [("", 0), ("已自行整改", 1)])
def test_suspect_that_is_not_listed_needs_a_reason(county, village, reason, decided):
    make_result(village, result="疑似", not_listed_because=reason)

    assert counts_of("suspects_decided", county, on=MAY) == (decided, 1, 0, 0)


def test_listed_village_needs_a_case_in_the_ledger_of_rectification(county, village, other_village):
    make_result(village, result="列入")
    make_result(other_village, result="列入", not_listed_because="见台账")
    make_problem(village)

    assert counts_of("suspects_decided", county, on=MAY) == (1, 2, 0, 0)


# Visits


@pytest.mark.parametrize(("on", "visited"), [(date(2026, 5, 5), 0), (date(2026, 5, 6), 1)])
def test_village_counts_once_however_often_it_was_visited(county, village, other_village, on, visited):
    make_visit(village)
    make_visit(village, leader="陈立")

    assert counts_of("villages_visited", county, on=on) == (visited, 2, 0, 0)


@pytest.mark.parametrize(("rank", "visited"), [("县级领导", 1), ("", 1), ("乡镇领导", 0)])
def test_visit_of_a_township_leader_does_not_count(county, village, rank, visited):
    make_visit(village, rank=rank)

    assert counts_of("villages_visited", county, on=MAY) == (visited, 1, 0, 0)


def test_problems_of_visits_are_summed_and_a_blank_is_unknown(county, village):
    make_visit(village, found=5, solved=3)
    make_visit(village, leader="陈立", found=2, solved=4)
    make_visit(village, leader="方圆", found=4)
    make_visit(village, leader="何苗", found=0)

    assert counts_of("visit_problems_solved", county, on=MAY) == (5, 11, 4, 0)


# Joint reviews


def test_members_of_a_village_without_a_review_are_not_reviewed(county, village, other_village):
    make_profile(village, committee_members=6)
    make_profile(other_village, committee_members=5)
    make_review(village, reviewed=4)

    assert counts_of("committees_reviewed", county, on=MAY) == (4, 11, 0, 0)


def test_second_round_of_a_review_adds_nobody_and_no_more_than_all_are_reviewed(county, village, other_village):
    make_profile(village, committee_members=6)
    make_profile(other_village, committee_members=5)
    make_review(village, reviewed=4)
    make_review(village, reviewed=3, batch="第二批")
    make_review(other_village, reviewed=7)

    assert counts_of("committees_reviewed", county, on=MAY) == (9, 11, 0, 0)


def test_committee_whose_members_are_not_counted_weighs_nothing(county, village):
    make_profile(village)
    make_review(village)

    assert counts_of("committees_reviewed", county, on=MAY) == (0, 0, 0, 0)


@pytest.mark.parametrize(("on", "cleared"), [(date(2026, 5, 30), 0), (MAY, 2)])
def test_unfit_members_are_cleared_from_the_day_of_their_removal(county, village, on, cleared):
    make_review(village, unfit=3, cleared=2, cleared_on="2026-05-31")

    assert counts_of("unfit_members_cleared", county, on=on) == (cleared, 3, 0, 0)


def test_it_is_unknown_whether_unfit_members_are_cleared_while_nobody_says_so(county, village, other_village):
    make_review(village, unfit=2)
    make_review(other_village, unfit=0)

    assert counts_of("unfit_members_cleared", county, on=MAY) == (0, 2, 2, 0)
