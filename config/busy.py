"""When the database does not answer: locked by another writer for too long, restarting, out of connections."""

import logging
import sys
import traceback
from contextlib import contextmanager, nullcontext

from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import TransactionManagementError
from django.http import HttpResponse
from django.template.loader import get_template
from django.utils.cache import patch_vary_headers
from django.views.defaults import server_error as default_server_error

log = logging.getLogger(__name__)
UNAVAILABLE = 503
RETRY_AFTER = 30  # seconds
HURRIED = 1000  # milliseconds
# What psycopg2 and Django say of a connection that an earlier error has ended.
ENDED = ("already closed", "Cannot open a new connection in an atomic block")
# SQLSTATE of errors that are no OperationalError: the transaction had failed or was ended while it waited;
# None is what psycopg2 gives when the server fell silent in the middle of an answer.
BROKEN_OFF = ("25P02", "25P03", None)


class BusyMiddleware:
    """A page that the database kept from being made says so, instead of looking like a fault of the portal."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with connection.execute_wrapper(_SavingNoted(request)):
            return self.get_response(request)

    def process_exception(self, request, exception):
        if not is_busy(exception):
            return None
        log.error("%s %s: the database does not answer: %s", request.method, request.path, exception)
        return busy_page(request, exception)


class _SavingNoted:
    """Sets ``request.has_saved`` once something that the view wrote is committed, whatever happens afterwards."""

    def __init__(self, request):
        self.request = request
        request.has_saved = False

    def __call__(self, execute, sql, *rest):
        result = execute(sql, *rest)
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            connection.on_commit(self.note)
        return result

    def note(self):
        self.request.has_saved = True


class PatientSessionMiddleware(SessionMiddleware):
    """Django's, but whoever has a page already is not refused it because the session could not be stored in time.

    To note that the session was used nobody waits long, for instance while a large ledger is stored.
    """

    def process_response(self, request, response):
        only_touched = getattr(request, "only_touched", False)
        is_stored = request.session.session_key is not None
        try:
            with _hurried() if only_touched else nullcontext():
                return super().process_response(request, response)
        except (SessionInterrupted, InterfaceError, OperationalError) as error:
            if not (is_stored and is_busy(error)):
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
    return busy_page(request, error) if error and is_busy(error) else default_server_error(request)


def busy_page(request, error):
    """Say what became of the request: a page was not shown, nothing was saved, or something may have been."""
    may_be_saved = getattr(request, "has_saved", False) or _was_committing(error)
    outcome = "perhaps" if may_be_saved else "nothing"
    context = {"outcome": "page" if request.method in ("GET", "HEAD") else outcome}
    response = HttpResponse(get_template("503.html").render(context), status=UNAVAILABLE)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def is_busy(error):
    """Whether ``error`` comes from a database that does not answer, or follows from such an error."""
    return any(_tells_of_absence(link) for link in _chain(error))


def _tells_of_absence(error):
    if isinstance(error, OperationalError):
        return True
    if isinstance(error, TransactionManagementError):
        return connection.errors_occurred  # stays False after a broken constraint, which is a fault of ours
    if isinstance(error, InterfaceError | ProgrammingError):
        return any(words in str(error) for words in ENDED)
    return isinstance(error, DatabaseError) and getattr(error.__cause__, "pgcode", "") in BROKEN_OFF


def _was_committing(error):
    """Whether a server was lost in the middle of a commit; SQLite has none: its commit fails before it counts."""
    codes = {frame.f_code for link in _chain(error) for frame, _line in traceback.walk_tb(link.__traceback__)}
    return connection.vendor != "sqlite" and BaseDatabaseWrapper._commit.__code__ in codes


def _chain(error):
    """``error`` and all errors that it was raised from or during."""
    links, waiting = [], [error]
    while waiting:
        link = waiting.pop()
        if link is not None and link not in links:
            links.append(link)
            waiting += [link.__cause__, link.__context__]
    return links
