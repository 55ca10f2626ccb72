"""Paths of the organization tree. Each level is a step of fixed width, so a subtree is one index range."""

STEP = 3
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CAPACITY = len(DIGITS) ** STEP  # a parent can have 46,656 children


def step(number):
    """Return the path step of the ``number``-th child, counted from 0: ``0`` gives ``000``, ``35`` gives ``00Z``.

    Raises ``ValueError`` when a parent would get more than 46,656 children.
    """
    if not 0 <= number < CAPACITY:
        raise ValueError(f"a parent holds at most {CAPACITY} children")
    high, low = divmod(number, len(DIGITS))
    higher, high = divmod(high, len(DIGITS))
    return DIGITS[higher] + DIGITS[high] + DIGITS[low]


def number(path):
    """Return the number of the last step of ``path``; the inverse of ``step``."""
    return int(path[-STEP:], 36)


def depth(path):
    """Return the number of units above the unit with ``path``; 0 for a root."""
    return len(path) // STEP - 1


def ancestor_paths(path):
    """Return the paths of the units above ``path``, the root first, without ``path`` itself."""
    return [path[:end] for end in range(STEP, len(path), STEP)]
