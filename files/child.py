"""Process uploaded data in a child process with hard limits of time and memory: a bad file ends only the child.

``in_fork`` forks this process. It is quick, and the function can use all objects of the parent. Only a process with
a single thread may use it, such as a worker or a command. ``in_new_process`` starts a new interpreter, which takes
about a third of a second. The web server needs it: a fork would copy locks that other threads hold for ever.

The child must not use the database: a fork shares the connections of its parent, a new interpreter has no apps.
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
    """The child exceeded its time limit."""


class OutOfMemoryError(ChildError):
    """The child exceeded its memory limit, or another process killed it."""


class ChildFaultError(ChildError):
    """The function raised an exception that is not in ``raises``; the text names it."""


def in_fork(function, *args, seconds, megabytes, raises, beat=None, **kwargs):
    """Return ``function(*args, **kwargs)``, computed in a fork of this process.

    The child may use ``megabytes`` more memory than this process uses now, and run for ``seconds``. Exceptions of the
    class ``raises`` are raised here again; any other failure raises ``ChildError``. While the child works, the parent
    calls ``beat`` about once a second, for example to renew a lease.
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
    """Like ``in_fork``, but in a new interpreter. Function, arguments and result must be picklable.

    Django has neither apps nor translation there: messages are the Chinese texts of the source.
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
    """The main function of the new interpreter: read the function and its arguments, call it, write the answer."""
    from django.conf import settings

    settings.configure(USE_I18N=False)
    writer = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # the function may print; that must not go into the answer
    _live(writer, seconds, megabytes, lambda: pickle.load(sys.stdin.buffer))  # noqa: S301 (our own parent wrote it)


def _live(writer, seconds, megabytes, order):
    """The main function of the child: set the limits, work, write the answer and exit without clean-up."""
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
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 5, int(seconds) + 5))  # in case the parent was killed
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
    """Return the bytes that the child writes until it closes the pipe. Raises ``OutOfTimeError``."""
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
