"""``python -m tests.worker``: a Celery worker that can pause in the middle of a job, where a test disturbs it."""

import importlib
import os
import time
from itertools import count
from pathlib import Path

import django


def pause_at(place, marker):
    """Wrap ``module:function`` so that its ``n``-th call writes the file ``marker`` and waits until it is removed."""
    module_name, name, number = place.split(":")
    module = importlib.import_module(module_name)
    original, calls = getattr(module, name), count(1)

    def wrapper(*args, **kwargs):
        if next(calls) == int(number):
            Path(marker).touch()
            while Path(marker).exists():
                time.sleep(0.05)
        return original(*args, **kwargs)

    setattr(module, name, wrapper)


def set_value(place):
    """Set a constant, given as ``module:NAME:number``, to another value, so that little data makes many parts."""
    module_name, name, number = place.split(":")
    setattr(importlib.import_module(module_name), name, int(number))


if __name__ == "__main__":
    django.setup()
    if os.environ["SET_VALUE"]:
        set_value(os.environ["SET_VALUE"])
    if os.environ["PAUSE_AT"]:
        pause_at(os.environ["PAUSE_AT"], os.environ["PAUSE_MARKER"])
    from config.celery import app

    app.worker_main(["worker", "--pool", "solo", "--loglevel", "WARNING", "--without-gossip", "--without-mingle"])
