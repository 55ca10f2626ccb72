from celery import shared_task
from celery.signals import beat_init, before_task_publish
from django.db import close_old_connections
from django.utils import timezone

from config.models import Heartbeat

HEARTBEAT = "config.jobs.heartbeat"


@shared_task(name=HEARTBEAT)
def heartbeat():
    """Twice a minute, sent by beat: the worker that runs it is alive."""
    Heartbeat.objects.beat("worker", at=timezone.now())


@beat_init.connect
def begin(**signal):
    """Do not leave a freshly started portal without a heartbeat until the first half minute is over."""
    heartbeat.apply_async(expires=30)


@before_task_publish.connect(sender=HEARTBEAT)
def note_beat(**message):
    """Beat alone sends the heartbeat, so the moment of sending is beat's own sign of life."""
    close_old_connections()  # nobody else does in beat, and a restarted database must not end the signs
    Heartbeat.objects.beat("beat", at=timezone.now())
