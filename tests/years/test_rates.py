from decimal import Decimal

import pytest

from years import rates
from years.rates import Rate


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [
        (23, 31, Decimal("74.2")),
        (1, 16, Decimal("6.3")),
        (2399, 2400, Decimal("99.9")),
        (2400, 2400, Decimal("100.0")),
        (2500, 2400, Decimal("100.0")),
        (0, 31, Decimal("0.0")),
        (1, 2400, Decimal("0.1")),
        (5, 0, None),
        (5, None, None),
        (None, 31, None),
    ],
)
def test_percentage_is_rounded_half_up_but_reads_0_or_100_only_when_exact(value, target, expected):
    assert rates.percent_of(value, target) == expected


def test_total_rate_is_computed_from_summed_counts_and_is_not_a_mean():
    rates_of_units = [Rate(1, 10), Rate(90, 90)]

    assert rates.total(rates_of_units).percent == Decimal("91.0")


def test_rate_of_nothing_has_no_percentage():
    assert rates.total([Rate(0, 0)]).percent is None


def test_weighted_progress_counts_missing_values_as_zero():
    assert rates.weighted([(Decimal(90), 2), (None, 1)]) == Decimal("60.0")


@pytest.mark.parametrize(
    ("figures", "expected"),
    [([99.9, 100, 100], "99.9"), ([0, 0, Decimal("0.1")], "0.1"), ([Decimal("12.3"), Decimal("12.4")], "12.4")],
)
def test_weighted_progress_is_rounded_like_a_percentage(figures, expected):
    assert rates.weighted([(figure, 1) for figure in figures]) == Decimal(expected)


@pytest.mark.parametrize(
    ("rate", "expected"),
    [(Rate(2, 3), "66.7"), (Rate(2999, 3000), "99.9"), (Rate(1, 9000), "0.1"), (Rate(9, 9), "100")],
)
def test_rate_is_rounded_like_a_percentage(rate, expected):
    assert rate.percent == Decimal(expected)


def test_weighted_progress_of_nothing_is_unknown():
    assert rates.weighted([]) is None


def test_each_band_of_twelve_counties_holds_three():
    values = {number: Decimal(100 - number) for number in range(12)}

    assert list(rates.bands(values).values()) == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]


def test_units_with_equal_values_share_the_better_band():
    assert rates.bands({"a": 80, "b": 80, "c": 80, "d": 80}) == {"a": 1, "b": 1, "c": 1, "d": 1}


def test_unit_without_figures_is_in_no_band():
    assert rates.bands({"a": 80, "b": None}) == {"a": 1, "b": None}


@pytest.mark.parametrize(("value", "expected"), [(Decimal(70), Decimal(-10)), (Decimal(90), Decimal(10)), (None, None)])
def test_distance_to_the_median_is_in_percentage_points(value, expected):
    values = [Decimal(70), Decimal(80), Decimal(90), None]

    assert rates.distance_to_median(value, values) == expected
