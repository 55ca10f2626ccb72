from contextlib import suppress

from celery import shared_task
from celery.signals import beat_init, before_task_publish, worker_ready
from django.core.management import call_command
from django.db import close_old_connections
from django.utils import timezone
from kombu.exceptions import OperationalError

from config.models import Heartbeat

HEARTBEAT = "config.jobs.heartbeat"


@shared_task(name=HEARTBEAT)
def heartbeat():
    """Note that the worker is alive. Beat sends this job twice a minute."""
    Heartbeat.objects.beat("worker", at=timezone.now())


@shared_task
def clear_sessions():
    """Delete expired sessions. Runs every night."""
    call_command("clearsessions")


def note_beat(**message):
    """Note that beat is alive. Runs in beat whenever it sends a heartbeat."""
    close_old_connections()  # beat never closes connections; after a restart of the database it needs a new one
    Heartbeat.objects.beat("beat", at=timezone.now())


@beat_init.connect
def begin(**signal):
    """Send the first heartbeat when beat starts. ``/healthz`` reports an unreachable broker, so ignore one here."""
    before_task_publish.connect(note_beat, sender=HEARTBEAT)
    with suppress(OperationalError):
        heartbeat.apply_async(expires=30)


@worker_ready.connect
def greet(**signal):
    """Send a heartbeat when a worker starts: ``/healthz`` need not wait for the next one from beat."""
    heartbeat.apply_async(expires=30)
