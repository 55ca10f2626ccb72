"""What makes an element of each figure of responsibility met, not met or unknown, at the exact limits."""

from datetime import date

import pytest

from organizations.actions import end, merge, move
from tests.accountability.worlds import make_item, make_notice, make_paper, make_request, make_review_problem
from tests.factories import make_organization, make_user
from tests.indicators.worlds import counts_of

MAY, JUNE = date(2026, 5, 31), date(2026, 6, 30)

# Problems of last year's reviews


@pytest.mark.parametrize(("day", "closed"), [(date(2026, 5, 19), 0), (date(2026, 5, 20), 1)])
def test_problem_of_last_years_review_counts_as_closed_from_its_day(county, day, closed):
    make_review_problem(county, closed_on="2026-05-20")
    make_review_problem(county, "阵地滞后")

    assert counts_of("review_problems_closed", county, on=day) == (closed, 2, 0, 0)


def test_problem_that_was_closed_last_year_already_is_still_measured(county):
    make_review_problem(county, closed_on="2025-12-30")

    assert counts_of("review_problems_closed", county, on=MAY) == (1, 1, 0, 0)


@pytest.mark.parametrize("reviewed_on", ["2024", "2026", "2026-01"])
def test_problem_of_another_years_review_is_not_measured(county, reviewed_on):
    make_review_problem(county, reviewed_on=reviewed_on)

    assert counts_of("review_problems_closed", county, on=MAY)[1] == 0


def test_file_of_last_year_stands_for_the_day_of_the_review(county):
    make_review_problem(county, reviewed_on="", year=2025)
    make_review_problem(county, "阵地滞后", reviewed_on="", year=2026)

    assert counts_of("review_problems_closed", county, on=MAY) == (0, 1, 0, 0)


def test_problem_that_nobody_has_confirmed_waits(county):
    make_review_problem(county, closed_on="2026-05-20", state="entered")

    assert counts_of("review_problems_closed", county, on=MAY) == (0, 0, 0, 1)


def test_problem_of_a_merged_township_counts_once(county, township):
    other = make_organization("曹溪镇", parent=county, code="361126105000")
    make_review_problem(township)

    merge([township], into=other, last_day=MAY, by=make_user(county.parent, "manager"))

    assert counts_of("review_problems_closed", county, on=MAY) == (0, 1, 0, 0)
    assert counts_of("review_problems_closed", county, on=JUNE) == (0, 1, 0, 0)


def test_problem_that_a_township_closed_before_it_was_merged_stays_in_the_figures_of_the_year(county, township):
    other = make_organization("曹溪镇", parent=county, code="361126105000")
    make_review_problem(township, due="2026-04-30", closed_on="2026-04-20")

    merge([township], into=other, last_day=MAY, by=make_user(county.parent, "manager"))

    for day in (MAY, JUNE):
        assert counts_of("review_problems_closed", county, on=day) == (1, 1, 0, 0)
        assert counts_of("review_problems_in_time", county, on=day) == (1, 1, 0, 0)


def test_problem_that_a_township_left_open_ends_with_it_where_no_unit_takes_over(county, township):
    make_review_problem(township)

    end(township, last_day=MAY)

    assert counts_of("review_problems_closed", county, on=MAY) == (0, 1, 0, 0)
    assert counts_of("review_problems_closed", county, on=JUNE) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("due", "closed_on", "in_time", "unknown"),
    [
        ("2026-05-31", "2026-05-31", 1, 0),
        ("2026-05-31", "2026-06-01", 0, 0),
        ("2026-05-31", "", 0, 0),
        ("2026-05", "2026-05-31", 1, 0),
        ("2026-05-15", "2026-05", 0, 1),
        ("", "2026-05-01", 0, 1),
    ],
)
def test_problem_is_closed_in_time_by_its_dates(county, due, closed_on, in_time, unknown):
    make_review_problem(county, due=due, closed_on=closed_on)

    assert counts_of("review_problems_in_time", county, on=JUNE) == (in_time, 1, unknown, 0)


@pytest.mark.parametrize(
    ("due", "day", "measured"),
    [
        ("2026-06-01", MAY, 0),
        ("2026-05-31", MAY, 1),
        ("2026-05", date(2026, 5, 30), 0),
        ("2026-05", MAY, 1),
        ("2025-12-31", MAY, 0),
        ("2026-01-01", MAY, 1),
    ],
)
def test_only_what_fell_due_this_year_is_measured(county, due, day, measured):
    make_review_problem(county, due=due)

    assert counts_of("review_problems_in_time", county, on=day) == (0, measured, 0, 0)


# Items asked of the base


def test_item_needs_a_basis_and_an_approver_and_a_blank_is_unknown(county):
    make_item(county, "甲", basis="县办〔2026〕3号", approved_by="县委副书记")
    make_item(county, "乙", basis="县办〔2026〕3号")
    make_item(county, "丙", approved_by="县委副书记")
    make_item(county, "丁", state="entered")

    assert counts_of("burden_items_approved", county, on=MAY) == (1, 3, 2, 1)


@pytest.mark.parametrize(("ends_on", "in_force"), [("2026-05-30", 0), ("2026-05-31", 1), ("2026-05", 1), ("", 1)])
def test_item_ends_by_itself_after_its_last_day(county, ends_on, in_force):
    make_item(county, ends_on=ends_on)

    assert counts_of("burden_items_approved", county, on=MAY)[1] == in_force


@pytest.mark.parametrize(
    ("new", "met"), [([], 1), ([{"since": "2026-02", "ends_on": "2026-04-30"}], 1), ([{"since": "2026-02"}], 0)]
)
def test_county_must_not_ask_more_than_at_the_end_of_last_year(county, township, new, met):
    make_item(county, "甲", since="2025-03")
    for values in new:
        make_item(township, "乙", **values)

    assert counts_of("counties_without_more_burden", county, on=MAY) == (met, 1, 0, 0)


def test_item_that_ended_at_the_end_of_last_year_makes_room_for_another(county):
    make_item(county, "甲", since="2025-03", ends_on="2025-12-31")
    make_item(county, "乙", since="2026-02")

    assert counts_of("counties_without_more_burden", county, on=MAY) == (1, 1, 0, 0)


def test_growth_of_a_county_without_any_item_is_unknown(county, other_county):
    make_item(other_county, "甲", state="entered")

    assert counts_of("counties_without_more_burden", county.parent, on=MAY) == (0, 2, 2, 1)


# Requests to departments, and notices


@pytest.mark.parametrize(
    ("due", "done_on", "counts"),
    [
        ("2026-05-31", "2026-05-31", (1, 1, 0, 0)),
        ("2026-05-31", "2026-06-01", (0, 1, 0, 0)),
        ("2026-06-01", "", (0, 0, 0, 0)),
        ("", "2026-03-05", (0, 1, 1, 0)),
    ],
)
def test_request_is_answered_in_time_by_its_dates(township, due, done_on, counts):
    make_request(township, due=due, done_on=done_on)

    assert counts_of("support_requests_in_time", township, on=MAY) == counts


@pytest.mark.parametrize(("asked_on", "measured"), [("2025-12-31", 0), ("2026-01-01", 1), ("2026-06-01", 0)])
def test_request_without_a_limit_belongs_to_the_year_in_which_it_was_made(township, asked_on, measured):
    make_request(township, asked_on=asked_on)

    assert counts_of("support_requests_in_time", township, on=MAY) == (0, measured, measured, 0)


def test_request_that_was_answered_before_the_merger_stays_in_the_figure_of_the_year(county, township):
    other = make_organization("曹溪镇", parent=county, code="361126105000")
    make_request(township, due="2026-04-30", done_on="2026-04-20")
    make_request(township, "调剂编制", due="2026-04-30", done_on="2026-05-20")
    make_request(township, "解决用地", due="2026-04-30")

    merge([township], into=other, last_day=MAY, by=make_user(county.parent, "manager"))

    for day in (MAY, JUNE):
        assert counts_of("support_requests_in_time", county, on=day) == (1, 3, 0, 0)


@pytest.mark.parametrize(
    ("reply_due", "replied_on", "counts"),
    [
        ("2026-03-10", "2026-03-10", (1, 1, 0, 0)),
        ("2026-03-10", "2026-03-11", (0, 1, 0, 0)),
        ("2026-06-01", "", (0, 0, 0, 0)),
        ("", "", (0, 0, 0, 0)),
        ("2026-03-10", "2026-03", (0, 1, 1, 0)),
    ],
)
def test_notice_is_replied_to_in_time_by_its_dates(township, reply_due, replied_on, counts):
    make_notice(township, reply_due=reply_due, replied_on=replied_on)

    assert counts_of("notices_replied_in_time", township, on=MAY) == counts


# Papers of counties


@pytest.mark.parametrize(
    ("values", "met"),
    [
        ({"item_codes": "2.3 村级集体经济"}, 1),
        ({"item_codes": "2.1 整顿软弱涣散、2.3 村级集体经济"}, 1),
        ({"item_codes": "2.2 村党组织带头人"}, 0),
        ({"item_codes": ""}, 0),
        ({"item_codes": "2.3 村级集体经济", "kind": "经验做法"}, 0),
        ({"item_codes": "2.3 村级集体经济", "issued_on": "2025-12-31"}, 0),
        ({"item_codes": "2.3 村级集体经济", "issued_on": "2026-05-31"}, 1),
        ({"item_codes": "2.3 村级集体经济", "issued_on": "2026-06-01"}, 0),
        ({"item_codes": "2.3 村级集体经济", "state": "entered"}, 0),
    ],
)
def test_county_needs_a_plan_of_the_year_for_the_collective_economy(county, other_county, values, met):
    make_paper(county, **values)

    assert counts_of("counties_with_economy_plan", county.parent, on=MAY)[:3] == (met, 2, 0)


def test_plan_of_a_township_is_none_of_its_county(county, township):
    make_paper(township, item_codes="2.3 村级集体经济")

    assert counts_of("counties_with_economy_plan", county, on=MAY)[:2] == (0, 1)


@pytest.mark.parametrize(
    ("kind", "issued_on", "met"), [("制度", "2024-03", 1), ("制度", "2026-06-01", 0), ("方案", "2026-03", 0)]
)
def test_rule_of_an_earlier_year_is_still_a_rule(county, kind, issued_on, met):
    make_paper(county, kind=kind, issued_on=issued_on, item_codes="3.2 网格和社区工作者")

    assert counts_of("counties_with_worker_rule", county, on=MAY)[:2] == (met, 1)


def test_paper_for_one_item_of_an_area_is_none_for_the_area(county):
    make_paper(county, kind="制度", item_codes="1.1 书记集中轮训")
    make_paper(county, "方案二", item_codes="2.3 村级集体经济")

    assert counts_of("counties_with_mission_rule", county, on=MAY)[:2] == (0, 1)
    assert counts_of("counties_with_rural_plan", county, on=MAY)[:2] == (0, 1)


def test_items_of_a_township_move_with_it_and_past_days_stay(county, other_county, township):
    make_item(county, "甲", since="2025-03")
    make_item(other_county, "乙", since="2025-03")
    make_item(township, "丙", since="2026-02")

    move(township, parent=other_county, since=date(2026, 6, 1))

    for day, grown, same in [(MAY, county, other_county), (JUNE, other_county, county)]:
        assert counts_of("counties_without_more_burden", grown, on=day) == (0, 1, 0, 0)
        assert counts_of("counties_without_more_burden", same, on=day) == (1, 1, 0, 0)


def test_township_that_moves_with_its_old_items_adds_no_burden(county, other_county, township):
    make_item(other_county, "乙", since="2025-03")
    make_item(township, "丙", since="2025-03")

    move(township, parent=other_county, since=date(2026, 6, 1))

    assert counts_of("counties_without_more_burden", other_county, on=JUNE) == (1, 1, 0, 0)
