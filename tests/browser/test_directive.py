"""The manager of a city turns a speech into assignments in a real browser, with scripts and without."""

import json
from pathlib import Path

import pytest

from tasks.models import Assignment, Directive, Task
from tests.browser.conftest import DESK, PHONE
from tests.factories import make_organization, make_user
from tests.tasks.directing import make_accepted, make_directive
from tests.tasks.reading.answers import faults
from tests.tasks.worlds import make_assignment, make_report, make_task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]

ANSWERED = Path(__file__).parent.parent / "data" / "answered"
SPEECH = (Path(__file__).parent.parent / "data" / "speech.txt").read_text()


@pytest.fixture
def manager(city):
    return make_user(city, "manager", name="陈立")


@pytest.mark.parametrize("script", [True, False])
def test_speech_becomes_assignments_of_all_counties(browse, city, county, other_county, manager, script):
    make_organization("弋江街道", parent=county, kind="街道")
    make_organization("民政局", parent=city, kind="部门")
    page = browse("/tasks/", user=manager, script=script)

    page.click("text=上传部署文件")
    page.fill("[name=text]", SPEECH)
    page.click("text=读取并提出任务")
    page.wait_for_load_state()
    proposed = page.locator(".proposal").count()
    page.click(".act >> text=全部确认")
    page.wait_for_load_state()
    page.click("text=没有期限的填")
    page.wait_for_load_state()
    page.select_option("select[name$=-measure] >> nth=3", "quantity")
    page.fill("input[name$=-unit] >> nth=3", "村")
    page.fill("input[name$=-target] >> nth=3", "96")
    page.click("text=保存，下一步分解下达")
    page.wait_for_load_state()
    page.click("main form .buttons >> text=下达 >> nth=0")
    page.wait_for_url("**/done/")

    assert proposed == 14
    assert Task.objects.filter(deadline=None).count() == 0
    assert Assignment.objects.filter(organization=county).count() == 14
    assert sum(each.target for each in Assignment.objects.filter(task__number="2.1")) == 96
    assert page.complaints == []


@pytest.mark.parametrize(
    "name",
    [
        "p02-minutes-marks-2024",
        "p03-key-points-hard-wrapped-2024",
        "p04-plan-heading-styles-table-2023",
        "p06-speech-first-must-2022",
    ],
)
def test_uploaded_directives_give_exactly_the_tasks_of_their_answers(browse, manager, name):
    answer = json.loads((ANSWERED / f"{name}.expected.json").read_text())
    page = browse("/tasks/directives/create/", user=manager)

    page.set_input_files("[name=file]", ANSWERED / answer["file"])
    page.fill("[name=base_year]", str(answer["year"]))
    page.fill("[name=issued_on]", answer["issued_on"])
    page.click("text=读取并提出任务")
    page.wait_for_selector(".proposal")
    shown = page.locator(".proposal h4").all_inner_texts()

    assert faults(answer, Directive.objects.get().outline) == []
    assert [title.split(maxsplit=1)[1] for title in shown] == [
        task["title"] for task in Directive.objects.get().outline["tasks"]
    ]
    assert page.complaints == []


@pytest.mark.parametrize("script", [True, False])
def test_other_level_is_chosen_on_the_page_and_confirmed_tasks_stay(browse, city, manager, script):
    answer = json.loads((ANSWERED / "p01-speech-levels-2025.expected.json").read_text())
    text = (ANSWERED / answer["file"]).read_text()
    directive = make_directive(city, text=text, by=manager, issued_on=None)
    page = browse(f"/tasks/directives/{directive.pk}/", user=manager, script=script)

    page.check(".proposal:has-text('攻坚规模以上企业组建') [name=row]")
    page.click("text=确认所选")
    page.wait_for_load_state()
    page.goto(page.url.split("/tasks/")[0] + f"/tasks/directives/{directive.pk}/")
    page.select_option("#level-3", "1.")
    page.click("button[name=area][value='3']")
    page.wait_for_load_state()
    numbers = [text.split()[0] for text in page.locator(".proposal h4").all_inner_texts()]

    assert numbers == ["2.1", "2.2", "2.3", "3.1.1", "3.1.2", "3.1.3", "3.2.1", "3.2.2", "3.2.3", "3.3", "3.4"]
    assert directive.tasks.get().title == "攻坚规模以上企业组建"
    assert page.input_value("#level-3") == "1."
    assert page.complaints == []


@pytest.mark.parametrize("script", [True, False])
def test_one_task_goes_to_two_counties_with_suggested_targets(browse, city, county, other_county, manager, script):
    make_organization("湖塘村", parent=make_organization("漆工镇", parent=county))
    task = make_task(city, number="2.1", measure="quantity", unit="村", target=31)
    page = browse(f"/tasks/{task.pk}/", user=manager, script=script)

    page.click("text=分解下达")
    page.click("main form .buttons >> text=下一步")
    page.wait_for_load_state()
    page.click("text=平均分配")
    page.wait_for_load_state()
    page.click("main form .buttons >> text=下一步")
    page.wait_for_load_state()
    page.click("main form .buttons >> text=确认下达")
    page.wait_for_load_state()

    assert "已把“2.1" in page.inner_text("main")
    assert [each.target for each in task.assignments.all()] == [16, 15]
    assert page.complaints == []


@pytest.mark.parametrize("screen", [DESK, PHONE])
def test_pages_fit_the_screen_and_break_no_rule_of_the_browser(browse, city, county, other_county, manager, screen):
    directive, waiting = make_accepted(city), make_directive(city)
    task = make_task(city, measure="quantity", unit="村", target=31)
    make_report(make_assignment(county, task, target=11), progress=40, value=4)
    pages = ["/tasks/", f"/tasks/{task.pk}/", f"/tasks/{task.pk}/hand-down/", f"/tasks/{task.pk}/edit/"]
    pages += ["/tasks/directives/", "/tasks/directives/create/", "/tasks/next-year/"]
    pages += [f"/tasks/directives/{waiting.pk}/", f"/tasks/proposals/{waiting.proposals.first().pk}/split/"]
    pages += [f"/tasks/directives/{directive.pk}/{step}/" for step in ("complete", "hand-down", "done")]
    page = browse("/tasks/", user=manager, screen=screen)
    base = page.url.removesuffix("/tasks/")

    widths = {}
    for address in pages:
        page.goto(base + address)
        widths[address] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(pages, screen["width"])
    assert page.complaints == []
