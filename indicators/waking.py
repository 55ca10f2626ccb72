"""The message that wakes a worker for the marks; the marks themselves say what to compute."""

import logging

from celery import signature
from kombu.exceptions import ChannelError, OperationalError

log = logging.getLogger(__name__)


def wake():
    """Tell a worker that values are old; without a broker the sweep finds the marks later."""
    try:
        signature("indicators.jobs.recompute_marked").delay()
    except (OperationalError, ChannelError, OSError):
        log.warning("no broker to recompute indicators; the sweep will do it")
