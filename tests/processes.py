"""Starts real worker and web processes that share the test's database and broker, and kills them with ``kill -9``."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import connection, connections
from kombu import Connection

from config.celery import app

PATIENCE = 60  # seconds, on a machine that is busy with other tests


def wait_until(condition, what, patience=PATIENCE):
    """Return as soon as ``condition()`` is true; fail and name ``what`` after ``patience`` seconds."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"waited {patience} seconds in vain: {what}")


def use_database_file(path):
    """Let the default connection use a copy of the database in a file; returns the old one, to be restored later.

    The tests' own SQLite database lives in memory, where no other process sees it.
    """
    before = connections["default"]
    before.ensure_connection()
    with closing(sqlite3.connect(path)) as file:
        before.connection.backup(file)
    shared = before.copy()
    shared.settings_dict["NAME"] = str(path)
    connections["default"] = shared
    return before


def database_url():
    """The ``DATABASE_URL`` with which another process uses the database of this test."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    access = f"{database['USER']}:{database['PASSWORD']}" if database["PASSWORD"] else database["USER"]
    return f"postgres://{access}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"


class Worker:
    """One Celery worker without children, so that ``kill`` stops the very process that runs the job."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.mails = self.folder / "mails"
        self.marker = self.folder / "paused"
        self.environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "tests.process_settings",
            "SECRET_KEY": "only-for-tests",
            "ALLOWED_HOSTS": "localhost",
            "VAR_DIR": str(self.folder),
            "DATABASE_URL": database_url(),
            "CELERY_BROKER_URL": settings.CELERY_BROKER_URL,
            "BROKER_PREFIX": f"{self.folder.name}-{uuid4().hex}:",  # messages of an earlier run are not received
            "MAIL_FOLDER": str(self.mails),
            "SET_VALUE": "",
        }
        self.process = None

    def start(self, *, pause_at=""):
        """Start the worker; with ``pause_at`` it stops at the ``n``-th call of ``module:function:n``."""
        self.marker.unlink(missing_ok=True)
        self.process = self._run("-m", "tests.worker", PAUSE_AT=pause_at, PAUSE_MARKER=str(self.marker))
        return self

    def run_alongside(self, code):
        """Start another Python process with the worker's database and settings."""
        return self._run("-c", code)

    def _run(self, *arguments, **variables):
        with (self.folder / "worker.log").open("a") as log:
            return subprocess.Popen(
                [sys.executable, *arguments],
                cwd=settings.BASE_DIR,
                env=self.environment | variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def send(self, job):
        """Send a job the way beat does."""
        url = self.environment["CELERY_BROKER_URL"]
        if url.startswith("redis"):
            options = {"global_keyprefix": self.environment["BROKER_PREFIX"]}
        else:
            queue = str(self.folder / "broker" / "queue")
            Path(queue).mkdir(parents=True, exist_ok=True)
            control = str(self.folder / "broker" / "control")
            options = {"data_folder_in": queue, "data_folder_out": queue, "control_folder": control}
        with Connection(url, transport_options=options) as broker:
            app.send_task(job, connection=broker)

    def wait_until_paused(self):
        try:
            wait_until(self.marker.exists, "the worker's pause")
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.log}") from None

    def go_on(self):
        """End the pause."""
        self.marker.unlink()

    def kill(self):
        """``kill -9``: no signal handler runs and nothing is cleaned up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()

    @property
    def log(self):
        path = self.folder / "worker.log"
        return path.read_text() if path.exists() else ""


class Web:
    """The web server of production, with the database and settings of a ``Worker``."""

    def __init__(self, worker):
        self.worker = worker
        self.process = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def start(self):
        arguments = ["--interface", "wsgi", "--no-ws", "--log-level", "warning", "--port", str(self.port)]
        with (self.worker.folder / "web.log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "granian", *arguments, "--blocking-threads", "4", "config.wsgi:application"],
                cwd=settings.BASE_DIR,
                env=self.worker.environment | {"HTTPS": "off"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # a process group of its own, so that kill reaches the children
            )
        return self

    def answers(self):
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False

    def kill(self):
        """``kill -9`` for the server and its children at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
