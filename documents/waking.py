"""The message that wakes a worker for a paper; the row of the paper says what to do."""

import logging

from celery import signature
from kombu.exceptions import ChannelError, OperationalError

log = logging.getLogger(__name__)


def wake(paper):
    """Tell a worker that ``paper`` waits; without a broker the sweep finds it later."""
    try:
        signature("documents.jobs.make", [paper._meta.model_name, paper.pk]).delay()
    except (OperationalError, ChannelError, OSError):
        log.warning("no broker for %s; the sweep will find it", paper._meta.model_name)
