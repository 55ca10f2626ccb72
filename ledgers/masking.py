"""Mask persons outside the own unit: phone numbers everywhere, names in lists.

Lists, exports, previews and the history mask names. The page of one record shows the name, and the history
records each view from outside the unit.
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
    """Return ``text`` of a masked ``column`` as readers outside the own unit see it."""
    return MASKS[column.kind](text) if text else text


def is_masked(value):
    """Whether ``value`` is a masked name or phone number, as exports contain them."""
    return isinstance(value, str) and "*" in value


def is_masked_kind(column):
    """Whether lists, exports, previews and the history mask the values of ``column`` outside the own unit."""
    return column.personal and column.kind in MASKS


def is_masked_alone(column):
    """Whether also the page and the form of one record keep ``column`` from readers outside the own unit."""
    return column.personal and column.kind == Kind.PHONE


def in_clear(user, organization):
    """Whether ``user`` sees the persons in records of ``organization`` unmasked."""
    return in_clear_at(user, organization.path)


def in_clear_at(user, path):
    """Whether ``user`` sees the persons of the unit at ``path`` unmasked.

    Users see the persons of their own unit and of the units below it. Users of the city see only the
    persons in the city's own records.
    """
    own = user.organization
    return own.path == path or (own.level != Organization.Level.CITY and path.startswith(own.path))
