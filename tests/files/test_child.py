"""A child process returns its result, passes on the declared errors, and dies of all others."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from files import child
from files.child import ChildFaultError, OutOfMemoryError, OutOfTimeError, in_fork, in_new_process


class RefusalError(Exception):
    pass


def eat_memory():
    return [bytearray(2**20) for _ in range(2000)]


def take_forever():
    time.sleep(120)


def spin():
    while True:
        pass


def vanish():
    os._exit(1)


def refuse():
    raise RefusalError("太大。")


def fail():
    raise KeyError("a bug")


def chatter():
    print("words on the standard output")  # noqa: T201
    return "a result"


def run(start, function, *args, seconds=60, megabytes=200):
    return start(function, *args, seconds=seconds, megabytes=megabytes, raises=RefusalError)


@pytest.fixture(params=[in_fork, in_new_process], ids=lambda start: start.__name__)
def start(request):
    return request.param


def children():
    """Ids of the children of this process; a test run may have some already, such as a browser."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


def test_child_returns_its_result(start):
    assert run(start, sum, [1, 2, 3]) == 6


def test_output_of_the_child_does_not_become_part_of_its_result(start):
    assert run(start, chatter) == "a result"


def test_argument_and_result_may_be_large(start):
    assert run(start, bytes.swapcase, b"a" * 5_000_000) == b"A" * 5_000_000


@pytest.mark.parametrize(
    ("function", "error", "seconds"),
    [
        (eat_memory, OutOfMemoryError, 60),
        (vanish, OutOfMemoryError, 60),
        (take_forever, OutOfTimeError, 1),
        (spin, OutOfTimeError, 1),
        (refuse, RefusalError, 60),
        (fail, ChildFaultError, 60),
    ],
)
def test_error_says_what_the_child_died_of(start, function, error, seconds):
    with pytest.raises(error):
        run(start, function, seconds=seconds)


def test_error_names_the_exception_of_the_child(start):
    with pytest.raises(ChildFaultError, match="KeyError: 'a bug'"):
        run(start, fail)


def test_no_child_is_left_behind(start):
    before = children()

    with pytest.raises(OutOfTimeError):
        run(start, take_forever, seconds=1)

    assert children() == before


def test_new_process_is_not_forked_from_this_one(monkeypatch):
    monkeypatch.delattr(os, "fork")

    assert run(in_new_process, os.getppid) == os.getpid()


def test_child_module_imports_nothing_else_of_the_portal():
    script = "import sys, files.child; print(*sorted(sys.modules))"

    loaded = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=Path(child.__file__).parents[1]
    ).stdout.split()

    assert {name for name in loaded if name.partition(".")[0] == "files"} == {"files", "files.child"}
    assert "django" not in loaded
