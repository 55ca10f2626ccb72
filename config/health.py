"""``/healthz``: whether the portal works, for monitoring and for load balancers.

Threads check the database and the broker. When one of them accepts a connection and never answers,
its thread hangs, but the request does not.
"""

import logging
import os
import time
from concurrent.futures import Future, wait
from datetime import timedelta
from threading import Lock, Thread

from django.conf import settings
from django.db import connection
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from config.celery import app
from config.models import Heartbeat

log = logging.getLogger(__name__)
ANSWER_WITHIN = 1.5  # seconds; the checks of database and broker run at the same time
STALE_AFTER = timedelta(minutes=3)
STARTING = 60  # seconds after the start of this process in which worker and beat may still be missing
PROCESSES = ("worker", "beat")


@never_cache
def healthz(request):
    """Answer 200 when database, broker, worker and beat are all "ok", else 503, within two seconds; needs no login."""
    answers = [DATABASE.ask(), BROKER.ask()]
    wait(answers, timeout=ANSWER_WITHIN)
    heartbeats, broker = [answer.result() if answer.done() else None for answer in answers]
    checks = {
        "database": "unreachable" if heartbeats is None else "ok",
        "broker": "ok" if broker else "unreachable",
        **process_states(heartbeats, now=timezone.now()),
    }
    healthy = all(state == "ok" for state in checks.values())
    JOURNAL.note(checks, now=time.monotonic())
    body = {"status": "ok" if healthy else "failing", **checks, "version": settings.VERSION}
    return JsonResponse(body, status=200 if healthy else 503)


def read_heartbeats():
    """Return ``{process: time of its last heartbeat}``. The query also checks the database."""
    try:
        return dict(Heartbeat.objects.values_list("name", "at"))
    finally:
        connection.close()  # each thread has a connection of its own


def reach_broker():
    """Return whether the broker can take messages; raise an error when it cannot be reached."""
    broker = app.connection_for_write()
    if broker.transport_cls == "filesystem":
        return os.access(broker.transport_options["data_folder_out"], os.W_OK)
    with broker:
        broker.ensure_connection(max_retries=1, timeout=ANSWER_WITHIN)
    return True


def process_states(heartbeats, *, now):
    """Return ``{process: state}``: ok, stale (silent for over three minutes), missing, or unknown without data."""
    if heartbeats is None:
        return dict.fromkeys(PROCESSES, "unknown")
    return {name: _process_state(heartbeats.get(name), now) for name in PROCESSES}


def _process_state(last, now):
    if last is None:
        return "missing"
    return "ok" if now - last <= STALE_AFTER else "stale"


class Probe:
    """Calls the function ``check`` in a thread. While one call hangs, no second one is started."""

    def __init__(self, check):
        self.check = check
        self.lock = Lock()
        self.answer = None

    def ask(self):
        """Start the check unless it is running; return a ``Future`` of its result, None when it fails."""
        with self.lock:
            if self.answer is None or self.answer.done():
                self.answer = Future()
                Thread(target=self._run, args=[self.answer], daemon=True).start()
            return self.answer

    def _run(self, answer):
        try:
            answer.set_result(self.check())
        except Exception as error:  # any error means that it cannot be reached
            log.debug("no answer", exc_info=error)
            answer.set_result(None)


class Journal:
    """Logs the failing checks when they change, not at every request, and not while the portal is starting."""

    def __init__(self, *, started):
        self.started = started
        self.failing = {}
        self.settled = False

    def note(self, checks, *, now):
        failing = {name: state for name, state in checks.items() if state != "ok"}
        self.settled = self.settled or not failing or now - self.started > STARTING
        if not self.settled or failing == self.failing:
            return
        if failing:
            log.error("not healthy: %s", ", ".join(f"{name} {state}" for name, state in failing.items()))
        else:
            log.warning("healthy again")
        self.failing = failing


DATABASE = Probe(read_heartbeats)
BROKER = Probe(reach_broker)
JOURNAL = Journal(started=time.monotonic())
