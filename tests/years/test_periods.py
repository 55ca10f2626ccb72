"""Working days, cut-off days and reporting periods."""

from datetime import date

import pytest

from years import periods, rules
from years.models import Holiday, TaskYear
from years.periods import Kind, Period
from years.rules import load_calendar
from years.workdays import WorkCalendar

CALENDAR = WorkCalendar()
YEAR = TaskYear(year=2026)
NOVEMBER = Period(date(2026, 11, 1), Kind.MONTH)
FOURTH_QUARTER = Period(date(2026, 10, 1), Kind.QUARTER)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 13), True),  # Friday before the spring festival
        (date(2026, 2, 14), True),  # Saturday, make-up day
        (date(2026, 2, 15), False),
        (date(2026, 2, 16), False),  # New Year's eve, a Monday
        (date(2026, 2, 23), False),
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),  # Saturday, make-up day
        (date(2026, 3, 1), False),
    ],
)
def test_working_days_around_the_spring_festival_of_2026(day, expected):
    assert CALENDAR.is_workday(day) is expected


@pytest.mark.parametrize(
    ("day", "rule", "expected"),
    [
        (date(2026, 2, 18), "same", date(2026, 2, 18)),
        (date(2026, 2, 18), "previous", date(2026, 2, 14)),
        (date(2026, 2, 18), "next", date(2026, 2, 24)),
        (date(2026, 2, 14), "next", date(2026, 2, 14)),
        (date(2026, 1, 1), "previous", date(2025, 12, 31)),
        (date(2026, 1, 1), "next", date(2026, 1, 4)),  # Sunday, make-up day
    ],
)
def test_deadline_on_a_day_off_moves_as_the_year_says(day, rule, expected):
    assert CALENDAR.shift(day, rule) == expected


def test_working_days_are_counted_across_the_festival():
    assert CALENDAR.add(date(2026, 2, 13), 3) == date(2026, 2, 25)
    assert CALENDAR.between(date(2026, 2, 13), date(2026, 2, 25)) == 4


@pytest.mark.parametrize(("day", "workday"), [(date(2030, 2, 8), True), (date(2030, 2, 9), False)])
def test_days_after_the_published_list_are_assumed_to_follow_the_week(day, workday):
    assert CALENDAR.is_workday(day) is workday
    assert CALENDAR.is_assumed(day)


def test_days_of_a_verified_year_are_not_assumed():
    calendar = WorkCalendar({date(2030, 2, 4): False}, frozenset({2030}))

    assert [calendar.is_assumed(day) for day in (date(2030, 2, 5), date(2031, 2, 5))] == [False, True]


def test_exceptions_of_a_year_are_the_days_that_do_not_follow_the_week():
    off, worked = WorkCalendar({date(2030, 2, 4): False, date(2030, 2, 9): True}).exceptions(2030)

    assert (off, worked) == ([date(2030, 2, 4)], [date(2030, 2, 9)])


def test_published_days_are_not_assumed():
    assert not CALENDAR.is_assumed(date(2026, 12, 31))


def test_holidays_in_the_database_override_the_published_list_and_the_week(db):
    Holiday.objects.create(date=date(2030, 2, 4), is_workday=False, note="春节")
    Holiday.objects.create(date=date(2026, 11, 21), is_workday=True, note="临时调休")

    calendar = load_calendar()

    assert [calendar.is_workday(day) for day in (date(2030, 2, 4), date(2026, 11, 21))] == [False, True]
    assert not calendar.is_assumed(date(2030, 2, 4))


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (NOVEMBER, date(2026, 11, 25)),
        (Period(date(2026, 1, 1), Kind.MONTH), date(2026, 1, 25)),
        (Period(date(2026, 1, 1), Kind.QUARTER), date(2026, 4, 5)),
        (FOURTH_QUARTER, date(2027, 1, 5)),
    ],
)
def test_cutoff_day_of_a_month_and_of_a_quarter(period, expected):
    assert period.cutoff(YEAR, CALENDAR) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2028, 2, 1), date(2028, 2, 29)),
        (date(2026, 4, 1), date(2026, 4, 30)),
    ],
)
def test_cutoff_on_the_31st_is_the_last_day_of_a_shorter_month(start, expected):
    settings = TaskYear(year=start.year, monthly_cutoff_day=31)

    assert Period(start, Kind.MONTH).cutoff(settings, CALENDAR) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("same", date(2026, 1, 25)), ("previous", date(2026, 1, 23)), ("next", date(2026, 1, 26))],
)
def test_cutoff_on_a_sunday_moves_as_the_year_says(rule, expected):
    settings = TaskYear(year=2026, cutoff_shift=rule)

    assert Period(date(2026, 1, 1), Kind.MONTH).cutoff(settings, CALENDAR) == expected


def test_cutoff_in_the_following_month_may_lie_in_the_next_year():
    settings = TaskYear(year=2026, monthly_cutoff_day=3, monthly_cutoff_next_month=True)

    assert Period(date(2026, 12, 1), Kind.MONTH).cutoff(settings, CALENDAR) == date(2027, 1, 3)


@pytest.mark.parametrize(
    ("on", "kind", "start"),
    [
        (date(2026, 11, 1), Kind.MONTH, date(2026, 11, 1)),
        (date(2026, 11, 30), Kind.MONTH, date(2026, 11, 1)),
        (date(2026, 12, 1), Kind.MONTH, date(2026, 12, 1)),
        (date(2026, 4, 5), Kind.QUARTER, date(2026, 1, 1)),
        (date(2026, 4, 6), Kind.QUARTER, date(2026, 4, 1)),
        (date(2027, 1, 5), Kind.QUARTER, date(2026, 10, 1)),
    ],
)
def test_current_period_ends_with_its_cutoff_day_or_its_last_day(on, kind, start):
    assert periods.current(on, kind, YEAR, CALENDAR).start == start


def test_labels_of_a_month_and_a_quarter():
    assert [period.label for period in (NOVEMBER, FOURTH_QUARTER)] == ["2026年11月", "2026年第四季度"]


def test_year_has_twelve_months_and_four_quarters():
    assert len(periods.in_year(2026, "month")) == 12
    assert [period.start.month for period in periods.in_year(2026, "quarter")] == [1, 4, 7, 10]


def test_period_cannot_begin_in_the_middle_of_a_month_or_quarter():
    with pytest.raises(ValueError, match="no quarter starts"):
        periods.of(date(2026, 11, 1), "quarter")


@pytest.mark.parametrize(
    ("day", "year", "expected"),
    [
        (date(2028, 2, 29), 2029, date(2029, 2, 28)),
        (date(2027, 2, 28), 2028, date(2028, 2, 28)),
        (date(2026, 12, 31), 2027, date(2027, 12, 31)),
    ],
)
def test_same_day_in_another_year(day, year, expected):
    assert periods.same_day_in(year, day) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [(date(2026, 1, 31), 1, date(2026, 2, 28)), (date(2026, 11, 30), 2, date(2027, 1, 30))],
)
def test_months_are_added_without_leaving_the_month(day, months, expected):
    assert periods.add_months(day, months) == expected


@pytest.mark.parametrize(
    ("next_month", "day", "over"),
    [
        (False, date(2026, 11, 30), False),
        (False, date(2026, 12, 1), True),
        (True, date(2026, 12, 25), False),
        (True, date(2026, 12, 26), True),
    ],
)
def test_period_is_over_when_it_ended_and_its_cutoff_has_passed(db, next_month, day, over):
    TaskYear.objects.create(year=2026, monthly_cutoff_next_month=next_month)

    assert rules.Rules().is_over(NOVEMBER, on=day) is over
