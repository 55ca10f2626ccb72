from html import unescape

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from tests.factories import make_user
from tests.pages.rendering import on_one_line

LINKS = [
    {"label": "总览", "url": "/overview/", "current": True},
    {"label": "待办", "url": "/todo/", "current": False, "badge": 3},
]


def page(address="/", **context):
    """HTML of the frame without a page in it at ``address``; ``context`` replaces the defaults."""
    defaults = {"demonstration": False, "navigation": LINKS, "years": [2026, 2025], "year": 2025, "account_menu": []}
    return on_one_line(unescape(render_to_string("base.html", defaults | context, RequestFactory().get(address))))


@pytest.fixture
def viewer(city):
    return make_user(city, "viewer", name="周敏")


def test_navigation_marks_the_current_entry_and_counts_waiting_work(viewer):
    html = page(user=viewer)

    assert '<a href="/overview/" aria-current="page">总览</a>' in html
    assert '<a href="/todo/">待办<span class="badge">3</span></a>' in html


def test_year_is_chosen_by_a_form_that_keeps_the_filters(viewer):
    html = page("/?state=late&year=2025&page=2", user=viewer)

    assert '<option value="2025" selected>' in html
    assert '<input type="hidden" name="state" value="late">' in html
    assert 'type="hidden" name="year"' not in html
    assert 'type="hidden" name="page"' not in html


def test_account_menu_signs_out_by_post_only(viewer, settings):
    settings.ROOT_URLCONF = "tests.pages.urls"

    html = page(user=viewer, account_menu=[{"label": "我的账号", "url": "/account/"}])

    assert '<form method="post" action="/logout/">' in html
    assert 'href="/logout/"' not in html
    assert '<a href="/account/">我的账号</a>' in html


def test_admin_is_offered_to_staff_only(city):
    clerk = make_user(city, "viewer")
    administrator = make_user(city, "viewer", is_staff=True)

    assert "管理后台" not in page(user=clerk)
    assert "管理后台" in page(user=administrator)


def test_demonstration_is_announced_on_every_page():
    assert "演示数据，进展均为虚构" in page(demonstration=True)
    assert "演示数据" not in page()


def test_anonymous_visitor_sees_no_account_menu():
    html = page(navigation=[])

    assert "<nav" not in html
    assert "<details" not in html


@pytest.mark.parametrize("code", ["400", "500"])
def test_error_pages_need_neither_context_nor_database(code):
    html = render_to_string(f"{code}.html")

    assert f">{code}<" in html
    assert 'href="/static/css/error.css"' in html


def test_page_for_an_unknown_address_has_the_portals_own_look(client, db):
    answer = client.get("/no-such-page/")

    assert answer.status_code == 404
    assert "没有找到这个页面" in answer.text


def test_page_for_a_refusal_gives_the_reason_if_there_is_one():
    request = RequestFactory().get("/")

    told = render_to_string("403.html", {"exception": "须由上级核实。", "demonstration": False}, request)
    untold = render_to_string("403.html", {"exception": "", "demonstration": False}, request)

    assert "须由上级核实。" in told
    assert "请联系本单位的管理员" in untold


def test_form_with_an_old_token_is_answered_with_what_to_do(db):
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})

    assert answer.status_code == 403
    assert "页面已过期" in answer.text
