"""Every address of the portal, opened as every kind of user; ``tests/access.py`` explains the tables."""

from contextlib import contextmanager
from copy import deepcopy
from importlib import import_module
from pathlib import Path

import pytest
from django.contrib import admin
from django.db import transaction
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver, reverse

from tests.access import LOGIN, ROLES, Row, make_world
from tests.factories import make_user

TABLES = sorted(path.parent.name for path in Path(__file__).parent.glob("*/access.py"))


def rows_of(table) -> list[Row]:
    return import_module(f"tests.{table}.access").ROWS


ROWS = [row for table in TABLES for row in rows_of(table)]
OBJECT_ROWS = [row for row in ROWS if row.kwargs]


def named_patterns(patterns, namespace=""):
    """``(full name, pattern)`` of every address below ``patterns``, namespaces included."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or str(pattern.pattern)), pattern
        else:
            below = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_patterns(pattern.url_patterns, below)


ADDRESSES = dict(named_patterns(get_resolver().url_patterns))
# Nameless addresses of the admin only redirect to the others or answer 404.
ADMIN_NAMES = sorted(name for name, pattern in ADDRESSES.items() if name.startswith("admin:") and pattern.name)
ADMIN_OPEN = {"admin:login", "admin:jsi18n"}  # the login page itself, and a page of translations without data


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def objects(world):
    """The world with the objects of all tables in it."""
    for make in {maker for row in ROWS for maker in (row.kwargs, row.query, row.data) if maker}:
        make(world)
    return world


@pytest.fixture
def client_of(world):
    """A function that gives a new client in which the user of ``role`` is signed in."""
    cookies = {role: cookies_of(world, role) for role in ROLES}

    def client_of(role):
        client = Client()
        client.cookies = deepcopy(cookies[role])
        return client

    return client_of


def cookies_of(world, role):
    client = Client()
    if role != "anonymous":
        client.force_login(getattr(world, role), backend="organizations.accounts.backends.AccountBackend")
    return client.cookies


def answer(client, method, url, data=None):
    """The status, or ``LOGIN`` when the answer leads to the login page."""
    response = getattr(client, method)(url, data or {})
    location = response.get("Location", "")
    return LOGIN if location.startswith((reverse("login"), reverse("admin:login"))) else response.status_code


@contextmanager
def undone():
    """Roll back all changes made inside the block."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def address(world, row):
    """The address of ``row`` and the data posted to it; makes the objects that it needs."""
    kwargs = row.kwargs(world) if row.kwargs else {}
    url = reverse(row.name, kwargs=kwargs, query=row.query(world) if row.query else None)
    return url, row.data(world) if row.data else {}


def answers(world, client_of, row):
    """``{role: status}`` for ``row``; each role starts from the same data."""
    answers_by_role = {}
    with undone():
        url, data = address(deepcopy(world), row)
        for role in ROLES:
            with undone():
                answers_by_role[role] = answer(client_of(role), row.method, url, data)
    return answers_by_role


def test_every_address_stands_in_a_table():
    listed = {row.name for row in ROWS}

    missing = {name for name in ADDRESSES if not name.startswith("admin:")} - listed

    assert not missing, f"add rows to tests/<app>/access.py for {sorted(missing)}"


def test_tables_name_only_addresses_that_exist():
    stale = {row.name for row in ROWS if not row.debug_only} - set(ADDRESSES)

    assert not stale, f"no such address: {sorted(stale)}"


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_every_row_names_every_role(row):
    assert set(row.expected) == set(ROLES)


@pytest.mark.parametrize("table", TABLES)
def test_each_role_gets_what_the_table_says(world, client_of, table):
    rows = [row for row in rows_of(table) if not row.debug_only]

    answers_by_role = [(str(row), answers(world, client_of, row)) for row in rows]

    assert answers_by_role == [(str(row), row.expected) for row in rows]


@pytest.mark.parametrize("row", OBJECT_ROWS, ids=str)
def test_object_of_a_county_does_not_exist_for_the_other_county(row):
    others = {row.expected["other_county_editor"], row.expected["other_county_manager"]}

    assert others == {404} or row.shared, f"{row}: say in shared why the other county may know of it"


@pytest.mark.parametrize("row", OBJECT_ROWS, ids=str)
def test_wrong_role_inside_the_scope_is_refused(row):
    same_name = [other for other in OBJECT_ROWS if other.name == row.name]

    refused = any(403 in other.expected.values() for other in same_name)

    assert refused or any(other.any_role for other in same_name), f"{row}: say in any_role why nobody is refused"


def test_changes_cannot_be_made_by_get(world, client_of):
    readable = {row.name for row in ROWS if row.method == "get"}
    rows = {row.name: row for row in ROWS if row.name not in readable}

    answers_by_role = {name: answer_to_get(world, client_of, row) for name, row in rows.items()}

    assert {name: status for name, status in answers_by_role.items() if status != 405} == {}


def answer_to_get(world, client_of, row):
    allowed = next((role for role in ROLES if row.expected[role] not in {LOGIN, 403, 404}), "city_manager")
    with undone():
        url, _data = address(deepcopy(world), row)
        return answer(client_of(allowed), "get", url)


class UndefinedName(str):
    """Used as ``string_if_invalid``: the template engine formats it with the name that the context lacks."""

    def __mod__(self, name):
        raise NameError(f"{{{{ {name} }}}} is undefined")


@pytest.fixture
def strict_templates(monkeypatch):
    """Make templates raise ``NameError`` for undefined names, except inside ``{% if %}``."""
    engine = engines["django"].engine
    monkeypatch.setattr(engine, "string_if_invalid", UndefinedName("%s"))
    monkeypatch.setattr(engine, "debug", True)  # the error then names its template and line


def undefined_names(world, client_of, row):
    """The errors for undefined names on the page of ``row``, opened by every role that may."""
    places = set()
    with undone():
        url, data = address(deepcopy(world), row)
        for role in (role for role in ROLES if row.expected[role] == 200):
            try:
                with undone():
                    answer(client_of(role), row.method, url, data)
            except NameError as error:
                place = error.template_debug
                places.add(f"{row} as {role}: {error}, {place['name']} line {place['line']}")
    return places


@pytest.mark.parametrize("table", TABLES)
def test_pages_use_no_undefined_names(world, client_of, strict_templates, table):
    rows = [row for row in rows_of(table) if not row.debug_only]

    places = set().union(*(undefined_names(world, client_of, row) for row in rows))

    assert sorted(places) == []


def test_lists_with_rows_use_no_undefined_names(objects, client_of, strict_templates):
    lists = [row for row in ROWS if row.method == "get" and not row.kwargs and not row.debug_only]

    places = set().union(*(undefined_names(objects, client_of, row) for row in lists))

    assert sorted(places) == []


def admin_url(name, world):
    """The address of ``pattern`` in the admin, with arguments that exist."""
    pattern = ADDRESSES[name].pattern
    given = {"object_id": world.county.pk, "app_label": "organizations", "id": world.county.pk}
    given |= {"content_type_id": 1, "url": "x", "from_field": "x"}
    try:
        return reverse(name, kwargs={key: given[key] for key in pattern.converters | pattern.regex.groupindex})
    except KeyError:
        pytest.fail(f"{name}: say in admin_url what its arguments are")


def test_admin_is_closed_to_users_without_staff_rights(world, client_of):
    clients = {role: client_of(role) for role in ROLES}
    urls = {name: admin_url(name, world) for name in ADMIN_NAMES if name not in ADMIN_OPEN}

    answers_by_role = {(name, role): answer(clients[role], "get", url) for name, url in urls.items() for role in ROLES}

    assert {key: status for key, status in answers_by_role.items() if status not in {LOGIN, 302, 403, 404}} == {}


def test_admin_lists_only_rows_of_the_own_subtree(objects):
    user = make_user(objects.other_county, "manager", is_staff=True, is_superuser=True)
    request = RequestFactory().get("/admin/")
    request.user = user
    business = [model for model in admin.site._registry if hasattr(model._default_manager.all(), "visible_to")]

    listed = {
        model._meta.label: set(admin.site._registry[model].get_queryset(request).values_list("pk", flat=True))
        for model in business
    }

    visible = {
        model._meta.label: set(model._default_manager.visible_to(user).values_list("pk", flat=True))
        for model in business
    }
    assert {label: pks - visible[label] for label, pks in listed.items() if not pks <= visible[label]} == {}
