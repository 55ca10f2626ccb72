"""Work on foreign data in a child process, under hard limits of time and memory: the child dies, not the parent.

``in_fork`` copies this process: quick, and every object is at hand. Only a process of one thread may use it, such as
a worker or a command. ``in_new_process`` starts an interpreter of its own, which takes about a third of a second: for
the web server, whose threads hold locks that a copy would wait for in vain.

The child must not use the database: a copy would share the connections of its parent, a new interpreter has no apps.
"""

import os
import pickle
import resource
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress

MEGABYTE = 1024 * 1024
PIPE_CHUNK = MEGABYTE


class ChildError(Exception):
    """The child gave no result."""


class OutOfTimeError(ChildError):
    """The child took longer than it may."""


class OutOfMemoryError(ChildError):
    """The child wanted more memory than it may have, or something outside ended it."""


class ChildFaultError(ChildError):
    """The function raised what it does not say it raises; the text names it."""


def in_fork(function, *args, seconds, megabytes, raises, beat=None, **kwargs):
    """The result of ``function(*args, **kwargs)``, worked out in a copy of this process.

    The child may take ``megabytes`` more memory than this process has now, and ``seconds``. Exceptions of the class
    ``raises`` pass from the child to the caller. ``beat`` is called about once a second meanwhile (to renew a lease).
    Raises ``ChildError`` otherwise.
    """
    reader, writer = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _live(writer, seconds, megabytes, lambda: (function, args, kwargs, raises))
    os.close(writer)
    try:
        answer = _collect(reader, time.monotonic() + seconds, beat)
    finally:
        os.close(reader)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return _result(answer)


def in_new_process(function, *args, seconds, megabytes, raises, **kwargs):
    """The same in a new interpreter. ``function`` must be found by its name, arguments and result must pickle.

    Django is there without apps, and without translation: texts stay Chinese, as they are written.
    """
    order = pickle.dumps((sys.path, seconds, megabytes)) + pickle.dumps((function, args, kwargs, raises))
    process = subprocess.Popen(
        [sys.executable, "-c", "import pickle, sys; sys.path, *limits = pickle.load(sys.stdin.buffer)\n"
         "from files.child import serve; serve(*limits)"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    with process:
        try:
            answer, _errors = process.communicate(order, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise OutOfTimeError from error
        finally:
            process.kill()
    return _result(answer)


def serve(seconds, megabytes):
    """The whole life of a new interpreter: read what is to be done, do it, write the answer."""
    from django.conf import settings

    settings.configure(USE_I18N=False)
    writer = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what the function prints must not end up in the answer
    _live(writer, seconds, megabytes, lambda: pickle.load(sys.stdin.buffer))  # noqa: S301 (our own parent wrote it)


def _live(writer, seconds, megabytes, order):
    """The child's whole life: limit itself, work, write the answer, and leave without any clean-up."""
    try:
        _limit_self(seconds, megabytes)
        answer = _answer(order)
        with os.fdopen(writer, "wb", buffering=PIPE_CHUNK) as pipe:
            pickle.dump(answer, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)


def _limit_self(seconds, megabytes):
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open("/proc/self/statm") as statm:
        size = int(statm.read().split()[0]) * resource.getpagesize()
    ceiling = size + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 5, int(seconds) + 5))  # for a child whose parent was killed
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(order):
    raises = ()
    try:
        function, args, kwargs, raises = order()
        return "result", function(*args, **kwargs)
    except raises as error:
        return "error", error
    except MemoryError:
        return "error", OutOfMemoryError()
    except Exception as error:
        return "error", ChildFaultError(f"{type(error).__name__}: {error}")


def _collect(reader, deadline, beat):
    """What the child writes until it closes the pipe. Raises ``OutOfTimeError``."""
    parts = []
    while (left := deadline - time.monotonic()) > 0:
        ready, _writable, _failed = select.select([reader], [], [], min(left, 1))
        if not ready:
            if beat:
                beat()
            continue
        part = os.read(reader, PIPE_CHUNK)
        if not part:
            return b"".join(parts)
        parts.append(part)
    raise OutOfTimeError


def _result(answer):
    if not answer:
        raise OutOfMemoryError
    kind, value = pickle.loads(answer)  # noqa: S301 (our own child wrote it)
    if kind == "error":
        raise value
    return value
