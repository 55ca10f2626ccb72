"""The timeline of a subject: rows of the app, reminders and events in one list."""

from datetime import date

from notices import reminders, timeline
from tests.development.waiting import APPLICANT, watch
from tests.factories import make_user


def dated_texts(applicant, on):
    return [(line.when, line.text) for line in timeline.of(APPLICANT, applicant, on=on)]


def test_timeline_lists_rows_of_the_app_reminders_and_events(city, county, make_applicant):
    applicant = make_applicant(county)
    watch(on=date(2026, 11, 2))
    reminders.remind(
        APPLICANT,
        [applicant],
        by=make_user(city, "manager", name="陈立"),
        on=date(2026, 11, 3),
        text=lambda applicant: "请尽快核实。",
        note="抓紧。",
    )

    lines = timeline.of(APPLICANT, applicant, on=date(2026, 11, 30))

    assert [(line.when, line.kind, line.text, line.note) for line in lines] == [
        (date(2026, 11, 3), "reminder", "催办", "陈立：抓紧。"),
        (date(2026, 11, 2), "event", "逾期（期限 2026-10-31）", "系统"),
        (date(2026, 9, 1), "entered", "录入", applicant.entered_by.name),
    ]


def test_timeline_of_a_past_day_ends_there(county, make_applicant):
    applicant = make_applicant(county)
    watch(on=date(2026, 11, 2))

    assert dated_texts(applicant, date(2026, 11, 1)) == [(date(2026, 9, 1), "录入")]


def test_reminder_about_a_period_names_it_as_the_kind_does(county, make_applicant):
    applicant = make_applicant(county)
    on, year = date(2026, 11, 3), date(2026, 1, 1)
    reminders.remind(APPLICANT, [applicant], by=None, on=on, text=str, period_start=year)

    assert dated_texts(applicant, on)[0] == (on, "催报2026年进展")


def test_timeline_costs_one_query(county, make_applicant, django_assert_num_queries):
    applicant = make_applicant(county)

    with django_assert_num_queries(1):
        timeline.of(APPLICANT, applicant, on=date(2026, 11, 30))
