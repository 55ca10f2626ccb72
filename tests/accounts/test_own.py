import pytest
from django.urls import reverse

from audit.models import AuditEntry
from organizations.models import User
from tests.factories import make_user


@pytest.fixture
def user(client, county):
    user = make_user(county, username="lijuan", name="李娟", work_phone="10008200012")
    client.force_login(user)
    return user


def own(client):
    return client.get(reverse("account")).content.decode()


def test_page_shows_the_own_data(client, user):
    shown = own(client)

    assert all(word in shown for word in ["李娟", "lijuan", "弋阳县", "填报", "10008200012"])


def test_page_shows_the_last_logins_with_time_address_and_result(client, user):
    other = type(client)(REMOTE_ADDR="10.9.8.7")
    other.post(reverse("login"), {"username": "lijuan", "password": "wrong"})

    logins = client.get(reverse("account")).context["logins"]

    assert [(login["address"], login["result"], login["bad"]) for login in logins[:1]] == [("10.9.8.7", "失败", True)]
    assert "10.9.8.7" in own(client)


def test_page_does_not_show_the_logins_of_others(client, user, county):
    make_user(county, username="hemiao")
    type(client)(REMOTE_ADDR="10.9.8.7").post(reverse("login"), {"username": "hemiao", "password": "pass-word-1"})

    page = own(client)

    assert "李娟" in page
    assert "10.9.8.7" not in page


def test_contact_is_changed_and_recorded(client, user):
    client.post(reverse("account"), {"work_phone": "10008200099", "email": "lijuan@example.com"})

    stored = User.objects.get(pk=user.pk)
    entry = AuditEntry.objects.get(action="account.contact_changed")
    assert (stored.work_phone, stored.email) == ("10008200099", "lijuan@example.com")
    assert entry.changes["work_phone"] == ["100****0012", "100****0099"]


@pytest.mark.parametrize(
    ("phone", "email"), [("打电话", ""), ("1" * 31, ""), ("10008200012", "no-mail"), ("10008200012", "a\0@b.cn")]
)
def test_refused_contact_keeps_what_was_typed_and_stores_nothing(client, user, phone, email):
    response = client.post(reverse("account"), {"work_phone": phone, "email": email})

    assert response.context["form"].errors
    assert f'value="{phone}"' in response.content.decode()
    assert User.objects.get(pk=user.pk).work_phone == "10008200012"


def test_users_cannot_change_their_own_role_or_unit(client, user, city):
    client.post(reverse("account"), {"work_phone": "", "email": "", "role": "manager", "organization": city.pk})

    stored = User.objects.get(pk=user.pk)
    assert (stored.role, stored.organization_id) == ("editor", user.organization_id)
