"""待办: the waiting work of each role, its number and its order."""

from datetime import date

import pytest
from django.urls import reverse

from notices import todo
from notices.models import Message
from tasks import actions
from tests.factories import make_user
from tests.tasks.worlds import make_assignment, make_report, make_task
from years.models import TaskYear

NOVEMBER = date(2026, 11, 1)
URL = "/tasks/todo/"


def titles(client, query=""):
    return [entry.title for entry in client.get(URL + query).context["page"].object_list]


def listed(user, on):
    """The number of entries on the page."""
    return sum(len(waiting.entries) for waiting in todo.gather(user, on=on))


def test_county_editor_sees_the_report_that_is_due(as_user, people, county, city):
    make_assignment(county, make_task(city, number="2.1"))

    assert titles(as_user(people.county_editor)) == ["填报 11 月进展：2.1 整顿软弱涣散村党组织"]


def test_submitted_report_is_no_longer_listed(as_user, people, county, today):
    make_report(make_assignment(county), NOVEMBER, submitted_on=today, progress=50)

    assert titles(as_user(people.county_editor)) == []


def test_returned_report_is_listed_first_with_its_reason(as_user, people, county, city, today):
    make_assignment(county, make_task(city, number="1.1", order=1))
    report = make_report(
        make_assignment(county, make_task(city, number="4.9", order=99)), NOVEMBER, submitted_on=today, progress=50
    )
    actions.return_report(report, by=people.city_manager, on=today, reason="数字与台账不符。")

    entry = as_user(people.county_editor).get(URL).context["page"].object_list[0]

    limits = "填报截止 2026-11-25，任务期限 2026-12-31"
    assert (entry.kind, entry.note) == ("returned", f"{limits}；退回理由：数字与台账不符。")


@pytest.mark.parametrize(
    ("due_on", "tag", "day"),
    [
        (date(2026, 11, 24), "任务剩 1 天", date(2026, 11, 24)),
        (date(2026, 11, 25), "剩 2 天", date(2026, 11, 25)),
        (date(2026, 11, 20), "任务逾期 3 天", date(2026, 11, 20)),
        (None, "剩 2 天", date(2026, 11, 25)),
    ],
)
def test_report_is_shown_by_the_nearer_of_cut_off_and_deadline(as_user, people, county, today, due_on, tag, day):
    make_assignment(county, due_on=due_on)

    [entry] = as_user(people.county_editor).get(URL).context["page"].object_list

    assert (entry.tag, entry.day) == (tag, day)


def test_task_that_is_due_tomorrow_stands_above_an_earlier_cut_off(as_user, people, county, city, today):
    make_assignment(county, make_task(city, number="1.1", order=1))
    make_assignment(county, make_task(city, number="4.2", order=9), due_on=date(2026, 11, 24))

    entries = as_user(people.county_editor).get(URL).context["page"].object_list

    assert [entry.title[:13] for entry in entries] == ["填报 11 月进展：4.2", "填报 11 月进展：1.1"]


def missed(client):
    """``{task: labels of its earlier periods that can still be reported}``."""
    rows = client.get(URL).context["todo"]["missed"]
    return {row["title"]: [period["label"] for period in row["periods"]] for row in rows}


def test_earlier_periods_without_a_report_are_listed_by_task(as_user, people, county, city, today):
    task = make_task(city, number="2.1")
    assignment = make_assignment(county, task, starts_on=date(2026, 8, 20))
    make_report(assignment, date(2026, 9, 1), submitted_on=today, progress=50)

    periods = missed(as_user(people.county_editor))

    assert periods == {"2.1 整顿软弱涣散村党组织": ["8 月", "10 月"]}


@pytest.mark.parametrize(
    ("assigned_on", "periods"), [(date(2026, 9, 30), ["9 月", "10 月"]), (date(2026, 10, 1), ["10 月"])]
)
def test_periods_before_the_task_was_handed_down_are_not_listed(as_user, people, county, city, assigned_on, periods):
    make_assignment(county, make_task(city, number="2.1"), assigned_on=assigned_on)

    assert list(missed(as_user(people.county_editor)).values()) == [periods]


def test_earlier_period_with_a_draft_is_marked_and_links_to_the_form(as_user, people, county, city):
    assignment = make_assignment(county, make_task(city), starts_on=date(2026, 10, 1))
    make_report(assignment, date(2026, 10, 1), progress=50)

    page = as_user(people.county_editor).get(URL).content.decode()

    assert f'href="/tasks/assignments/{assignment.pk}/report/2026-10/">10 月</a>' in page
    assert "（有草稿）" in page
    assert '<a href="#missed">1 期以往进展</a>可以补报。' in page


def test_returned_report_of_an_earlier_period_is_listed_and_counted(as_user, people, county, city, today):
    assignment = make_assignment(county, make_task(city, number="2.1"), starts_on=date(2026, 10, 1))
    report = make_report(assignment, date(2026, 10, 1), submitted_on=today, progress=50)
    actions.return_report(report, by=people.city_manager, on=today, reason="数字与台账不符。")
    editor = people.county_editor

    first = as_user(editor).get(URL).context["page"].object_list[0]

    assert (first.kind, first.title) == ("returned", "填报 10 月进展：2.1 整顿软弱涣散村党组织")
    assert todo.count_for(editor, on=today) == listed(editor, today) == 3  # with the message about the return
    assert missed(as_user(editor)) == {}


def test_manager_sees_reports_to_verify_and_extensions_to_decide(as_user, people, county, today):
    assignment = make_assignment(county)
    make_report(assignment, NOVEMBER, submitted_on=today, progress=50)
    actions.request_extension(
        assignment, by=people.county_editor, on=today, new_due=date(2027, 1, 31), reason="汛期推迟。"
    )

    kinds = [entry.kind for entry in as_user(people.city_manager).get(URL).context["page"].object_list]

    assert kinds == ["extension", "review"]


def test_chips_filter_by_kind_and_keep_their_counts(as_user, people, county, today):
    make_assignment(county)
    Message.objects.create(person=people.county_editor, day=today, subject="今日提醒", items=[])
    client = as_user(people.county_editor)

    page = client.get(f"{URL}?kind=message")

    assert [(chip["label"], chip["count"]) for chip in page.context["chips"]] == [
        ("全部", 2),
        ("待填报", 1),
        ("未读消息", 1),
    ]
    assert titles(client, "?kind=message") == ["今日提醒"]


@pytest.mark.parametrize(("text", "expected"), [("软弱", 1), ("街道", 0)])
def test_search_finds_by_task(as_user, people, county, text, expected):
    make_assignment(county)

    assert len(titles(as_user(people.county_editor), f"?q={text}")) == expected


def test_number_of_missing_reports_of_units_below_is_shown_beside_the_list(as_user, people, county, other_county, city):
    task = make_task(city)
    make_assignment(county, task)
    make_assignment(other_county, task)

    missing = as_user(people.city_manager).get(URL).context["todo"]["missing"]

    assert [entry["title"] for entry in missing] == ["2026年11月还有 2 份未报"]


@pytest.mark.parametrize(("due_on", "label"), [(date(2026, 11, 22), "逾期 1 天"), (date(2026, 11, 23), "今天截止")])
def test_urgent_deadlines_of_the_unit_are_shown_beside_the_list(as_user, people, county, due_on, label):
    make_assignment(county, due_on=due_on)

    pressing = as_user(people.county_editor).get(URL).context["todo"]["pressing"]

    assert [entry["tag"] for entry in pressing] == [label]


@pytest.mark.parametrize("who", ["city_viewer", "city_manager", "county_manager", "county_editor", "township_editor"])
def test_badge_shows_the_number_of_entries_on_the_page(people, county, other_county, township, city, today, who):
    month, quarter = make_task(city), make_task(city, period="quarter")
    for unit in (county, other_county, township):
        make_report(make_assignment(unit, month), NOVEMBER, submitted_on=today, progress=50)
        make_assignment(unit, quarter)
    finished = make_assignment(county, finished_on=today, completed_on=today)
    make_assignment(county, withdrawn_on=today, withdrawn_reason="改派。", task=finished.task)
    user = getattr(people, who)
    Message.objects.create(person=user, day=today, subject="今日提醒", items=[])

    assert todo.count_for(user, on=today) == listed(user, today)


@pytest.mark.parametrize("on", [date(2026, 1, 4), date(2026, 1, 5), date(2026, 1, 6), date(2026, 12, 31)])
def test_badge_also_counts_the_last_period_of_the_year_before(people, county, city, on):
    TaskYear.objects.create(year=2025, monthly_cutoff_next_month=True, monthly_cutoff_day=5)
    for year in (2025, 2026):
        for period in ("month", "quarter"):
            make_assignment(county, make_task(city, year=year, period=period))

    assert todo.count_for(people.county_editor, on=on) == listed(people.county_editor, on)


def test_badge_and_page_agree_on_every_page(as_user, people, county):
    make_assignment(county)
    client = as_user(make_user(county, "editor"))

    todo_page, messages_page = client.get(URL), client.get(reverse("notices:messages"))

    for page in (todo_page, messages_page):
        assert '待办<span class="badge">1</span>' in page.content.decode()


def test_button_for_reporting_on_the_page_of_the_unit_says_when_nothing_is_due(as_user, people, county, today):
    assignment = make_assignment(county)
    make_report(assignment, NOVEMBER, submitted_on=today, progress=10)
    client = as_user(people.county_editor)

    page = client.get(reverse("place", args=[county.code])).content.decode()
    answer = client.get(reverse("tasks:report_next"), follow=True).content.decode()

    assert f'href="{reverse("tasks:report_next")}">填报进展</a>' in page
    assert "本单位应报的都已提交。" in answer
