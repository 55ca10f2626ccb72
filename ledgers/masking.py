"""Masks persons outside the own unit: phones everywhere, names wherever persons of several units are listed.

A list, an export, a preview and the history list persons; the page of one record is no list, it shows the
name, and opening it from outside is noted in the history.
"""

import re

from ledgers.declarations import Kind
from organizations.accounts import phones
from organizations.models import Organization

_BETWEEN_NAMES = re.compile(r"([、，,;；/（）()])")


def mask_phone(text):
    """``100****6721`` for ``10012346721``; each of several numbers; a short number becomes all stars."""
    return "、".join(phones.masked(number) for number in text.split("、"))


def mask_name(text):
    """``张*三`` for ``张小三`` and ``张*`` for ``张三``; each of several names."""
    return "".join(_mask_one_name(part) for part in _BETWEEN_NAMES.split(text))


def _mask_one_name(name):
    if _BETWEEN_NAMES.fullmatch(name) or not name:
        return name
    return name[0] + "*" * (len(name) - 2) + name[-1] if len(name) > 2 else f"{name[:-1]}*"


MASKS = {Kind.PHONE: mask_phone, Kind.NAME: mask_name}


def masked(column, text):
    """``text`` of a masked ``column`` as readers outside the own unit see it."""
    return MASKS[column.kind](text) if text else text


def is_masked(value):
    """Whether ``value`` is a name or phone that came back from an export with its mask."""
    return isinstance(value, str) and "*" in value


def is_masked_kind(column):
    """Whether lists, exports, previews and the history mask the values of ``column`` outside the own unit."""
    return column.personal and column.kind in MASKS


def is_masked_alone(column):
    """Whether also the page and the form of one record keep ``column`` from readers outside the own unit."""
    return column.personal and column.kind == Kind.PHONE


def in_clear(user, organization):
    """Whether ``user`` sees the persons of ``organization``'s records in clear."""
    return in_clear_at(user, organization.path)


def in_clear_at(user, path):
    """Whether ``user`` sees the persons of the unit at ``path`` in clear.

    The own unit is the user's county, township or village with all below it; the city sees
    masked persons, except in what belongs to the city itself.
    """
    own = user.organization
    return own.path == path or (own.level != Organization.Level.CITY and path.startswith(own.path))
