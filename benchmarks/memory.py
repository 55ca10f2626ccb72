"""Measure the peak memory of a web server and a worker, which run as real processes on the benchmark's database."""

import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

PATIENCE = 120  # seconds
REQUESTS = 40


def prepare():
    """Collect the static files, which a server with DEBUG off needs."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


def report():
    """Start both, use them, and print the peak memory of each, summed over its processes."""
    print(f"peak memory of the web server after {REQUESTS} overviews: {_web():.0f} MB")
    print(f"peak memory of the worker after a daily scan: {_worker():.0f} MB")


def _web():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning", "--port", str(port)]
    with _process([*command, "--workers", "1", "config.wsgi:application"]) as pid:
        _wait(lambda: urlopen(f"http://127.0.0.1:{port}/login/", timeout=5))
        overview = Request(f"http://127.0.0.1:{port}/overview/", headers={"Cookie": f"sessionid={_session()}"})
        for _number in range(REQUESTS):
            with urlopen(overview, timeout=30) as answer:
                assert "overview" in answer.geturl(), "the session must be accepted"
        return _peak(pid)


def _session():
    """The key of a session of the first city's manager."""
    from django.test import Client

    from organizations.models import User

    client = Client()
    user = User.objects.filter(username__startswith="bench-", role="manager").first()
    client.force_login(user, backend="organizations.accounts.backends.AccountBackend")
    return client.session.session_key


def _worker():
    from notices.models import DeadlineEvent
    from tasks import jobs

    with _process(["celery", "--quiet", "-A", "config", "worker", "--loglevel", "error", "--concurrency", "1"]) as pid:
        jobs.scan_deadlines.delay()
        _wait(DeadlineEvent.objects.exists)
        time.sleep(1)
        return _peak(pid)


@contextmanager
def _process(command):
    process = subprocess.Popen([sys.executable, "-m", *command], start_new_session=True)
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait(ready):
    """Wait until ``ready`` returns something true; an ``OSError`` means that the process is not ready yet."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if ready():
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise TimeoutError("the process did not become ready")


def _peak(pid):
    """Peak resident memory in MB of a process and all its descendants."""
    status = Path(f"/proc/{pid}/status").read_text()
    own = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own + sum(_peak(child) for child in children)
