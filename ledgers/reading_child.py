"""Reading in a child process: a file that explodes takes the child with it, never the worker."""

import os
import pickle
import resource
import select
import signal
import sys
import time
from contextlib import suppress

from django.utils.translation import gettext as _

from ledgers.reading import ReadingError

MEGABYTE = 1024 * 1024
PIPE_CHUNK = MEGABYTE


def in_child(function, *args, seconds, megabytes, beat=None, **kwargs):
    """``function(*args, **kwargs)`` worked out in a forked child; its result or ``ReadingError`` comes back pickled.

    The child may take ``megabytes`` more memory than this process has now and ``seconds``
    of time; past either it ends and a ``ReadingError`` says so. ``beat`` is called about once
    a second meanwhile (to renew a lease). The child must not touch the database: it
    shares this process's connections.
    """
    reader, writer = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _work(writer, megabytes, seconds, function, args, kwargs)
    os.close(writer)
    try:
        answer = _collect(reader, time.monotonic() + seconds, beat)
    finally:
        os.close(reader)
        _end(child)
    return _result(answer)


def _work(writer, megabytes, seconds, function, args, kwargs):
    """The child's whole life: limit itself, work, write the answer, and leave without any clean-up."""
    try:
        _limit_self(megabytes, seconds)
        answer = _answer(function, args, kwargs)
        with os.fdopen(writer, "wb", buffering=PIPE_CHUNK) as pipe:
            pickle.dump(answer, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)


def _limit_self(megabytes, seconds):
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open("/proc/self/statm") as statm:
        size = int(statm.read().split()[0]) * resource.getpagesize()
    ceiling = size + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 5, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(function, args, kwargs):
    try:
        return "result", function(*args, **kwargs)
    except ReadingError as error:
        return "error", error
    except MemoryError:
        return "error", ReadingError("too_much_memory", _too_much_memory())
    except Exception as error:
        return "fault", f"{type(error).__name__}: {error}"


def _collect(reader, deadline, beat):
    """What the child writes until it closes the pipe; None when time ran out."""
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
    return None


def _end(child):
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _result(answer):
    if answer is None:
        raise ReadingError(
            "too_slow", _("这个文件读取时间过长，已停止。请删去多余的工作表、空行和空列，或拆成几个文件后再上传。")
        )
    if not answer:
        raise ReadingError("too_much_memory", _too_much_memory())
    kind, value = pickle.loads(answer)  # noqa: S301 (our own child wrote it)
    if kind == "result":
        return value
    if kind == "fault":
        raise ReadingFaultError(value)
    raise value


def _too_much_memory():
    return _("这个文件展开后过大，已停止读取。请删去多余的工作表、空行和空列，或拆成几个文件后再上传。")


class ReadingFaultError(Exception):
    """The reader itself failed; the file may be all right."""
