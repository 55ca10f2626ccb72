import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from audit.models import AuditEntry
from organizations.models import User
from tests.factories import make_user

PASSWORD = "Nine-Lives-9"


@pytest.fixture
def administrator(client, city):
    user = make_user(city, "viewer", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def editor(county):
    return make_user(county, "editor", name="李娟", work_phone="10008200012")


def form_of(client, user):
    response = client.get(reverse("admin:organizations_user_change", args=[user.pk]))
    initial = response.context["adminform"].form.initial
    return {name: value for name, value in initial.items() if value not in (None, [], False)}


def test_administrator_adds_an_account_that_must_change_its_password(client, administrator, county):
    data = {"username": "wangfang", "name": "王芳", "organization": county.pk, "role": "editor"}
    passwords = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}

    client.post(reverse("admin:organizations_user_add"), data | passwords)

    assert User.objects.get(username="wangfang").must_change_password
    assert AuditEntry.objects.get(action="admin.added").object_label == "王芳（wangfang）"


def test_change_in_the_admin_is_recorded_without_the_phone(client, administrator, editor):
    form = form_of(client, editor) | {"role": "manager", "work_phone": "10008200099"}

    client.post(reverse("admin:organizations_user_change", args=[editor.pk]), form)

    entry = AuditEntry.objects.get(action="admin.changed")
    assert entry.changes == {"role": ["editor", "manager"]}
    assert (entry.actor_id, entry.source) == (administrator.pk, "admin")


def test_password_set_in_the_admin_must_be_changed_and_is_recorded(client, administrator, editor):
    data = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}

    client.post(reverse("admin:auth_user_password_change", args=[editor.pk]), data)

    stored = User.objects.get(pk=editor.pk)
    assert stored.check_password(PASSWORD)
    assert stored.must_change_password
    assert AuditEntry.objects.get(action="account.password_reset").object_id == str(editor.pk)


def test_nobody_deletes_accounts(client, administrator, editor):
    response = client.post(reverse("admin:organizations_user_delete", args=[editor.pk]), {"post": "yes"})

    assert response.status_code == 403


def test_staff_without_superuser_rights_see_no_accounts(client, county, editor):
    client.force_login(make_user(county, "manager", is_staff=True))

    assert client.get(reverse("admin:organizations_user_changelist")).status_code == 403


def test_superuser_of_a_county_sees_only_the_accounts_of_that_county(client, county, other_county):
    make_user(other_county, name="吴桐")
    client.force_login(make_user(county, name="李娟", is_staff=True, is_superuser=True))

    page = client.get(reverse("admin:organizations_user_changelist"))

    assert [user.name for user in page.context["cl"].result_list] == ["李娟"]


def test_admin_offers_neither_groups_nor_single_permissions(client, administrator, editor):
    page = client.get(reverse("admin:organizations_user_change", args=[editor.pk])).content.decode()

    assert not admin.site.is_registered(Group)
    assert "user_permissions" not in page
