"""Members are trained once in five years: cumulative counts of branches against their members."""

from datetime import date

import pytest

from organizations.actions import move
from tests.factories import make_organization
from tests.indicators.worlds import counts_of, make_branch, make_record
from training.models import BranchTraining, CyclePlan, MemberTraining
from years.models import TaskYear

MAY = date(2026, 5, 31)
BRANCH = "湖塘村党支部"


@pytest.fixture
def branch(village):
    return make_branch(village, BRANCH, members=40)


def make_report(place, *, branch=BRANCH, **values):
    return make_record(BranchTraining, place, branch=branch, **({"members": 40, "trained": 10} | values))


def make_plan(place, **values):
    return make_record(CyclePlan, place, **values)


def trained(unit, *, on=MAY):
    return counts_of("members_trained", unit, on=on)


def test_newest_report_of_the_cycle_counts_and_reports_are_not_added_up(county, village, branch):
    make_report(village, year=2024, trained=8)
    make_report(village, year=2025, trained=17)
    make_report(village, year=2026, trained=25)

    assert trained(county) == (25, 40, 0, 0)
    assert trained(county, on=date(2025, 12, 31)) == (17, 40, 0, 0)


def test_branch_without_a_report_is_unknown_with_all_its_members(county, village, branch):
    make_branch(make_organization("上坊村", parent=village.parent), "上坊村党支部", members=25)
    make_report(village)

    assert trained(county) == (10, 65, 25, 0)


def test_unconfirmed_report_waits(county, village, branch):
    make_report(village, state="entered")

    assert trained(county) == (0, 40, 40, 1)


@pytest.mark.parametrize(("as_of", "count"), [("2026-05-31", 30), ("2026-06-01", 12), ("2026-05", 30), ("", 30)])
def test_report_counts_from_the_day_that_it_states(county, village, branch, as_of, count):
    make_report(village, year=2025, trained=12)
    make_report(village, year=2026, trained=30, as_of=as_of)

    assert trained(county) == (count, 40, 0, 0)


@pytest.mark.parametrize(("first_year", "counts"), [(2025, (12, 40, 0, 0)), (2026, (0, 40, 40, 0))])
def test_report_of_an_earlier_cycle_does_not_count_once_the_first_year_is_set(
    county, village, branch, first_year, counts
):
    make_report(village, year=2025, trained=12)
    before = trained(county)

    TaskYear.objects.create(year=2026, cycle_first_year=first_year)

    assert before == (12, 40, 0, 0)
    assert trained(county) == counts


def test_report_of_five_years_ago_is_of_an_earlier_cycle(county, village, branch):
    make_report(village, year=2021, trained=38)
    make_report(village, year=2023, trained=39)

    assert trained(county) == (0, 40, 40, 0)
    assert trained(county, on=date(2023, 12, 31)) == (39, 40, 0, 0)


@pytest.mark.parametrize(("count", "counts"), [(12, (12, 40, 0, 0)), (11, (0, 40, 40, 0))])
def test_count_that_fell_within_the_cycle_is_unknown(county, village, branch, count, counts):
    make_report(village, year=2025, trained=12)
    make_report(village, year=2026, trained=count)

    assert trained(county) == counts


@pytest.mark.parametrize(("count", "counts"), [(40, (40, 40, 0, 0)), (41, (0, 40, 40, 0))])
def test_count_above_the_members_is_unknown(county, village, branch, count, counts):
    make_report(village, trained=count)

    assert trained(county) == counts


def test_trained_members_who_have_left_do_not_count_above_the_register(county, village, branch):
    make_report(village, members=44, trained=42)

    assert trained(county) == (40, 40, 0, 0)


def test_blank_number_of_members_in_the_register_is_taken_from_the_report(county, village):
    make_branch(village, BRANCH, members=None)
    make_report(village, members=30)

    assert trained(county) == (10, 30, 0, 0)


def test_report_belongs_to_the_branch_that_it_names_where_a_place_has_several(county, village):
    make_branch(village, "第一党支部", members=30)
    make_branch(village, "第二党支部", members=20)
    make_report(village, branch="第二党支部", members=20, trained=5)

    assert trained(county) == (5, 50, 30, 0)


def test_report_with_another_spelling_belongs_to_the_only_branch_of_its_place(county, village, branch):
    make_report(village, branch="中共湖塘村支部委员会")

    assert trained(county) == (10, 40, 0, 0)


def test_members_of_a_general_branch_are_counted_in_the_branches_below_it(county, village):
    make_branch(village, "湖塘村党总支", kind="党总支", members=62)
    make_branch(village, "第一党支部", kind="党支部", members=31)

    assert trained(county) == (0, 31, 31, 0)


@pytest.mark.parametrize(
    ("hours", "counts"), [(0, (0, 40, 0, 0)), (40, (40, 40, 0, 0)), (41, (0, 40, 40, 0)), (None, (0, 40, 40, 0))]
)
def test_members_with_full_hours_are_those_of_this_year(county, village, branch, hours, counts):
    make_report(village, year=2025, full_hours=33)
    make_report(village, year=2026, full_hours=hours)

    assert counts_of("members_with_full_hours", county, on=MAY) == counts


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"target": 900, "compulsory": True}, (1, 1, 0, 0)),
        ({"target": 900, "compulsory": False}, (0, 1, 0, 0)),
        ({"target": 0, "compulsory": True}, (0, 1, 0, 0)),
        ({"target": 900, "compulsory": None}, (0, 1, 1, 0)),
        ({"target": None, "compulsory": True}, (0, 1, 1, 0)),
        ({"target": None, "compulsory": False}, (0, 1, 0, 0)),
        ({"target": 900, "compulsory": True, "year": 2025}, (0, 1, 0, 0)),
        ({"target": 900, "compulsory": True, "state": "entered"}, (0, 1, 0, 1)),
    ],
)
def test_year_is_planned_with_a_target_and_the_compulsory_course(city, county, values, counts):
    make_plan(county, **values)

    assert counts_of("counties_with_year_plan", city, on=MAY) == counts


def test_classes_below_a_county_count_up_to_its_plan(city, county, other_county, village):
    make_plan(county, classes=2)
    make_plan(other_county, classes=3)
    for place, day in [(village, "2026-03-02"), (county, "2026-04-02"), (village, "2026-05-31")]:
        make_record(MemberTraining, place, date=day, course="党章")
    make_record(MemberTraining, other_county, date="2026-05-31", course="党章")
    make_record(MemberTraining, other_county, date="2026-06-01", course="党章")
    make_record(MemberTraining, other_county, date="2026-05-02", course="党史", state="entered")

    assert counts_of("member_classes_held", city, on=MAY) == (3, 5, 0, 1)


def test_plan_of_the_city_is_not_added_to_those_of_its_counties(city, county):
    make_plan(city, classes=20, budget_yuan=100_000, spent_yuan=100_000)
    make_plan(county, classes=2, budget_yuan=40_000, spent_yuan=10_000)

    assert counts_of("member_classes_held", city, on=MAY) == (0, 2, 0, 0)
    assert counts_of("member_training_money_spent", city, on=MAY) == (10_000, 40_000, 0, 0)


def test_budget_without_known_spending_is_unknown_and_more_than_the_budget_does_not_count(city, county, other_county):
    make_plan(county, budget_yuan=40_000, spent_yuan=None)
    make_plan(other_county, budget_yuan=20_000, spent_yuan=26_000)

    assert counts_of("member_training_money_spent", city, on=MAY) == (20_000, 60_000, 40_000, 0)


def test_classes_count_for_the_county_that_their_place_stood_below_on_the_day(city, county, other_county, township):
    make_plan(county, classes=2)
    make_plan(other_county, classes=2)
    make_record(MemberTraining, township, date="2026-03-02", course="党章")

    move(township, parent=other_county, since=date(2026, 6, 1))

    june = date(2026, 6, 30)
    assert counts_of("member_classes_held", county, on=MAY) == (1, 2, 0, 0)
    assert counts_of("member_classes_held", county, on=june) == (0, 2, 0, 0)
    assert counts_of("member_classes_held", other_county, on=june) == (1, 2, 0, 0)


def test_plan_without_a_number_of_classes_or_a_budget_counts_nothing(county, village):
    make_plan(county, classes=None, budget_yuan=None, spent_yuan=5_000)
    make_record(MemberTraining, village, date="2026-03-02", course="党章")

    assert counts_of("member_classes_held", county, on=MAY) == (0, 0, 0, 0)
    assert counts_of("member_training_money_spent", county, on=MAY) == (0, 0, 0, 0)
