"""The indicator that measures a task (对应指标) is chosen in the form and shown on the page of the task."""

from datetime import date

import pytest
from django.urls import reverse

from indicators import registry
from ledgers.declarations import all_ledgers
from tasks.models import Task
from tests.tasks.worlds import make_assignment, make_report, make_task


@pytest.fixture
def manager(as_user, people):
    return as_user(people.city_manager)


def measured_by(client, task):
    """Labels of the indicator that the page of ``task`` names as the source of its figures."""
    page = client.get(reverse("tasks:detail", args=[task.pk]))
    return page.context["indicator"] and str(page.context["indicator"].label)


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
        ("", None),
        ("weak_villages_rectified", "软弱涣散村整顿到位"),
        ("secretaries_filed", "书记已县级备案"),
        (registry.NO_INDICATOR, None),
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

    assert measured_by(manager, Task.objects.get(number="9.1")) == "书记已县级备案"


def test_page_marks_the_indicator_of_the_title_as_a_proposal(manager, city):
    task = make_task(city, title="整顿软弱涣散村党组织")

    page = manager.get(reverse("tasks:detail", args=[task.pk])).content.decode()

    assert "建议：软弱涣散村整顿到位" in page


def test_proposal_is_adopted_with_one_click(manager, city):
    task = make_task(city, title="整顿软弱涣散村党组织")

    manager.post(reverse("tasks:bind", args=[task.pk]), {"indicator": "weak_villages_rectified"})

    assert measured_by(manager, task) == "软弱涣散村整顿到位"


def test_form_proposes_and_saving_it_adopts(manager, city):
    task = make_task(city, title="整顿软弱涣散村党组织")
    form = manager.get(reverse("tasks:edit", args=[task.pk])).context["form"]

    manager.post(reverse("tasks:edit", args=[task.pk]), fields_of(task, indicator=form["indicator"].value()))

    assert "建议" in str(form.fields["indicator"].help_text)
    assert Task.objects.get().indicator == "weak_villages_rectified"


def test_all_tasks_of_a_year_are_bound_in_one_form(manager, city):
    weak, other = (
        make_task(city, title="整顿软弱涣散村党组织"),
        make_task(city, title="另一项", indicator="secretaries_filed"),
    )
    url = f"{reverse('tasks:bindings')}?year=2026"
    form = manager.get(url).context["form"]

    manager.post(url, {f"task{weak.pk}": form[f"task{weak.pk}"].value(), f"task{other.pk}": ""})

    assert dict(Task.objects.values_list("title", "indicator")) == {
        "整顿软弱涣散村党组织": "weak_villages_rectified",
        "另一项": "",
    }


def test_ledgers_of_the_number_and_those_chosen_stand_before_the_others(manager, city):
    make_task(city, number="2.1", ledgers=["grid"])

    (row,) = manager.get(f"{reverse('tasks:bindings')}?year=2026").context["rows"]

    near = {box.data["value"] for box in row["near"]}
    others = {box.data["value"] for boxes in row["areas"].values() for box in boxes}
    assert near == {ledger.key for ledger in all_ledgers() if ledger.item == "2.1"} | {"grid"}
    assert near | others == {ledger.key for ledger in all_ledgers()}
    assert len(others) == row["others"]


def test_indicators_of_the_number_are_offered_first(manager, city):
    task = make_task(city, number="2.1")

    form = manager.get(f"{reverse('tasks:bindings')}?year=2026").context["form"]

    labels = [label for label, options in form.fields[f"task{task.pk}"].choices if isinstance(options, list)]
    assert labels[0] == "本项任务（2.1）"
    assert not any("2.1" in label for label in labels[1:])


def test_year_page_says_how_many_reports_stay(manager, city, county):
    task = make_task(city)
    make_report(make_assignment(county, task), reviewed_on=date(2026, 1, 26), progress=20)

    page = manager.get(f"{reverse('tasks:bindings')}?year=2026").content.decode()

    assert "已有 1 份填报（系统写的 0 份），改动后都保留。" in page


def test_settings_of_the_year_lead_to_the_indicators_of_its_tasks(manager, city):
    assert f"{reverse('tasks:bindings')}?year=2026" in manager.get(reverse("years:year", args=[2026])).content.decode()


def test_unknown_indicator_is_refused(manager, city):
    task = make_task(city)

    response = manager.post(reverse("tasks:edit", args=[task.pk]), fields_of(task, indicator="nonsense"))

    assert "indicator" in response.context["form"].errors
    assert Task.objects.get().indicator == ""
