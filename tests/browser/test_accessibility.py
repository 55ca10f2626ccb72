"""No rule of axe-core is broken on the pages, on a desk and on a phone.

Ten pages are opened; with ``ALL_PAGES=1`` (``make accessibility``) every page of the tables of addresses.
"""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.access import make_world
from tests.browser.conftest import DESK, PHONE
from tests.indicators.worlds import make_grid, make_problem, make_secretary
from tests.test_access import ROWS, address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]

TEN = {
    *("overview", "area", "place", "districts", "indicators:unit", "indicators:gap", "indicators:targets"),
    *("ledgers:records", "tasks:detail", "notices:todo"),
}
PAGES = [row for row in ROWS if row.method == "get" and row.expected["city_manager"] == 200 and not row.debug_only]
OPENED = PAGES if os.environ.get("ALL_PAGES") else [row for row in PAGES if row.name in TEN]


@pytest.fixture
def world(transactional_db):
    """The units and people of the tables of addresses, with some records behind the figures."""
    world = make_world()
    make_secretary(world.village, filed=True)
    make_grid(world.village, party_group=None)
    make_problem(world.village)
    return world


def broken_rules(page):
    """The rules of axe-core that the page breaks, each with the elements that break it."""
    result = Axe().run(page, options={"preload": False})  # else it asks for style sheets at addresses of no page
    return {rule["id"]: [node["html"] for node in rule["nodes"]] for rule in result.response["violations"]}


@pytest.mark.parametrize("row", OPENED, ids=lambda row: row.name)
def test_page_breaks_no_rule_of_accessibility(world, browse, live_server, row):
    url, _data = address(world, row)
    page = browse("/", user=world.city_manager)
    opened = page.request.get(live_server.url + url)
    assert opened.status == 200
    if "text/html" not in opened.headers["content-type"]:
        pytest.skip("a file, no page")

    found = {}
    for screen in (DESK, PHONE):
        page = browse(url, user=world.city_manager, screen=screen)
        found |= broken_rules(page)

    assert found == {}


def test_the_ten_pages_are_pages():
    assert {row.name for row in PAGES} >= TEN
