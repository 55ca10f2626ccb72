"""Figures of item 2.3: (numerator, denominator, unknown, waiting) on both sides of each limit."""

from datetime import date

import pytest

from indicators import gap, registry
from organizations.actions import merge
from tests.factories import make_organization
from tests.indicators.worlds import counts_of
from tests.rectification.worlds import (
    ALL_SIGNED,
    make_check,
    make_income,
    make_payment,
    make_supported,
)

MAY = date(2026, 5, 31)


@pytest.fixture
def other_village(township):
    return make_organization("上坊村", parent=township, kind="村")


# Supported villages


@pytest.mark.parametrize(
    ("signatures", "counts"),
    [
        (ALL_SIGNED, (1, 1, 0, 0)),
        (ALL_SIGNED | {"finance_signed": None}, (0, 1, 1, 0)),
        (ALL_SIGNED | {"finance_signed": False}, (0, 1, 0, 0)),
        ({"party_signed": True, "finance_signed": False, "agriculture_signed": None}, (0, 1, 0, 0)),
    ],
)
def test_village_is_chosen_jointly_when_all_three_departments_have_signed(county, village, signatures, counts):
    make_supported(village, **signatures)

    assert counts_of("supported_chosen_jointly", county, on=MAY) == counts


def test_village_counts_as_supported_from_the_day_it_was_chosen_and_once_confirmed(county, village, other_village):
    make_supported(village, chosen_on="2026-05-31", **ALL_SIGNED)
    make_supported(other_village, state="entered", **ALL_SIGNED)

    assert counts_of("supported_chosen_jointly", county, on=date(2026, 5, 30)) == (0, 0, 0, 1)
    assert counts_of("supported_chosen_jointly", county, on=MAY) == (1, 1, 0, 1)


@pytest.mark.parametrize(("approved", "met"), [("2026-05-31", 1), ("2026-05", 1), ("2026-06-01", 0), ("", 0)])
def test_plan_counts_from_the_day_of_its_approval(county, village, approved, met):
    make_supported(village, plan_approved_on=approved)

    assert counts_of("supported_plans_approved", county, on=MAY) == (met, 1, 0, 0)


# Money


def test_money_is_paid_over_allocated_and_never_more_than_allocated_to_a_village(county, village, other_village):
    make_supported(village, allocated_yuan=500_000)
    make_payment(village, 300_000, purpose="主体", paid_on="2025-12-20", year=2025)
    make_payment(village, 100_000, purpose="设备", paid_on="2026-05-31")
    make_payment(village, 50_000, purpose="尾款", paid_on="2026-06-01")
    make_supported(other_village, allocated_yuan=200_000)
    make_payment(other_village, 250_000)

    assert counts_of("support_money_paid", county, on=MAY) == (600_000, 700_000, 0, 0)
    assert counts_of("support_money_paid", county, on=date(2026, 6, 1)) == (650_000, 700_000, 0, 0)


def test_money_of_several_batches_of_a_village_is_added_up(county, village):
    make_supported(village, "第一批", allocated_yuan=500_000)
    make_supported(village, "第二批", allocated_yuan=300_000)
    make_payment(village, 600_000)

    assert counts_of("support_money_paid", county, on=MAY) == (600_000, 800_000, 0, 0)


def test_village_without_an_allocation_and_payments_that_wait_do_not_count(county, village, other_village):
    make_supported(village, allocated_yuan=None)
    make_payment(village)
    make_supported(other_village, allocated_yuan=200_000)
    make_payment(other_village, state="entered")

    assert counts_of("support_money_paid", county, on=MAY) == (0, 200_000, 0, 0)


def test_list_shows_a_village_with_half_of_its_money_as_not_met(county, village, other_village):
    for place, paid in ((village, 100_000), (other_village, 200_000)):
        make_supported(place, allocated_yuan=200_000)
        make_payment(place, paid)

    elements = gap.elements(registry.get("support_money_paid"), county, on=MAY)

    assert {element.name: element.gap_state for element in elements} == {"湖塘村": "not_met", "上坊村": "met"}


def test_money_of_a_merged_village_counts_for_its_successor(county, township, village, other_village):
    make_supported(village, "第一批", allocated_yuan=500_000)
    make_payment(village, 200_000)
    before = counts_of("support_money_paid", county, on=MAY)

    merge([village], into=other_village, last_day=date(2026, 6, 30))

    assert before == counts_of("support_money_paid", county, on=MAY) == (200_000, 500_000, 0, 0)
    assert counts_of("support_money_paid", other_village, on=MAY) == (0, 0, 0, 0)
    assert counts_of("support_money_paid", other_village, on=date(2026, 7, 1)) == (200_000, 500_000, 0, 0)


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"permitted": True}, (1, 1, 0, 0)),
        ({"use_kind": "产业项目"}, (1, 1, 0, 0)),
        ({"use_kind": "产业项目", "permitted": False}, (0, 1, 0, 0)),
        ({"use_kind": "偿还债务", "permitted": True}, (0, 1, 0, 0)),
        ({"use_kind": "偿还债务"}, (0, 1, 0, 0)),
        ({"permitted": False}, (0, 1, 0, 0)),
        ({}, (0, 1, 1, 0)),
        ({"permitted": True, "state": "entered"}, (0, 0, 0, 1)),
        ({"permitted": True, "paid_on": "2025-12-31", "year": 2025}, (0, 0, 0, 0)),
    ],
)
def test_payment_is_permitted_when_its_kind_or_its_box_says_so_and_neither_speaks_against(
    county, village, values, counts
):
    make_payment(village, **values)

    assert counts_of("payments_permitted", county, on=MAY) == counts


# Checks on the spot


@pytest.mark.parametrize(
    ("visited", "checked"),
    [("2025-12-31", 0), ("2026-01-01", 1), ("2026-05-31", 1), ("2026-05", 1), ("2026-06-01", 0)],
)
def test_first_batch_village_is_checked_by_a_visit_of_this_year(county, village, other_village, visited, checked):
    make_supported(village, "第一批", chosen_on="2025-04")
    make_supported(other_village, "第二批")
    make_check(village, visited_on=visited)
    make_check(other_village)

    assert counts_of("first_batch_checked", county, on=MAY) == (checked, 1, 0, 0)


def test_check_that_waits_leaves_the_village_unchecked(county, village):
    make_supported(village)
    make_check(village, state="entered")

    assert counts_of("first_batch_checked", county, on=MAY) == (0, 1, 0, 1)


@pytest.mark.parametrize(("closed", "met"), [("2026-05-31", 1), ("2026-06-01", 0), ("", 0)])
def test_finding_is_closed_from_the_day_it_was_put_right(county, village, closed, met):
    make_check(village, closed_on=closed)

    assert counts_of("findings_closed", county, on=MAY) == (met, 1, 0, 0)


@pytest.mark.parametrize("text", ["", "无", "未发现问题", "未发现明显问题"])
def test_check_without_a_finding_is_no_finding(county, village, text):
    make_check(village, text)

    assert counts_of("findings_closed", county, on=MAY) == (0, 0, 0, 0)


def test_finding_that_is_open_over_the_new_year_goes_on(county, village):
    make_check(village, visited_on="2025-11-20", year=2025)
    make_check(village, "合同缺少条款", visited_on="2025-11-20", closed_on="2025-12-31", year=2025)

    assert counts_of("findings_closed", county, on=MAY) == (0, 1, 0, 0)


@pytest.mark.parametrize(
    ("due", "closed", "counts"),
    [
        ("2026-05-20", "2026-05-20", (1, 1, 0, 0)),
        ("2026-05-20", "2026-05-21", (0, 1, 0, 0)),
        ("2026-05-20", "2026-05", (0, 1, 1, 0)),
        ("2026-05", "2026-05-31", (1, 1, 0, 0)),
        ("2026-05-31", "", (0, 1, 0, 0)),
        ("2026-06-01", "", (0, 0, 0, 0)),
        ("2025-12-31", "2025-12-30", (0, 0, 0, 0)),
        ("", "2026-05-20", (0, 0, 0, 0)),
    ],
)
def test_dates_decide_whether_a_finding_was_closed_in_time(county, village, due, closed, counts):
    make_check(village, visited_on="2025-12-01", due=due, closed_on=closed)

    assert counts_of("findings_closed_in_time", county, on=MAY) == counts


# Incomes


@pytest.mark.parametrize(
    ("income", "solid", "weak"),
    [
        (100_000, (1, 1, 0, 0), (1, 1, 0, 0)),
        ("99999.99", (0, 1, 0, 0), (1, 1, 0, 0)),
        (50_000, (0, 1, 0, 0), (1, 1, 0, 0)),
        ("49999.99", (0, 1, 0, 0), (0, 1, 0, 0)),
        (0, (0, 1, 0, 0), (0, 1, 0, 0)),
        (None, (0, 1, 1, 0), (0, 1, 1, 0)),
    ],
)
def test_operating_income_decides_from_the_limit_on(county, village, income, solid, weak):
    make_income(village, operating_yuan=income, other_yuan=900_000)

    assert counts_of("villages_earning_100000", county, on=MAY) == solid
    assert counts_of("villages_earning_50000", county, on=MAY) == weak


def test_village_without_an_income_of_this_year_is_unknown_and_a_community_does_not_count(county, township, village):
    make_organization("漆工社区", parent=township, kind="社区")
    make_income(village, 2025, operating_yuan=80_000)

    assert counts_of("villages_earning_50000", county, on=MAY) == (0, 1, 1, 0)
    assert counts_of("villages_earning_50000", county, on=date(2025, 12, 31)) == (1, 1, 0, 0)


def test_income_that_waits_is_not_known(county, village):
    make_income(village, operating_yuan=80_000, state="entered")

    assert counts_of("villages_earning_50000", county, on=MAY) == (0, 1, 1, 1)


@pytest.mark.parametrize(
    ("before", "now", "counts"),
    [
        (300_000, 300_000, (1, 1, 0, 0)),
        (300_000, "299999.99", (0, 1, 0, 0)),
        (0, 300_000, (0, 1, 1, 0)),
        (None, 300_000, (0, 1, 1, 0)),
        (300_000, None, (0, 1, 1, 0)),
    ],
)
def test_assets_are_compared_only_with_known_assets_of_the_year_before(county, village, before, now, counts):
    make_income(village, 2025, assets_yuan=before)
    make_income(village, 2026, assets_yuan=now)

    assert counts_of("villages_keeping_assets", county, on=MAY) == counts


@pytest.mark.parametrize(
    ("households", "dividend", "counts"),
    [
        (1, None, (1, 1, 0, 0)),
        (0, 500, (1, 1, 0, 0)),
        (0, 0, (0, 1, 0, 0)),
        (0, None, (0, 1, 1, 0)),
        (None, None, (0, 1, 1, 0)),
    ],
)
def test_village_benefits_by_households_or_by_a_dividend(county, village, households, dividend, counts):
    make_income(village, households=households, dividend_yuan=dividend)

    assert counts_of("villages_benefiting", county, on=MAY) == counts


def test_money_of_a_village_that_was_merged_twice_counts_for_the_last_successor(county, township, village):
    second, third = (make_organization(name, parent=township) for name in ("上坊村", "下坊村"))
    make_supported(village, allocated_yuan=500_000)
    make_payment(village, 200_000, paid_on="2026-03-01")

    merge([village], into=second, last_day=date(2026, 3, 31))
    merge([second], into=third, last_day=date(2026, 4, 30))

    assert counts_of("support_money_paid", third, on=date(2026, 5, 31)) == (200_000, 500_000, 0, 0)


def test_money_of_the_same_batch_counts_beside_that_of_the_successor(county, township, village):
    other = make_organization("上坊村", parent=township)
    make_supported(village, allocated_yuan=500_000)
    make_supported(other, allocated_yuan=400_000)
    make_payment(village, 200_000, paid_on="2026-03-01")
    make_payment(other, 100_000, paid_on="2026-03-01")
    march, may = date(2026, 3, 31), date(2026, 5, 31)

    merge([village], into=other, last_day=march)

    assert counts_of("support_money_paid", other, on=march) == (100_000, 400_000, 0, 0)
    assert counts_of("support_money_paid", other, on=may) == (300_000, 900_000, 0, 0)
    assert counts_of("support_money_paid", county, on=march) == counts_of("support_money_paid", county, on=may)


def test_money_of_the_same_batch_goes_with_the_successor_into_the_next_one(county, township, village):
    second, third = (make_organization(name, parent=township) for name in ("上坊村", "下坊村"))
    for place, allocated in ((village, 500_000), (second, 400_000), (third, 300_000)):
        make_supported(place, allocated_yuan=allocated)
        make_payment(place, 100_000, paid_on="2026-03-01")

    merge([village], into=second, last_day=date(2026, 3, 31))
    merge([second], into=third, last_day=date(2026, 4, 30))

    assert counts_of("support_money_paid", third, on=date(2026, 5, 31)) == (300_000, 1_200_000, 0, 0)
