"""Every declared ledger has all its pages: list, record, form, export and admin, each opened with one record."""

import pytest
from django.urls import reverse

from ledgers import declarations
from ledgers.resources import model_of
from tests.factories import make_user
from tests.ledgers.conftest import BACKEND
from tests.ledgers.worlds import all_values, prepared, store

pytestmark = pytest.mark.django_db
LEDGERS = [ledger.key for ledger in declarations.all_ledgers()]


@pytest.fixture(params=LEDGERS)
def stored(request, county, township, village):
    """A ledger with one record in which every column is filled."""
    ledger = declarations.get(request.param)
    place = {"village": village, "township": township, "county": county}[ledger.place_levels[0]]
    row = [place, *all_values(ledger).values()]
    period = ledger.period.example(2026) if ledger.period else None
    store(prepared(ledger.key, [row], period=period), make_user(county, "editor"))
    return ledger, model_of(ledger).objects.get()


@pytest.fixture
def manager(client, county):
    user = make_user(county, "manager", is_staff=True, is_superuser=True)
    client.force_login(user, backend=BACKEND)
    return client


def test_every_page_of_the_ledger_opens(stored, manager):
    ledger, record = stored
    own, one = [ledger.key], [ledger.key, record.pk]
    meta = record._meta
    pages = [
        reverse("ledgers:records", args=own) + "?year=2026",
        reverse("ledgers:add", args=own),
        reverse("ledgers:export", args=own) + "?year=2026&format=csv",
        reverse("ledgers:record", args=one),
        reverse("ledgers:edit", args=one),
        reverse("ledgers:delete", args=one),
        reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist"),
        reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk]),
    ]

    assert {page: manager.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


def test_saving_a_form_without_changes_changes_nothing(stored, manager):
    ledger, record = stored
    address = reverse("ledgers:edit", args=[ledger.key, record.pk])
    form = manager.get(address).context["form"]
    typed = {name: form[name].value() for name in form.fields}

    response = manager.post(address, {name: "" if value is None else value for name, value in typed.items()})

    assert response.status_code == 302, response.context["form"].errors
    record.refresh_from_db()
    assert record.version == 1
