"""Celery entry points of the messages; every one may run twice, late, or on two machines at once."""

from celery import shared_task
from django.utils import timezone

from notices import outbox


@shared_task
def deliver_mail():
    """Every minute: send the e-mail that is due."""
    outbox.deliver(now=timezone.now())
