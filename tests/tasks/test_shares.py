"""A target is divided among units; the shares always have the same sum."""

from datetime import date
from decimal import Decimal

import pytest

from tasks.shares import share_out, start_on


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (10, {"a": 1, "b": 1}, {"a": 5, "b": 5}),
        (10, {"a": 1, "b": 1, "c": 1}, {"a": 4, "b": 3, "c": 3}),
        (100, {"a": 160, "b": 0, "c": 40}, {"a": 80, "b": 0, "c": 20}),
        (7, {"a": 0, "b": 0}, {"a": 4, "b": 3}),
        (0, {"a": 3, "b": 2}, {"a": 0, "b": 0}),
        (1, {"a": 1, "b": 2}, {"a": 0, "b": 1}),
        (Decimal("1.01"), {"a": 1, "b": 1}, {"a": Decimal("0.51"), "b": Decimal("0.50")}),
        (5, {}, {}),
    ],
)
def test_target_is_divided_in_proportion(total, weights, shares):
    assert share_out(total, weights) == shares


@pytest.mark.parametrize("total", [1, 12, 119, 120, Decimal("99.99")])
def test_shares_always_sum_to_the_target(total):
    weights = {number: number % 7 for number in range(17)}

    assert sum(share_out(total, weights).values()) == total


@pytest.mark.parametrize(("day", "begins"), [(10, date(2026, 3, 10)), (11, date(2026, 1, 1))])
def test_work_begins_today_unless_the_deadline_has_passed(day, begins):
    assert start_on(date(2026, 3, 10), year=2026, on=date(2026, 3, day)) == begins


def test_work_without_a_deadline_begins_today():
    assert start_on(None, year=2026, on=date(2026, 3, 10)) == date(2026, 3, 10)
