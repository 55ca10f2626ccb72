"""Party life: reviewed plans, lectures, leaders in their branches, findings of inspections, silent branches."""

from datetime import date

import pytest

from organizations.actions import merge
from registers.models import Officer
from tests.factories import make_organization
from tests.indicators.worlds import counts_of, make_branch, make_plan, make_record
from training.models import InspectionFinding, LeaderLife, Lecture, OrgLife

MAY = date(2026, 5, 31)


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"review": "通过"}, (1, 1, 0, 0)),
        ({"review": "通过", "reviewed_on": "2026-05-31"}, (1, 1, 0, 0)),
        ({"review": "通过", "reviewed_on": "2026-06-01"}, (0, 1, 0, 0)),
        ({"review": "退回修改", "reviewed_on": "2026-02-01"}, (0, 1, 0, 0)),
        ({"review": ""}, (0, 1, 1, 0)),
        ({"review": "通过", "year": 2025}, (0, 1, 0, 0)),
        ({"review": "通过", "state": "entered"}, (0, 1, 0, 1)),
    ],
)
def test_plan_counts_once_it_is_approved(county, village, values, counts):
    make_branch(village)
    make_plan(village, **values)

    assert counts_of("life_plans_approved", county, on=MAY) == counts


def test_approved_plan_without_a_secretary_is_unknown_where_a_place_has_several_branches(county, village):
    make_branch(village, "第一党支部", secretary="张三")
    make_branch(village, "第二党支部", secretary="李四")
    make_plan(village, secretary="张三", review="通过")
    make_plan(village, secretary="", review="通过")

    assert counts_of("life_plans_approved", county, on=MAY) == (1, 2, 1, 0)


def make_lecture(place, **values):
    return make_record(Lecture, place, **({"date": "2026-05-31", "topic": "我的入党故事"} | values))


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({}, (1, 1, 0, 0)),
        ({"activity": "党课开讲啦"}, (1, 1, 0, 0)),
        ({"activity": "学习身边榜样"}, (0, 1, 0, 0)),
        ({"date": "2026-06-01"}, (0, 1, 0, 0)),
        ({"date": "2025-12-31", "year": 2025}, (0, 1, 0, 0)),
        ({"state": "entered"}, (0, 1, 0, 1)),
    ],
)
def test_lecture_in_a_village_counts_for_its_township(county, village, values, counts):
    make_lecture(village, **values)

    assert counts_of("townships_with_lecture", county, on=MAY) == counts


def test_lecture_at_the_county_counts_for_no_township(county, township):
    make_lecture(county)

    assert counts_of("townships_with_lecture", county, on=MAY) == (0, 1, 0, 0)


def test_lecture_counts_where_its_place_stood_on_the_day(county, township, village):
    successor = make_organization("曹溪镇", parent=county)
    make_lecture(village, date="2026-05-01")

    merge([township], into=successor, last_day=date(2026, 6, 30))

    assert counts_of("townships_with_lecture", county, on=MAY) == (1, 2, 0, 0)
    assert counts_of("townships_with_lecture", county, on=date(2026, 7, 1)) == (1, 1, 0, 0)


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"activity": "学习身边榜样"}, (1, 1, 0, 0)),
        ({"activity": "党课开讲啦", "lecturer": "先进典型"}, (1, 1, 0, 0)),
        ({"activity": "党课开讲啦", "lecturer": "普通党员"}, (0, 1, 0, 0)),
        ({"activity": "党课开讲啦", "lecturer": ""}, (0, 1, 1, 0)),
        ({"activity": "学习身边榜样", "date": "2026-06-01"}, (0, 1, 0, 0)),
    ],
)
def test_model_is_learned_from_at_its_own_event_or_in_its_lecture(county, village, values, counts):
    make_lecture(village, **values)

    assert counts_of("townships_with_role_model", county, on=MAY) == counts


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({}, (1, 1, 0, 0)),
        ({"date": "2026-06-01"}, (0, 1, 0, 0)),
        ({"date": "2025-12-31", "year": 2025}, (0, 1, 0, 0)),
        ({"name": "李四"}, (0, 1, 0, 0)),
        ({"state": "entered"}, (0, 1, 0, 1)),
    ],
)
def test_leader_takes_part_once_in_the_year(county, township, values, counts):
    make_record(Officer, township, name="张三", post="镇长")
    make_record(LeaderLife, township, **({"date": "2026-05-31", "name": "张三", "branch": "机关党支部"} | values))

    assert counts_of("leaders_in_own_branch", county, on=MAY) == counts


def test_leader_who_took_part_twice_counts_once_and_one_who_has_left_does_not(county, township):
    make_record(Officer, township, name="张三", post="镇长")
    make_record(Officer, township, name="李四", post="组织委员", until=date(2026, 5, 30), leaving_reason="transferred")
    for name, day in [("张三", "2026-03-02"), ("张三", "2026-04-02"), ("李四", "2026-04-02")]:
        make_record(LeaderLife, township, date=day, name=name, branch="机关党支部")

    assert counts_of("leaders_in_own_branch", county, on=MAY) == (1, 1, 0, 0)


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"due": "2026-05-31"}, (0, 1, 0, 0)),
        ({"due": "2026-06-01"}, (0, 0, 0, 0)),
        ({"due": "2026-05-31", "closed_on": "2026-05-31"}, (1, 1, 0, 0)),
        ({"due": "2026-05-31", "closed_on": "2026-06-01"}, (0, 1, 0, 0)),
        ({"due": "2025-12-31", "found_on": "2025-10-01"}, (0, 1, 0, 0)),
        ({"due": "2025-12-31", "found_on": "2025-10-01", "closed_on": "2025-12-31"}, (0, 0, 0, 0)),
        ({"due": ""}, (0, 1, 1, 0)),
        ({"due": "", "closed_on": "2026-05-31"}, (1, 1, 0, 0)),
        ({"due": "2026-05-31", "state": "entered"}, (0, 0, 0, 1)),
    ],
)
def test_finding_is_measured_from_its_deadline_on(county, village, values, counts):
    make_record(InspectionFinding, village, **({"finding": "记录不全", "found_on": "2026-02-01"} | values))

    assert counts_of("inspection_findings_closed", county, on=MAY) == counts


@pytest.mark.parametrize(
    ("values", "silent"),
    [
        ({"date": "2026-03-01"}, 0),
        ({"date": "2026-02-28"}, 1),
        ({"date": "2026-05-31"}, 0),
        ({"date": "2026-06-01"}, 1),
        ({"date": "2026-03"}, 0),
        ({"date": "2026-05-31", "state": "entered"}, 1),
    ],
)
def test_branch_is_silent_without_an_activity_in_three_months(county, village, values, silent):
    make_branch(village)
    make_record(OrgLife, village, kind="主题党日", **values)

    assert counts_of("silent_branches", county, on=MAY)[:3] == (silent, 1, 0)


def test_activity_without_the_secretary_leaves_open_which_of_several_branches_it_was(county, village):
    make_branch(village, "第一党支部", secretary="张三")
    make_branch(village, "第二党支部", secretary="李四")
    make_record(OrgLife, village, kind="主题党日", date="2026-05-05", host="张三")

    assert counts_of("silent_branches", county, on=MAY) == (0, 2, 1, 0)


def test_lecture_in_a_village_that_was_merged_since_still_counts_for_its_township(county, village):
    make_lecture(village, date="2026-05-01")

    merge([village], into=make_organization("上坊村", parent=village.parent), last_day=date(2026, 6, 30))

    assert counts_of("townships_with_lecture", county, on=date(2026, 7, 1)) == (1, 1, 0, 0)


@pytest.mark.parametrize(("on", "due"), [(date(2026, 5, 30), 0), (MAY, 1), (date(2026, 6, 1), 1)])
def test_deadline_that_is_only_a_month_runs_out_on_its_last_day(county, village, on, due):
    make_record(InspectionFinding, village, finding="记录不全", found_on="2026-03", due="2026-05")

    assert counts_of("inspection_findings_closed", county, on=on) == (0, due, 0, 0)
