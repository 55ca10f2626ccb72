"""The database fails at any statement of a request, or at its commit: the page says correctly what was stored.

On PostgreSQL the server ends the connection; on SQLite the statements raise the same errors.
"""

from contextlib import closing, contextmanager
from datetime import date
from itertools import count

import psycopg2
import pytest
from django.db import InterfaceError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.urls import reverse

from organizations.accounts.middleware import TOUCHED
from tasks.models import ProgressReport
from tests.processes import database_url
from tests.tasks.worlds import make_assignment

pytestmark = pytest.mark.django_db(transaction=True)
LOST = "没有写入任何内容"
PERHAPS = "可能已经写入"
NOT_READ = "这个页面没有打开"


class Outage:
    """The connection is lost at the ``number``-th statement, or at the first commit, and does not come back."""

    def __init__(self, *, statement=None, commit=False):
        self.statement = statement
        self.commit = commit
        self.count = 0
        self.struck = False

    def execute(self, run, *statement):
        self.count += 1
        self.meet(self.count == self.statement)
        return run(*statement)

    def meet(self, strikes):
        if self.struck and connection.vendor == "sqlite":
            raise InterfaceError("connection already closed")
        if strikes and not self.struck:
            self.struck = True
            end_connection()


def end_connection():
    if connection.vendor == "sqlite":
        raise OperationalError("terminating connection due to administrator command")
    with closing(psycopg2.connect(database_url())) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])


@contextmanager
def outage(monkeypatch, **when):
    outage, commit = Outage(**when), BaseDatabaseWrapper._commit

    def committing(wrapper):
        outage.meet(outage.commit)
        return commit(wrapper)

    with monkeypatch.context() as patch, connection.execute_wrapper(outage.execute):
        patch.setattr(BaseDatabaseWrapper, "_commit", committing)
        yield outage
    if connection.vendor == "postgresql":
        connection.close()


@pytest.fixture
def browser(client, people):
    client.force_login(people.county_editor)
    client.raise_request_exception = False
    return client


def answers(browser, monkeypatch, ask):
    """(number, response) of ``ask(number)``, with an outage at its first statement, its second and so on."""
    for number in count(1):
        session = browser.session
        session[TOUCHED] = 0  # makes every request store the use of the session
        session.save()
        with outage(monkeypatch, statement=number) as happened:
            response = ask(number)
        if not happened.struck:
            return
        yield number, response


@pytest.mark.parametrize("name", ["home", "account", "ledgers:upload", "notices:messages"])
def test_page_is_shown_or_says_that_it_could_not_be_read(browser, monkeypatch, name):
    responses = [
        response for _number, response in answers(browser, monkeypatch, lambda _number: browser.get(reverse(name)))
    ]

    assert len(responses) > 2
    assert {response.status_code for response in responses} <= {200, 302, 503}
    assert all(NOT_READ in response.content.decode() for response in responses if response.status_code == 503)


def outcome(response):
    """What ``response`` says about the change: "saved", "lost" or "perhaps"; any other text as it is."""
    if response.status_code == 302:
        return "saved"
    text = response.content.decode()
    assert response.status_code == 503
    return "lost" if LOST in text else "perhaps" if PERHAPS in text else text


def test_answer_says_saved_exactly_when_the_change_is_stored(browser, people, monkeypatch):
    outcomes = set()
    for number, response in answers(
        browser,
        monkeypatch,
        lambda n: browser.post(reverse("account"), {"work_phone": f"0793-8200{n:03}", "email": ""}),
    ):
        people.county_editor.refresh_from_db()
        outcomes.add((outcome(response), people.county_editor.work_phone == f"0793-8200{number:03}"))

    assert outcomes == {("lost", False), ("saved", True)}


def test_answer_never_contradicts_the_stored_report(browser, people, monkeypatch):
    assignment = make_assignment(people.county_editor.organization)
    url = reverse("tasks:report", args=[assignment.pk, date(2026, 10, 1)])
    fields = {"version": 0, "progress": "60", "done": "逐村过堂。", "problems": "", "next_steps": "", "do": "submit"}

    outcomes = set()
    for _number, response in answers(browser, monkeypatch, lambda _number: browser.post(url, fields)):
        state = ProgressReport.objects.values_list("state", flat=True).first()
        outcomes.add((outcome(response), state))
        ProgressReport.objects.all().delete()

    assert {("lost", None), ("saved", "submitted")} <= outcomes
    assert outcomes <= {("lost", None), ("saved", "submitted"), ("perhaps", "draft"), ("perhaps", "submitted")}


def test_outage_at_the_commit_is_a_loss_only_where_nothing_can_be_stored(browser, people, monkeypatch):
    with outage(monkeypatch, commit=True):
        response = browser.post(reverse("account"), {"work_phone": "0793-8200000", "email": ""})

    assert response.status_code == 503
    assert (LOST if connection.vendor == "sqlite" else PERHAPS) in response.content.decode()
