"""Starts a real portal for a test and reads which processes belong to it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings

PATIENCE = 90  # seconds, on a machine that is busy with other tests


def wait_until(condition, what):
    """Wait until ``condition()`` is true and return its value; fail and name ``what`` when the time is up."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if answer := condition():
            return answer
        time.sleep(0.1)
    raise AssertionError(f"waited {PATIENCE} seconds in vain: {what}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_code(code, folder, **variables):
    """Run ``code`` in a process of its own that is configured by ``variables`` alone; returns what it prints."""
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "on",
        "VAR_DIR": str(folder),
        **variables,
    }
    return subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, timeout=PATIENCE
    ).stdout


class Portal:
    """``manage.py portal`` in a folder of its own, configured by the given variables alone."""

    def __init__(self, folder, **variables):
        self.port = free_port()
        self.log = Path(folder, "portal.log")
        self.environment = {
            "PATH": os.environ["PATH"],
            "VAR_DIR": str(folder),
            "PORT": str(self.port),
            "DEMO": "off",
            "WORKER_CONCURRENCY": "1",
            **variables,
        }
        self.process = None
        self.opening = ""  # what the terminal showed until the portal was healthy

    def start(self):
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "portal"],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            wait_until(self.is_healthy, "a healthy portal")
        except AssertionError as error:
            self.end()
            raise AssertionError(f"{error}\n{self.log.read_text()}") from None
        self.opening = self.log.read_text()
        return self

    def run_again(self, **variables):
        """Start a second portal with the same variables; it is expected to refuse."""
        return subprocess.run(
            [sys.executable, "manage.py", "portal"],
            cwd=settings.BASE_DIR,
            env=self.environment | variables,
            text=True,
            capture_output=True,
            timeout=PATIENCE,
        )

    def get(self, path):
        """Status and body of the answer, or None while no server listens."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return None

    def health(self):
        """The answer of ``/healthz``; empty while nothing answers, or only the page that says what is prepared."""
        answer = self.get("/healthz")
        try:
            return json.loads(answer[1]) if answer else {}
        except json.JSONDecodeError:
            return {}

    def is_healthy(self):
        return self.health().get("status") == "ok"

    def child(self, words):
        """Id of the direct child with ``words`` in its command line, or None."""
        for pid in children_of(self.process.pid):
            if words in command_of(pid):
                return pid
        return None

    def descendants(self):
        return descendants_of(self.process.pid)

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)


def processes():
    """``{process id: id of its parent}`` of all living processes."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = folder.joinpath("stat").read_text().rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if state != "Z":
            parents[int(folder.name)] = int(parent)
    return parents


def children_of(parent):
    return [pid for pid, its_parent in processes().items() if its_parent == parent]


def descendants_of(ancestor):
    found = children_of(ancestor)
    return found + [pid for child in found for pid in descendants_of(child)]


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def is_alive(pid):
    return pid in processes()
