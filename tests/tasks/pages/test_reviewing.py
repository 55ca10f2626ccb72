"""The level above verifies reports, one by one or many at once; authors cannot verify their own reports."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from tasks import actions
from tasks.models import ProgressReport
from tests.factories import make_user
from tests.tasks.worlds import make_assignment, make_report, make_task

NOVEMBER = date(2026, 11, 1)
DAY = date(2026, 11, 20)


@pytest.fixture
def task(city):
    return make_task(city)


@pytest.fixture
def report(county, task, people):
    return make_report(
        make_assignment(county, task),
        NOVEMBER,
        submitted_on=DAY,
        progress=60,
        done="逐村过堂。",
        author=people.county_editor,
        submitted_by=people.county_editor,
    )


@pytest.fixture
def neighbour(other_county, task):
    return make_report(make_assignment(other_county, task), NOVEMBER, submitted_on=date(2026, 11, 21), progress=30)


@pytest.fixture
def manager(as_user, people):
    return as_user(people.city_manager)


def state(report):
    return ProgressReport.objects.get(pk=report.pk).state


def test_queue_lists_the_submitted_reports_of_the_units_directly_below(manager, report, neighbour, township, task):
    make_report(make_assignment(township, task), NOVEMBER, submitted_on=DAY, progress=10)

    rows = manager.get(reverse("tasks:review")).context["rows"]

    assert [row["report"] for row in rows] == [report, neighbour]


@pytest.mark.parametrize(
    ("query", "expected"),
    [("q=弋阳", 1), ("q=软弱涣散", 2), ("q=玉山", 0), ("period=2026-11", 2), ("period=2026-10", 0), ("unit=999999", 0)],
)
def test_queue_is_filtered_by_its_address(manager, report, neighbour, query, expected):
    page = manager.get(f"{reverse('tasks:review')}?{query}").context["page"]

    assert page.paginator.count == expected


def test_queue_shows_what_changed_since_the_last_confirmed_report(manager, report):
    make_report(report.assignment, date(2026, 10, 1), reviewed_on=date(2026, 10, 26), progress=54)

    rows = manager.get(reverse("tasks:review")).context["rows"]

    assert [row["change"] for row in rows] == ["+6"]


def test_confirming_a_report_opens_the_next_one(manager, report, neighbour):
    response = manager.post(f"{reverse('tasks:report_confirm', args=[report.pk])}?queue=1&period=2026-11")

    assert state(report) == "confirmed"
    assert response.headers["Location"] == f"{reverse('tasks:report_read', args=[neighbour.pk])}?queue=1&period=2026-11"


def test_confirming_the_last_report_opens_the_queue(manager, report):
    response = manager.post(f"{reverse('tasks:report_confirm', args=[report.pk])}?queue=1")

    assert response.headers["Location"] == reverse("tasks:review")


def test_skipped_report_stays_in_the_queue(manager, report, neighbour):
    first = manager.get(f"{reverse('tasks:report_read', args=[report.pk])}?queue=1").context["place"]
    last = manager.get(f"{reverse('tasks:report_read', args=[neighbour.pk])}?queue=1").context["place"]

    assert (first.number, first.total, first.before, first.after) == (1, 2, None, neighbour.pk)
    assert (last.number, last.before, last.after) == (2, report.pk, None)


def test_after_the_last_report_the_skipped_one_opens(manager, report, neighbour):
    response = manager.post(f"{reverse('tasks:report_confirm', args=[neighbour.pk])}?queue=1")

    assert response.headers["Location"] == f"{reverse('tasks:report_read', args=[report.pk])}?queue=1"


def test_page_outside_the_queue_has_no_buttons_of_it(manager, report, neighbour):
    assert "跳过" not in manager.get(reverse("tasks:report_read", args=[report.pk])).content.decode()


def test_filter_of_periods_tells_a_month_from_a_quarter(manager, county, city, people):
    october = date(2026, 10, 1)
    by_month = make_report(make_assignment(county, make_task(city)), october, submitted_on=DAY, progress=10)
    quarterly = make_task(city, period="quarter")
    by_quarter = make_report(make_assignment(county, quarterly), october, submitted_on=DAY, progress=10)

    form = manager.get(reverse("tasks:review")).context["list"]
    rows = {
        period: [row["report"] for row in manager.get(f"{reverse('tasks:review')}?period={period}").context["rows"]]
        for period in ("2026-10", "2026-Q4")
    }

    assert list(form.fields["period"].choices)[1:] == [("2026-Q4", "2026年第四季度"), ("2026-10", "2026年10月")]
    assert rows == {"2026-10": [by_month], "2026-Q4": [by_quarter]}


@pytest.mark.parametrize(("before", "asked"), [(60, False), (61, True)])
def test_page_says_that_the_total_went_down(manager, report, before, asked):
    make_report(report.assignment, date(2026, 10, 1), reviewed_on=date(2026, 10, 26), progress=before)

    page = manager.get(reverse("tasks:report_read", args=[report.pk])).content.decode()

    assert ("本期累计比上期少 1，请问清原因再核实。" in page) is asked


@pytest.mark.parametrize(("progress", "completes"), [("99.9", False), ("100", True)])
def test_page_says_that_confirming_finishes_the_task(manager, county, task, progress, completes):
    report = make_report(make_assignment(county, task), NOVEMBER, submitted_on=DAY, progress=Decimal(progress))

    page = manager.get(reverse("tasks:report_read", args=[report.pk])).content.decode()

    assert ("本期进度 100%，核实后任务同时办结。" in page) is completes


def test_returning_needs_a_reason(manager, report):
    response = manager.post(reverse("tasks:report_return", args=[report.pk]), {"reason": " "})

    assert "请写明退回的理由" in response.content.decode()
    assert state(report) == "submitted"


def test_returned_report_shows_the_reason(manager, report):
    manager.post(reverse("tasks:report_return", args=[report.pk]), {"reason": "数字与台账不符。"})

    stored = ProgressReport.objects.get(pk=report.pk)
    assert (stored.state, stored.return_reason) == ("returned", "数字与台账不符。")


def test_selected_reports_are_shown_before_they_are_confirmed(manager, report, neighbour):
    page = manager.post(reverse("tasks:review_many"), {"do": "confirm", "row": [report.pk, neighbour.pk]})

    assert "选了 2 份填报" in page.content.decode()
    assert {state(report), state(neighbour)} == {"submitted"}


def test_selected_reports_are_confirmed_at_once(manager, report, neighbour):
    manager.post(reverse("tasks:review_many"), {"do": "confirm", "row": [report.pk, neighbour.pk], "sure": "1"})

    assert {state(report), state(neighbour)} == {"confirmed"}


def test_selected_reports_are_returned_for_one_reason(manager, report, neighbour):
    data = {"do": "return", "row": [report.pk, neighbour.pk], "sure": "1", "reason": "请补充说明。"}

    manager.post(reverse("tasks:review_many"), data)

    assert set(ProgressReport.objects.values_list("return_reason", flat=True)) == {"请补充说明。"}


def test_selected_reports_are_not_returned_without_a_reason(manager, report):
    page = manager.post(reverse("tasks:review_many"), {"do": "return", "row": [report.pk], "sure": "1", "reason": ""})

    assert "请写明退回的理由" in page.content.decode()
    assert state(report) == "submitted"


def test_reports_of_other_units_cannot_be_added_to_the_selection(as_user, report):
    stranger = make_user(report.assignment.organization, "manager")

    as_user(stranger).post(reverse("tasks:review_many"), {"do": "confirm", "row": [report.pk], "sure": "1"})

    assert state(report) == "submitted"


def test_author_cannot_confirm_the_report(as_user, report, people):
    report.submitted_by = people.city_manager
    report.save()
    client = as_user(people.city_manager)

    page = client.get(reverse("tasks:report_read", args=[report.pk])).content.decode()
    refused = client.post(reverse("tasks:report_confirm", args=[report.pk]))

    assert "填报人不能核实自己的填报" in page
    assert (refused.status_code, state(report)) == (403, "submitted")


def test_draft_exists_only_for_its_own_unit(as_user, people, county, task, today):
    draft = actions.save_draft(make_assignment(county, task), NOVEMBER, by=people.county_editor, on=today, version=0)
    url = reverse("tasks:report_read", args=[draft.pk])

    assert as_user(people.county_editor).get(url).status_code == 200
    assert as_user(people.city_manager).get(url).status_code == 404


@pytest.mark.parametrize(("before", "repeats"), [("逐村过堂。", True), ("另一种做法。", False)])
def test_page_says_when_the_text_repeats_the_last_report(manager, report, before, repeats):
    make_report(report.assignment, date(2026, 10, 1), reviewed_on=date(2026, 10, 26), progress=50, done=before)

    page = manager.get(reverse("tasks:report_read", args=[report.pk])).content.decode()

    assert ("与上期相同" in page, "上期：" in page) == (repeats, not repeats)


def test_steps_of_one_day_are_listed_in_their_order(manager, report, people, today):
    actions.recall(report, by=people.county_editor, on=DAY)
    actions.submit(report, by=people.county_editor, on=DAY)
    actions.return_report(report, by=people.city_manager, on=DAY, reason="数字与台账不符。")
    actions.submit(report, by=people.county_editor, on=DAY)
    actions.confirm(report, by=people.city_manager, on=DAY)
    actions.correct(report, by=people.city_manager, on=DAY, reason="多报一村。", progress=55)

    history = manager.get(reverse("tasks:report_read", args=[report.pk])).context["history"]

    assert [step["text"] for step in history] == ["更正，原为 60%", "核实", "提交", "退回", "提交", "撤回", "提交"]
    assert [step["note"] for step in history if step["text"] == "提交"] == ["李娟", "李娟", "李娟"]


def test_page_shows_the_history_of_the_report_with_names_and_reasons(manager, report, people, today):
    actions.return_report(report, by=people.city_manager, on=date(2026, 11, 21), reason="数字与台账不符。")
    actions.submit(report, by=people.county_editor, on=date(2026, 11, 22))
    actions.confirm(report, by=people.city_manager, on=today)
    actions.correct(report, by=people.city_manager, on=today, reason="多报一村。", progress=55)

    page = manager.get(reverse("tasks:report_read", args=[report.pk])).content.decode()

    assert "陈立：数字与台账不符。" in page
    assert "更正，原为 60%" in page
    assert "陈立：多报一村。" in page


def test_correction_without_a_reason_shows_the_form_again(manager, report, people, today):
    actions.confirm(report, by=people.city_manager, on=today)
    url = reverse("tasks:report_correct", args=[report.pk])

    page = manager.post(url, {"version": 2, "progress": "55", "done": "改", "reason": ""}).content.decode()

    assert "请写明更正的理由" in page
    assert ProgressReport.objects.get().progress == 60


def test_correction_replaces_the_figure(manager, report, people, today):
    confirmed = actions.confirm(report, by=people.city_manager, on=today)
    data = {"version": confirmed.version, "progress": "55", "done": "改", "reason": "多报一村。"}

    manager.post(reverse("tasks:report_correct", args=[report.pk]), data)

    assert ProgressReport.objects.get().progress == 55


def test_second_of_two_corrections_at_once_is_refused(manager, report, people, today):
    actions.confirm(report, by=people.city_manager, on=today)
    data = {"version": 1, "progress": "55", "reason": "多报一村。"}

    page = manager.post(reverse("tasks:report_correct", args=[report.pk]), data).content.decode()

    assert "刚被更正过" in page
    assert ProgressReport.objects.get().progress == 60


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_export_of_the_queue_is_recorded(manager, report, file_format):
    response = manager.get(f"{reverse('tasks:review_export')}?format={file_format}")

    assert response.headers["Content-Disposition"].startswith("attachment")
    assert AuditEntry.objects.get(action="data.exported").note.startswith("待核实填报，共 1 行")
