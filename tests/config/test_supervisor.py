import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from config.supervisor import Child
from tests.config.processes import children_of, command_of, descendants_of, free_port, is_alive, wait_until

STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
)
STUBBORN_PARENT = f"import subprocess; subprocess.Popen(['sleep', '60']); {STUBBORN}"
PARENT = "import subprocess, sys, time; subprocess.Popen(['sleep', '60']); print('born', flush=True); time.sleep(60)"


@pytest.fixture
def supervise(tmp_path):
    """Start the supervisor over one-line Python programs; returns its process and a function that reads its output."""
    started = []

    def start(**programs):
        lock = (tmp_path / "lock").open("w")
        plan = {
            "commands": {name: [sys.executable, "-c", program] for name, program in programs.items()},
            "address": ["127.0.0.1", free_port()],
            "announcement": "ready",
            "farewell": "stopping",
            "held": [lock.fileno()],
        }
        log = tmp_path / "log"
        with log.open("w") as output:
            process = subprocess.Popen(
                [sys.executable, Path(settings.BASE_DIR, "config", "supervisor.py"), json.dumps(plan)],
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=[lock.fileno()],
            )
        lock.close()
        started.append(process)
        return process, log.read_text

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_child_that_keeps_dying_is_restarted_after_longer_and_longer_waits():
    child = Child("web", [])
    waits = []
    for _death in range(8):
        child.plan_restart(now=10.0)
        waits.append(child.restart_at - 10)

    assert waits == [0.5, 1, 2, 4, 8, 16, 30, 30]


def test_child_that_ran_for_over_a_minute_is_restarted_at_once_again():
    child = Child("web", [])
    child.delay, child.started_at = 30, 100.0

    child.plan_restart(now=160.5)

    assert child.restart_at == 161


def test_dead_child_is_named_and_restarted(supervise):
    _process, output = supervise(web="print('here', flush=True); raise SystemExit(3)")

    wait_until(lambda: output().count("web | here") >= 2, "a second life")

    assert "web | ended with code 3; starting it again in 0.5 s" in output()


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")
def test_grandchildren_end_with_a_killed_child(supervise):
    process, output = supervise(web=PARENT)
    wait_until(lambda: "born" in output(), "the grandchild")
    grandchild = next(pid for pid in descendants_of(process.pid) if command_of(pid).startswith("sleep"))
    child = next(pid for pid in children_of(process.pid) if grandchild in children_of(pid))

    os.kill(child, signal.SIGKILL)

    wait_until(lambda: not is_alive(grandchild), "the end of the grandchild")


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")
def test_children_that_ignore_signals_end_soon_after_a_killed_supervisor(supervise):
    process, output = supervise(web=STUBBORN_PARENT)
    wait_until(lambda: "deaf" in output(), "the child")
    family = descendants_of(process.pid)

    process.kill()
    process.wait()
    killed_at = time.monotonic()

    wait_until(lambda: not any(is_alive(pid) for pid in family), "the end of all processes")
    assert len(family) == 3  # the guard, the child and its own child
    assert time.monotonic() - killed_at < 4


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")
def test_guard_ends_when_the_supervisor_is_stopped(supervise):
    process, output = supervise(web="import time; print('here', flush=True); time.sleep(60)")
    wait_until(lambda: "here" in output(), "the child")
    family = descendants_of(process.pid)

    process.send_signal(signal.SIGTERM)
    process.wait(timeout=10)

    assert len(family) == 2
    assert not any(is_alive(pid) for pid in family)


def test_second_signal_kills_a_child_that_ignores_the_first(supervise):
    process, output = supervise(web=STUBBORN)
    wait_until(lambda: "deaf" in output(), "the child")

    process.send_signal(signal.SIGINT)
    wait_until(lambda: "stopping" in output(), "the farewell")
    process.send_signal(signal.SIGINT)

    assert process.wait(timeout=10) == 0
