"""Whom to ask: set by those who manage the tree, shown on the login page."""

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from organizations.models import Contact

pytestmark = pytest.mark.django_db
DATA = {"name": "市委组织部组织科", "phone": "1000-8200001", "note": "工作日 9:00—17:00。"}


def test_contact_is_set_with_a_row_in_the_history_and_shown_on_the_login_page(client, as_user, people):
    as_user(people.city_manager).post(reverse("contact"), DATA)

    assert AuditEntry.objects.get(action="contact.set").changes["name"] == ["", "市委组织部组织科"]
    page = client.get(reverse("login")).content.decode()
    assert "请联系市委组织部组织科" in page
    assert "1000-8200001" in page


def test_login_page_without_a_contact_says_nothing_of_one(client):
    assert "有问题请联系" not in client.get(reverse("login")).content.decode()


def test_second_contact_replaces_the_first(as_user, people):
    client = as_user(people.city_manager)
    client.post(reverse("contact"), DATA)
    client.post(reverse("contact"), DATA | {"name": "办公室"})

    assert Contact.objects.get().name == "办公室"


def test_county_reads_whom_to_ask_and_cannot_change_it(as_user, people):
    as_user(people.city_manager).post(reverse("contact"), DATA)
    client = as_user(people.county_manager)

    assert "请联系市委组织部组织科" in client.get(reverse("contact")).content.decode()
    assert client.post(reverse("contact"), DATA).status_code == 403


def test_missing_phone_is_named_and_nothing_is_lost(as_user, people):
    page = as_user(people.city_manager).post(reverse("contact"), DATA | {"phone": ""}).content.decode()

    assert "联系电话" in page
    assert "市委组织部组织科" in page
    assert not Contact.objects.exists()
