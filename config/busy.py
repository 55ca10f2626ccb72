"""When the database does not answer: locked by another writer for too long, restarting, out of connections."""

import logging
import sys
from contextlib import contextmanager, nullcontext

from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.template.loader import get_template
from django.utils.cache import patch_vary_headers
from django.views.defaults import server_error as default_server_error

log = logging.getLogger(__name__)
UNAVAILABLE = 503
RETRY_AFTER = 30  # seconds
HURRIED = 1000  # milliseconds


class BusyMiddleware:
    """A page that the database kept from being made says so, instead of looking like a fault of the portal."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not is_busy(exception):
            return None
        log.error("%s %s: the database does not answer: %s", request.method, request.path, exception)
        return busy_page()


class PatientSessionMiddleware(SessionMiddleware):
    """Django's, but whoever has a page already is not refused it because the session could not be stored in time.

    To note that the session was used nobody waits long, for instance while a large ledger is stored.
    """

    def process_response(self, request, response):
        only_touched = getattr(request, "only_touched", False)
        try:
            with _hurried() if only_touched else nullcontext():
                return super().process_response(request, response)
        except SessionInterrupted as interruption:
            if not is_busy(interruption):
                raise
        log.error("%s %s: the session could not be stored", request.method, request.path)
        patch_vary_headers(response, ["Cookie"])
        return response


@contextmanager
def _hurried():
    """Wait for the lock of SQLite a second at most; on PostgreSQL sessions wait for nobody."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {HURRIED}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {connection.settings_dict['OPTIONS']['timeout'] * 1000}")


def server_error(request):
    """The page for what no view caught (``handler500``): a database that is away shows itself in any middleware."""
    error = sys.exc_info()[1]
    return busy_page() if error and is_busy(error) else default_server_error(request)


def busy_page():
    response = HttpResponse(get_template("503.html").render(), status=UNAVAILABLE)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def is_busy(error):
    """Whether the database not answering is what ``error`` comes from."""
    while error and not isinstance(error, OperationalError):
        error = error.__cause__ or error.__context__
    return error is not None
