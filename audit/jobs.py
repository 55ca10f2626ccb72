from celery import shared_task
from django.utils import timezone

from audit.sealing import seal_all


@shared_task
def seal_history(*, thoroughly=False):
    """Every few minutes: seal what was written since; once a day thoroughly."""
    seal_all(now=timezone.now(), thoroughly=thoroughly)
