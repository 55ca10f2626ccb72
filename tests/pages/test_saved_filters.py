"""Filters that a person keeps for a list: named, opened, replaced and deleted; nobody else sees them."""

import pytest
from django.urls import reverse

from pages import actions
from pages.models import SavedFilter
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LIST = "/ledgers/grid/"


@pytest.fixture
def editor(county):
    return make_user(county, "editor")


def save(client, **data):
    values = {"path": LIST, "query": "state=entered&q=湖塘&page=3&year=2020&on=2020-05-01", "name": "湖塘待核实"}
    return client.post(reverse("lists:save-filter"), values | data, follow=True)


def test_filter_is_kept_without_page_year_and_day_and_opens_from_the_list(as_user, editor):
    response = save(as_user(editor))

    saved = SavedFilter.objects.get()
    assert (saved.user, saved.path, saved.query) == (editor, LIST, "state=entered&q=%E6%B9%96%E5%A1%98")
    assert response.redirect_chain[-1][0] == saved.get_absolute_url()
    assert "湖塘待核实" in as_user(editor).get(LIST).content.decode()


def test_others_neither_see_nor_delete_it(as_user, editor, county):
    save(as_user(editor))
    colleague = as_user(make_user(county, "editor"))

    page = colleague.get(LIST).content.decode()
    response = colleague.post(reverse("lists:delete-filter", args=[SavedFilter.objects.get().pk]))

    assert "湖塘待核实" not in page
    assert response.status_code == 404


def test_owner_deletes_it(as_user, editor):
    save(as_user(editor))

    response = as_user(editor).post(reverse("lists:delete-filter", args=[SavedFilter.objects.get().pk]))

    assert response.headers["Location"] == LIST
    assert not SavedFilter.objects.exists()


def test_same_name_replaces_the_filter(as_user, editor):
    save(as_user(editor))
    save(as_user(editor), query="state=returned")

    assert SavedFilter.objects.get().query == "state=returned"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"name": " "}, "起个名称"),
        ({"name": "名" * 31}, "不超过 30 个字"),
        ({"query": "page=2&year=2026&q="}, "没有筛选条件"),
        ({"path": "https://example.org/"}, "没有筛选条件"),
        ({"path": "//example.org/"}, "没有筛选条件"),
        ({"path": "/no/such/page/"}, "没有筛选条件"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(as_user, editor, data, message):
    response = save(as_user(editor), **data)

    assert message in response.content.decode()
    assert all(address.startswith("/") and not address.startswith("//") for address, _status in response.redirect_chain)
    assert not SavedFilter.objects.exists()


def test_a_list_keeps_no_more_than_twelve(as_user, editor):
    for number in range(actions.MOST_FILTERS):
        SavedFilter.objects.create(user=editor, path=LIST, name=str(number), query="q=1")

    response = save(as_user(editor))

    assert "最多保存 12 组" in response.content.decode()
    assert SavedFilter.objects.count() == actions.MOST_FILTERS
