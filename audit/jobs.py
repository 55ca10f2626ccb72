from celery import shared_task
from django.utils import timezone

from audit.sealing import seal_all


@shared_task
def seal_history(*, thoroughly=False):
    """Seal the new rows of the history. Runs every few minutes, and once a day with ``thoroughly``."""
    seal_all(now=timezone.now(), thoroughly=thoroughly)
