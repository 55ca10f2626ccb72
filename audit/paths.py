"""Paths of units in the organization tree: text that begins with the path of the unit above.

They stand here because the history keeps them too and imports no other app; how they are made is in
``organizations.tree``.
"""

from django.db.models import Q

AFTER_ALL = "~"  # sorts after every character of a path


def below_q(path, *, field="path"):
    """The unit with ``path`` and everything below it, as one index range over ``field``."""
    return Q(**{f"{field}__gte": path, f"{field}__lt": path + AFTER_ALL})
