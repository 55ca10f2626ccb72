"""Which unit a name means: ``PlaceIndex`` over the stored tree, kept by each process until the tree changes."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import Count, Max

from organizations.names import plain
from organizations.places import LEVELS, PlaceIndex, Unit

_kept = {}


class Resolved(NamedTuple):
    """``unit`` when the name says one thing only, else the ``candidates`` to choose from, perhaps none.

    ``via`` is the other or old name by which the unit was found.
    """

    unit: object = None
    candidates: tuple = ()
    via: str = ""


def place_index(model, *, on=None):
    """The index of the tree as it stands, or as of the day ``on``; one cheap query while nothing changes."""
    version = tuple(model.objects.order_by().aggregate(Max("updated_at"), Count("pk")).values())
    if _kept.get("version") != version:
        _kept.clear()
        _kept["version"] = version
    if on not in _kept:
        _kept[on] = PlaceIndex(_units(model, on))
    return _kept[on]


def _units(model, on):
    """Rows for the index; as of a day, units that begin later are left out and later endings ignored."""
    aliases = defaultdict(tuple)
    for pk, name in model.aliases.rel.related_model.objects.values_list("organization", "name"):
        aliases[pk] += (name,)
    fields = ("pk", "code", "name", "level", "parent__code", "kind", "valid_from", "valid_to", "successor__code")
    for pk, *values in model.objects.order_by("path").values_list(*fields).iterator():
        code, name, level, parent, kind, begin, end, successor = values
        if on is None or begin is None or begin <= on:
            end = None if on and end and end >= on else end
            yield Unit(code, name, level, parent or "", kind, aliases[pk], begin, end, successor or "")


def resolve(model, name, *, within=None, level=None, on=None):
    """What ``name`` (of ``level``, or any) means in the subtree of ``within``; see ``Resolved``."""
    index = place_index(model, on=on)
    top = within.code if within else ""
    levels = [level] if level else LEVELS
    found = [index.resolve(name, level=each, within=top) for each in levels]
    if not any(each.codes for each in found) or "(" in plain(name):  # 漆工镇（湖塘村） may mean either
        found += [index.qualified(name, level=each, within=top) for each in levels]
    codes = list(dict.fromkeys(code for each in found for code in each.codes))
    units = {unit.code: unit for unit in model.objects.filter(code__in=codes)} if codes else {}
    candidates = tuple(units[code] for code in codes if code in units)
    if len(candidates) == 1:
        return Resolved(candidates[0], candidates, next(each.via for each in found if each.codes))
    return Resolved(candidates=candidates)
