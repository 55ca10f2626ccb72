"""Functions that tests run in a child process; the module imports no app, so a new interpreter can load it."""

import time

from files.errors import FileError


def eat_memory():
    return [bytearray(2**20) for _ in range(2000)]


def take_forever():
    time.sleep(60)


def refuse():
    raise FileError("too_large", "文件太大。")


def fail():
    raise KeyError("a bug")
