"""The city reminds units that have not reported, with keyboard and mouse."""

from datetime import date

import pytest

from notices.models import Reminder
from tests.factories import make_user
from tests.tasks.worlds import make_assignment, make_task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


@pytest.fixture
def page(browse, city, county, other_county, monkeypatch):
    """Two counties owe the report of November; the city's manager looks at them."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: date(2026, 11, 23))
    task = make_task(city)
    for each in (county, other_county):
        make_assignment(each, task)
    return browse("/tasks/todo/missing/?period=2026-11", user=make_user(city, "manager"))


def test_pressing_enter_in_the_remark_reminds_nobody_while_no_unit_is_ticked(page):
    page.fill("[name=note]", "请尽快报送。")
    page.press("[name=note]", "Enter")
    page.reload()

    assert not Reminder.objects.exists()


def test_one_click_reminds_all(page):
    page.click(".act button:has-text('催办全部 2 项')")
    page.wait_for_selector("text=已向 2 个单位发出催办，共 2 项。")

    assert Reminder.objects.count() == 2
