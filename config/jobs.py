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
    """Twice a minute, sent by beat: the worker that runs it is alive."""
    Heartbeat.objects.beat("worker", at=timezone.now())


@shared_task
def clear_sessions():
    """Every night: delete the sessions that have run out."""
    call_command("clearsessions")


def note_beat(**message):
    """In beat, each heartbeat that is sent is beat's own sign of life as well."""
    close_old_connections()  # nobody else does in beat, and a restarted database must not end the signs
    Heartbeat.objects.beat("beat", at=timezone.now())


@beat_init.connect
def begin(**signal):
    """A starting beat sends the first heartbeat at once; where the broker is away, ``/healthz`` says so."""
    before_task_publish.connect(note_beat, sender=HEARTBEAT)
    with suppress(OperationalError):
        heartbeat.apply_async(expires=30)


@worker_ready.connect
def greet(**signal):
    """A starting worker asks itself for a heartbeat, so that ``/healthz`` need not wait for beat's next."""
    heartbeat.apply_async(expires=30)
