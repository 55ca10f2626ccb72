"""``/healthz``: whether this portal can work, for monitoring and for load balancers.

Database and broker are asked in threads of their own. One that takes a connection and never
answers holds its thread, but not the request.
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
ANSWER_WITHIN = 1.5  # seconds that database and broker have together
STALE_AFTER = timedelta(minutes=3)
STARTING = 60  # seconds after the start of this process in which worker and beat may still be missing
PROCESSES = ("worker", "beat")


@never_cache
def healthz(request):
    """Answer 200 when database, broker, worker and beat are all "ok", else 503, within two seconds; needs no login."""
    asked = [DATABASE.ask(), BROKER.ask()]
    wait(asked, timeout=ANSWER_WITHIN)
    heartbeats, broker = [answer.result() if answer.done() else None for answer in asked]
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
    """Time of the last heartbeat by name of the process; that they can be read shows that the database works."""
    try:
        return dict(Heartbeat.objects.values_list("name", "at"))
    finally:
        connection.close()  # it is this thread's own


def reach_broker():
    """Whether messages can be handed over."""
    broker = app.connection_for_write()
    if broker.transport_cls == "filesystem":
        return os.access(broker.transport_options["data_folder_out"], os.W_OK)
    with broker:
        broker.ensure_connection(max_retries=1, timeout=ANSWER_WITHIN)
    return True


def process_states(heartbeats, *, now):
    """State of each background process: ok, stale (silent for over three minutes), missing, or unknown without data."""
    if heartbeats is None:
        return dict.fromkeys(PROCESSES, "unknown")
    return {name: _process_state(heartbeats.get(name), now) for name in PROCESSES}


def _process_state(last, now):
    if last is None:
        return "missing"
    return "ok" if now - last <= STALE_AFTER else "stale"


class Probe:
    """A question put in a thread of its own; while one hangs, no second one is started."""

    def __init__(self, question):
        self.question = question
        self.lock = Lock()
        self.answer = None

    def ask(self):
        """The future answer: what ``question`` returns, or None when it fails."""
        with self.lock:
            if self.answer is None or self.answer.done():
                self.answer = Future()
                Thread(target=self._put, args=[self.answer], daemon=True).start()
            return self.answer

    def _put(self, answer):
        try:
            answer.set_result(self.question())
        except Exception as error:  # whatever keeps a part from answering, it is not reachable
            log.debug("no answer", exc_info=error)
            answer.set_result(None)


class Journal:
    """Logs what fails when that changes, not at every question; a portal that is still starting is let alone."""

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
