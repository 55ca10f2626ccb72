"""``/healthz``: whether this portal can work, for monitoring and for load balancers."""

import os
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from kombu.exceptions import OperationalError

from config.celery import app
from config.models import Heartbeat

STALE_AFTER = timedelta(minutes=3)
PROCESSES = ("worker", "beat")


@never_cache
def healthz(request):
    """Answer 200 when database, broker, worker and beat are all "ok", else 503; needs no login."""
    checks = {"database": database_state(), "broker": broker_state(), **process_states(now=timezone.now())}
    healthy = all(state == "ok" for state in checks.values())
    body = {"status": "ok" if healthy else "failing", **checks, "version": settings.VERSION}
    return JsonResponse(body, status=200 if healthy else 503)


def database_state():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "unreachable"
    return "ok"


def broker_state():
    """Whether messages can be handed over; waits two seconds at most."""
    broker = app.connection_for_write(connect_timeout=2)
    if broker.transport_cls == "filesystem":
        return "ok" if os.access(broker.transport_options["data_folder_out"], os.W_OK) else "unreachable"
    try:
        with broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    except (OSError, OperationalError):
        return "unreachable"
    return "ok"


def process_states(*, now):
    """State of each background process by its last heartbeat: ok, stale (over three minutes old) or missing."""
    try:
        beats = dict(Heartbeat.objects.values_list("name", "at"))
    except DatabaseError:
        return dict.fromkeys(PROCESSES, "unknown")
    return {name: _process_state(beats.get(name), now) for name in PROCESSES}


def _process_state(last, now):
    if last is None:
        return "missing"
    return "ok" if now - last <= STALE_AFTER else "stale"
