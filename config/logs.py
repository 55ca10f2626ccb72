import logging

UNAVAILABLE = 503


class UnlessHealth(logging.Filter):
    """Drop Django's line about each 503 of ``/healthz``: it is asked every few seconds, and logs changes itself."""

    def filter(self, record):
        path = getattr(getattr(record, "request", None), "path", None)
        return path != "/healthz" or record.status_code != UNAVAILABLE
