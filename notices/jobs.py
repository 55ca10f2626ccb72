"""Celery entry points of the messages; every one may run twice, late, or on two machines at once."""

from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone

from notices import digest, outbox

DIGEST_HOUR = 8  # nobody is written to before


@shared_task
def make_digests():
    """In working hours: the digests of the day that are still missing (每日提醒)."""
    on = timezone.localdate()
    digest.watch_first(on=on)
    digest.make_digests(on=on)


@shared_task
def deliver_mail():
    """Every minute: send the e-mail that is due."""
    outbox.deliver(now=timezone.now())


@shared_task
def catch_up():
    """After a worker starts: write at once the digests that should have been written while none ran."""
    if timezone.localtime().hour >= DIGEST_HOUR:
        make_digests()


@worker_ready.connect
def _catch_up_when_ready(**kwargs):
    catch_up.delay()
