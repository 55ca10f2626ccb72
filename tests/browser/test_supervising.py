"""The loop 交办 – 签收 – 催办 – 反馈 – 延期 – 办结 in a real browser: a city and a county, each in its own."""

from datetime import date

import pytest

from tests.browser.conftest import PHONE
from tests.factories import make_user
from tests.tasks.worlds import make_assignment, make_task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]

PDF = {"name": "整改说明.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n1 0 obj"}


class Calendar:
    """``day`` is the day of the portal; a test may move it."""

    def __init__(self, monkeypatch):
        self.day = date(2026, 11, 2)
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: self.day)


@pytest.fixture
def calendar(monkeypatch):
    return Calendar(monkeypatch)


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    }


def happenings(page, address):
    page.goto(address)
    return page.locator("#happenings li").all_inner_texts()


@pytest.mark.parametrize("script", [True, False])
def test_task_goes_round_from_hand_down_to_completion(browse, calendar, city, county, script):
    task = make_task(city, deadline=date(2026, 11, 20))
    above = browse(f"/tasks/{task.pk}/hand-down/", user=make_user(city, "manager", name="陈立"), script=script)
    below = browse("/messages/", user=make_user(county, "manager", name="方圆"), script=script)

    # The city hands down; the county is told at once and signs.
    above.click("button:has-text('下一步')")
    above.click("button:has-text('下一步')")
    above.click("button:has-text('确认下达')")
    above.wait_for_url(f"**/tasks/{task.pk}/")
    below.reload()
    assert below.locator("text=新交办任务：1 项，请签收").count() == 1
    below.goto(below.url.replace("/messages/", "/supervision/"))
    below.click("text=全部签收 1 项")
    below.wait_for_load_state()

    # The task is late; the city reminds from its page, and the county answers with a file.
    calendar.day = date(2026, 11, 23)
    above.goto(above.url.replace(f"/tasks/{task.pk}/", "/supervision/?state=overdue"))
    above.click("table >> text=弋阳县")
    address = above.url
    above.click(".act >> text=催办")
    assert "已逾期 3 天" in above.locator("#reminder-text").inner_text()
    above.fill("[name=reply_by]", "2026-11-27")
    above.click("text=发出催办")
    above.wait_for_url(address)
    assert above.locator("h1 >> text=已催办未反馈").count() == 1
    below.goto(address)
    below.fill("[name=text]", "两个村的材料正在补充。")
    below.set_input_files("[name=files]", PDF)
    below.click("text=发出反馈")
    below.wait_for_load_state()
    assert below.locator("#replies >> text=整改说明.pdf").count() == 1

    # The county asks late for more time, the city agrees, the county reports completion, the city confirms.
    below.click(".act >> text=申请延期")
    below.fill("[name=new_due]", "2026-12-10")
    below.fill("[name=reason]", "材料尚缺。")
    below.click("text=提交申请")
    below.wait_for_url("**/extensions/*/")
    above.goto(below.url)
    above.click("main form button:has-text('同意') >> nth=0")
    above.wait_for_load_state()
    calendar.day = date(2026, 11, 30)
    below.goto(address)
    below.click(".act >> text=申报办结")
    below.fill("[name=note]", "全部到位。")
    below.click("text=提交申报")
    below.wait_for_url("**/claims/*/")
    above.goto(below.url)
    above.click("main form >> text=核定办结")
    above.wait_for_load_state()

    # Both see the same story.
    told = happenings(above, address)
    assert told == happenings(below, address)
    words = ["办结", "申报办结（已核定办结）", "期限由", "申请延期至", "弋阳县反馈", "催办", "签收", "交办"]
    for line, word in zip(told, words, strict=True):
        assert word in line
    assert above.complaints == below.complaints == []


def test_reminder_is_copied_by_one_click(browse, calendar, city, county):
    assignment = make_assignment(county, due_on=date(2026, 10, 31))
    page = browse(f"/tasks/assignments/{assignment.pk}/remind/", user=make_user(city, "manager"))

    page.click("text=复制催办文字")

    assert page.locator("text=已复制").count() == 1
    assert page.evaluate("window.getSelection().toString()").strip().startswith("上饶市提醒：请抓紧办理")


def test_page_fits_a_phone(browse, calendar, city, county):
    make_assignment(county)

    page = browse("/supervision/", user=make_user(city, "manager"), screen=PHONE)

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
