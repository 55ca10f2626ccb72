"""The list of the tasks of a year, and the page of one task with all its units."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from notices.models import Reminder
from tests.dashboards.test_pages import text_of
from tests.factories import make_organization
from tests.tasks.directing import make_accepted
from tests.tasks.worlds import make_assignment, make_report, make_task


def page(client, name, *args, **query):
    return client.get(reverse(f"tasks:{name}", args=args, query=query or None))


def numbers(response):
    return [row["task"].number for row in response.context["page"].object_list]


def units(response):
    return [row.line.unit.name for row in response.context["page"].object_list]


@pytest.fixture
def manager(as_user, people):
    return as_user(people.city_manager)


@pytest.fixture
def task(city, county, other_county):
    task = make_task(city, number="2.1", measure="quantity", unit="村", target=20)
    first = make_assignment(county, task, target=10)
    make_report(first, date(2026, 10, 1), reviewed_on=date(2026, 10, 26), value=4, progress=40)
    make_assignment(other_county, task, target=10, due_on=date(2026, 11, 1))
    return task


# The list


def test_list_shows_every_task_with_the_states_of_its_units_and_its_rate(manager, task):
    [row] = page(manager, "list").context["page"].object_list

    assert row["count"] == 2
    assert {tag["state"]: tag["count"] for tag in row["tags"]} == {"overdue": 1, "behind": 1}
    assert (row["rate"].numerator, row["rate"].denominator) == (4, 20)


def test_list_shows_the_source_of_every_deadline(manager, city):
    make_task(city, deadline=None, deadline_label="")
    make_task(city, deadline_label="stated")

    text = page(manager, "list").content.decode()

    assert "尚无期限" in text
    assert "原文" in text


def test_list_shows_only_tasks_of_the_year_assigned_in_the_subtree(as_user, people, city, county, other_county):
    make_task(city, number="1.1")
    make_task(city, number="1.1", year=2025)
    make_task(county, number="9.1")
    make_task(other_county, number="9.2")

    assert numbers(page(as_user(people.county_editor), "list", others="on")) == ["1.1", "9.1"]
    assert numbers(page(as_user(people.city_viewer), "list")) == ["1.1"]


def test_list_leaves_out_tasks_of_above_that_were_not_handed_to_the_unit(as_user, people, city, county, township):
    mine, below, other = (make_task(city, number=number) for number in ("1.1", "1.2", "1.3"))
    make_assignment(county, mine)
    make_assignment(township, below)
    editor = as_user(people.county_editor)

    assert numbers(page(editor, "list")) == ["1.1", "1.2"]
    assert numbers(page(editor, "list", others="on")) == ["1.1", "1.2", other.number]
    assert "包括没有分解到本单位的任务" in page(editor, "list").content.decode()
    assert "包括没有分解到本单位的任务" not in page(as_user(people.city_viewer), "list").content.decode()


def test_township_without_tasks_is_told_that_those_of_above_were_not_handed_to_it(as_user, people, city):
    make_task(city)

    text = page(as_user(people.township_editor), "list").content.decode()

    assert "还没有任务分解到本单位" in text
    assert "上级部署了 1 项任务" in text


def test_county_sees_its_own_deadline_state_and_progress_first(as_user, people, city, county, township):
    task = make_task(city, number="1.2")
    own = make_assignment(county, task, due_on=date(2026, 11, 8))
    make_report(own, date(2026, 10, 1), reviewed_on=date(2026, 10, 26), progress=97)
    make_assignment(township, task, parent=own)

    response = page(as_user(people.county_editor), "list")

    [row] = response.context["page"].object_list
    assert (row["due_on"], row["share"], row["own_tag"]["label"]) == (date(2026, 11, 8), 97, "逾期 15 天")
    assert row["url"] == reverse("tasks:assignment", args=[own.pk])
    text = text_of(response).replace(" ", "")
    assert "上饶市定2026-12-31（推算）" in text
    assert "弋阳县承担1项任务：已办结0项、滞后0项、逾期1项。" in text


def test_number_of_finished_units_is_no_percentage_and_opens_them(manager, city, county, other_county):
    task = make_task(city)
    done, _running = make_assignment(county, task), make_assignment(other_county, task)
    type(done).objects.filter(pk=done.pk).update(finished_on=date(2026, 11, 1), completed_on=date(2026, 11, 1))

    response = page(manager, "list")

    [row] = response.context["page"].object_list
    assert row["share"] is None
    assert (row["rate"].numerator, row["rate"].denominator, row["rate"].unit) == (1, 2, "个单位已办结")
    assert "50%" not in response.content.decode()
    assert units(page(manager, "detail", task.pk, state="done")) == ["弋阳县"]


def test_list_of_a_past_day_shows_the_year_of_that_day(manager, city):
    make_task(city, number="5.5", year=2025)

    response = page(manager, "list", on="2025-06-30")

    assert numbers(response) == ["5.5"]
    assert "现在显示 2025-06-30 当天的情况" in response.content.decode()


@pytest.mark.parametrize(
    ("on", "sentence"),
    [("昨天", "“昨天”不是日期"), ("2026-11-24", "只能查看今天或以前的日期"), ("2026-13-45", "“2026-13-45”不是日期")],
)
def test_impossible_day_shows_today(manager, task, on, sentence):
    response = page(manager, "list", on=on)

    assert sentence in response.content.decode()
    assert response.context["as_of"] == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["2.1", "3.1"]),
        ({"state": "overdue"}, ["2.1"]),
        ({"q": "街道"}, ["3.1"]),
        ({"q": "2.1"}, ["2.1"]),
        ({"sort": "-rate"}, ["2.1", "3.1"]),
        ({"q": "没有这样的任务"}, []),
    ],
)
def test_list_is_filtered_and_sorted_by_its_address(manager, city, task, query, expected):
    make_task(city, number="3.1", title="街道管理体制改革")

    assert numbers(page(manager, "list", **query)) == expected


def test_list_is_filtered_by_department_and_area(manager, city, task):
    department = make_organization("民政局", parent=city, kind="部门")
    led, supported = make_task(city, number="3.1", lead=department), make_task(city, number="3.2")
    supported.supporting.add(department)

    assert numbers(page(manager, "list", department=department.pk)) == ["3.1", "3.2"]
    assert numbers(page(manager, "list", area=led.area_id + 1)) == []


@pytest.mark.parametrize(("who", "invited"), [("city_manager", True), ("city_viewer", False), ("county_editor", False)])
def test_empty_year_leads_managers_to_the_upload(as_user, people, who, invited):
    text = page(as_user(getattr(people, who)), "list").content.decode()

    assert "这一年度还没有任务" in text
    assert (reverse("tasks:directive_create") in text) is invited


def test_list_is_exported_as_a_table_and_the_export_is_recorded(manager, task):
    response = page(manager, "list_export", format="csv")
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))

    assert rows[1][1:7] == ["2.1", "整顿软弱涣散村党组织", "", "", "上饶市", "2026-12-31"]
    assert rows[1][-4:] == ["4", "20", "村", "0.2"]
    assert "重点任务" in AuditEntry.objects.get(action="data.exported").note


# One task


def test_task_shows_its_units_with_state_figures_and_their_report(manager, task):
    response = page(manager, "detail", task.pk)

    text = response.content.decode()
    assert units(response) == ["弋阳县", "横峰县"]
    assert "逾期 22 天" in text
    assert "4 / 10" in text
    assert "2026-10" in text


def test_task_shows_the_sentence_it_comes_from_and_its_document(as_user, people, county):
    directive = make_accepted(county)
    task = directive.tasks.get(number="1.1")

    text = page(as_user(people.county_manager), "detail", task.pk).content.decode()

    assert "各乡镇要在6月底前完成轮训" in text
    assert directive.title in text
    assert "查看这一项的全文" in text


def test_task_of_a_past_day_is_shown_as_it_was(manager, task):
    response = page(manager, "detail", task.pk, on="2026-10-31")

    assert [str(row.line.state) for row in response.context["page"].object_list] == ["behind", "due_soon"]
    assert "on=2026-10-31" in response.content.decode()


def test_task_of_a_past_year_is_shown_as_of_the_end_of_the_year(manager, city, county):
    task = make_task(city, year=2025)
    make_assignment(county, task, due_on=date(2025, 12, 31))

    response = page(manager, "detail", task.pk)

    assert response.context["as_of"] == date(2025, 12, 31)
    assert [str(row.line.state) for row in response.context["page"].object_list] == ["due_soon"]


def test_task_can_be_opened_for_the_units_below_a_unit(manager, task, county, township):
    make_assignment(township, task, parent=task.assignments.get(organization=county), target=10)

    top, below = page(manager, "detail", task.pk), page(manager, "detail", task.pk, below=county.code)

    assert f"below={county.code}" in top.content.decode()
    assert units(below) == ["漆工镇"]


def test_task_cannot_be_opened_for_units_outside_the_scope(as_user, people, task, other_county):
    assert page(as_user(people.county_manager), "detail", task.pk, below=other_county.code).status_code == 404


def test_county_sees_its_own_figures_when_nothing_is_cascaded(as_user, people, task):
    assert units(page(as_user(people.county_editor), "detail", task.pk)) == ["弋阳县"]


def test_page_offers_changes_only_to_users_who_may_make_them(as_user, people, task):
    offers = {
        who: [
            name
            for name in ("edit", "hand_down", "remind")
            if reverse(f"tasks:{name}", args=[task.pk]) + '"' in text.replace("?", '"')
        ]
        for who in ("city_manager", "city_viewer", "county_manager", "county_editor")
        if (text := page(as_user(getattr(people, who)), "detail", task.pk).content.decode())
    }

    assert offers["city_manager"] == ["edit", "hand_down", "remind"]
    assert offers["county_manager"][:1] == ["hand_down"]
    assert "hand_down" not in offers["city_viewer"] + offers["county_editor"]


def test_urgent_units_are_reminded_in_one_step(manager, task, other_county):
    response = manager.post(
        reverse("tasks:remind", args=[task.pk]), {"do": "pressing", "note": "请抓紧。"}, follow=True
    )

    assert "已向 2 个单位发出催办" in response.content.decode()
    assert Reminder.objects.count() == 2


def test_unit_is_not_reminded_twice_a_day(manager, task, county):
    row = task.assignments.get(organization=county).pk
    url = reverse("tasks:remind", args=[task.pk])

    manager.post(url, {"do": "chosen", "row": row})
    response = manager.post(url, {"do": "chosen", "row": row}, follow=True)

    assert "今天已经催办过" in response.content.decode()
    assert Reminder.objects.count() == 1


def test_units_with_a_settled_assignment_are_not_reminded(manager, task, county):
    done = task.assignments.get(organization=county)
    type(done).objects.filter(pk=done.pk).update(finished_on=date(2026, 11, 1), completed_on=date(2026, 11, 1))

    response = manager.post(reverse("tasks:remind", args=[task.pk]), {"do": "chosen", "row": done.pk}, follow=True)

    assert "没有需要催办的单位" in response.content.decode()


def test_task_is_exported_with_bands_and_the_export_is_recorded(manager, task):
    response = page(manager, "detail_export", task.pk, format="csv")
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))

    assert rows[0][-2:] == ["所在档次", "与中位数相差（百分点）"]
    assert [row[0] for row in rows[1:]] == ["弋阳县", "横峰县"]
    assert AuditEntry.objects.filter(action="data.exported").count() == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "YY"}, ["弋阳县"]),
        ({"q": "横"}, ["横峰县"]),
        ({"state": "overdue"}, ["广丰区"]),
        ({"state": "no-such"}, ["弋阳县", "横峰县", "广丰区"]),
        ({"sort": "progress"}, ["广丰区", "横峰县", "弋阳县"]),
        ({"sort": "-progress"}, ["弋阳县", "横峰县", "广丰区"]),
        ({"sort": "state"}, ["广丰区", "横峰县", "弋阳县"]),
        ({"sort": "nonsense"}, ["弋阳县", "横峰县", "广丰区"]),
    ],
)
def test_units_of_a_task_can_be_searched_and_sorted(manager, city, county, other_county, query, expected):
    task = make_task(city)
    for unit, progress in [(county, 95), (other_county, 60)]:
        made = make_assignment(unit, task)
        make_report(made, date(2026, 10, 1), reviewed_on=date(2026, 10, 26), progress=progress)
    late = make_assignment(make_organization("广丰区", parent=city), task, due_on=date(2026, 11, 1))
    make_report(late, date(2026, 10, 1), reviewed_on=date(2026, 10, 26), progress=50)

    assert units(page(manager, "detail", task.pk, **query)) == expected


def test_task_page_of_a_county_names_whose_deadline_and_target_each_is(as_user, people, task, county):
    task.assignments.filter(organization=county).update(due_on=date(2026, 11, 8), target=8)

    text = text_of(page(as_user(people.county_manager), "detail", task.pk)).replace(" ", "")

    assert "弋阳县期限2026-11-08" in text
    assert "弋阳县目标8村" in text
    assert "上饶市目标20村" in text
    assert "上饶市定2026-12-31" in text


def test_row_says_when_a_unit_began_after_the_others(manager, city, county, other_county):
    task = make_task(city)
    make_assignment(county, task)
    make_assignment(other_county, task, starts_on=date(2026, 11, 20))

    text = page(manager, "detail", task.pk).content.decode()

    assert text.count("起算") == 1
    assert "自 2026-11-20 起算" in text


def test_unit_that_reported_nothing_done_has_reported(manager, city, county):
    task = make_task(city)
    made = make_assignment(county, task, starts_on=date(2026, 11, 20))
    make_report(made, date(2026, 11, 1), reviewed_on=date(2026, 11, 22), progress=0)

    assert "未启动（已报 0）" in page(manager, "detail", task.pk).content.decode()
