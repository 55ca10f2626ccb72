"""Celery entry points of the imports."""

import logging

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import ChannelError, OperationalError

from ledgers import cleanup, worker
from ledgers.models import ImportBatch

log = logging.getLogger(__name__)


@shared_task
def work_on(batch_pk):
    """One step of an import: read, store or undo."""
    if worker.work_on(batch_pk):
        wake(batch_pk)


@shared_task
def sweep():
    """Wake batches whose worker died, or whose message got lost."""
    for pk in ImportBatch.objects.left_alone(now=timezone.now()).values_list("pk", flat=True):
        wake(pk)


@shared_task
def purge():
    """Every night: forget what only undo needed."""
    cleanup.purge(now=timezone.now())


def wake(batch_pk):
    """Tell some worker that the batch waits; without a broker the sweep finds it later."""
    try:
        work_on.delay(batch_pk)
    except (OperationalError, ChannelError, OSError):
        log.warning("no broker for import batch %s; the sweep will find it", batch_pk)
