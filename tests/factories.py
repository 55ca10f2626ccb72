"""Makes a unit or an account in one line, with defaults for everything else."""

from itertools import count

from organizations import tree
from organizations.models import Organization, User

_numbers = count(1)
_below = {None: "city", "city": "county", "county": "township", "township": "village"}
_kinds = {"city": "市", "county": "县", "township": "镇", "village": "村"}


def make_organization(name="上饶市", *, parent=None, **fields):
    """A unit one level below ``parent`` (a city without one), at the next free path, where it is placed."""
    level = fields.pop("level", _below[parent.level if parent else None])
    siblings = Organization.objects.filter(parent=parent)
    path = (parent.path if parent else "") + tree.step(siblings.count())
    fields = {"kind": _kinds[level], "code": f"{next(_numbers):012d}"} | fields
    unit = Organization.objects.create(name=name, level=level, parent=parent, path=path, **fields)
    unit.placements.create(path=path, since=unit.valid_from, until=unit.valid_to)
    return unit


def make_user(organization, role="editor", *, username=None, **fields):
    """An account of ``organization``; its password is ``pass-word-1``."""
    username = username or f"user{next(_numbers)}"
    fields = {"name": "李娟", "office": "组织部"} | fields
    return User.objects.create_user(username, "pass-word-1", organization=organization, role=role, **fields)
