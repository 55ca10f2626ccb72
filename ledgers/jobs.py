"""Celery entry points of the imports."""

from celery import shared_task
from django.utils import timezone

from ledgers import cleanup, worker
from ledgers.models import ImportBatch
from ledgers.waking import wake


@shared_task
def work_on(batch_pk):
    """Do one step of an import: read, store or undo."""
    if worker.work_on(batch_pk):
        wake(batch_pk)


@shared_task
def sweep():
    """Wake batches whose worker died, or whose message got lost."""
    for pk in ImportBatch.objects.left_alone(now=timezone.now()).values_list("pk", flat=True):
        wake(pk)


@shared_task
def purge():
    """Every night: delete the data that only an undo needed."""
    cleanup.purge(now=timezone.now())
