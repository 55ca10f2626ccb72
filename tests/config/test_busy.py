"""When the database is busy or restarts, a request waits briefly and then shows a page that says so."""

import psycopg2
import psycopg2.errors
import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.models import Session
from django.core.handlers.exception import response_for_exception
from django.db import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
    connection,
)
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import TransactionManagementError
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.busy import PatientSessionMiddleware


def follows(cause, kind):
    """An error of class ``kind`` raised from ``cause``, with the same text."""
    error = kind(str(cause))
    error.__cause__ = cause
    return error


def refuse_on(table):
    """An execute wrapper that fails writes to ``table`` as if another process had locked it."""

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


def test_page_is_shown_even_when_the_use_of_the_session_cannot_be_stored(browser):
    with connection.execute_wrapper(refuse_on(Session._meta.db_table)):
        response = browser.get(reverse("account"))

    assert response.status_code == 200
    assert response["Vary"] == "Cookie"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="elsewhere sessions wait for nobody")
def test_storing_the_use_of_the_session_waits_one_second_at_most(browser):
    with CaptureQueriesContext(connection) as queries:
        browser.get(reverse("account"))

    told = [query["sql"] for query in queries]
    stored = next(number for number, sql in enumerate(told) if sql.startswith("UPDATE") and "django_session" in sql)
    assert "PRAGMA busy_timeout = 1000" in told[:stored]
    assert told[-1] == "PRAGMA busy_timeout = 30000"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="elsewhere sessions wait for nobody")
def test_storing_the_login_in_the_session_waits_as_long_as_other_changes(client, people):
    with CaptureQueriesContext(connection) as queries:
        client.post(reverse("login"), {"username": people.county_editor.username, "password": "pass-word-1"})

    assert "_auth_user_id" in client.session
    assert not [query for query in queries if "busy_timeout" in query["sql"]]


def test_session_that_ended_in_the_meantime_is_still_refused(browser):
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


def test_database_that_is_lost_before_the_view_says_busy(rf):
    assert "系统正忙" in failed(rf, OperationalError("connection refused")).content.decode()


SERVER_GONE = psycopg2.OperationalError("terminating connection due to administrator command")


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("FATAL:  the database system is starting up"),
        OperationalError("FATAL:  the database system is shutting down"),
        follows(SERVER_GONE, OperationalError),
        follows(psycopg2.InterfaceError("connection already closed"), InterfaceError),
        follows(psycopg2.InterfaceError("cursor already closed"), InterfaceError),
        follows(
            psycopg2.DatabaseError("error with status PGRES_TUPLES_OK and no message from the libpq"), DatabaseError
        ),
        follows(psycopg2.errors.lookup("25P02")("current transaction is aborted"), InternalError),
        follows(follows(SERVER_GONE, OperationalError), TransactionManagementError),
        ProgrammingError("Cannot open a new connection in an atomic block."),
    ],
    ids=str,
)
def test_every_error_of_a_restarting_database_says_busy(rf, error):
    assert "系统正忙" in failed(rf, error).content.decode()


@pytest.mark.parametrize(
    "error",
    [
        ValueError(),
        IntegrityError("UNIQUE constraint failed"),
        ProgrammingError("relation does not exist"),
        InterfaceError("only protocol 3 supported"),
        DatabaseError("Save with update_fields did not affect any rows."),
        follows(psycopg2.errors.lookup("42P01")("relation does not exist"), ProgrammingError),
        TransactionManagementError("after a broken constraint"),
    ],
    ids=str,
)
def test_other_errors_show_the_error_page(rf, error):
    assert "系统出错了" in failed(rf, error).content.decode()


def test_connection_that_cannot_be_opened_says_busy(browser, monkeypatch):
    def refuse(self):
        raise OperationalError("FATAL:  the database system is starting up")

    with monkeypatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "ensure_connection", refuse)
        response = browser.get(reverse("account"))

    assert (response.status_code, "这个页面没有打开" in response.content.decode()) == (503, True)


def failed(rf, error):
    try:
        raise error
    except Exception as caught:
        return response_for_exception(rf.get("/"), caught)
