import re

import pytest
from django.test import Client

from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("pages-browser")]


@pytest.fixture
def signed_in(city):
    """Cookies of a browser in which a user is signed in."""
    client = Client()
    client.force_login(make_user(city, "viewer", name="周敏"))
    return [{"name": name, "value": cookie.value} for name, cookie in client.cookies.items()]


@pytest.mark.parametrize("width", [390, 768, 1024, 1400])
def test_no_page_scrolls_sideways(visit, signed_in, width):
    page = visit("/styleguide/", width=width, cookies=signed_in)

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_no_part_violates_the_content_security_policy(visit, signed_in):
    page = visit("/styleguide/", cookies=signed_in)

    assert page.complaints == []


def test_first_tab_offers_to_skip_to_the_content(visit, signed_in):
    page = visit("/draft/", cookies=signed_in)

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_print_address_opens_the_print_dialog_once(visit, signed_in):
    page = visit("/styleguide/", cookies=signed_in)
    page.add_init_script("window.print = function () { localStorage.printed = 1 + Number(localStorage.printed || 0); }")

    page.goto(page.url + "?size=all#print")
    page.reload()

    assert page.evaluate("localStorage.printed") == "1"
    assert page.url.endswith("/styleguide/?size=all")


def test_slash_goes_to_the_search_box_but_not_while_typing(visit, signed_in):
    page = visit("/styleguide/", cookies=signed_in)

    page.keyboard.press("/")
    page.keyboard.type("a/b")

    assert page.input_value("[data-search]") == "a/b"


def test_checkbox_in_the_heading_ticks_and_counts_every_row(visit, signed_in):
    page = visit("/styleguide/", cookies=signed_in)
    assert page.is_disabled("[data-needs-selection] >> nth=0")

    page.check("[data-select-all]")

    assert page.inner_text("[data-selected-count]") == "2"
    assert page.is_enabled("[data-needs-selection] >> nth=0")
    page.uncheck("[data-select-row] >> nth=0")
    assert page.inner_text("[data-selected-count]") == "1"
    assert not page.is_checked("[data-select-all]")


def test_without_a_script_rows_can_be_sent_and_the_year_can_be_switched(visit, signed_in):
    page = visit("/styleguide/", script=False, cookies=signed_in)

    assert page.is_enabled("[data-needs-selection] >> nth=0")
    assert page.is_hidden("[data-select-all]")
    assert page.is_visible(".year button")


def test_account_menu_opens_without_a_script_and_signs_out_by_post(visit, signed_in):
    page = visit("/styleguide/", script=False, cookies=signed_in)

    page.click(".mast summary")

    assert page.get_attribute(".mast .sheet form", "method") == "post"
    assert page.is_visible(".mast .sheet button")


def test_escape_closes_the_account_menu(visit, signed_in):
    page = visit("/styleguide/", cookies=signed_in)
    page.click(".mast summary")

    page.keyboard.press("Escape")

    assert page.is_hidden(".mast .sheet")


def test_message_can_be_closed(visit, signed_in):
    page = visit("/styleguide/", cookies=signed_in)
    before = page.locator(".toast").count()

    page.click("[data-dismiss] >> nth=0")

    assert page.locator(".toast").count() == before - 1


def test_print_shows_the_name_of_the_user_instead_of_the_masthead(visit, signed_in):
    page = visit("/styleguide/", cookies=signed_in)

    page.emulate_media(media="print")

    assert page.is_hidden(".mast")
    assert "打印人：周敏" in page.inner_text(".print-head")
    assert page.is_visible("table.map")


def test_phone_shows_the_map_as_a_list(visit, signed_in):
    page = visit("/styleguide/", width=390, cookies=signed_in)

    assert page.is_hidden("table.map")
    assert page.is_visible(".crow >> nth=0")


def test_form_is_sent_once(visit, signed_in):
    page = visit("/draft/", cookies=signed_in)
    posts = []
    page.route(re.compile("/draft/$"), lambda route: (posts.append(1), route.fulfill(status=204)))

    page.click("main form button")
    page.wait_for_selector("main form button:disabled")
    page.click("main form button", force=True)

    assert len(posts) == 1


def test_changed_form_is_saved_as_a_draft_after_a_few_seconds(visit, signed_in):
    page = visit("/styleguide/", cookies=signed_in)
    kept = []
    page.route(re.compile("/keep/$"), lambda route: (kept.append(route.request.post_data), route.fulfill(status=204)))
    page.clock.install()
    page.goto(page.url.replace("styleguide", "draft"))

    page.fill("textarea", "逐村过堂")
    page.clock.run_for(5000)
    page.wait_for_selector("[data-state=saved]")

    assert "逐村过堂" in kept[0]
    assert page.inner_text("[data-autosave]").startswith("已自动保存 ")


def test_page_says_when_a_draft_cannot_be_saved(visit, signed_in):
    page = visit("/styleguide/", cookies=signed_in)
    page.route(re.compile("/keep/$"), lambda route: route.fulfill(status=500))
    page.clock.install()
    page.goto(page.url.replace("styleguide", "draft"))

    page.fill("textarea", "逐村过堂")
    page.clock.run_for(5000)
    page.wait_for_selector("[data-state=failed]")

    assert "没有存上" in page.inner_text("[data-autosave]")


def test_progress_of_a_long_job_is_shown_until_it_ends(visit, signed_in):
    page = visit("/styleguide/", cookies=signed_in)
    answers = iter(
        [
            {"percent": 60, "label": "写入", "done": False, "url": ""},
            {"percent": 100, "label": "完成", "done": True, "url": "/styleguide/?done"},
        ]
    )
    page.route(re.compile("/poll/$"), lambda route: route.fulfill(json=next(answers)))

    page.goto(page.url.replace("styleguide", "job"))
    page.wait_for_url("**/styleguide/?done")

    assert page.url.endswith("/styleguide/?done")
