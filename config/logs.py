import logging

UNAVAILABLE = 503


class UnlessHealth(logging.Filter):
    """Drops Django's log lines for a 503 of ``/healthz``, which is requested often: the view itself logs changes."""

    def filter(self, record):
        path = getattr(getattr(record, "request", None), "path", None)
        return path != "/healthz" or record.status_code != UNAVAILABLE
