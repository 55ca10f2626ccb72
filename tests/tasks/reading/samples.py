"""The texts that the tests of the reader share: the speech, and texts with other structures."""

from functools import cache
from pathlib import Path

from tasks.reading import read

DATA = Path(__file__).parents[2] / "data"


@cache
def speech():
    """The speech of the secretary, read for the year of the speech."""
    return read((DATA / "speech.txt").read_text(encoding="utf-8"), year=2020)


def sample(name, **options):
    """One of the texts in tests/data/directives, read for 2026 by default."""
    text = (DATA / "directives" / f"{name}.txt").read_bytes().decode("utf-8")
    return read(text, **{"year": 2026, **options})


def task_of(outline, number):
    return next(task for task in outline.tasks if task.number == number)


def figures(task):
    """The quantities of a task as tuples (what, min, max, unit)."""
    return [(q.what, q.min, q.max, q.unit) for q in task.quantities]


def roles(task):
    return {addressee.name: addressee.role.value for addressee in task.addressees}
