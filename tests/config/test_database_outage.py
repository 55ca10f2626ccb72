"""The database goes away at any statement of a request, or at its commit: what the person is told is what is there.

On PostgreSQL the server really ends the connection; on SQLite the statements fail as they would there.
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
    """The connection ends at the ``number``-th statement, or at the first commit, and stays away."""

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
    """What ``ask(number)`` is answered with the outage at its first statement, its second, and so on to its last."""
    for number in count(1):
        session = browser.session
        session[TOUCHED] = 0  # so that the use of the session is noted each time
        session.save()
        with outage(monkeypatch, statement=number) as happened:
            response = ask(number)
        if not happened.struck:
            return
        yield number, response


@pytest.mark.parametrize("name", ["home", "account", "ledgers:upload", "notices:messages"])
def test_page_is_shown_or_said_not_to_be(browser, monkeypatch, name):
    asked = [
        response for _number, response in answers(browser, monkeypatch, lambda _number: browser.get(reverse(name)))
    ]

    assert len(asked) > 2
    assert {response.status_code for response in asked} <= {200, 302, 503}
    assert all(NOT_READ in response.content.decode() for response in asked if response.status_code == 503)


def told(response):
    """What the answer says of the change: saved, lost, or perhaps saved."""
    if response.status_code == 302:
        return "saved"
    text = response.content.decode()
    assert response.status_code == 503
    return "lost" if LOST in text else "perhaps" if PERHAPS in text else text


def test_change_is_told_as_saved_exactly_when_it_is(browser, people, monkeypatch):
    outcomes = set()
    for number, response in answers(
        browser,
        monkeypatch,
        lambda n: browser.post(reverse("account"), {"work_phone": f"0793-8200{n:03}", "email": ""}),
    ):
        people.county_editor.refresh_from_db()
        outcomes.add((told(response), people.county_editor.work_phone == f"0793-8200{number:03}"))

    assert outcomes == {("lost", False), ("saved", True)}


def test_report_is_never_told_as_lost_when_it_is_kept_nor_as_handed_in_when_it_is_not(browser, people, monkeypatch):
    assignment = make_assignment(people.county_editor.organization)
    url = reverse("tasks:report", args=[assignment.pk, date(2026, 10, 1)])
    fields = {"version": 0, "progress": "60", "done": "逐村过堂。", "problems": "", "next_steps": "", "do": "submit"}

    outcomes = set()
    for _number, response in answers(browser, monkeypatch, lambda _number: browser.post(url, fields)):
        state = ProgressReport.objects.values_list("state", flat=True).first()
        outcomes.add((told(response), state))
        ProgressReport.objects.all().delete()

    assert {("lost", None), ("saved", "submitted")} <= outcomes
    assert outcomes <= {("lost", None), ("saved", "submitted"), ("perhaps", "draft"), ("perhaps", "submitted")}


def test_outage_at_the_commit_is_not_told_as_a_loss_unless_it_is_one(browser, people, monkeypatch):
    with outage(monkeypatch, commit=True):
        response = browser.post(reverse("account"), {"work_phone": "0793-8200000", "email": ""})

    assert response.status_code == 503
    assert (LOST if connection.vendor == "sqlite" else PERHAPS) in response.content.decode()
