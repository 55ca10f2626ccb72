"""The message that wakes a worker for an import; the state of the batch tells the worker what to do."""

import logging

from celery import signature
from kombu.exceptions import ChannelError, OperationalError

log = logging.getLogger(__name__)


def wake(batch_pk):
    """Tell a worker that the batch waits; without a broker the sweep finds it later."""
    try:
        signature("ledgers.jobs.work_on", [batch_pk]).delay()
    except (OperationalError, ChannelError, OSError):
        log.warning("no broker for import batch %s; the sweep will find it", batch_pk)
