"""Which units exist on a day, and which of their placements holds."""

from django.db.models import F, Q


def placed_q(on, *, prefix=""):
    """Return a ``Q`` for placements that hold on the day ``on``; ``since`` and ``until`` are both included."""
    begun = Q(**{f"{prefix}since__isnull": True}) | Q(**{f"{prefix}since__lte": on})
    return begun & (Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": on}))


def nearest_q(on, *, prefix="", unit="unit__"):
    """Return a ``Q`` for one placement of each unit: of units that have ended the last, of those to come the first.

    ``unit`` is the prefix of the fields of the unit.
    """
    ended = Q(**{f"{prefix}until__lt": on, f"{prefix}until": F(f"{unit}valid_to")})
    coming = Q(**{f"{prefix}since__gt": on, f"{prefix}since": F(f"{unit}valid_from")})
    return placed_q(on, prefix=prefix) | ended | coming


def in_force_q(on, *, prefix=""):
    """Return a ``Q`` for units that exist on the day ``on``; ``valid_from`` and ``valid_to`` are both included."""
    begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": on})
    return begun & not_ended_q(on, prefix=prefix)


def not_ended_q(on, *, prefix=""):
    """Return a ``Q`` for units that exist on the day ``on`` or begin later."""
    return Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on})
