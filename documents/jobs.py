"""Celery entry points of the papers."""

from celery import shared_task
from django.utils import timezone

from documents import worker
from documents.waking import wake

AT_ONCE = 50  # papers that one sweep wakes; while they are made, the next sweep finds the others


@shared_task
def make(model_name, pk):
    """Make the Word file of one paper."""
    worker.make(worker.MODELS[model_name], pk, on=timezone.localdate())


@shared_task
def sweep():
    """Wake papers whose worker died, or whose message got lost."""
    for model in worker.MODELS.values():
        for paper in model.objects.left_alone(now=timezone.now())[:AT_ONCE]:
            wake(paper)
