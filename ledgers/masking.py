"""Mask persons outside the own unit, and hide restricted columns from those who may not see them.

Phone numbers are masked everywhere outside the own unit, names in lists, exports, previews and the history. The page
of one record shows the name, and the history records each view from outside the unit.

A restricted column (``Column.own_unit_only``, ``Column.seen_by_levels``) does not exist for other readers: they cannot
read it on any page, and cannot filter, sort, search or export by it. No column about persons exists for a department
(部门), which reads the ledgers of its line.
"""

import re

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.paths import below_q
from ledgers.declarations import Kind
from organizations.accounts import phones
from organizations.models import Organization

HIDDEN = _("仅本单位可见")
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


def in_clear_q(user):
    """``in_clear`` in SQL, for records in the scope of ``user``."""
    own = user.organization
    if own.level == Organization.Level.CITY:
        return Q(organization=own)
    return below_q(own.path, field="organization__path")


def may_see(column, user, path):
    """Whether ``column`` exists for ``user`` in a record of the unit at ``path``; it may still be masked there."""
    return _is_open_to(column, user) and (not column.own_unit_only or in_clear_at(user, path))


def hidden_fields(ledger, user, path):
    """Return the fields of ``ledger`` that do not exist for ``user`` in records of the unit at ``path``."""
    hidden = [column for column in ledger.columns if not may_see(column, user, path)]
    return {column.field for column in hidden} | {column.codes_field for column in hidden if column.codes}


def seen_columns(ledger, user):
    """Return the stored columns that ``user`` sees in every record in scope; lists and exports use no others."""
    own = user.organization
    is_own_unit = own.level != Organization.Level.CITY and not own.is_department
    return tuple(
        column
        for column in ledger.stored_columns
        if _is_open_to(column, user) and (is_own_unit or not column.own_unit_only)
    )


def _is_open_to(column, user):
    """Whether the level of the unit of ``user`` sees ``column``; a department sees no column about persons."""
    is_of_level = not column.seen_by_levels or user.organization.level in column.seen_by_levels
    return is_of_level and not (column.personal and user.organization.is_department)
