"""Real worker processes for tests: a database and a broker that other processes can reach, and ``kill -9``."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

PATIENCE = 60  # seconds, on a machine that is busy with other tests


def wait_until(condition, what):
    """Return as soon as ``condition`` holds; fail naming ``what`` when it never does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"waited {PATIENCE} seconds in vain: {what}")


def use_database_file(path):
    """Put a fresh SQLite file behind the default connection; returns the connection to put back.

    The tests' own SQLite database lives in memory, where no other process sees it.
    """
    before = connections["default"]
    shared = before.copy()
    shared.settings_dict["NAME"] = str(path)
    connections["default"] = shared
    call_command("migrate", verbosity=0)
    return before


def database_url():
    """``DATABASE_URL`` for another process, naming the database that this test uses."""
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
            "BROKER_PREFIX": f"{self.folder.name}-{uuid4().hex}:",  # nothing left by an earlier run is heard
            "MAIL_FOLDER": str(self.mails),
            "SET_VALUE": "",
        }
        self.process = None

    def start(self, *, pause_at=""):
        """Start the worker; with ``pause_at`` it sleeps at the ``n``-th call of ``module:function:n``."""
        self.marker.unlink(missing_ok=True)
        self.process = self._run("-m", "tests.worker", PAUSE_AT=pause_at, PAUSE_MARKER=str(self.marker))
        return self

    def run_alongside(self, code):
        """Another Python process with the worker's database and settings."""
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
        subprocess.run(
            [sys.executable, "-m", "celery", "-A", "config", "call", job],
            cwd=settings.BASE_DIR,
            env=self.environment,
            check=True,
            capture_output=True,
        )

    def wait_until_paused(self):
        try:
            wait_until(self.marker.exists, "the worker's pause")
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.log}") from None

    def kill(self):
        """``kill -9``: no handler runs, nothing is tidied."""
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
