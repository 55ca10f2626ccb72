from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import timezone

from config.navigation import frame
from organizations import actions
from pages import frame as hooks
from tests.factories import make_organization, make_user


@pytest.fixture(autouse=True)
def no_hooks(monkeypatch):
    monkeypatch.setattr(hooks, "_year_sources", [])


@pytest.fixture
def day(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 23))


def request_of(user, path="/units/", **query):
    request = RequestFactory().get(path, query)
    request.user, request.session = user, {}
    return request


def test_navigation_has_the_register_and_marks_it_as_current(city):
    entries = frame(request_of(make_user(city), "/units/361100000000/"))["navigation"]

    assert [entry["url"] for entry in entries if entry["current"]] == ["/units/"]


def test_page_that_belongs_to_no_entry_marks_none(city):
    entries = frame(request_of(make_user(city), "/account/"))["navigation"]

    assert not [entry for entry in entries if entry["current"]]


def test_page_may_set_the_current_entry(city):
    request = request_of(make_user(city), "/units/361100000000/")
    hooks.belongs_to(request, "tasks:list")

    assert [entry["name"] for entry in frame(request)["navigation"] if entry["current"]] == ["tasks:list"]


def test_navigation_is_empty_for_anonymous_visitors(db):
    assert "navigation" not in frame(request_of(AnonymousUser()))


def test_entries_without_an_address_are_left_out(city):
    entries = frame(request_of(make_user(city)))["navigation"]

    assert entries
    assert all(entry["url"] for entry in entries)


@pytest.mark.parametrize(("role", "expected"), [("manager", True), ("editor", False), ("viewer", False)])
def test_only_managers_see_the_entry_for_accounts(city, role, expected):
    labels = [str(entry["label"]) for entry in frame(request_of(make_user(city, role)))["account_menu"]]

    assert "我的账号" in labels
    assert ("账号管理" in labels) is expected


def test_frame_costs_no_query_until_it_is_rendered(city, django_assert_num_queries):
    user = make_user(city)

    with django_assert_num_queries(0):
        frame(request_of(user))


def test_banner_costs_one_query(city, django_assert_num_queries):
    user = make_user(city)

    with django_assert_num_queries(1):
        assert not frame(request_of(user))["demonstration"]


def test_banner_is_shown_only_in_the_tree_that_is_marked(city, county):
    actions.mark_demonstration(city)
    elsewhere = make_organization("鹰潭市")

    assert frame(request_of(make_user(county)))["demonstration"]
    assert frame(request_of(AnonymousUser()))["demonstration"]
    assert not frame(request_of(make_user(elsewhere)))["demonstration"]


def test_years_offered_are_those_with_tasks_and_the_current_one(day):
    hooks.years_from(lambda: [2020, 2025])

    assert hooks.years() == [2026, 2025, 2020]


def test_year_is_the_current_one_unless_another_was_chosen(city, day):
    assert hooks.chosen_year(request_of(make_user(city))) == 2026


def test_chosen_year_is_remembered(city, day):
    hooks.years_from(lambda: [2025])
    request = request_of(make_user(city), year="2025")

    chosen = hooks.chosen_year(request)
    request.GET = {}

    assert chosen == 2025
    assert hooks.chosen_year(request) == 2025


@pytest.mark.parametrize("text", ["1999", "abc", "", "２０２５", "²", "-1", pytest.param("9" * 5000, id="endless")])
def test_year_without_tasks_cannot_be_chosen(city, day, text):
    hooks.years_from(lambda: [2025])

    assert hooks.chosen_year(request_of(make_user(city), year=text)) == 2026
