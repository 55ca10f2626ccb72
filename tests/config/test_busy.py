"""A database that does not answer costs a moment, not the page or what was typed."""

import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.models import Session
from django.core.handlers.exception import response_for_exception
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.busy import PatientSessionMiddleware


def refuse_on(table):
    """A wrapper for statements that finds ``table`` locked by another writer."""

    def execute(run, sql, params, many, context):
        if table in sql and sql.startswith(("UPDATE", "INSERT")):
            raise OperationalError("database is locked")
        return run(sql, params, many, context)

    return execute


@pytest.fixture
def browser(client, people):
    client.force_login(people.county_editor)
    client.raise_request_exception = False
    return client


def test_page_comes_even_when_the_session_cannot_be_noted(browser):
    with connection.execute_wrapper(refuse_on(Session._meta.db_table)):
        response = browser.get(reverse("account"))

    assert response.status_code == 200
    assert response["Vary"] == "Cookie"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="elsewhere sessions wait for nobody")
def test_nobody_waits_long_only_to_note_that_the_session_was_used(browser):
    with CaptureQueriesContext(connection) as queries:
        browser.get(reverse("account"))

    told = [query["sql"] for query in queries]
    stored = next(number for number, sql in enumerate(told) if sql.startswith("UPDATE") and "django_session" in sql)
    assert "PRAGMA busy_timeout = 1000" in told[:stored]
    assert told[-1] == "PRAGMA busy_timeout = 30000"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="elsewhere sessions wait for nobody")
def test_whatever_else_the_session_holds_is_waited_for(client, people):
    with CaptureQueriesContext(connection) as queries:
        client.post(reverse("login"), {"username": people.county_editor.username, "password": "pass-word-1"})

    assert "_auth_user_id" in client.session
    assert not [query for query in queries if "busy_timeout" in query["sql"]]


def test_session_that_was_ended_meanwhile_is_still_refused(browser):
    request = browser.get(reverse("account")).wsgi_request
    Session.objects.all().delete()
    request.session["seen"] = 1

    with pytest.raises(SessionInterrupted):
        PatientSessionMiddleware(HttpResponse).process_response(request, HttpResponse())


def test_change_that_the_database_keeps_waiting_says_so_and_writes_nothing(browser, people):
    fields = {"work_phone": "0793-8200000", "email": ""}

    with connection.execute_wrapper(refuse_on(type(people.county_editor)._meta.db_table)):
        response = browser.post(reverse("account"), fields)

    people.county_editor.refresh_from_db()
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "系统正忙" in response.content.decode()
    assert people.county_editor.work_phone == ""


def test_database_that_is_away_before_the_view_says_the_same(rf):
    assert "系统正忙" in failed(rf, OperationalError("connection refused")).content.decode()


def test_any_other_fault_is_a_fault(rf):
    assert "系统出错了" in failed(rf, ValueError()).content.decode()


def failed(rf, error):
    try:
        raise error
    except Exception as caught:
        return response_for_exception(rf.get("/"), caught)
