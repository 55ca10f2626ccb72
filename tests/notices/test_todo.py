"""待办: the waiting work of all apps, on one page and as one number in the menu."""

from datetime import date

import pytest

from notices import todo
from notices.models import Message
from tests.factories import make_user
from tests.tasks.worlds import make_assignment

URL = "/tasks/todo/"

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def manager(people):
    """The manager of the county, with one unread message."""
    Message.objects.create(
        person=people.county_manager, day=date(2026, 11, 23), subject="今日提醒", items=[{"text": "一件"}]
    )
    return people.county_manager


def entries(client, query=""):
    return [(entry.kind, entry.title) for entry in client.get(URL + query).context["page"].object_list]


def test_page_lists_the_waiting_work_of_all_apps_most_urgent_first(as_user, manager, county, make_applicant):
    make_assignment(county)
    make_applicant(county, applicant="王小明", entered_by=make_user(county))

    page = entries(as_user(manager))

    assert [kind for kind, _title in page] == ["applicant", "report", "ledger_confirm", "message"]
    assert page[0][1] == "王小明"


def test_chips_name_the_kinds_of_every_app(as_user, manager, county, make_applicant):
    make_applicant(county, applicant="王小明", entered_by=make_user(county))
    client = as_user(manager)

    chips = client.get(URL).context["chips"]

    assert [(chip["label"], chip["count"]) for chip in chips] == [
        ("全部", 3), ("台账待核实", 1), ("发展对象待核实", 1), ("未读消息", 1),
    ]  # fmt: skip
    assert entries(client, "?kind=applicant") == [("applicant", "王小明")]


def test_badge_counts_the_waiting_work_of_all_apps_in_one_query(
    county, manager, make_applicant, django_assert_num_queries
):
    make_assignment(county)
    make_applicant(county, entered_by=make_user(county))
    todo.badge(manager)  # the rules of the year and the rows of the ledgers are known now

    with django_assert_num_queries(1):
        assert todo.badge(manager) == 4


def test_page_and_badge_show_the_same_number(as_user, manager, county, make_applicant):
    make_applicant(county, entered_by=make_user(county))

    page = as_user(manager).get(URL).content.decode()

    assert '待办<span class="badge">3</span>' in page
    assert "有 <strong>3</strong> 件事项等您办理。" in page


def test_unread_message_is_listed(as_user, manager):
    [entry] = as_user(manager).get(URL).context["page"].object_list

    assert (entry.title, entry.note) == ("今日提醒", "一件")


def test_empty_page_says_what_will_appear_there(as_user, people):
    page = as_user(people.city_viewer).get(URL).content.decode()

    assert "没有待办事项" in page


@pytest.mark.parametrize("kind", ["applicant", "message"])
def test_two_apps_cannot_use_the_same_kind(kind):
    with pytest.raises(ValueError, match=kind):
        todo.provide_todo({kind: "待核实"}, rows=None, waiting=None)
