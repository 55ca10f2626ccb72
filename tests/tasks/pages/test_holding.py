"""The pages of a task that its issuer does itself (本级事项)."""

from datetime import date

import pytest
from django.urls import reverse

from tasks import actions
from tasks.models import Assignment
from tests.factories import make_user
from tests.tasks.directing import make_accepted
from tests.tasks.worlds import make_assignment, make_report, make_task

NOVEMBER = date(2026, 11, 1)
NEEDS_MANAGER = "本单位只有一名管理人员，需另设一名管理人员核实"


@pytest.fixture
def second(city):
    return make_user(city, "manager", name="洪山")


@pytest.fixture
def manager(as_user, people):
    return as_user(people.city_manager)


@pytest.fixture
def held(city):
    return make_assignment(city, make_task(city, number="1.9", title="举办专题研讨班", measure="milestone"))


def url(name, *args, **query):
    return reverse(f"tasks:{name}", args=args, query=query or None)


def text_of(client, name, *args, **query):
    return client.get(url(name, *args, **query)).content.decode()


# The form


def test_form_offers_the_deadline_of_the_task(manager, city):
    response = manager.get(url("hold", make_task(city).pk))

    assert response.context["form"]["due_on"].value() == date(2026, 12, 31)
    assert list(response.context["form"].fields) == ["due_on", "responsible"]


def test_form_asks_for_a_target_where_the_task_is_measured_by_quantity(manager, city):
    response = manager.get(url("hold", make_task(city, measure="quantity", unit="期").pk))

    assert "target" in response.context["form"].fields


def test_posted_form_gives_the_task_to_the_unit_and_opens_its_page(manager, city, today):
    task = make_task(city)

    response = manager.post(url("hold", task.pk), {"due_on": "2026-12-15", "responsible": "陈立"})

    assignment = Assignment.objects.get(task=task)
    assert response.url == url("assignment", assignment.pk)
    assert (assignment.organization, assignment.due_on, assignment.responsible) == (city, date(2026, 12, 15), "陈立")


def test_empty_deadline_leaves_the_task_without_one(manager, city):
    manager.post(url("hold", make_task(city).pk), {"due_on": ""})

    assert Assignment.objects.get().due_on is None


def test_form_keeps_what_was_typed_when_the_unit_already_holds_the_task(manager, held):
    response = manager.post(url("hold", held.task_id), {"due_on": "2026-12-15", "responsible": "陈立"})

    assert "“上饶市”已经承担这项任务" in response.content.decode()
    assert response.context["form"]["responsible"].value() == "陈立"
    assert Assignment.objects.count() == 1


def test_form_refuses_a_deadline_before_the_year_begins(manager, city):
    response = manager.post(url("hold", make_task(city).pk), {"due_on": "2025-12-31"})

    assert "完成期限不能早于起始日期 2026-01-01" in response.content.decode()
    assert not Assignment.objects.exists()


def test_form_says_when_a_second_manager_is_missing(manager, city, people):
    task = make_task(city)

    assert NEEDS_MANAGER in text_of(manager, "hold", task.pk)
    make_user(city, "manager")
    assert NEEDS_MANAGER not in text_of(manager, "hold", task.pk)


# The page of the task and the list of tasks


def test_button_is_shown_to_managers_of_the_issuer_until_it_holds_the_task(as_user, people, manager, county):
    task = make_task(people.city_manager.organization)
    make_assignment(county, task)
    address = url("hold", task.pk)

    assert address in text_of(manager, "detail", task.pk)
    assert address not in text_of(manager, "detail", task.pk, below=county.code)
    assert address not in text_of(as_user(people.city_viewer), "detail", task.pk)
    assert address not in text_of(as_user(people.county_manager), "detail", task.pk)
    actions.hold(task, by=people.city_manager, on=NOVEMBER)
    assert address not in text_of(manager, "detail", task.pk)


def test_task_page_names_the_issuer_beside_the_units_and_counts_only_the_units(manager, held, county):
    make_assignment(county, held.task)

    response = manager.get(url("detail", held.task_id))

    text = response.content.decode()
    assert "本级承担" in text
    assert url("assignment", held.pk) in text
    assert [row.line.unit.name for row in response.context["page"].object_list] == ["弋阳县"]
    assert (response.context["total"], response.context["rate"].denominator) == (1, 1)


def test_task_page_says_that_nobody_else_holds_the_task(manager, held):
    assert "上饶市本级承担这项任务，没有往下分解" in text_of(manager, "detail", held.task_id)


def test_units_below_do_not_see_the_line_of_the_issuer(as_user, people, held, county):
    make_assignment(county, held.task)

    assert url("assignment", held.pk) not in text_of(as_user(people.county_manager), "detail", held.task_id)


def test_level_above_sees_the_line_of_a_county_that_holds_its_own_task(manager, county, township):
    held = make_assignment(county, make_task(county))

    response = manager.get(url("detail", held.task_id))

    assert url("assignment", held.pk) in response.content.decode()
    assert response.context["total"] == 0


def test_withdrawn_line_is_still_there_on_an_earlier_day(manager, held):
    actions.withdraw(held, by=None, on=date(2026, 11, 10), reason="不再举办。")

    assert 'id="held"' in text_of(manager, "detail", held.task_id, on="2026-11-09")
    assert 'id="held"' not in text_of(manager, "detail", held.task_id, on="2026-11-10")


def test_list_marks_the_task_and_counts_no_unit(manager, held):
    response = manager.get(url("list"))

    [row] = response.context["page"].object_list
    assert (row["count"], row["is_held"], row["rate"]) == (0, True, None)
    assert "本级承担" in response.content.decode()
    assert "未下达" not in response.content.decode()


# Reports


def test_page_for_changing_offers_no_other_unit(manager, held, people):
    text = text_of(manager, "assignment_edit", held.pk)

    assert url("assignment_withdraw", held.pk) in text
    assert url("assignment_reassign", held.pk) not in text
    assert manager.get(url("assignment_reassign", held.pk)).status_code == 403


def test_form_for_changing_asks_no_reason_about_the_sum_of_targets(manager, city):
    assignment = make_assignment(city, make_task(city, measure="quantity", unit="期", target=20))

    fields = manager.get(url("assignment_edit", assignment.pk)).context["form"].fields

    assert "target" in fields
    assert "override_reason" not in fields


def test_page_for_withdrawing_says_that_the_units_below_keep_the_task(manager, held):
    assert "已经下达给下级的不受影响" in text_of(manager, "assignment_withdraw", held.pk)


def test_withdrawing_undoes_it(manager, held):
    manager.post(url("assignment_withdraw", held.pk), {"reason": "不再举办。"})

    assert url("hold", held.task_id) in text_of(manager, "detail", held.task_id)


def test_completion_is_offered_to_the_manager_who_did_not_report(as_user, manager, held, people, second, today):
    make_report(held, NOVEMBER, submitted_on=today, progress=90, submitted_by=second)
    address = url("assignment_finish", held.pk)

    assert address in text_of(manager, "assignment_edit", held.pk)
    assert address not in text_of(as_user(second), "assignment_edit", held.pk)
    assert as_user(second).get(address).status_code == 403


def test_submitting_says_that_another_manager_verifies(manager, held, second):
    draft = {"version": 0, "progress": "50", "done": "课程已定。", "do": "submit"}

    response = manager.post(url("report", held.pk, NOVEMBER), draft, follow=True)

    assert "等待本单位另一名管理人员核实" in response.content.decode()


def test_report_page_offers_the_answer_to_the_second_manager_only(as_user, manager, held, people, second, today):
    report = make_report(held, NOVEMBER, submitted_on=today, progress=50, submitted_by=people.city_manager)

    assert manager.get(url("report_read", report.pk)).context["may_answer"] is False
    assert as_user(second).get(url("report_read", report.pk)).context["may_answer"] is True


def test_report_page_says_when_a_second_manager_is_missing(manager, held, people, today):
    report = make_report(held, NOVEMBER, submitted_on=today, progress=50, submitted_by=people.city_manager)

    assert NEEDS_MANAGER in text_of(manager, "report_read", report.pk)
    assert NEEDS_MANAGER in text_of(manager, "assignment", held.pk)


def test_account_out_of_use_is_no_second_manager(manager, held, people, second, today):
    second.is_active = False
    second.save()

    assert NEEDS_MANAGER in text_of(manager, "assignment", held.pk)


def test_page_of_work_from_above_never_asks_for_a_second_manager(as_user, people, county):
    assignment = make_assignment(county)

    assert NEEDS_MANAGER not in text_of(as_user(people.county_manager), "assignment", assignment.pk)


def test_extension_page_asks_the_second_manager(as_user, manager, held, people, second, today):
    request = actions.request_extension(
        held, by=people.city_manager, on=today, new_due=date(2027, 1, 31), reason="授课教师时间调整。"
    )

    own = manager.get(url("extension", request.pk))
    assert own.context["may_decide"] is False
    assert "等待本单位另一名管理人员审批" in own.content.decode()
    assert as_user(second).get(url("extension", request.pk)).context["may_decide"] is True


# Lists of work


def titles(client):
    return [entry.title for entry in client.get(reverse("notices:todo")).context["page"].object_list]


def test_unit_finds_the_report_that_is_due_in_its_list_of_work(manager, held):
    assert titles(manager) == ["填报 11 月进展：1.9 举办专题研讨班"]


def test_second_manager_finds_the_submitted_report_in_the_list_of_work(as_user, manager, held, people, second, today):
    make_report(held, NOVEMBER, submitted_on=today, progress=50, submitted_by=people.city_manager)

    assert titles(as_user(second)) == ["核实上饶市：1.9 举办专题研讨班"]
    assert titles(manager) == []


def test_second_manager_verifies_several_reports_at_once(as_user, held, people, second, today):
    report = make_report(held, NOVEMBER, submitted_on=today, progress=50, submitted_by=people.city_manager)

    as_user(second).post(url("review_many"), {"row": [report.pk], "do": "confirm", "sure": "1"})

    report.refresh_from_db()
    assert report.reviewer == second


def test_level_above_does_not_miss_the_report_of_a_countys_own_task(manager, county):
    make_assignment(county, make_task(county))

    response = manager.get(url("missing", period="2026-11"))

    assert (response.context["total"], response.context["owing"]) == (0, 0)


def test_page_after_handing_down_shows_which_task_the_issuer_does_itself(manager, city, people):
    directive = make_accepted(city)
    task = directive.tasks.first()
    waiting = manager.get(url("directive_done", directive.pk)).context["waiting"]
    make_assignment(city, task, due_on=date(2026, 12, 31))

    response = manager.get(url("directive_done", directive.pk))

    assert (response.context["waiting"], response.context["total"]) == (waiting - 1, 0)
    assert "本级承担" in response.content.decode()
