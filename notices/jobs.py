"""Celery jobs of the messages. Each may run twice, late, or on two machines at once."""

from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone

from notices import digest, outbox

DIGEST_HOUR = 8  # no digest is written before this hour


@shared_task
def make_digests():
    """Write the digests (每日提醒) of today that are missing. Runs every half hour in working hours."""
    on = timezone.localdate()
    digest.watch_first(on=on)
    digest.make_digests(on=on)


@shared_task
def deliver_mail():
    """Send the e-mail that is due. Runs every minute."""
    outbox.deliver(now=timezone.now())


@shared_task
def catch_up():
    """Write today's missing digests when a worker starts: none was running when they were due."""
    if timezone.localtime().hour >= DIGEST_HOUR:
        make_digests()


@worker_ready.connect
def _catch_up_when_ready(**kwargs):
    catch_up.delay()
