"""Phones outside the own unit: the first three digits and the last four."""

from ledgers.declarations import Kind
from organizations.models import Organization


def mask(text):
    """``10012346721`` as ``100****6721``; several numbers each; what is too short wholly."""
    return "、".join(_mask_one(part) for part in text.split("、")) if text else text


def _mask_one(number):
    return f"{number[:3]}****{number[-4:]}" if len(number) > 7 else "*" * len(number)


def is_masked(value):
    return isinstance(value, str) and "*" in value


def is_masked_kind(column):
    """Whether the values of ``column`` are shown masked outside the own unit."""
    return column.personal and column.kind == Kind.PHONE


def in_clear(user, organization):
    """Whether ``user`` sees the phones of ``organization``'s records in clear.

    The own unit is the user's county, township or village with all below it; the city sees
    masked numbers, except in what belongs to the city itself.
    """
    own = user.organization
    return own.path == organization.path or (
        own.level != Organization.Level.CITY and organization.path.startswith(own.path)
    )
