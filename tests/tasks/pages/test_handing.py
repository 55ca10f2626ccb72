"""The pages that hand a task down to units and change the assignments afterwards."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tasks.models import Area, Assignment, DueChange, Task
from tests.factories import make_organization
from tests.tasks.worlds import make_assignment, make_task


@pytest.fixture
def manager(as_user, people):
    return as_user(people.city_manager)


@pytest.fixture
def task(city):
    return make_task(city, number="2.1", measure="quantity", unit="村", target=31)


def url(name, *args):
    return reverse(f"tasks:{name}", args=args)


def terms(client, task, units, **changes):
    """The values of the second page, shown after ``units`` were ticked, with ``changes`` to them."""
    given = {"step": "units", "selection": "chosen", "units": [unit.pk for unit in units]}
    form = client.post(url("hand_down", task.pk), given).context["form"]
    data = {"step": "terms", "do": "check", "unit": [unit.pk for unit in units]}
    for field in form:
        if field.value() not in (None, "", []):
            data[field.html_name] = field.value()
    return data | changes


def shares(counts):
    return {f"share{unit.pk}": count for unit, count in counts.items()}


def test_selection_all_means_every_county_without_the_task(manager, task, city, county, other_county):
    make_assignment(county, task, target=11)

    response = manager.post(url("hand_down", task.pk), {"step": "units", "selection": "all"})

    assert [unit.name for unit in response.context["form"].units] == ["横峰县"]
    assert "尚未分配 20 村" in response.content.decode()


def test_selection_with_streets_means_counties_with_streets(manager, task, county, other_county):
    make_organization("弋江街道", parent=county, kind="街道")

    response = manager.post(url("hand_down", task.pk), {"step": "units", "selection": "with_streets"})

    assert [unit.name for unit in response.context["form"].units] == ["弋阳县"]


@pytest.mark.parametrize(
    ("title", "suggested"), [("推动街道管理体制改革", "streets"), ("整顿乡镇党委", "towns"), ("整顿软弱涣散村", "all")]
)
def test_county_is_offered_streets_or_towns_by_the_title_of_the_task(as_user, people, city, county, title, suggested):
    own = make_assignment(county, make_task(city, title=title))

    form = as_user(people.county_manager).get(url("hand_down", own.task.pk)).context["form"]

    assert [value for value, _label in form.fields["selection"].choices] == ["all", "streets", "towns", "chosen"]
    assert form.initial["selection"] == suggested


@pytest.mark.parametrize(("selection", "names"), [("streets", ["弋江街道"]), ("towns", ["漆工镇"])])
def test_county_hands_down_to_streets_or_towns_only(as_user, people, city, county, township, selection, names):
    make_organization("弋江街道", parent=county, kind="街道")
    own = make_assignment(county, make_task(city))
    data = {"step": "units", "selection": selection}

    response = as_user(people.county_manager).post(url("hand_down", own.task.pk), data)

    assert [unit.name for unit in response.context["form"].units] == names


def test_confirmation_names_the_department_of_the_task_when_the_county_chooses_none(
    as_user, people, city, county, township
):
    office = make_organization("组织部", parent=city, kind="部门", level="city")
    own = make_assignment(county, make_task(city, lead=office))
    client = as_user(people.county_manager)

    page = client.post(url("hand_down", own.task.pk), terms(client, own.task, [township])).content.decode()

    assert "<dt>牵头部门</dt><dd>组织部</dd>" in page


def test_selection_chosen_without_a_tick_is_refused(manager, task, county):
    response = manager.post(url("hand_down", task.pk), {"step": "units", "selection": "chosen"})

    assert "请至少勾选一个单位" in response.content.decode()


def test_units_further_down_are_found_by_pinyin_initials(manager, task, township):
    response = manager.get(url("hand_down", task.pk), {"q": "qgz"})

    assert "漆工镇" in response.content.decode()


@pytest.mark.parametrize(("do", "expected"), [("villages", ["31", "0"]), ("even", ["16", "15"])])
def test_targets_are_suggested_without_a_script(manager, task, county, other_county, village, do, expected):
    data = terms(manager, task, [county, other_county], do=do)

    form = manager.post(url("hand_down", task.pk), data).context["form"]

    assert [field.value() for _unit, field in form.rows] == expected
    assert not Assignment.objects.exists()


def test_sums_that_do_not_fit_are_refused_with_the_difference_and_kept(manager, task, county, other_county):
    data = terms(manager, task, [county, other_county], **shares({county: "20", other_county: "10"}))

    text = manager.post(url("hand_down", task.pk), data).content.decode()

    assert "比上级目标 31村 少 1村" in text
    assert 'value="20"' in text
    assert not Assignment.objects.exists()


def test_sum_may_differ_with_a_reason_and_the_confirmation_page_stores_nothing(manager, task, county, other_county):
    data = terms(manager, task, [county, other_county], **shares({county: "20", other_county: "10"}))

    text = manager.post(url("hand_down", task.pk), data | {"override_reason": "一个村另行确定。"}).content.decode()

    assert "确认下达" in text
    assert "一个村另行确定。" in text
    assert not Assignment.objects.exists()


def test_confirmed_task_is_assigned_to_its_units(manager, task, city, county, other_county):
    department = make_organization("民政局", parent=city, kind="部门")
    data = terms(manager, task, [county, other_county], **shares({county: "20", other_county: "11"}))
    data |= {"due_on": "2026-11-30", "responsible": "何苗", "supporting": [department.pk], "lead": department.pk}

    response = manager.post(url("hand_down", task.pk), data | {"step": "confirm", "do": "confirm"}, follow=True)

    assert "下达给 2 个单位" in response.content.decode()
    made = Assignment.objects.get(organization=county)
    assert (made.target, made.due_on, made.responsible, made.lead) == (20, date(2026, 11, 30), "何苗", department)
    assert list(made.supporting.all()) == [department]


def test_going_back_from_the_confirmation_page_keeps_what_was_typed(manager, task, county, other_county):
    data = terms(manager, task, [county, other_county], **shares({county: "20", other_county: "11"}))

    text = manager.post(url("hand_down", task.pk), data | {"step": "confirm", "do": "back"}).content.decode()

    assert 'value="20"' in text
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"due_on": "2026-01-01"}, "完成期限不能早于起始日期"),
        ({"due_on": "年底"}, "不是日期"),
        ({"weight": "-1"}, "权重"),
        ({"weight": ""}, "权重"),
        ({"starts_on": ""}, "起始日期"),
    ],
)
def test_invalid_terms_are_explained(manager, task, county, changes, message):
    data = terms(manager, task, [county], **shares({county: "31"}), **changes)

    text = manager.post(url("hand_down", task.pk), data).content.decode()

    assert message in text
    assert "确认之前没有写入任何数据" not in text


def test_county_cascades_to_its_townships_but_not_to_others(as_user, people, task, county, other_county, township):
    make_assignment(county, task, target=11)
    client = as_user(people.county_manager)
    outside = make_organization("岑阳镇", parent=other_county)

    response = client.post(url("hand_down", task.pk), {"step": "units", "selection": "all"})
    refused = client.post(url("hand_down", task.pk), {"step": "units", "selection": "chosen", "units": [outside.pk]})
    hidden = client.post(url("hand_down", task.pk), {"step": "terms", "do": "check", "unit": [outside.pk]})

    assert [unit.name for unit in response.context["form"].units] == ["漆工镇"]
    assert "units" in refused.context["form"].errors
    assert hidden.status_code == 302
    assert "上级目标 11 村" in response.content.decode()


def test_county_that_does_not_have_the_task_is_refused(as_user, people, task, township):
    assert as_user(people.county_manager).get(url("hand_down", task.pk)).status_code == 403


# Afterwards


@pytest.fixture
def assignment(task, county, other_county):
    make_assignment(other_county, task, target=20)
    return make_assignment(county, task, target=11)


def changed(client, assignment, **changes):
    form = client.get(url("assignment_edit", assignment.pk)).context["form"]
    data = {field.html_name: field.value() for field in form if field.value() not in (None, "", [])}
    return client.post(url("assignment_edit", assignment.pk), data | changes)


def test_assignment_is_changed_and_the_old_deadline_stays_in_the_record(manager, assignment):
    changed(manager, assignment, due_on="2026-10-31", reason="提前验收。", responsible="何苗")

    assignment.refresh_from_db()
    change = DueChange.objects.get()
    assert (assignment.due_on, assignment.responsible) == (date(2026, 10, 31), "何苗")
    assert (change.old_due, change.new_due, change.reason) == (date(2026, 12, 31), date(2026, 10, 31), "提前验收。")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"due_on": "2026-10-31"}, "请写明变更期限的理由"),
        ({"target": "10"}, "少 1村"),
        ({"target": "十"}, "目标"),
    ],
)
def test_change_that_breaks_a_rule_is_explained_and_not_stored(manager, assignment, changes, message):
    text = changed(manager, assignment, **changes).content.decode()

    assignment.refresh_from_db()
    assert message in text
    assert (assignment.due_on, assignment.target) == (date(2026, 12, 31), Decimal(11))


def test_form_sent_without_changes_changes_nothing(manager, assignment):
    changed(manager, assignment)

    assert not DueChange.objects.exists()


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("assignment_withdraw", "withdrawn_on", date(2026, 11, 23)),
        ("assignment_not_applicable", "not_applicable_on", date(2026, 11, 23)),
        ("assignment_finish", "finished_on", date(2026, 11, 23)),
    ],
)
def test_dangerous_step_says_what_will_happen_and_needs_a_reason(manager, assignment, name, field, value):
    page = manager.get(url(name, assignment.pk)).content.decode()
    manager.post(url(name, assignment.pk), {"reason": ""})
    assignment.refresh_from_db()
    before = getattr(assignment, field)

    manager.post(url(name, assignment.pk), {"reason": "区划调整。"})

    assignment.refresh_from_db()
    assert "确认后将会" in page
    assert (before, getattr(assignment, field)) == (None, value)


def test_not_applicable_can_be_taken_back(manager, assignment):
    manager.post(url("assignment_not_applicable", assignment.pk), {"reason": "没有这类村。"})

    manager.post(url("assignment_applicable", assignment.pk), {"reason": "重新核定。"})

    assignment.refresh_from_db()
    assert assignment.not_applicable_on is None


def test_reassigned_task_belongs_to_the_other_unit(manager, assignment, city):
    third = make_organization("德兴市", parent=city)

    manager.post(url("assignment_reassign", assignment.pk), {"to": third.pk, "reason": "职责调整。"})

    new = Assignment.objects.get(organization=third)
    assert (new.replaces, new.target) == (assignment, 11)


def test_unit_that_has_the_task_is_not_offered_for_reassignment(manager, assignment, other_county):
    response = manager.post(url("assignment_reassign", assignment.pk), {"to": other_county.pk, "reason": "职责调整。"})

    assert "to" in response.context["form"].errors


# Tasks by hand


NEW = {
    "area": "new",
    "new_area": "基础保障",
    "number": "5.1",
    "title": "村级组织运转经费保障",
    "recurrence": "one_off",
    "period": "month",
    "measure": "percent",
    "deadline": "2026-12-31",
}


def test_task_is_created_by_hand_with_a_new_area(manager, city):
    manager.post(url("create"), NEW)

    task = Task.objects.get()
    assert (task.number, task.area.name, task.deadline_label) == ("5.1", "基础保障", "set")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"new_area": ""}, "请写新领域的简称"),
        ({"title": ""}, "任务名称"),
        ({"measure": "quantity"}, "要写明单位"),
        ({"deadline": "2026-06-31"}, "不是日期"),
        ({"number": "2.1"}, "2.1"),
    ],
)
def test_invalid_task_is_not_stored_and_its_text_is_kept(manager, city, task, changes, message):
    response = manager.post(url("create"), NEW | {"text": "要保障运转经费。"} | changes)

    text = response.content.decode()
    assert message in text
    assert "要保障运转经费。" in text
    assert Task.objects.count() == 1
    assert Area.objects.count() == 1


def test_task_saved_without_changes_keeps_the_label_of_its_deadline(manager, task):
    form = manager.get(url("edit", task.pk)).context["form"]
    data = {field.html_name: field.value() for field in form if field.value() not in (None, "", False, [])}

    manager.post(url("edit", task.pk), data | {"short_title": "整顿提升"})

    task.refresh_from_db()
    assert (task.label, task.deadline_label, task.target) == ("整顿提升", "derived", 31)
