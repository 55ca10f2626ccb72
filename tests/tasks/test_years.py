"""Tasks are created by hand or copied from one year to the next."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tasks import actions
from tasks.models import Area, Assignment, Task
from tests.tasks.worlds import make_assignment, make_task
from years.models import TaskYear

ON = date(2026, 12, 20)


def open_year(task, people, year=2027, **options):
    return actions.open_next_year([task], year=year, by=people.city_manager, on=ON, **options)[0]


@pytest.mark.parametrize(
    ("year", "deadline", "following", "moved"),
    [
        (2026, date(2026, 12, 31), 2027, date(2027, 12, 31)),
        (2028, date(2028, 2, 29), 2029, date(2029, 2, 28)),
        (2027, date(2027, 2, 28), 2028, date(2028, 2, 28)),
        (2026, date(2027, 1, 15), 2027, date(2028, 1, 15)),
        (2026, None, 2027, None),
    ],
)
def test_deadline_moves_to_the_same_day_of_the_next_year(city, people, year, deadline, following, moved):
    task = make_task(city, year=year, deadline=deadline, deadline_label="stated" if deadline else "")

    new = open_year(task, people, year=following)

    assert (new.deadline, new.previous, new.year) == (moved, task, following)


def test_moved_deadline_loses_the_label_of_the_text(city, people):
    task = make_task(city, deadline_label="stated", deadline_phrase="年底前")

    assert open_year(task, people).deadline_label == "set"


@pytest.mark.parametrize(
    ("rule", "moved"), [("same", date(2027, 2, 28)), ("previous", date(2027, 2, 26)), ("next", date(2027, 3, 1))]
)
def test_moved_deadline_on_a_day_off_follows_the_rule_of_the_new_year(city, people, rule, moved):
    TaskYear.objects.create(year=2027, cutoff_shift=rule)
    task = make_task(city, deadline=date(2026, 2, 28))

    assert open_year(task, people).deadline == moved


def test_area_of_the_new_year_is_created_once(city, people):
    tasks = [make_task(city), make_task(city)]

    actions.open_next_year(tasks, year=2027, by=people.city_manager, on=ON)

    assert Area.objects.filter(year=2027).count() == 1


def test_same_units_get_the_task_again_without_figures(city, county, township, people):
    parent = make_assignment(county, make_task(city), target=11, due_on=date(2026, 10, 31))
    make_assignment(township, parent.task, parent=parent, target=6)

    new = open_year(parent.task, people, with_assignments=True)

    upper, lower = Assignment.objects.filter(task=new).order_by("organization__path")
    assert (lower.parent, upper.due_on, upper.target) == (upper, date(2027, 10, 31), 11)
    assert not upper.reports.exists()


def test_unit_that_has_ended_does_not_get_the_task_again(city, county, people):
    assignment = make_assignment(county, make_task(city))
    county.valid_to = date(2026, 11, 30)
    county.save()

    new = open_year(assignment.task, people, with_assignments=True)

    assert not new.assignments.exists()


def test_task_is_copied_to_a_year_once(city, people):
    task = make_task(city)
    open_year(task, people)

    with pytest.raises(ValidationError, match="2027年已有编号"):
        open_year(task, people)


def test_task_can_only_be_copied_to_a_later_year(city, people):
    with pytest.raises(ValidationError, match="以后的年度"):
        open_year(make_task(city), people, year=2026)


def test_only_the_issuer_can_copy_its_tasks(city, people):
    with pytest.raises(PermissionDenied):
        actions.open_next_year([make_task(city)], year=2027, by=people.county_manager, on=ON)


def test_deadline_of_a_task_created_by_hand_is_labelled_as_set_by_hand(city, people):
    area = make_task(city).area

    task = actions.create_task(
        by=people.city_manager, area=area, year=2026, number="5.1", title="临时任务", deadline=date(2026, 9, 30)
    )

    assert task.deadline_label == "set"


def test_changed_deadline_of_a_task_is_labelled_as_set_by_hand(city, people):
    task = make_task(city, deadline_label="stated")

    changed = actions.change_task(task, by=people.city_manager, deadline=date(2026, 11, 30), short_title="整顿")

    assert (changed.deadline_label, changed.label) == ("set", "整顿")


def test_county_can_create_its_own_tasks(county, people):
    area = make_task(county).area

    task = actions.create_task(by=people.county_manager, area=area, year=2026, number="9.1", title="县级任务")

    assert task.organization == county


def test_task_set_without_a_directive_follows_those_of_its_area(city):
    by_hand = make_task(city, number="2.4-1", order=0)
    numbered = [make_task(city, number=number, order=order) for number, order in [("2.1", 4), ("2.2", 5)]]

    assert list(Task.objects.in_order()) == [*numbered, by_hand]
