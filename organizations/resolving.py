"""Find the stored unit that a name means. Each process keeps a ``PlaceIndex`` until the tree changes."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import Count, Max

from organizations.names import plain
from organizations.places import LEVELS, PlaceIndex, Unit

_kept = {}


class Resolved(NamedTuple):
    """``unit`` if exactly one unit matches; ``candidates`` are all matching units.

    ``via`` is the alias or old name by which the unit was found.
    """

    unit: object = None
    candidates: tuple = ()
    via: str = ""


def place_index(model, *, on=None):
    """Return the index of the tree, or of the tree on the day ``on``; one cheap query while the tree is unchanged."""
    version = tuple(model.objects.order_by().aggregate(Max("updated_at"), Count("pk")).values())
    if _kept.get("version") != version:
        _kept.clear()
        _kept["version"] = version
    if on not in _kept:
        _kept[on] = PlaceIndex(_units(model, on))
    return _kept[on]


def _units(model, on):
    """Yield rows for the index. With ``on``, units that begin later are left out; later ends and moves are ignored."""
    aliases = defaultdict(tuple)
    for pk, name in model.aliases.rel.related_model.objects.values_list("organization", "name"):
        aliases[pk] += (name,)
    parents = dict(model.objects.moved_after(on).values_list("pk", "parent_code")) if on else {}
    fields = ("pk", "code", "name", "level", "parent__code", "kind", "valid_from", "valid_to", "successor__code")
    for pk, *values in model.objects.order_by("path").values_list(*fields).iterator():
        code, name, level, parent, kind, begin, end, successor = values
        parent = parents.get(pk, parent)
        if on is None or begin is None or begin <= on:
            end = None if on and end and end >= on else end
            yield Unit(code, name, level, parent or "", kind, aliases[pk], begin, end, successor or "")


def resolve(model, name, *, within=None, level=None, on=None):
    """Return the ``Resolved`` for ``name``, a unit of ``level`` or of any level, in the subtree of ``within``."""
    index = place_index(model, on=on)
    top = within.code if within else ""
    levels = [level] if level else LEVELS
    results = [index.resolve(name, level=candidate, within=top) for candidate in levels]
    if not any(result.codes for result in results) or "(" in plain(name):  # 漆工镇（湖塘村） may mean either unit
        results += [index.qualified(name, level=candidate, within=top) for candidate in levels]
    codes = list(dict.fromkeys(code for result in results for code in result.codes))
    units = {unit.code: unit for unit in model.objects.filter(code__in=codes)} if codes else {}
    candidates = tuple(units[code] for code in codes if code in units)
    if len(candidates) == 1:
        return Resolved(candidates[0], candidates, next(result.via for result in results if result.codes))
    return Resolved(candidates=candidates)
