"""The page that copies the tasks of a year to the next year."""

from datetime import date

import pytest
from django.urls import reverse

from tasks.models import Assignment, Task
from tests.tasks.worlds import make_assignment, make_task


@pytest.fixture
def manager(as_user, people):
    return as_user(people.city_manager)


def test_page_shows_the_new_deadline_of_every_task(manager, city):
    make_task(city, deadline=date(2026, 6, 30))
    make_task(city, deadline=None, deadline_label="")

    rows = manager.get(reverse("tasks:next_year")).context["rows"]

    assert [row["deadline"] for row in rows] == [date(2027, 6, 30), None]


def test_chosen_tasks_are_copied_with_their_units(manager, city, county):
    chosen, left = make_task(city), make_task(city)
    make_assignment(county, chosen, target=5)

    response = manager.post(reverse("tasks:next_year"), {"tasks": [chosen.pk], "with_assignments": "on"})

    opened = Task.objects.get(year=2027)
    assert response["Location"] == reverse("tasks:list") + "?year=2027"
    assert (opened.previous, opened.deadline) == (chosen, date(2027, 12, 31))
    assert Assignment.objects.get(task=opened).target == 5
    assert left.following.count() == 0


def test_form_without_a_ticked_task_is_refused(manager, city):
    make_task(city)

    response = manager.post(reverse("tasks:next_year"), {})

    assert "请至少勾选一项任务" in response.content.decode()
    assert not Task.objects.filter(year=2027).exists()


def test_copied_task_is_not_offered_again(manager, city):
    task = make_task(city)
    manager.post(reverse("tasks:next_year"), {"tasks": [task.pk]})

    again = manager.post(reverse("tasks:next_year"), {"tasks": [task.pk]})

    assert again.context["rows"] == []
    assert Task.objects.filter(year=2027).count() == 1
