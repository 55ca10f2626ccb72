"""Phones outside the own unit: the first three digits and the last four."""

from organizations.models import Organization


def mask(text):
    """``10012346721`` as ``100****6721``; several numbers each; what is too short wholly."""
    return "、".join(_mask_one(part) for part in text.split("、")) if text else text


def _mask_one(number):
    return f"{number[:3]}****{number[-4:]}" if len(number) > 7 else "*" * len(number)


def is_masked(value):
    return isinstance(value, str) and "*" in value


def in_clear(user, organization):
    """Whether ``user`` sees personal columns of ``organization``'s records in clear.

    The own unit is a county's, township's or village's subtree; the city sees masked numbers.
    """
    if user.organization.level == Organization.Level.CITY:
        return False
    return organization.path.startswith(user.organization.path)
