"""Odd addresses and odd hidden fields never lead the admin to an error page."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.factories import make_organization, make_user

pytestmark = pytest.mark.django_db(transaction=True)
ODD = ("", "abc", "-1", "99999999999999999999", "1.5", "2026-02-30", "%", "\x00")


@pytest.fixture
def root():
    return make_organization("上饶市", code="361100000000")


@pytest.fixture
def browser(client, root):
    client.force_login(make_user(root, "manager", is_staff=True, is_superuser=True))
    client.raise_request_exception = False
    return client


def page(model, name, *arguments):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=arguments)


def odd_addresses(model):
    """Pairs of address and query: lists with meaningless parameters, pages of rows that cannot exist."""
    fields = [field.name for field in model._meta.concrete_fields]
    for value in ODD:
        yield page(model, "changelist"), {"q": value, "o": value, "p": value, "_to_field": value}
        yield page(model, "changelist"), {f"{fields[0]}__range": value}
        yield page(model, "changelist"), {f"{fields[-1]}__in": value}
        yield page(model, "change", value or "_"), {}
        yield page(model, "delete", value or "_"), {}
        yield page(model, "add"), dict.fromkeys(fields, value)


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label_lower)
def test_odd_addresses_get_no_error_page(browser, model):
    statuses = {browser.get(url, query).status_code for url, query in odd_addresses(model)}

    assert statuses <= {200, 302, 400, 403, 404}


@pytest.mark.parametrize("action", ["end_units", "merge_units", "reopen_units"])
def test_actions_on_units_that_cannot_exist_get_no_error_page(browser, action):
    data = [{"action": action, "_selected_action": value, "index": value} for value in ODD]

    statuses = {browser.post("/admin/organizations/organization/", each).status_code for each in data}

    assert statuses <= {200, 302, 400}


@pytest.mark.parametrize("name", ["parent", "level", "kind", "valid_from", "_to_field"])
def test_new_unit_with_odd_values_gets_no_error_page(browser, root, name):
    data = {"code": "361126999000", "name": "新设县", "level": "county", "kind": "县", "parent": root.pk}
    url = "/admin/organizations/organization/add/?_popup=1"

    statuses = {browser.post(url, data | {"_popup": "1", name: value}).status_code for value in ODD}

    assert statuses <= {200, 302, 400}


def test_unreadable_request_is_answered_with_a_sentence(browser):
    response = browser.get("/admin/organizations/organization/add/", {"parent": "abc"})

    assert response.status_code == 400
    assert "请求无法识别" in response.content.decode()
