from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from pages import rounding
from pages.templatetags import portal


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (2404, 2883, "83.4"),
        (1, 1, "100.0"),
        (2999, 3000, "99.9"),
        (1, 3000, "0.1"),
        (0, 3000, "0.0"),
        (1, 8, "12.5"),
        (3, 2, "150.0"),
    ],
)
def test_percentage_reads_100_only_when_complete_and_0_only_when_nothing_is_done(numerator, denominator, expected):
    assert rounding.percentage(numerator, denominator) == Decimal(expected)


@pytest.mark.parametrize(("numerator", "denominator"), [(0, 0), (5, 0), (5, None), (None, 5)])
def test_percentage_of_nothing_is_unknown(numerator, denominator):
    assert rounding.percentage(numerator, denominator) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, "—"), (83.4, "83.4%"), (Decimal("100.0"), "100%"), (0, "0%"), (12.25, "12.3%"), (1234.5, "1,234.5%")],
)
def test_percent_drops_an_empty_fraction(value, expected):
    assert portal.percent(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(None, "—"), ("", "—"), (0, "0"), (1208, "1,208"), (999, "999")])
def test_number_separates_thousands(value, expected):
    assert portal.number(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(None, "0.0"), (-3, "0.0"), (45, "45.0"), (130, "100.0")])
def test_width_of_a_bar_is_at_most_full(value, expected):
    assert portal.width(value) == expected


def test_day_is_shown_in_a_time_element():
    assert portal.day(date(2026, 10, 31)) == '<time datetime="2026-10-31">2026-10-31</time>'


def test_missing_days_and_times_are_shown_as_a_dash():
    assert (portal.day(None), portal.moment(None)) == ("—", "—")


def test_time_is_shown_in_the_time_zone_of_the_portal():
    shown = portal.moment(datetime(2026, 11, 22, 22, 0, tzinfo=UTC))

    assert shown == '<time datetime="2026-11-23T06:00+08:00">2026-11-23 06:00</time>'


def test_as_of_takes_a_time_a_day_or_nothing():
    assert "2026-11-23 06:00" in portal.as_of(datetime(2026, 11, 22, 22, 0, tzinfo=UTC))
    assert portal.as_of(date(2026, 11, 23)) == '截至 <time datetime="2026-11-23">2026-11-23</time>'
    assert portal.as_of(None) == ""


def test_trend_leaves_out_months_without_a_value():
    points = [
        {"label": "1月", "value": 0, "expected": 0},
        {"label": "2月", "value": 50, "expected": 50},
        {"label": "3月", "value": None, "expected": 100},
    ]

    chart = portal.trend(points, "累计完成率")

    assert chart["real"] == "30.0,118.0 167.5,68.0"
    assert chart["plan"] == "30.0,118.0 167.5,68.0 305.0,18.0"
    assert chart["last"]["value"] == 50


@pytest.mark.parametrize(("value", "shift"), [(49, 14), (50, -6), (51, -6)])
def test_label_of_the_newest_figure_does_not_cover_the_time_progress(value, shift):
    chart = portal.trend([{"label": "6月", "value": value, "expected": 50}], "累计完成率")

    assert chart["last"]["shift"] == shift


@pytest.mark.parametrize("value", [0, 15])
def test_low_value_of_a_trend_stands_above_its_dot_and_not_on_the_labels_of_the_axis(value):
    chart = portal.trend([{"label": "12月", "value": value, "expected": 100}], "累计完成率")

    assert chart["last"]["shift"] == -6


def test_trend_of_no_points_is_an_empty_chart():
    chart = portal.trend([], "累计完成率")

    assert (chart["real"], chart["last"]) == ("", None)
