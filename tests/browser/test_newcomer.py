"""The daily work in a browser: the county reports what is due, the city confirms it, and the map changes."""

from datetime import date
from decimal import Decimal

import pytest

from tasks.models import ProgressReport
from tests.browser.conftest import PHONE
from tests.factories import make_user
from tests.tasks.worlds import make_assignment, make_report, make_task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]

TODAY = date(2026, 11, 23)
PDF = {"name": "会议纪要.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 minutes"}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Two days before the cut-off of November."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: TODAY)


@pytest.fixture
def world(city, county, other_county):
    """Two counties with one task: 5 of 11 villages are done in the first of them."""
    make_user(county, "editor", username="lijuan", name="李娟")
    make_user(city, "manager", username="chenli", name="陈立")
    fields = {
        "measure": "quantity",
        "unit": "村",
        "title": "整顿软弱涣散村党组织",
        "number": "2.1",
        "is_headline": True,
    }
    task = make_task(city, **fields)
    assignment = make_assignment(county, task, target=11)
    make_assignment(other_county, task, target=9)
    make_report(
        assignment, date(2026, 10, 1), reviewed_on=date(2026, 10, 26), value=5, progress=Decimal("45.4"), done="过堂。"
    )
    return assignment


def sign_in(browse, username, script):
    page = browse("/login/", script=script)
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", "pass-word-1")
    page.press("input[name=password]", "Enter")
    page.wait_for_selector(".mast nav")
    return page


def form_of(assignment):
    return f"/tasks/assignments/{assignment.pk}/report/2026-11/"


def cell_of_the_county(page):
    """The text of the first cell of 弋阳县 in the map."""
    page.click(".mast nav >> text=总览")
    return page.locator("table.map tbody tr", has_text="弋阳县").locator(".cell").first.inner_text()


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_county_reports_what_is_due_and_the_city_sees_the_map_change(browse, world, script):
    county = sign_in(browse, "lijuan", script)
    county.click(".mast nav >> text=待办")
    county.click("text=填报 11 月进展：2.1")
    county.fill("[name=value]", "8")
    county.fill("[name=done]", "县委常委会专题研究 1 次。")
    county.set_input_files("[name=files]", [PDF])
    county.click("button:has-text('提交核实')")
    county.wait_for_selector("text=已提交，等待上饶市核实。")

    city = sign_in(browse, "chenli", script)
    before = cell_of_the_county(city)
    city.click(".mast nav >> text=待办")
    city.click("text=核实弋阳县：2.1")
    city.click("#answer button:has-text('核实')")
    city.wait_for_selector("text=已核实：弋阳县")
    after = cell_of_the_county(city)

    assert ProgressReport.objects.get(period_start=date(2026, 11, 1)).state == "confirmed"
    assert ("45" in before, "73" in after) == (True, True), f"{before!r} → {after!r}"
    assert (county.complaints, city.complaints) == ([], [])


def test_draft_is_saved_automatically_and_can_be_submitted(browse, live_server, world):
    page = sign_in(browse, "lijuan", script=True)
    page.clock.install()
    page.goto(live_server.url + form_of(world))

    page.fill("[name=value]", "8")
    page.clock.run_for(5000)
    page.wait_for_selector("[data-state=saved]")
    page.fill("[name=done]", "县委常委会专题研究 1 次。")
    page.click("button:has-text('提交核实')")
    page.wait_for_selector("text=已提交，等待上饶市核实。")

    report = ProgressReport.objects.get(period_start=date(2026, 11, 1))
    assert (report.state, report.value, report.done) == ("submitted", 8, "县委常委会专题研究 1 次。")


def test_automatic_draft_that_arrives_late_does_not_replace_the_submitted_form(browse, live_server, world):
    page = sign_in(browse, "lijuan", script=True)
    page.clock.install()
    page.goto(live_server.url + form_of(world))
    on_the_way = []
    page.route("**/draft/", lambda route: on_the_way.append(route))

    page.fill("[name=value]", "7")
    page.clock.run_for(5000)
    page.wait_for_selector("[data-state=saving]")
    page.fill("[name=value]", "8")
    page.click("button:has-text('提交核实')")
    on_the_way[0].continue_()
    page.wait_for_selector("text=已提交，等待上饶市核实。")

    assert ProgressReport.objects.get(period_start=date(2026, 11, 1)).value == 8


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_report_sent_after_the_session_ended_is_submitted_after_the_login(browse, live_server, world, script):
    page = sign_in(browse, "lijuan", script)
    page.goto(live_server.url + form_of(world))
    page.fill("[name=value]", "8")
    page.fill("[name=done]", "县委常委会专题研究 1 次。")
    page.context.clear_cookies(name="sessionid")

    page.click("button:has-text('提交核实')")
    page.fill("input[name=username]", "lijuan")
    page.fill("input[name=password]", "pass-word-1")
    page.press("input[name=password]", "Enter")
    shown = page.inner_text("main")
    page.click("button:has-text('接着提交')")
    page.wait_for_selector("text=已提交，等待上饶市核实。")

    assert "县委常委会专题研究 1 次。" in shown
    report = ProgressReport.objects.get(period_start=date(2026, 11, 1))
    assert (report.state, report.value, report.done) == ("submitted", 8, "县委常委会专题研究 1 次。")


def test_report_typed_in_a_tab_opened_before_another_login_is_submitted(browse, live_server, world):
    page = sign_in(browse, "lijuan", script=True)
    page.goto(live_server.url + form_of(world))
    page.fill("[name=value]", "8")
    page.context.clear_cookies(name="sessionid")
    other = page.context.new_page()
    other.goto(live_server.url + "/login/")
    other.fill("input[name=username]", "lijuan")
    other.fill("input[name=password]", "pass-word-1")
    other.press("input[name=password]", "Enter")
    other.wait_for_selector(".mast nav")

    page.click("button:has-text('提交核实')")
    page.click("button:has-text('接着提交')")
    page.wait_for_selector("text=已提交，等待上饶市核实。")

    assert ProgressReport.objects.get(period_start=date(2026, 11, 1)).value == 8


def test_second_window_shows_the_draft_of_the_first_and_may_replace_it(browse, world):
    editor = world.organization.users.get()
    first, second = browse(form_of(world), user=editor), browse(form_of(world), user=editor)
    for page, text in ((first, "第一份。"), (second, "第二份。")):
        page.fill("[name=done]", text)
        page.click(".buttons button:has-text('存为草稿')")
        page.wait_for_load_state()

    shown = second.inner_text("main")
    second.click("button:has-text('保存我填写的内容')")
    second.wait_for_selector("text=草稿已保存")

    assert "第一份。" in shown
    assert second.input_value("[name=done]") == "第二份。"


@pytest.mark.parametrize(
    "address", ["/tasks/todo/", "/tasks/assignments/{pk}/", "/tasks/assignments/{pk}/report/2026-11/"]
)
def test_pages_of_the_county_fit_a_phone(browse, world, address):
    page = browse(address.format(pk=world.pk), user=world.organization.users.get(), screen=PHONE)

    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.complaints == []
