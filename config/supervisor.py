"""Run several processes: restart those that end, pass stop signals on, and leave no process running at the end.

``manage.py portal`` prepares everything and then replaces itself with this script. The script imports only
the standard library, as it needs little memory then. It must not use threads: the code between fork and exec
(``_tie_to_parent``) would wait for ever for a lock that another thread holds.
"""

import contextlib
import ctypes
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import time

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STOP_WITHIN = 20  # seconds for jobs to finish after the first signal
ORPHANED = 1  # seconds in which children may end by themselves after the supervisor was killed
SETTLED_AFTER = 60  # seconds after which a child counts as healthy and its restart delay is reset
FIRST_DELAY, LONGEST_DELAY = 0.5, 30  # seconds before a dead child is started again
HEAD_START = 5  # seconds after which the other children start even if the first one does not answer yet
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Child:
    """One command that should always be running, in a process group of its own."""

    def __init__(self, name, command):
        self.name = name
        self.command = command
        self.process = None
        self.delay = FIRST_DELAY
        self.started_at = 0.0
        self.restart_at = 0.0

    def start(self, *, now):
        parent = os.getpid()
        self.started_at = now
        self.process = subprocess.Popen(  # noqa: S603 - the command is ours
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=lambda: _tie_to_parent(parent),
        )
        os.set_blocking(self.process.stdout.fileno(), False)

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def signal(self, number):
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)

    def kill_group(self):
        """Kill the child and all processes that it started: they share its process group."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def plan_restart(self, *, now):
        """Set the time of the next start. The delay doubles each time the child ends soon after its start."""
        if now - self.started_at > SETTLED_AFTER:
            self.delay = FIRST_DELAY
        self.restart_at = now + self.delay
        self.delay = min(self.delay * 2, LONGEST_DELAY)


class Guard:
    """A second process that kills the children when the supervisor itself was killed.

    The supervisor writes the process groups of its children into a pipe. The kernel closes the pipe when
    the supervisor ends for any reason; the guard then kills every group that is left.
    """

    def __init__(self):
        reading, self.writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.writing)
            self._watch(reading)
            os._exit(0)
        os.close(reading)

    def add(self, group):
        self._tell(f"+{group}")

    def remove(self, group):
        self._tell(f"-{group}")

    def dismiss(self):
        """End the guard process and wait for it."""
        os.close(self.writing)
        os.waitpid(self.pid, 0)

    def _tell(self, line):
        with contextlib.suppress(BrokenPipeError):  # the guard was killed: the portal runs on without it
            os.write(self.writing, f"{line}\n".encode())

    def _watch(self, reading):
        os.setsid()  # the guard must not receive a Ctrl-C from the terminal
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        groups = set()
        with open(reading) as lines:
            for line in lines:
                change = groups.add if line[0] == "+" else groups.discard
                change(int(line[1:]))
        if groups:
            time.sleep(ORPHANED)
        for group in groups:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(group, signal.SIGKILL)


class Supervisor:
    """Run ``commands`` (name: argument list) until a stop signal.

    The first command serves ``address``. When that answers, ``announcement`` is printed and the other
    commands start: until then the first one has the processors to itself. ``farewell`` is printed at the
    stop signal.
    """

    def __init__(self, commands, *, address, announcement, farewell):
        self.children = [Child(name, command) for name, command in commands.items()]
        self.width = max(len(child.name) for child in self.children)
        self.address = address
        self.announcement = announcement
        self.farewell = farewell
        self.signals = 0
        self.stop_at = None
        self.guard = Guard()
        self.selector = selectors.DefaultSelector()

    def run(self):
        self._listen_to_signals()
        self._start_first()
        while not self.signals or any(child.process for child in self.children):
            self._relay_output()
            self._announce_when_ready()
            for child in self.children:
                self._tend(child)
            if self.signals:
                self._stop()
        self.guard.dismiss()

    def _listen_to_signals(self):
        self.wakeup, writing = socket.socketpair()
        self.writing = writing  # keep a reference: the garbage collector would close the socket
        for end in (self.wakeup, writing):
            end.setblocking(False)
        signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
        for number in STOP_SIGNALS:
            signal.signal(number, self._count_signal)
        self.selector.register(self.wakeup, selectors.EVENT_READ, None)

    def _count_signal(self, number, frame):
        self.signals += 1

    def _start_first(self):
        first, *others = self.children
        for child in others:
            child.restart_at = time.monotonic() + HEAD_START
        self._start(first)

    def _start(self, child):
        child.start(now=time.monotonic())
        self.guard.add(child.process.pid)
        self.selector.register(child.process.stdout, selectors.EVENT_READ, child)

    def _relay_output(self):
        """Wait up to 0.2 seconds for output of the children or a signal, and print the output."""
        for key, _events in self.selector.select(timeout=0.2):
            if key.data is None:
                self.wakeup.recv(4096)
            else:
                self._print_lines(key.data)

    def _print_lines(self, child):
        lines = child.process.stdout.readlines()
        for line in lines:
            self._say(child, line.decode(errors="replace").rstrip())
        if not lines:  # the pipe is closed: the child has ended, or is about to
            with contextlib.suppress(KeyError):
                self.selector.unregister(child.process.stdout)

    def _announce_when_ready(self):
        if not self.address:
            return
        with contextlib.suppress(OSError), socket.create_connection(self.address, timeout=0.2):
            self.address = None
            say(self.announcement)
            for child in self.children:
                child.restart_at = 0

    def _tend(self, child):
        now = time.monotonic()
        if child.process and not child.is_running:
            self._bury(child, now=now)
        elif not child.process and not self.signals and now >= child.restart_at:
            self._start(child)

    def _bury(self, child, *, now):
        child.kill_group()
        self.guard.remove(child.process.pid)
        with contextlib.suppress(KeyError):
            self._print_lines(child)
            self.selector.unregister(child.process.stdout)
        child.process.stdout.close()
        code, child.process = child.process.returncode, None
        if not self.signals:
            child.plan_restart(now=now)
            self._say(child, f"ended with code {code}; starting it again in {child.restart_at - now:g} s")

    def _stop(self):
        """Send SIGTERM once; after ``STOP_WITHIN`` seconds, or at a second signal, kill what is still running."""
        now = time.monotonic()
        running = [child for child in self.children if child.is_running]
        if self.stop_at is None:
            self.stop_at = now + STOP_WITHIN
            say(self.farewell)
            for child in running:
                child.signal(signal.SIGTERM)
        elif now >= self.stop_at or self.signals > 1:
            for child in running:
                child.kill_group()

    def _say(self, child, text):
        say(f"{child.name:<{self.width}} | {text}")


def say(text):
    with contextlib.suppress(OSError):  # the terminal is closed
        print(text, flush=True)  # noqa: T201 - this is the terminal of the portal


def _tie_to_parent(parent):
    """Let the kernel send this child SIGTERM when its parent dies, even by ``kill -9`` (Linux only)."""
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # the parent died before the call
            os._exit(1)


if __name__ == "__main__":
    plan = json.loads(sys.argv[1])
    # The lock file and the name of the address were inherited open: they last until this process and the guard end.
    for held in plan.pop("held"):
        os.set_inheritable(held, False)
    Supervisor(**plan).run()
