"""The page of an assignment, today and on any past day."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from tasks import actions
from tests.tasks.worlds import make_assignment, make_report, make_task

SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def assignment(county, city):
    return make_assignment(county, make_task(city, number="2.1"), due_on=date(2026, 10, 31))


@pytest.fixture
def manager(as_user, people):
    return as_user(people.city_manager)


def url(assignment, on=""):
    return reverse("tasks:assignment", args=[assignment.pk]) + (f"?on={on}" if on else "")


def test_sentence_says_how_many_days_the_task_is_overdue(manager, assignment):
    page = manager.get(url(assignment)).content.decode()

    assert '应于 <time datetime="2026-10-31">2026-10-31</time> 办结，已逾期 <strong class="late">23</strong> 天' in page


@pytest.mark.parametrize(("on", "progress"), [("2026-09-25", None), ("2026-09-26", 40), ("2026-10-27", 60)])
def test_past_day_shows_the_reports_confirmed_by_then(manager, assignment, on, progress):
    make_report(
        assignment, date(2026, 9, 1), submitted_on=date(2026, 9, 24), reviewed_on=date(2026, 9, 26), progress=40
    )
    make_report(assignment, date(2026, 10, 1), reviewed_on=date(2026, 10, 27), progress=60)

    context = manager.get(url(assignment, on)).context

    assert context["status"].progress == progress


def test_report_that_was_waiting_on_a_past_day_is_shown_as_waiting(manager, assignment):
    make_report(
        assignment, date(2026, 9, 1), submitted_on=date(2026, 9, 24), reviewed_on=date(2026, 9, 26), progress=40
    )

    shown = {}
    for on in ("2026-09-23", "2026-09-24", "2026-09-25", "2026-09-26"):
        shown[on] = manager.get(url(assignment, on)).context["reports"][0]["tag"]["label"]

    assert shown == {"2026-09-23": "未报", "2026-09-24": "待核实", "2026-09-25": "待核实", "2026-09-26": "已核实"}


@pytest.mark.parametrize("on", ["2026-13-01", "x", "2026-11-24", "9999-99-99"])
def test_impossible_or_future_day_shows_today_and_says_so(manager, assignment, on, today):
    page = manager.get(url(assignment, on))

    assert page.context["as_of"] == today
    assert page.context["day"].problem


def test_timeline_lists_reminders_extensions_and_moved_deadlines(manager, assignment, people, today):
    actions.remind([assignment], by=people.city_manager, on=today, note="请抓紧。")
    actions.change_assignment(
        assignment, by=people.city_manager, on=today, due_on=date(2026, 12, 31), reason="汛期推迟。"
    )

    told = [(each.text, each.note) for each in manager.get(url(assignment)).context["happenings"]]

    assert told == [
        ("期限由 2026-10-31 改为 2026-12-31", "陈立：汛期推迟。"),
        ("催办", "陈立：请抓紧。"),
        ("签收", ""),
        ("交办", "上饶市"),
    ]


def test_timeline_of_a_past_day_ends_with_that_day(manager, assignment, people, today):
    actions.remind([assignment], by=people.city_manager, on=today)

    happenings = manager.get(url(assignment, "2026-11-22")).context["happenings"]

    assert [each.text for each in happenings] == ["签收", "交办"]


def test_units_below_are_listed_with_their_status(manager, assignment, township):
    below = make_assignment(township, assignment.task, parent=assignment, due_on=assignment.due_on)
    make_report(below, date(2026, 10, 1), reviewed_on=date(2026, 10, 27), progress=Decimal(80))

    rows = manager.get(url(assignment)).context["children"]

    assert [(row["assignment"], row["status"].progress) for row in rows] == [(below, 80)]


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("city_manager", False), ("city_viewer", False), ("county_editor", True), ("county_manager", True)],
)
def test_only_the_unit_itself_sees_the_button_for_the_report_form(as_user, people, assignment, who, allowed):
    page = as_user(getattr(people, who)).get(url(assignment)).content.decode()

    assert ("填报 11 月进展" in page) is allowed


def test_draft_of_the_unit_is_not_shown_to_the_level_above(manager, as_user, people, assignment, today):
    actions.save_draft(assignment, date(2026, 11, 1), by=people.county_editor, on=today, version=0, done="草拟。")

    assert "草拟。" in as_user(people.county_editor).get(url(assignment)).content.decode()
    assert "草拟。" not in manager.get(url(assignment)).content.decode()


def test_export_of_the_reports_is_recorded(manager, assignment):
    make_report(assignment, date(2026, 10, 1), reviewed_on=date(2026, 10, 27), progress=60)

    response = manager.get(reverse("tasks:assignment_export", args=[assignment.pk]))

    assert response.status_code == 200
    assert "共 1 行" in AuditEntry.objects.get(action="data.exported").note


def test_finished_task_asks_for_no_more_reports(manager, county, city):
    assignment = make_assignment(county, make_task(city), finished_on=date(2026, 3, 20), completed_on=date(2026, 3, 20))

    rows = manager.get(url(assignment)).context["reports"]

    assert [row["period"].start.month for row in rows] == [3, 2, 1]


def test_key_figures_open_the_names_behind_them_and_say_from_which_day_the_time_runs(as_user, people, city, county):
    task = make_task(city, measure="quantity", unit="个村", indicator="weak_villages_rectified", number="2.1")
    made = make_assignment(county, task, target=8, starts_on=date(2026, 11, 20))
    make_report(made, date(2026, 11, 1), value=5, progress="62.5", reviewed_on=date(2026, 11, 22))

    figures = as_user(people.city_manager).get(reverse("tasks:assignment", args=[made.pk])).context["figures"]

    assert figures[0]["url"].startswith(f"/figures/weak_villages_rectified/{county.code}/")
    assert "软弱涣散村整顿到位" in figures[1]["definition"]
    assert figures[-1]["detail"] == "自 2026-11-20 起算 · 推算"
