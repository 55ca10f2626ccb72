"""Figures of joint meetings, commissioners, reporting to communities, needs and disputes."""

from datetime import date

import pytest

from governance.models.linkage import MemberReport
from organizations.actions import end, merge, move
from tests.factories import make_organization
from tests.governance.worlds import (
    make_commissioner,
    make_decision,
    make_dispute,
    make_district,
    make_meeting,
    make_member_report,
    make_need,
    make_resident_unit,
    make_unit_report,
)
from tests.indicators.worlds import counts_of
from years.models import TaskYear

APRIL, MAY, JUNE = date(2026, 4, 1), date(2026, 5, 31), date(2026, 6, 30)


@pytest.fixture
def world(city):
    return make_district(city)


@pytest.mark.parametrize(
    ("day", "met"), [("2026-03-31", 0), ("2026-04-01", 1), ("2026-05", 1), ("2026-06-30", 1), ("2026-07-01", 0)]
)
def test_street_has_met_when_a_meeting_was_in_the_quarter(world, day, met):
    make_meeting(world.street, day)
    make_meeting(world.town, day)

    assert counts_of("joint_meetings_held", world.district, on=JUNE) == (met, 3, 0, 0)


@pytest.mark.parametrize(
    ("day", "on", "met"),
    [
        ("2025-12-31", JUNE, 0),
        ("2026-01-01", JUNE, 1),
        ("2026-06-30", date(2026, 7, 1), 0),
        ("2026-07-01", date(2026, 12, 31), 1),
    ],
)
def test_meeting_of_the_half_year_is_enough_where_the_year_asks_for_two(world, day, on, met):
    TaskYear.objects.create(year=2026, joint_meetings_half_yearly=True)
    make_meeting(world.first, day)

    assert counts_of("joint_meetings_held", world.district, on=on) == (met, 3, 0, 0)


def test_meeting_of_the_first_quarter_is_not_enough_where_the_year_asks_for_four(world):
    TaskYear.objects.create(year=2026)
    make_meeting(world.first, "2026-03-31")

    assert counts_of("joint_meetings_held", world.district, on=APRIL) == (0, 3, 0, 0)


def test_unconfirmed_meeting_waits(world):
    make_meeting(world.first, "2026-05-06", state="entered")

    assert counts_of("joint_meetings_held", world.district, on=JUNE) == (0, 3, 0, 1)


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"due": "2026-05-31", "done_on": "2026-05-31"}, (1, 1, 0, 0)),
        ({"due": "2026-05-30", "done_on": "2026-05-31"}, (0, 1, 0, 0)),
        ({"due": "2026-05-30"}, (0, 1, 0, 0)),
        ({"due": "2026-06-01"}, (0, 0, 0, 0)),
        ({"due": "2026-05", "done_on": "2026-05-31"}, (1, 1, 0, 0)),
        ({"due": "2026-06", "done_on": "2026-05-31"}, (0, 0, 0, 0)),  # the month is not over
        ({"due": "2026-05-20", "done_on": "2026-05"}, (0, 1, 1, 0)),
        ({"done_on": "2026-05-20"}, (0, 1, 1, 0)),
        ({"due": "2025-12-31", "done_on": "2025-12-31"}, (0, 0, 0, 0)),
        ({"due": "2026-05-31", "state": "entered"}, (0, 0, 0, 1)),
    ],
)
def test_decision_is_in_time_by_its_dates(world, values, counts):
    make_decision(world.street, **values)

    assert counts_of("decisions_in_time", world.district, on=MAY) == counts


def test_decisions_of_a_street_that_has_ended_still_count(world):
    make_decision(world.first, due="2026-04-30", done_on="2026-04-30")
    end(world.first, last_day=date(2026, 5, 30))

    assert counts_of("decisions_in_time", world.district, on=MAY) == (1, 1, 0, 0)


def test_street_has_commissioners_while_one_is_in_office(world):
    make_commissioner(world.street, until=date(2026, 5, 30), leaving_reason="transferred")
    make_commissioner(world.first)

    assert counts_of("streets_with_commissioners", world.district, on=date(2026, 5, 30)) == (1, 1, 0, 0)
    assert counts_of("streets_with_commissioners", world.district, on=MAY) == (0, 1, 0, 0)


def test_resident_unit_has_reported_from_its_day_on(world):
    make_resident_unit(world.first, "财政局")
    make_resident_unit(world.second, "第三小学")
    make_unit_report(world.first, "财政局", reported_on="2026-05-31")

    assert counts_of("units_reported", world.district, on=date(2026, 5, 30)) == (0, 2, 0, 0)
    assert counts_of("units_reported", world.district, on=MAY) == (1, 2, 0, 0)


def test_unit_registered_at_the_street_may_report_to_each_of_its_communities(world):
    make_resident_unit(world.street, "财政局")
    make_resident_unit(world.first, "第三小学")
    make_unit_report(world.second, "财政局")
    make_unit_report(world.second, "第三小学")  # a school of this name, but not the one in the first community

    assert counts_of("units_reported", world.district, on=MAY) == (1, 2, 0, 0)


def test_report_of_a_unit_that_is_not_registered_changes_nothing_and_an_unconfirmed_one_waits(world):
    make_resident_unit(world.first, "财政局")
    make_unit_report(world.first, "民政局")
    make_unit_report(world.first, "财政局", state="entered")

    assert counts_of("units_reported", world.district, on=MAY) == (0, 1, 0, 1)


def test_members_are_divided_by_those_in_the_register_and_not_by_those_in_the_reports(world):
    make_resident_unit(world.first, "财政局", members_in_service=40)
    make_resident_unit(world.second, "第三小学", members_in_service=35)
    make_member_report(world.first, "财政局", expected=30, reported=25)

    assert counts_of("members_reported", world.district, on=MAY) == (25, 75, 35, 0)


def test_blank_numbers_are_unknown_or_count_nothing(world):
    make_resident_unit(world.first, "财政局", members_in_service=40)
    make_resident_unit(world.first, "档案馆")
    make_member_report(world.first, "财政局", expected=40)
    make_member_report(world.first, "档案馆", reported=6)

    assert counts_of("members_reported", world.district, on=MAY) == (0, 40, 40, 0)


def test_unit_never_has_more_members_who_reported_than_members(world):
    make_resident_unit(world.street, "财政局", members_in_service=40)
    make_member_report(world.first, "财政局", reported=30)
    make_member_report(world.second, "财政局", reported=30)

    assert counts_of("members_reported", world.district, on=MAY) == (40, 40, 0, 0)


def test_members_of_another_year_do_not_count(world):
    make_resident_unit(world.first, "财政局", members_in_service=40)
    make_member_report(world.first, "财政局", reported=30, year=2025)

    assert counts_of("members_reported", world.district, on=MAY) == (0, 40, 40, 0)
    assert MemberReport.objects.in_year(2025).count() == 1


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"done": True}, (1, 1, 0, 0)),
        ({"done_on": "2026-05-31"}, (1, 1, 0, 0)),
        ({"done": True, "done_on": "2026-06-01"}, (0, 1, 0, 0)),
        ({"done": False}, (0, 1, 0, 0)),
        ({}, (0, 1, 1, 0)),
        ({"kind": "资源", "done": True}, (0, 0, 0, 0)),
        ({"opened": "2026-06-01"}, (0, 0, 0, 0)),
        ({"opened": "2025-11", "done_on": "2025-12-31"}, (0, 0, 0, 0)),
        ({"opened": "2025-11", "done_on": "2026-01-01"}, (1, 1, 0, 0)),
        ({"state": "entered"}, (0, 0, 0, 1)),
    ],
)
def test_need_of_the_year_is_met_by_its_day_or_its_box(world, values, counts):
    make_need(world.first, **values)

    assert counts_of("needs_met", world.district, on=MAY) == counts


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"solved": True}, (1, 1, 0, 0)),
        ({"solved_on": "2026-05-31"}, (1, 1, 0, 0)),
        ({"solved_on": "2026-06-01"}, (0, 1, 0, 0)),
        ({"solved": False}, (0, 1, 0, 0)),
        ({}, (0, 1, 1, 0)),
        ({"opened": "2025-11", "solved_on": "2025-12-31"}, (0, 0, 0, 0)),
        ({"state": "entered"}, (0, 0, 0, 1)),
    ],
)
def test_dispute_of_the_year_is_solved_by_its_day_or_its_box(world, values, counts):
    make_dispute(world.first, **values)

    assert counts_of("disputes_solved", world.district, on=MAY) == counts


def test_open_decision_of_a_merged_community_counts_once(world):
    make_decision(world.first, "开放停车位", due="2026-03-31")
    make_decision(world.first, "开放操场", due="2026-03-31", done_on="2026-03-20")

    merge([world.first], into=world.second, last_day=MAY)

    for day in (MAY, JUNE):
        assert counts_of("decisions_in_time", world.district, on=day) == (1, 2, 0, 0)
    assert counts_of("decisions_in_time", world.second, on=MAY) == (0, 0, 0, 0)
    assert counts_of("decisions_in_time", world.second, on=JUNE) == (0, 1, 0, 0)


def test_reports_count_for_the_street_that_the_community_stood_below_on_the_day(world):
    other_street = make_organization("东市街道", parent=world.district, kind="街道")
    make_resident_unit(world.street, "财政局", members_in_service=40)
    make_unit_report(world.first, "财政局", reported_on="2026-03-01")
    make_member_report(world.first, "财政局", reported=25)

    move(world.first, parent=other_street, since=date(2026, 6, 1))

    assert counts_of("units_reported", world.district, on=MAY) == (1, 1, 0, 0)
    assert counts_of("members_reported", world.district, on=MAY) == (25, 40, 0, 0)
    assert counts_of("units_reported", world.district, on=JUNE) == (0, 1, 0, 0)
    assert counts_of("members_reported", world.district, on=JUNE) == (0, 40, 40, 0)


def test_reports_of_a_unit_with_a_blank_number_of_members_count_nothing(world):
    make_resident_unit(world.first, "财政局", members_in_service=None)
    make_member_report(world.first, "财政局", reported=6)

    assert counts_of("members_reported", world.district, on=MAY) == (0, 0, 0, 0)
