"""A portal with the demonstration, as it stands on ``DAY``, in this process."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from threading import Thread

import django
from django.utils import timezone

# A Tuesday some days before the reports of the month are due: much has been reported and confirmed, some is still open.
DAY = date(2026, 11, 17)


def start():
    """Load Django, stop its clock in the morning of ``DAY`` and load the demonstration."""
    django.setup()
    set_clock(timezone.make_aware(datetime.combine(DAY, time(9))))
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_demo")


def set_clock(moment):
    """Let ``timezone.now()`` and all that asks it run on from ``moment``."""
    ahead = moment - datetime.now(UTC)

    class Shifted(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + ahead

    timezone.datetime = Shifted


@contextmanager
def serving():
    """Answer requests on a free port; yield the address."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from config.wsgi import application

    class Handler(WSGIRequestHandler):
        def log_message(self, *args):
            """Keep the terminal for what goes wrong."""

    server = ThreadedWSGIServer(("127.0.0.1", 0), Handler)
    server.set_app(application)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
