"""Celery entry points of the indicators."""

from celery import shared_task
from django.utils import timezone

from indicators import recomputing
from indicators.actions import freezing
from indicators.models import DirtyMark
from indicators.waking import wake


@shared_task
def recompute_marked():
    """Compute the values of the marked units."""
    recomputing.recompute_marked(now=timezone.now())


@shared_task
def sweep():
    """Wake a worker for marks whose worker died, or whose message got lost."""
    if DirtyMark.objects.free(now=timezone.now()).exists():
        wake()


@shared_task
def recompute_all():
    """Every night: terms end and duties fall due without a write. Then freeze the periods whose cut-off day is past."""
    now = timezone.now()
    recomputing.recompute_all(now=now)
    freezing.freeze_due(on=timezone.localdate(now), now=now)
