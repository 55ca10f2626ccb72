"""A leader of the city clicks from the overview down to one record about one village."""

from datetime import date

import pytest

from tests.browser.conftest import PHONE
from tests.factories import make_organization, make_user
from tests.indicators.worlds import make_problem
from tests.tasks.worlds import make_assignment, make_task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]

SIZES = [{"width": width, "height": 900} for width in (1400, 1280, 1024)]


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: date(2026, 11, 23))


@pytest.fixture
def leader(city, county, other_county, village):
    """Fourteen tasks of the city in four areas with long names; one county is late, and a village of it is listed."""
    make_organization("上坊村", parent=village.parent)
    make_problem(village, "村务公开不及时", deadline="2026-10-31")
    for number in range(14):
        task = make_task(city)
        task.area.name = "推动基层党组织全面进步全面过硬"
        task.area.save()
        make_assignment(other_county, task)
        make_assignment(county, task, due_on=date(2026, 11, 1) if number == 0 else date(2026, 12, 31))
    return make_user(city, "viewer")


def test_four_clicks_lead_from_the_overview_to_the_record_of_a_village(browse, leader):
    page = browse("/overview/", user=leader)

    for name in ("弋阳县", "漆工镇", "湖塘村", "村务公开不及时"):
        page.click(f"main a:text-is('{name}') >> visible=true")

    assert "/ledgers/weak_org/" in page.url
    assert "村务公开不及时" in page.inner_text("main")
    assert page.complaints == []


@pytest.mark.parametrize("screen", SIZES, ids=lambda screen: str(screen["width"]))
def test_map_is_whole_and_the_names_of_areas_do_not_overlap(browse, leader, screen):
    page = browse("/overview/", user=leader, screen=screen)

    hidden = page.eval_on_selector("#map .scroll", "box => box.scrollWidth - box.clientWidth")
    texts = page.eval_on_selector_all("#map th.area", "heads => heads.map(th => th.scrollWidth - th.clientWidth)")

    assert hidden <= 0
    assert max(texts) <= 0


def test_phone_shows_first_what_needs_a_decision_and_who_needs_it_most(browse, leader):
    page = browse("/overview/", user=leader, screen=PHONE)

    tops = {name: page.eval_on_selector(f"#{name}", "box => box.getBoundingClientRect().top") for name in TOP_CARDS}
    names = page.eval_on_selector_all("#map .crow > span:first-child", "rows => rows.map(row => row.textContent)")

    assert tops["pressing"] < tops["map"]
    assert names == ["弋阳县", "横峰县"]


TOP_CARDS = ("pressing", "map")
