"""The indicator that measures a task (对应指标) is chosen in the form and shown on the page of the task."""

import pytest
from django.urls import reverse

from indicators import registry
from tasks.models import Task
from tests.tasks.worlds import make_task


@pytest.fixture
def manager(as_user, people):
    return as_user(people.city_manager)


def measured_by(client, task):
    """Labels of the indicators on the page of ``task``."""
    page = client.get(reverse("tasks:detail", args=[task.pk]))
    return [str(indicator.label) for indicator in page.context["indicators"]]


def fields_of(task, **changes):
    data = {
        "area": str(task.area_id),
        "number": task.number,
        "title": task.title,
        "deadline": task.deadline.isoformat(),
        "deadline_label": task.deadline_label,
        "recurrence": task.recurrence,
        "period": task.period,
        "measure": task.measure,
        "indicator": task.indicator,
    }
    return data | changes


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ("", ["软弱涣散村整顿到位"]),
        ("weak_villages_rectified", ["软弱涣散村整顿到位"]),
        ("secretaries_filed", ["书记已县级备案"]),
        (registry.NO_INDICATOR, []),
    ],
)
def test_manager_chooses_the_indicator_of_a_task(manager, city, chosen, shown):
    task = make_task(city, title="整顿软弱涣散村党组织")

    manager.post(reverse("tasks:edit", args=[task.pk]), fields_of(task, indicator=chosen))

    assert Task.objects.get().indicator == chosen
    assert measured_by(manager, task) == shown


def test_new_task_is_created_with_its_indicator(manager, city, today):
    area = make_task(city).area
    data = {"area": str(area.pk), "number": "9.1", "title": "另一项任务", "recurrence": "one_off", "period": "month"}

    manager.post(reverse("tasks:create"), data | {"measure": "percent", "indicator": "secretaries_filed"})

    assert measured_by(manager, Task.objects.get(number="9.1")) == ["书记已县级备案"]


def test_page_says_when_the_indicator_was_found_by_the_title(manager, city):
    task = make_task(city, title="整顿软弱涣散村党组织")

    page = manager.get(reverse("tasks:detail", args=[task.pk])).content.decode()

    assert "按标题自动判断" in page


def test_unknown_indicator_is_refused(manager, city):
    task = make_task(city)

    response = manager.post(reverse("tasks:edit", args=[task.pk]), fields_of(task, indicator="nonsense"))

    assert "indicator" in response.context["form"].errors
    assert Task.objects.get().indicator == ""
