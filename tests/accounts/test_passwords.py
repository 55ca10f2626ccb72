from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from organizations.accounts import actions
from organizations.accounts.passwords import hash_one_time, one_time_password
from organizations.models import User
from tests.factories import make_user

GOOD = "Nine-Lives-9"


@pytest.fixture
def user(county):
    return make_user(county, username="lijuan")


def complaints(password, user=None):
    try:
        validate_password(password, user)
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.parametrize(
    ("password", "accepted"),
    [("Abcdef123", False), ("Abcdef1234", True), ("abcdef-123", True), ("ABCDEF-123", True), ("Abcdef-ghi", True)],
)
def test_ten_characters_of_three_classes_are_enough(password, accepted):
    assert (complaints(password) == []) is accepted


@pytest.mark.parametrize("password", ["abcdefghij", "abcdefg123", "ABCDEFGHIJ", "1234567890", "abc-def-gh"])
def test_fewer_than_three_classes_are_refused(password):
    assert "密码须包含大写字母、小写字母、数字、符号四类中的至少三类。" in complaints(password)


def test_password_may_not_contain_the_login_name(user):
    assert "密码不能包含账号。" in complaints("My-LiJuan-2026", user)


@pytest.mark.parametrize(("others", "accepted"), [(4, False), (5, True)])
def test_password_may_come_back_after_five_others(user, others, accepted):
    actions.change_own_password(user, GOOD)
    for number in range(others):
        actions.change_own_password(user, f"Other-Lives-{number}")

    assert (complaints(GOOD, user) == []) is accepted


def test_only_the_last_five_hashes_are_kept(user):
    for number in range(7):
        actions.change_own_password(user, f"Other-Lives-{number}")

    assert user.password_records.count() == 5


def test_one_time_passwords_meet_the_rules_and_differ():
    passwords = {one_time_password() for _number in range(200)}

    assert len(passwords) == 200
    assert all(complaints(password) == [] for password in passwords)


def test_fast_hash_of_a_one_time_password_is_replaced_by_a_slow_one_at_login(user, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    user.password = hash_one_time("Xk7m-Qp4r-Wn9t")
    user.save()

    assert user.check_password("Xk7m-Qp4r-Wn9t")
    assert int(user.password.split("$")[1]) > 100_000


def change(client, old, new, again=None):
    data = {"old_password": old, "new_password1": new, "new_password2": again or new}
    return client.post(reverse("password_change"), data)


def test_after_a_reset_every_page_leads_to_the_password_page(client, user):
    User.objects.update(must_change_password=True)
    client.force_login(user)

    for name in ["home", "account", "organizations", "admin:index"]:
        assert client.get(reverse(name))["Location"] == reverse("password_change")


@pytest.mark.parametrize(("name", "method"), [("password_change", "get"), ("logout", "post"), ("healthz", "get")])
def test_password_page_and_logout_stay_open_after_a_reset(client, user, name, method):
    User.objects.update(must_change_password=True)
    client.force_login(user)

    response = getattr(client, method)(reverse(name))

    assert response.get("Location") != reverse("password_change")


def test_new_password_opens_the_other_pages_again(client, user):
    User.objects.update(must_change_password=True)
    client.force_login(user)

    change(client, "pass-word-1", GOOD)

    assert client.get(reverse("account")).status_code == 200
    assert User.objects.get(pk=user.pk).check_password(GOOD)


def test_change_is_recorded_without_the_password(client, user):
    client.force_login(user)

    change(client, "pass-word-1", GOOD)

    entry = AuditEntry.objects.get(action="account.password_changed")
    assert entry.actor_id == user.pk
    assert GOOD not in str([entry.changes, entry.note])


@pytest.mark.parametrize(
    ("old", "new", "again", "message"),
    [
        ("wrong", GOOD, GOOD, "当前密码不正确"),
        ("pass-word-1", GOOD, "Nine-Lives-8", "两次输入的新密码不一致"),
        ("pass-word-1", "short", "short", "密码至少须有 10 个字符"),
        ("pass-word-1", "pass-word-1", "pass-word-1", "密码不能与最近 5 次用过的相同"),
    ],
)
def test_refused_change_says_why(client, user, old, new, again, message):
    client.force_login(user)

    page = change(client, old, new, again).content.decode()

    assert message in page
    assert User.objects.get(pk=user.pk).check_password("pass-word-1")


def test_other_sessions_end_with_the_old_password(client, user, django_user_model):
    other = type(client)()
    other.force_login(user)
    client.force_login(user)

    change(client, "pass-word-1", GOOD)

    assert other.get(reverse("account")).status_code == 302
    assert client.get(reverse("account")).status_code == 200


@pytest.mark.parametrize(("spare", "due"), [(timedelta(seconds=1), False), (timedelta(0), True)])
def test_password_must_be_changed_after_ninety_days(user, spare, due):
    now = user.password_changed_at + timedelta(days=90) - spare

    assert user.password_is_due(now=now) is due


def test_expired_password_leads_to_the_password_page(client, user):
    User.objects.update(password_changed_at=timezone.now() - timedelta(days=91))
    client.force_login(user)

    response = client.get(reverse("account"), follow=True)

    assert "密码已满 90 天" in response.content.decode()
