"""The message that wakes a worker for an import; what is to be done stands in the batch itself."""

import logging

from celery import current_app
from kombu.exceptions import ChannelError, OperationalError

log = logging.getLogger(__name__)


def wake(batch_pk):
    """Tell some worker that the batch waits; without a broker the sweep finds it later."""
    try:
        current_app.send_task("ledgers.jobs.work_on", [batch_pk])
    except (OperationalError, ChannelError, OSError):
        log.warning("no broker for import batch %s; the sweep will find it", batch_pk)
