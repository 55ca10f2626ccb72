"""The time that a figure is about: half-years, and the cycle whose first year is a setting of the year."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from indicators.spans import SpanKind, span_of, whole_span
from years.models import TaskYear

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("on", "first_day", "key"),
    [
        (date(2026, 6, 30), date(2026, 1, 1), "2026-H1"),
        (date(2026, 7, 1), date(2026, 7, 1), "2026-H2"),
        (date(2026, 12, 31), date(2026, 7, 1), "2026-H2"),
    ],
)
def test_half_year_begins_in_january_or_july(on, first_day, key):
    span = span_of(SpanKind.HALF_YEAR, on)

    assert (span.first_day, span.last_day, span.key) == (first_day, on, key)


@pytest.mark.parametrize(("key", "last_day"), [("2026-H1", date(2026, 6, 30)), ("2026-H2", date(2026, 12, 31))])
def test_whole_half_year_is_named_by_its_key(key, last_day):
    assert (whole_span(key).key, whole_span(key).last_day) == (key, last_day)


@pytest.mark.parametrize(("year", "first_year"), [(2019, 2019), (2023, 2019), (2024, 2024), (2028, 2024), (2018, 2014)])
def test_cycle_is_the_national_one_where_no_year_says_otherwise(year, first_year):
    assert TaskYear.objects.cycle_first_year(year) == first_year


@pytest.mark.parametrize(("year", "first_year"), [(2019, 2019), (2020, 2020), (2024, 2020), (2025, 2025), (2031, 2030)])
def test_cycle_runs_from_the_first_year_that_is_set(year, first_year):
    TaskYear.objects.create(year=2020, cycle_first_year=2020)
    TaskYear.objects.create(year=2022)

    assert TaskYear.objects.cycle_first_year(year) == first_year


@pytest.mark.parametrize(("first_year", "is_accepted"), [(2020, False), (2021, True), (2025, True), (2026, False)])
def test_first_year_of_the_cycle_is_at_most_four_years_before_its_year(first_year, is_accepted):
    settings = TaskYear(year=2025, cycle_first_year=first_year)

    if is_accepted:
        settings.full_clean()
        return
    with pytest.raises(ValidationError, match="四年之内"):
        settings.full_clean()


def test_key_and_end_of_a_cycle_follow_its_first_year(db):
    TaskYear.objects.create(year=2025, cycle_first_year=2025)

    assert span_of(SpanKind.CYCLE, date(2026, 5, 31)).key == "2025-2029"
    assert whole_span("2025-2029").last_day == date(2029, 12, 31)
    with pytest.raises(ValidationError, match="最近的周期是 2025-2029"):
        whole_span("2026-2030")
