import json
import socket
import time
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from celery.signals import before_task_publish
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.utils import timezone
from kombu import Connection

from config import health, jobs
from config.celery import app
from config.models import Heartbeat
from tests.config.processes import run_code

NOON = datetime(2025, 3, 10, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def fresh_journal(monkeypatch):
    """A web server that has just started."""
    monkeypatch.setattr(health, "JOURNAL", health.Journal(started=time.monotonic()))


def test_healthy_portal_answers_200_and_says_its_version(client, transactional_db, settings):
    Heartbeat.objects.beat("worker", at=timezone.now())
    Heartbeat.objects.beat("beat", at=timezone.now())

    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "database": "ok",
        "broker": "ok",
        "worker": "ok",
        "beat": "ok",
        "version": settings.VERSION,
    }


def test_portal_without_background_processes_answers_503(client, db):
    response = client.get("/healthz")

    assert response.status_code == 503
    assert (response.json()["worker"], response.json()["beat"]) == ("missing", "missing")


@pytest.mark.parametrize(("seconds", "state"), [(180, "ok"), (181, "stale")])
def test_heartbeat_is_stale_after_three_minutes(seconds, state):
    states = health.process_states({"worker": NOON}, now=NOON + timedelta(seconds=seconds))

    assert states["worker"] == state


def test_newer_heartbeat_replaces_the_older(db):
    Heartbeat.objects.beat("worker", at=NOON)
    Heartbeat.objects.beat("worker", at=NOON + timedelta(minutes=1))

    assert list(Heartbeat.objects.values_list("name", "at")) == [("worker", NOON + timedelta(minutes=1))]


def test_heartbeat_job_shows_that_the_worker_runs(db):
    jobs.heartbeat()

    assert Heartbeat.objects.filter(name="worker").exists()


def test_expired_sessions_are_deleted_every_night(db):
    past, present = SessionStore(), SessionStore()
    past.set_expiry(NOON)
    for session in (past, present):
        session.save()

    jobs.clear_sessions()

    assert not past.exists(past.session_key)
    assert present.exists(present.session_key)
    assert app.conf.beat_schedule["clear-sessions"]["task"] == jobs.clear_sessions.name


def test_sending_the_heartbeat_job_shows_that_beat_runs(db, monkeypatch):
    monkeypatch.setattr(
        jobs, "close_old_connections", lambda: None
    )  # the real function would end this test's transaction

    jobs.begin()
    before_task_publish.disconnect(jobs.note_beat, sender=jobs.HEARTBEAT)

    assert [heartbeat.name for heartbeat in Heartbeat.objects.all()] == ["beat"]


def test_heartbeat_that_a_starting_worker_sends_does_not_count_for_beat(db):
    jobs.greet()

    assert not Heartbeat.objects.exists()


def test_broken_database_is_named_and_the_processes_are_unknown(rf, monkeypatch):
    def fail():
        raise OperationalError("gone")

    monkeypatch.setattr(health, "DATABASE", health.Probe(fail))

    response = health.healthz(rf.get("/healthz"))

    assert response.status_code == 503
    answer = json.loads(response.content)
    assert (answer["database"], answer["worker"], answer["beat"]) == ("unreachable", "unknown", "unknown")


@pytest.mark.parametrize(
    ("url", "options"),
    [("redis://127.0.0.1:1/0", {}), ("filesystem://localhost", {"data_folder_out": "/nowhere/at/all"})],
)
def test_unreachable_broker_is_named(rf, monkeypatch, url, options):
    monkeypatch.setattr(health, "DATABASE", health.Probe(dict))
    monkeypatch.setattr(health.app, "connection_for_write", lambda: Connection(url, transport_options=options))

    response = health.healthz(rf.get("/healthz"))

    assert json.loads(response.content)["broker"] == "unreachable"


def test_probe_that_hangs_is_not_started_a_second_time():
    release, calls = Event(), []

    def hang():
        calls.append(1)
        release.wait(10)
        return "late"

    probe = health.Probe(hang)

    first, second = probe.ask(), probe.ask()
    release.set()

    assert first is second
    assert first.result(timeout=5) == "late"
    assert len(calls) == 1


ASK = """
import json, time, django
django.setup()
from django.test import Client
client = Client()
client.get("/healthz")  # loads the code
began = time.monotonic()
response = client.get("/healthz")
print(json.dumps([time.monotonic() - began, response.json()]))
"""


def test_health_answers_within_two_seconds_when_database_and_broker_hang(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        variables = {
            "DATABASE_URL": f"postgres://portal:portal@127.0.0.1:{port}/portal",
            "CELERY_BROKER_URL": f"redis://127.0.0.1:{port}/0",
        }
        result = run_code(ASK, tmp_path, **variables)

    seconds, answer = json.loads(result)
    assert seconds < 2
    assert (answer["database"], answer["broker"]) == ("unreachable", "unreachable")


WELL = {"database": "ok", "worker": "ok"}
ILL = {"database": "ok", "worker": "stale"}


def test_failure_and_recovery_of_a_part_are_logged_once_each(caplog):
    journal = health.Journal(started=0.0)

    for checks in (WELL, ILL, ILL, WELL, WELL):
        journal.note(checks, now=1.0)

    assert [record.message for record in caplog.records] == ["not healthy: worker stale", "healthy again"]


@pytest.mark.parametrize(("seconds", "lines"), [(60, 0), (61, 1)])
def test_failures_are_not_logged_in_the_first_minute_after_the_start(caplog, seconds, lines):
    health.Journal(started=0.0).note(ILL, now=seconds)

    assert len(caplog.records) == lines


def test_requests_during_the_first_minute_log_nothing(client, db, caplog):
    client.get("/healthz")

    assert caplog.records == []


def test_health_is_never_kept_by_a_cache(client, db):
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]


def test_health_is_not_redirected_to_https(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/healthz").status_code == 503
    assert client.get("/").status_code == 301
