"""Paths of units in the organization tree. The path of a unit begins with the path of its parent.

This module is in ``audit`` because the history stores paths too and imports no other app.
``organizations.tree`` makes the paths.
"""

from django.db.models import Q, Value
from django.db.models.functions import Concat

AFTER_ALL = "~"  # sorts after every character of a path


def below_q(path, *, field="path"):
    """Return a ``Q`` for the unit with ``path`` and all units below it: one index range over ``field``.

    ``path`` is a text, or an ``OuterRef`` to one.
    """
    end = path + AFTER_ALL if isinstance(path, str) else Concat(path, Value(AFTER_ALL))
    return Q(**{f"{field}__gte": path, f"{field}__lt": end})
