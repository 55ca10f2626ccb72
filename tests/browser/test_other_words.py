"""Ledgers with words that no list holds go through the browser; what is only guessed is taken with the keyboard."""

import json

import pytest
from django.core.management import call_command

from ledgers.models import ImportBatch
from organizations.models import Organization
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_importing import at_once  # noqa: F401 (a fixture)
from tests.factories import make_user
from tests.ledgers.conftest import DATA, TREE
from tests.ledgers.test_likely_columns import XINZHOU, grid_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]

SLOW = 120_000  # milliseconds: a file of the whole city is read in the request


@pytest.fixture
def editor_of(db):
    """``editor_of(code)`` makes an editor of a unit of the real tree."""
    call_command("load_organizations", str(TREE), verbosity=0)
    return lambda code: make_user(Organization.objects.get(code=code), "editor")


@pytest.fixture
def city(editor_of):
    return editor_of("361100000000")


@pytest.mark.parametrize(
    ("number", "unit"),
    [("09", "361130000000"), ("14", "361100000000"), ("15", "361129000000"), ("16", "361100000000")],
)
def test_ledger_with_other_words_is_read_without_a_question(browse, editor_of, number, unit):
    answer = json.loads(next(DATA.glob(f"{number}*.expected.json")).read_text(encoding="utf-8"))
    page = browse("/ledgers/imports/new/", user=editor_of(unit))

    page.set_input_files("input[type=file]", str(DATA / answer["file"]))
    page.click("text=上传并识别")
    page.wait_for_selector("text=核对导入内容", timeout=SLOW)

    batch = ImportBatch.objects.get()
    assert (batch.ledger_key, batch.held_count) == (answer["ledger_type"], answer["rejected_count"])
    assert page.locator("text=全部采纳").count() == 0
    assert page.complaints == []


@pytest.mark.parametrize("screen", [DESK, PHONE])
def test_guesses_are_seen_and_taken_with_the_keyboard_alone(browse, city, tmp_path, screen):
    file = tmp_path / "网格台账.xlsx"
    file.write_bytes(grid_file(XINZHOU))
    page = browse("/ledgers/imports/new/", user=city, screen=screen)
    page.set_input_files("input[type=file]", str(file))
    page.click("text=上传并识别")
    page.wait_for_selector("text=核对导入内容", timeout=SLOW)

    page.focus("text=逐列查看")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=猜测的列", timeout=SLOW)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.screenshot(path=str(tmp_path / f"columns-{screen['width']}.png"), full_page=True)
    page.keyboard.press("Enter")  # the page begins at the button 全部采纳
    page.wait_for_selector("text=核对导入内容", timeout=SLOW)

    assert width == screen["width"]
    assert "phone" in ImportBatch.objects.get().summary["sheets"][0]["fields"]
    assert page.complaints == []
