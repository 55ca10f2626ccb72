"""A county editor uploads a ledger, corrects a place, stores the rows, looks at them and undoes the import."""

import pytest
from django.core.management import call_command

from organizations.models import Organization
from rectification.models import WeakOrg
from tests.browser.conftest import DESK, PHONE
from tests.factories import make_user
from tests.ledgers.conftest import DATA, TREE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.fixture(autouse=True)
def at_once(settings, tmp_path):
    """Jobs run in the web process as soon as they are sent."""
    from config.celery import app

    location = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"default": location}
    app.loader.import_default_modules()
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


@pytest.fixture
def editor(db):
    call_command("load_organizations", str(TREE), verbosity=0)
    return make_user(Organization.objects.get(code="361104000000"), "editor")


def upload(page):
    page.set_input_files("input[type=file]", str(next(DATA.glob("01*.xlsx"))))
    page.click("text=上传并识别")
    page.wait_for_selector("text=核对导入内容")


@pytest.mark.parametrize("script", [True, False])
def test_a_county_editor_imports_corrects_stores_and_undoes(browse, editor, script):
    page = browse("/ledgers/imports/new/", user=editor, script=script)
    upload(page)
    held = page.locator("tr.err").count()

    page.click("button[name=year] >> nth=1")  # the title names a past year, and the file is of that year
    page.wait_for_selector("text=核对导入内容")
    page.click("tr.err button[name=place] >> nth=0")  # the first place suggested for 塘里村
    page.wait_for_selector("text=核对导入内容")
    corrected = page.locator("tr.err").count()
    page.click("button.primary.wide")
    page.wait_for_selector("text=查看台账")
    page.click("text=查看台账")
    page.wait_for_selector("h1")
    rows = page.locator("tbody tr").count()
    page.go_back()
    page.click("text=撤销这次导入")
    page.click("text=确认撤销")
    page.wait_for_selector("text=已撤销")

    assert (held, corrected, rows) == (6, 5, 32)
    assert "删去 32 行" in page.inner_text("main")
    assert WeakOrg.objects.count() == 0
    assert page.complaints == []


@pytest.mark.parametrize("screen", [DESK, PHONE])
def test_pages_of_an_import_fit_the_screen(browse, editor, screen):
    page = browse("/ledgers/imports/new/", user=editor, screen=screen)
    widths = [page.evaluate("document.documentElement.scrollWidth")]
    upload(page)
    widths.append(page.evaluate("document.documentElement.scrollWidth"))
    for address in ("/ledgers/", "/ledgers/weak_org/", "/ledgers/imports/", "/ledgers/weak_org/new/"):
        page.goto(page.url.split("/ledgers")[0] + address)
        widths.append(page.evaluate("document.documentElement.scrollWidth"))

    assert widths == [screen["width"]] * 6
    assert page.complaints == []
