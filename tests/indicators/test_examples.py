"""The examples of honest figures that were agreed on, by their numbers."""

from datetime import date

import pytest

from indicators import registry
from indicators.figures import figures_of
from ledgers.actions import confirm_records
from organizations.actions import merge
from rectification.models import Secretary
from tests.factories import make_organization
from tests.indicators.worlds import (
    counts_of,
    make_branch,
    make_demand,
    make_grid,
    make_plan,
    make_problem,
    make_project,
    make_reserve,
    make_secretary,
    make_training,
)
from tests.ledgers.worlds import prepared, store
from years.models import TaskYear

MAY, JUNE, NOVEMBER = date(2026, 5, 31), date(2026, 6, 30), date(2026, 11, 30)


@pytest.fixture
def other_village(township):
    return make_organization("上坊村", parent=township)


# 1


def test_village_with_one_of_two_problems_solved_is_not_rectified(county, village):
    make_problem(village, "班子不健全", rectified=True, done_on="2026-04-01")
    make_problem(village, "账目不清", rectified=False)

    assert counts_of("weak_villages_rectified", county, on=MAY) == (0, 1, 0, 0)


def test_village_is_rectified_when_each_of_its_problems_is(county, village):
    make_problem(village, "班子不健全", rectified=True, done_on="2026-04-01")
    make_problem(village, "账目不清", rectified=True, done_on="2026-05-31")

    assert counts_of("weak_villages_rectified", county, on=date(2026, 5, 30)) == (0, 1, 0, 0)
    assert counts_of("weak_villages_rectified", county, on=MAY) == (1, 1, 0, 0)


# 2


def test_one_trained_secretary_of_ten_villages_is_one_tenth(township):
    villages = [make_organization(f"第{number}村", parent=township) for number in range(10)]
    for village in villages:
        make_secretary(village, f"书记{village.name}")
    make_training(villages[0], f"书记{villages[0].name}")

    assert counts_of("secretaries_trained", township, on=MAY) == (1, 10, 0, 0)


def test_vacant_post_counts_among_posts_and_not_among_secretaries(township, village, other_village):
    make_secretary(village)

    assert counts_of("posts_filled", township, on=MAY) == (1, 2, 0, 0)
    assert counts_of("secretaries_filed", township, on=MAY) == (0, 1, 1, 0)


# 3


def test_secretary_trained_twice_counts_once(township, village):
    make_secretary(village)
    make_training(village, class_name="第一期", start_on="2026-03-02")
    make_training(village, class_name="第二期", start_on="2026-04-13")

    assert counts_of("secretaries_trained", township, on=MAY) == (1, 1, 0, 0)


@pytest.mark.parametrize(("adds_up", "trained"), [(False, 0), (True, 1)])
def test_classes_of_two_days_add_up_only_where_the_year_says_so(township, village, adds_up, trained):
    TaskYear.objects.create(year=2026, short_classes_add_up=adds_up)
    make_secretary(village)
    make_training(village, class_name="第一期", start_on="2026-03-02", days=2)
    make_training(village, class_name="第二期", start_on="2026-04-13", days=2)

    assert counts_of("secretaries_trained", township, on=MAY) == (trained, 1, 0, 0)


@pytest.mark.parametrize(("days", "trained"), [(2.5, 0), (3, 1), (6, 1)])
def test_one_class_trains_from_three_days_on(township, village, days, trained):
    make_secretary(village)
    make_training(village, days=days)

    assert counts_of("secretaries_trained", township, on=MAY) == (trained, 1, 0, 0)


# 4


def test_training_in_an_earlier_office_counts_for_the_person(township, village, other_village):
    make_secretary(other_village, birth="1980-04", appointed="2019-01")
    make_training(other_village, start_on="2026-03-02")
    make_secretary(village, birth="1980-04-12", appointed="2026-05")

    assert counts_of("secretaries_trained", village, on=MAY) == (1, 1, 0, 0)


@pytest.mark.parametrize("birth", ["1980-05", ""])
def test_namesake_with_another_or_no_birth_is_another_person(township, village, other_village, birth):
    make_secretary(other_village, birth="1980-04")
    make_training(other_village)
    make_secretary(village, birth=birth)

    assert counts_of("secretaries_trained", village, on=MAY) == (0, 1, 0, 0)


def test_new_secretary_starts_at_zero(township, village):
    make_training(village, "王五")
    make_secretary(village, "张三", appointed="2026-05")

    assert counts_of("secretaries_trained", village, on=MAY) == (0, 1, 0, 0)


# 5


@pytest.mark.parametrize(
    ("due", "finished", "counts"),
    [
        ("2026-05-20", "2026-05-21", (0, 1, 0, 0)),
        ("2026-05-20", "2026-05-20", (1, 1, 0, 0)),
        ("2026-05-20", "2026-05-20T18:00", (1, 1, 0, 0)),
        ("2026-05-20T12:00", "2026-05-20T12:01", (0, 1, 0, 0)),
        ("2026-05-20T12:00", "2026-05-20T12:00", (1, 1, 0, 0)),
        ("2026-05-20T12:00", "2026-05-20", (0, 1, 1, 0)),
        ("2026-05-20", "2026-05", (0, 1, 1, 0)),
        ("2026-05-20", "2026-04", (1, 1, 0, 0)),
        ("2026-05", "2026-05-31", (1, 1, 0, 0)),
        ("2026-05", "2026-06-01", (0, 1, 0, 0)),
        ("2026-05-31", "", (0, 1, 0, 0)),
        ("2026-06-01", "", (0, 0, 0, 0)),
        ("2026-06", "2026-05-02", (0, 0, 0, 0)),
        ("2025-12-31", "", (0, 0, 0, 0)),
        ("", "2026-05-02", (0, 1, 1, 0)),
    ],
)
def test_dates_decide_whether_a_demand_was_finished_in_time(county, village, due, finished, counts):
    make_demand(village, due_at=due, finished_at=finished, overdue=False)

    assert counts_of("demands_in_time", county, on=MAY) == counts


# 6


def test_figures_go_on_after_the_end_of_the_year(county, village):
    make_secretary(village, filed=True)
    make_grid(village, party_group=True)
    make_reserve(village)

    for key in ("secretaries_filed", "grids_with_party_group", "posts_filled", "villages_with_reserve"):
        assert counts_of(key, county, on=date(2027, 1, 2)) == counts_of(key, county, on=MAY) == (1, 1, 0, 0)


# 7


def imported(*rows, by):
    """Store a file of secretaries with (place, name, filed, note) in each row."""
    return store(prepared("secretary", rows, fields=("name", "filed", "note")), by)


def test_confirmed_secretary_imported_with_another_note_counts_as_before_and_waits(people, county, village):
    editor, manager = people.county_editor, people.county_manager
    imported((village, "张三", True, "甲"), by=editor)
    confirm_records(Secretary.objects.all(), by=manager)

    imported((village, "张三", True, "乙"), by=editor)

    assert counts_of("secretaries_filed", county, on=MAY) == (1, 1, 0, 1)


def test_value_of_a_waiting_change_counts_once_it_is_confirmed(people, county, village):
    editor, manager = people.county_editor, people.county_manager
    imported((village, "张三", True, "甲"), by=editor)
    confirm_records(Secretary.objects.all(), by=manager)
    imported((village, "张三", False, "甲"), by=editor)
    before = counts_of("secretaries_filed", county, on=MAY)

    confirm_records(Secretary.objects.all(), by=manager)

    assert before == (1, 1, 0, 1)
    assert counts_of("secretaries_filed", county, on=MAY) == (0, 1, 0, 0)


def test_same_file_again_changes_nothing_and_leaves_nothing_waiting(people, county, village):
    editor, manager = people.county_editor, people.county_manager
    imported((village, "张三", True, "甲"), by=editor)
    confirm_records(Secretary.objects.all(), by=manager)

    imported((village, "张三", True, "甲"), by=editor)

    assert counts_of("secretaries_filed", county, on=MAY) == (1, 1, 0, 0)


# 8


def test_figures_of_a_day_before_a_merger_stay_and_those_after_it_are_the_successors(county, township, village):
    other_township = make_organization("曹溪镇", parent=county)
    other_village = make_organization("上坊村", parent=other_township)
    make_secretary(village, filed=True)
    make_secretary(other_village, "李四", filed=None)
    units = (county, township, other_township)
    before = [counts_of("secretaries_filed", unit, on=MAY) for unit in units]

    merge([other_township], into=township, last_day=date(2026, 6, 30))

    assert [counts_of("secretaries_filed", unit, on=MAY) for unit in units] == before
    assert before == [(1, 2, 1, 0), (1, 1, 0, 0), (0, 1, 1, 0)]
    after = [counts_of("secretaries_filed", unit, on=date(2026, 7, 31)) for unit in units]
    assert after == [(1, 2, 1, 0), (1, 2, 1, 0), (0, 0, 0, 0)]


# 9


def test_branches_without_a_plan_stay_in_the_denominator(county, village, other_village):
    make_branch(village)
    make_branch(other_village, "上坊村党支部")
    make_plan(village, secretary="张三")

    assert counts_of("life_plans", county, on=MAY) == (1, 2, 0, 0)


def test_plan_belongs_to_the_branch_of_its_secretary_where_a_place_has_several(county, village):
    make_branch(village, "第一党支部", secretary="张三")
    make_branch(village, "第二党支部", secretary="李四")
    make_branch(village, "第三党支部")
    make_plan(village, secretary="张三")

    assert counts_of("life_plans", county, on=MAY) == (1, 3, 1, 0)


def test_plan_of_another_year_does_not_count(county, village):
    make_branch(village)
    make_plan(village, year=2025)

    assert counts_of("life_plans", county, on=MAY) == (0, 1, 0, 0)


# 10


def test_blank_is_unknown_and_stays_in_the_denominator(county, village):
    for number, group in enumerate([True, True, True, False, None, None]):
        make_grid(village, f"第{number}网格", party_group=group)

    assert counts_of("grids_with_party_group", county, on=MAY) == (3, 6, 2, 0)


@pytest.mark.parametrize("adds_up", [False, True])
def test_training_without_days_or_result_is_unknown(township, village, other_village, adds_up):
    TaskYear.objects.create(year=2026, short_classes_add_up=adds_up)
    make_secretary(village)
    make_training(village, passed=None)
    make_secretary(other_village, "赵六")
    make_training(other_village, "赵六", days=None)

    assert counts_of("secretaries_trained", township, on=MAY) == (0, 2, 2, 0)


@pytest.mark.parametrize(("adds_up", "unknown"), [(False, 0), (True, 1)])
def test_short_class_without_a_result_leaves_open_whether_classes_add_up(township, village, adds_up, unknown):
    TaskYear.objects.create(year=2026, short_classes_add_up=adds_up)
    make_secretary(village)
    make_training(village, class_name="第一期", start_on="2026-03-02", days=2)
    make_training(village, class_name="第二期", start_on="2026-04-13", days=1, passed=None)

    assert counts_of("secretaries_trained", township, on=MAY) == (0, 1, unknown, 0)


def test_village_with_a_problem_nobody_speaks_about_is_unknown(county, village):
    make_problem(village, "班子不健全", rectified=True)
    make_problem(village, "账目不清", rectified=None)

    assert counts_of("weak_villages_rectified", county, on=MAY) == (0, 1, 1, 0)


def test_project_without_progress_is_unknown(county, village):
    for number, progress in enumerate([100, 99.9, None]):
        make_project(village, f"项目{number}", progress=progress, start_on="2026-02")

    assert counts_of("projects_finished", county, on=MAY) == (1, 3, 1, 0)


# 13


def test_figure_falls_when_what_was_reached_is_lost_again(township):
    villages = [make_organization(f"第{number}村", parent=township) for number in range(25)]
    for village in villages:
        make_secretary(village, f"书记{village.name}")
    last = Secretary.objects.get(organization=villages[-1])
    last.until, last.leaving_reason = date(2026, 10, 31), "辞职"
    last.save()

    figures = [figures_of(township, [registry.get("posts_filled")], on=day)[0] for day in (JUNE, NOVEMBER)]

    assert [figure.rate for figure in figures] == [100, 96]


# Records that wait


def test_unconfirmed_records_wait_and_never_count(county, village):
    make_secretary(village, "张三", filed=True, state="entered")
    make_training(village, state="entered")

    assert counts_of("secretaries_filed", county, on=MAY) == (0, 0, 0, 1)
    assert counts_of("secretaries_trained", county, on=MAY) == (0, 0, 0, 2)


# A case without a closing day


def test_rectified_case_without_a_closing_day_ends_with_the_year_of_its_confirmation(county, village):
    make_problem(village, rectified=True, settled_in=2026)

    key = "weak_villages_rectified"
    assert counts_of(key, county, on=date(2026, 12, 31)) == (1, 1, 0, 0)
    assert counts_of(key, county, on=date(2027, 1, 1)) == (0, 0, 0, 0)


def test_case_stays_as_long_as_one_of_its_problems_is_not_rectified(county, village):
    make_problem(village, "班子不健全", rectified=True, settled_in=2026)
    make_problem(village, "账目不清", rectified=False)

    assert counts_of("weak_villages_rectified", county, on=date(2027, 1, 1)) == (0, 1, 0, 0)


def test_case_with_a_closing_day_ends_on_it(county, village):
    make_problem(village, rectified=True, done_on="2026-04-01", settled_in=2027)

    assert counts_of("weak_villages_rectified", county, on=date(2027, 5, 1)) == (0, 0, 0, 0)


def test_days_add_up_although_a_row_calls_the_person_by_an_earlier_name(township, village):
    TaskYear.objects.create(year=2026, short_classes_add_up=True)
    secretary = make_secretary(village)
    make_training(village, class_name="第一期", start_on="2026-03-02", days=2)
    make_training(village, "张山", class_name="第二期", start_on="2026-04-13", days=1, name_record=secretary)

    assert counts_of("secretaries_trained", township, on=MAY) == (1, 1, 0, 0)
