"""Paths of units in the organization tree. The path of a unit begins with the path of its parent.

This module is in ``audit`` because the history stores paths too and imports no other app.
``organizations.tree`` makes the paths.
"""

from django.db.models import Q, Value
from django.db.models.functions import Concat

AFTER_ALL = "~"  # sorts after every character of a path
BEFORE_ALL = " "  # sorts before every character of a path
SOME_PATH = "<path>"  # stands for the path of a unit in the parameters of SQL that is kept and run for many units


def below_q(path, *, field="path"):
    """Return a ``Q`` for the unit with ``path`` and all units below it: one index range over ``field``.

    ``path`` is a text, or an ``OuterRef`` to one.
    """
    end = path + AFTER_ALL if isinstance(path, str) else Concat(path, Value(AFTER_ALL))
    return Q(**{f"{field}__gte": path, f"{field}__lt": end})


def with_path(params, path, *, only_own=False):
    """Return the ``params`` of kept SQL with ``path`` instead of ``SOME_PATH``.

    ``only_own`` narrows the ranges of ``below_q`` to the unit itself, without the units below.
    """
    end = path + (BEFORE_ALL if only_own else AFTER_ALL)
    values = {SOME_PATH: path, SOME_PATH + AFTER_ALL: end}
    return tuple(values.get(param, param) if isinstance(param, str) else param for param in params)
