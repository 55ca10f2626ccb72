import json
from datetime import UTC, datetime, timedelta

import pytest
from celery.signals import before_task_publish
from django.db import OperationalError
from django.utils import timezone
from kombu import Connection

from config import health, jobs
from config.models import Heartbeat

NOON = datetime(2025, 3, 10, 12, tzinfo=UTC)


def test_healthy_portal_answers_200_and_says_its_version(client, db, settings):
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
def test_heartbeat_is_stale_after_three_minutes(db, seconds, state):
    Heartbeat.objects.beat("worker", at=NOON)

    states = health.process_states(now=NOON + timedelta(seconds=seconds))

    assert states["worker"] == state


def test_newer_heartbeat_replaces_the_older(db):
    Heartbeat.objects.beat("worker", at=NOON)
    Heartbeat.objects.beat("worker", at=NOON + timedelta(minutes=1))

    assert list(Heartbeat.objects.values_list("name", "at")) == [("worker", NOON + timedelta(minutes=1))]


def test_heartbeat_job_shows_that_the_worker_runs(db):
    jobs.heartbeat()

    assert Heartbeat.objects.filter(name="worker").exists()


def test_beat_shows_that_it_runs_whenever_it_sends_the_heartbeat(db, monkeypatch):
    monkeypatch.setattr(jobs, "close_old_connections", lambda: None)  # it would end the transaction of this test

    jobs.begin()
    before_task_publish.disconnect(jobs.note_beat, sender=jobs.HEARTBEAT)

    assert [heartbeat.name for heartbeat in Heartbeat.objects.all()] == ["beat"]


def test_heartbeat_that_a_fresh_worker_asks_for_says_nothing_of_beat(db):
    jobs.greet()

    assert not Heartbeat.objects.exists()


def test_broken_database_is_named_and_leaves_the_processes_unknown(rf, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("gone")

    monkeypatch.setattr(health.connection, "cursor", fail)
    monkeypatch.setattr(Heartbeat.objects, "values_list", fail)

    response = health.healthz(rf.get("/healthz"))

    assert response.status_code == 503
    answer = json.loads(response.content)
    assert (answer["database"], answer["worker"], answer["beat"]) == ("unreachable", "unknown", "unknown")


@pytest.mark.parametrize(
    ("url", "options"),
    [("redis://127.0.0.1:1/0", {}), ("filesystem://localhost", {"data_folder_out": "/nowhere/at/all"})],
)
def test_unreachable_broker_is_named(monkeypatch, url, options):
    monkeypatch.setattr(
        health.app, "connection_for_write", lambda **limits: Connection(url, transport_options=options, **limits)
    )

    assert health.broker_state() == "unreachable"


def test_health_is_never_kept_by_a_cache(client, db):
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]


def test_health_is_not_redirected_to_https(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/healthz").status_code == 503
    assert client.get("/").status_code == 301
