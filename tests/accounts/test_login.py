from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from tests.factories import make_user

PASSWORD = "pass-word-1"


@pytest.fixture
def user(county):
    return make_user(county, username="lijuan", name="李娟")


def log_in(client, username="lijuan", password=PASSWORD, **extra):
    return client.post(reverse("login"), {"username": username, "password": password}, **extra)


def actions():
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def test_right_password_opens_the_portal(client, user):
    response = log_in(client)

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_login_is_recorded_with_its_address(client, user):
    log_in(client, REMOTE_ADDR="10.1.2.3")

    entry = AuditEntry.objects.get(action="account.logged_in")
    assert (entry.actor_id, entry.address, entry.organization_name) == (user.pk, "10.1.2.3", "弋阳县")


def test_failed_login_is_recorded_for_the_account(client, user):
    log_in(client, password="wrong")

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_id, entry.actor_id) == ("account.login_failed", str(user.pk), None)


def test_failed_login_with_an_unknown_account_records_the_name_as_typed(client, db):
    log_in(client, username="nobody")

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.note, entry.object_id) == ("account.login_failed", "nobody", "")


def test_unknown_account_gets_the_same_answer_as_a_wrong_password(client, user):
    wrong = log_in(client, password="wrong").content.decode()
    unknown = log_in(client, username="lijuam", password="wrong").content.decode()

    assert "账号或密码不正确" in wrong
    assert unmarked(wrong) == unmarked(unknown)


def unmarked(page):
    """The page without the two parts that differ each time: the CSRF token and the name typed."""
    lines = [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]
    return [line.replace("lijuam", "lijuan") for line in lines]


def test_disabled_account_gets_the_same_answer_as_a_wrong_password(client, user):
    user.is_active = False
    user.save()

    assert "账号或密码不正确" in log_in(client).content.decode()


def test_four_failures_do_not_lock_the_account(client, user):
    for _attempt in range(4):
        log_in(client, password="wrong")

    assert log_in(client).status_code == 302


def test_after_the_fifth_failure_even_the_right_password_is_refused(client, user):
    for _attempt in range(5):
        failed = log_in(client, password="wrong")

    assert failed.status_code == 429
    assert log_in(client).status_code == 429
    assert actions().count("account.locked_out") == 1


def test_lock_out_page_says_when_to_try_again(client, user):
    for _attempt in range(5):
        page = log_in(client, password="wrong").content.decode()

    last = AccessAttempt.objects.get().attempt_time
    assert f"{timezone.localtime(last + timedelta(minutes=16)):%H:%M}" in page


def test_unknown_account_is_locked_in_the_same_way(client, db):
    answers = [log_in(client, username="nobody").status_code for _attempt in range(5)]

    assert answers == [200, 200, 200, 200, 429]


def test_lock_out_ends_after_fifteen_minutes(client, user):
    for _attempt in range(5):
        log_in(client, password="wrong")

    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14, seconds=50))
    early = log_in(client).status_code
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))

    assert (early, log_in(client).status_code) == (429, 302)


def test_attempts_while_locked_do_not_prolong_the_lock_out(client, user):
    for _attempt in range(5):
        log_in(client, password="wrong")
    before = AccessAttempt.objects.get().attempt_time

    log_in(client, password="wrong")

    assert AccessAttempt.objects.get().attempt_time == before


def test_lock_out_holds_for_one_address_only(client, user):
    for _attempt in range(5):
        log_in(client, password="wrong", REMOTE_ADDR="10.0.0.1")

    assert log_in(client, REMOTE_ADDR="10.0.0.2").status_code == 302


def test_lock_out_holds_for_one_account_only(client, user, county):
    make_user(county, username="hemiao")
    for _attempt in range(5):
        log_in(client, password="wrong")

    assert log_in(client, username="hemiao").status_code == 302


def test_admin_login_counts_failures_too(client, user):
    for _attempt in range(5):
        client.post("/admin/login/", {"username": "lijuan", "password": "wrong"})

    assert log_in(client).status_code == 429


def test_logout_is_recorded_and_needs_post(client, user):
    log_in(client)

    by_get = client.get(reverse("logout"))
    client.post(reverse("logout"))

    assert by_get.status_code == 405
    assert actions() == ["account.logged_in", "account.logged_out"]
    assert "_auth_user_id" not in client.session


def test_session_is_prolonged_when_it_is_used(client, user):
    log_in(client)
    session = client.session
    session["touched"] = int(timezone.now().timestamp()) - 60
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=5))

    client.get(reverse("account"))

    left = Session.objects.get().expire_date - timezone.now()
    assert left > timedelta(seconds=settings.SESSION_COOKIE_AGE - 60)


def test_reading_pages_does_not_write_the_session_each_time(client, user):
    log_in(client)
    client.get(reverse("account"))
    soon = timezone.now() + timedelta(minutes=5)
    Session.objects.update(expire_date=soon)

    client.get(reverse("account"))

    assert Session.objects.get().expire_date == soon


def test_idle_session_ends_and_the_login_page_says_so(client, user):
    log_in(client)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    page = client.get(reverse("account"), follow=True).content.decode()

    assert "请重新登录" in page


def test_visitor_without_a_session_is_not_told_that_a_session_ended(client, db):
    page = client.get(reverse("account"), follow=True).content.decode()

    assert 'name="password"' in page
    assert "请重新登录" not in page


def test_login_never_leads_to_another_site(client, user):
    response = client.post(reverse("login") + "?next=//evil.example/", {"username": "lijuan", "password": PASSWORD})

    assert response["Location"] == reverse("home")


def test_name_with_a_zero_byte_is_a_wrong_name(client, db):
    assert log_in(client, username="a\0b").status_code == 200


def test_very_long_unknown_name_is_cut_in_the_history(client, db):
    log_in(client, username="x" * 61)
    log_in(client, username="y" * 5000)

    assert AuditEntry.objects.count() == 2
    assert all(len(note) <= 60 for note in AuditEntry.objects.values_list("note", flat=True))


def test_admin_login_shows_the_form_again_after_a_very_long_name(client, db):
    response = client.post("/admin/login/", {"username": "y" * 5000, "password": "wrong"})

    assert response.status_code == 200


def test_login_page_says_that_a_form_sent_after_the_session_ended_was_not_stored(client, user):
    address = reverse("account")

    response = client.post(address, {"work_phone": "10012345678"}, follow=True)

    assert response.redirect_chain == [(f"{reverse('login')}?next={address}&unsent=1", 302)]
    assert "刚才填写的内容没有提交" in response.content.decode()


def test_login_page_mentions_no_lost_form_when_only_a_page_was_opened(client, user):
    response = client.get(reverse("account"), follow=True)

    assert 'name="password"' in response.content.decode()
    assert "没有提交" not in response.content.decode()


@pytest.fixture
def late(client, user):
    """The login page that answers a form sent after the session ended."""
    client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    return client.post(f"{reverse('account')}?from=menu", {"office": "组织二科", "work_phone": "10012345678"})


def sign_in_with(client, page, **changes):
    fields = {"username": "lijuan", "password": PASSWORD, "next": page.context["next"], "held": page.context["held"]}
    return client.post(reverse("login"), fields | changes)


def test_form_sent_after_the_session_ended_is_kept_in_the_login_page(late):
    assert late.status_code == 401
    assert "刚才填写的内容还没有提交，也没有丢" in late.content.decode()
    assert "no-store" in late["Cache-Control"]


def test_kept_form_is_shown_after_the_login_and_is_sent_to_its_own_address(client, late):
    page = sign_in_with(client, late)

    html = page.content.decode()
    assert '<form method="post" action="/account/?from=menu">' in html
    assert '<input type="hidden" name="office" value="组织二科">' in html
    assert '<p class="pre">组织二科</p>' in html


def test_form_is_still_kept_after_a_wrong_password(client, late):
    page = sign_in_with(client, late, password="wrong")

    assert page.context["held"] == late.context["held"]
    assert 'name="held"' in page.content.decode()


NO_FORMS = ["", "{", "7", "[1]", '[["a", 1]]', '[["a"]]', "null", pytest.param("[" * 100_000, id="deep")]


@pytest.mark.parametrize("held", NO_FORMS)
def test_login_with_an_unreadable_kept_form_opens_the_first_page(client, user, held):
    response = client.post(reverse("login"), {"username": "lijuan", "password": PASSWORD, "held": held})

    assert response["Location"] == reverse("home")


def test_kept_form_is_never_sent_to_another_site(client, late):
    page = sign_in_with(client, late, next="https://evil.example/")

    assert "组织二科" in page.content.decode()
    assert "evil.example" not in page.content.decode()


def test_passwords_are_never_kept_in_the_login_page(client, user):
    client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32

    response = client.post(reverse("password_change"), {"old_password": "alt", "new_password1": "neu"})

    assert response["Location"].endswith("&unsent=1")


def test_login_page_names_the_files_that_must_be_chosen_again(client, user):
    client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32

    page = client.post(reverse("account"), {"office": "二科", "files": SimpleUploadedFile("会议纪要.pdf", b"%PDF-")})

    assert "文件“会议纪要.pdf”要重新选择。" in page.content.decode()


def test_script_that_saves_a_draft_is_told_that_the_session_ended(client, user):
    response = client.post(reverse("account"), {"office": "二科"}, headers={"X-Requested-With": "XMLHttpRequest"})

    assert (response.status_code, response.json()["stop"]) == (401, True)
    assert "登录已失效" in response.json()["message"]


@pytest.fixture
def stale(user):
    """A browser that signed in again after it opened a page, so the CSRF token of that page is out of date."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)
    browser.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    return browser


OURS = {"Origin": "http://testserver"}
FORM = {"csrfmiddlewaretoken": "y" * 32, "office": "组织二科"}


def test_form_opened_before_a_new_login_can_be_sent_with_one_more_click(stale):
    page = stale.post("/account/?from=menu", FORM, headers=OURS)

    html = page.content.decode()
    assert page.status_code == 403
    assert '<form method="post" action="/account/?from=menu">' in html
    assert '<input type="hidden" name="office" value="组织二科">' in html
    assert "y" * 32 not in html


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Referer": "http://testserver.evil.example/"}],
)
def test_form_from_another_site_is_refused_and_not_shown_again(stale, headers):
    page = stale.post("/account/", FORM, headers=headers).content.decode()

    assert "页面已过期，没有提交" in page
    assert "组织二科" not in page


def test_form_without_a_valid_token_is_refused_to_anonymous_visitors(db):
    browser = Client(enforce_csrf_checks=True)

    assert "页面已过期" in browser.post("/account/", FORM, headers=OURS).content.decode()
