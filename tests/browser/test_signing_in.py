import pytest

from tests.browser.conftest import DESK, PHONE
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("script", [True, False])
def test_signing_in_with_the_keyboard_leads_to_the_first_page(browse, city, script):
    make_user(city, "manager", username="chenli", name="陈立")
    page = browse("/", script=script)

    page.focus("input[name=username]")
    page.keyboard.type("chenli")
    page.keyboard.press("Tab")
    page.keyboard.type("pass-word-1")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/login/" not in address)

    assert "陈立" in page.inner_text("body")


def test_wrong_password_is_answered_on_the_page_and_keeps_the_account(browse, city):
    page = browse("/login/")

    page.fill("input[name=username]", "chenli")
    page.fill("input[name=password]", "wrong")
    page.keyboard.press("Enter")
    page.wait_for_load_state()

    assert page.input_value("input[name=username]") == "chenli"
    assert "密码" in page.inner_text("[role=alert], .error-summary")


@pytest.mark.parametrize("screen", [DESK, PHONE])
def test_login_page_fits_the_screen_and_breaks_no_rule_of_the_browser(browse, city, screen):
    page = browse("/login/", screen=screen)

    assert page.evaluate("document.documentElement.scrollWidth") == screen["width"]
    assert page.complaints == []
