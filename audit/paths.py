"""Paths of units in the organization tree. The path of a unit begins with the path of its parent.

This module is in ``audit`` because the history stores paths too and imports no other app.
``organizations.tree`` makes the paths.
"""

from django.db.models import Q, Value
from django.db.models.functions import Concat

AFTER_ALL = "~"  # sorts after every character of a path
SOME_PATH = "<path>"  # stands for the path of a unit in the parameters of SQL that is kept and run for many units
SOME_PATHS_ABOVE = ("<path above 1>", "<path above 2>", "<path above 3>", "<path above 4>")  # of the units above it


def below_q(path, *, field="path"):
    """Return a ``Q`` for the unit with ``path`` and all units below it: one index range over ``field``.

    ``path`` is a text, or an ``OuterRef`` to one.
    """
    end = path + AFTER_ALL if isinstance(path, str) else Concat(path, Value(AFTER_ALL))
    return Q(**{f"{field}__gte": path, f"{field}__lt": end})


def with_path(params, path, *, above=()):
    """Return the ``params`` of kept SQL with ``path`` instead of ``SOME_PATH``.

    The paths ``above`` stand instead of ``SOME_PATHS_ABOVE``; ``path`` itself stands for those that are missing.
    """
    missing = len(SOME_PATHS_ABOVE) - len(above)
    paths_above = zip(SOME_PATHS_ABOVE, [*above, *[path] * missing], strict=True)
    values = {SOME_PATH: path, SOME_PATH + AFTER_ALL: path + AFTER_ALL, **dict(paths_above)}
    return tuple(values.get(param, param) if isinstance(param, str) else param for param in params)
