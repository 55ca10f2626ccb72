"""Answer requests while the database is unavailable: locked for too long, restarting, or out of connections."""

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
# Messages of psycopg2 and Django about a connection that an earlier error has closed.
ENDED = ("already closed", "Cannot open a new connection in an atomic block")
# SQLSTATE of errors that are not an OperationalError: the transaction had failed already, or the server ended it
# while it was idle. psycopg2 gives None when the server stops in the middle of an answer.
BROKEN_OFF = ("25P02", "25P03", None)


class BusyMiddleware:
    """Answers 503 with an explanation when a view fails because the database is unavailable."""

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
    """Sets ``request.has_saved`` when a transaction commits in which the view wrote something."""

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
    """Django's session middleware; it still sends the page when an existing session could not be saved.

    When only the time of last use changed, saving waits for at most a second. A large import can lock SQLite
    for longer than that.
    """

    def process_response(self, request, response):
        only_touched = getattr(request, "only_touched", False)
        is_stored = request.session.session_key is not None
        try:
            with hurried() if only_touched else nullcontext():
                return super().process_response(request, response)
        except (SessionInterrupted, InterfaceError, OperationalError) as error:
            if not (is_stored and is_busy(error)):
                raise
        log.error("%s %s: the session could not be stored", request.method, request.path)
        patch_vary_headers(response, ["Cookie"])
        return response


@contextmanager
def hurried():
    """Wait for the lock of SQLite for at most a second. PostgreSQL has no such lock."""
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
    """The view for uncaught errors (``handler500``). A middleware, too, can fail when the database is unavailable."""
    error = sys.exc_info()[1]
    return busy_page(request, error) if error and is_busy(error) else default_server_error(request)


def busy_page(request, error):
    """Answer 503 and say the outcome: the page was not shown, nothing was saved, or something may have been saved."""
    may_be_saved = getattr(request, "has_saved", False) or _was_committing(error)
    outcome = "perhaps" if may_be_saved else "nothing"
    context = {"outcome": "page" if request.method in ("GET", "HEAD") else outcome}
    response = HttpResponse(get_template("503.html").render(context), status=UNAVAILABLE)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def is_busy(error):
    """Whether ``error``, or an error that it follows from, means that the database is unavailable."""
    return any(_means_unavailable(link) for link in _chain(error))


def _means_unavailable(error):
    if isinstance(error, OperationalError):
        return True
    if isinstance(error, TransactionManagementError):
        return connection.errors_occurred  # False after a violated constraint, which is an error in the portal
    if isinstance(error, InterfaceError | ProgrammingError):
        return any(words in str(error) for words in ENDED)
    return isinstance(error, DatabaseError) and getattr(error.__cause__, "pgcode", "") in BROKEN_OFF


def _was_committing(error):
    """Whether the connection was lost during a commit, which may have succeeded. SQLite has no such doubt."""
    codes = {frame.f_code for link in _chain(error) for frame, _line in traceback.walk_tb(link.__traceback__)}
    return connection.vendor != "sqlite" and BaseDatabaseWrapper._commit.__code__ in codes


def _chain(error):
    """Return ``error`` and all errors that it was raised from or during."""
    links, waiting = [], [error]
    while waiting:
        link = waiting.pop()
        if link is not None and link not in links:
            links.append(link)
            waiting += [link.__cause__, link.__context__]
    return links
