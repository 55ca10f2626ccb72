"""Write where units stood on each day (隶属). Only changes of the tree call this, inside their transaction."""

from datetime import timedelta

from organizations import tree
from organizations.models import Organization, Placement

ONE_DAY = timedelta(days=1)


def names_of(paths):
    """Return ``{path: name}`` of the units that stood at ``paths`` on any day; one query."""
    return dict(Placement.objects.filter(path__in=paths).values_list("path", "unit__name"))


def full_names(paths):
    """Return ``{path: "弋阳县漆工镇湖塘村"}``: the names of the units from the county down to that of the path."""
    chains = {path: [*tree.ancestor_paths(path), path] for path in paths}
    placements = Placement.objects.filter(path__in={path for chain in chains.values() for path in chain})
    names = dict(placements.exclude(unit__level=Organization.Level.CITY).values_list("path", "unit__name"))
    return {path: "".join(names.get(step, "") for step in chain) for path, chain in chains.items()}


def for_new_unit(unit, above):
    """Return the unsaved placements of a new unit, and set its ``path_since``.

    From its first day on it stands below its parent.
    ``above`` are the placements of the parent, none for a root. If the parent has moved since the unit's first day,
    the unit has moved with it.
    """
    step, first_day = unit.path[-tree.STEP :], unit.valid_from
    lasting = [row for row in above if first_day is None or row.until is None or row.until >= first_day]
    placements = [Placement(unit=unit, path=row.path + step, since=row.since, until=row.until) for row in lasting]
    placements = placements or [Placement(unit=unit, path=unit.path)]
    placements[0].since = first_day
    unit.path_since = placements[-1].since if len(placements) > 1 else None
    return placements


def begin(unit, *, parent):
    """Place a new unit below ``parent``, None for a root."""
    Placement.objects.bulk_create(for_new_unit(unit, parent.placements.all() if parent else ()))
    unit.save(update_fields=["path_since"])


def move(placements, new_path, *, since):
    """Give the units new paths from the day ``since`` on.

    ``placements`` are all placements that the move concerns; ``new_path`` maps one of them to its new path. Those that
    ended before the day stay.
    """
    lasting = placements.lasting(on=since)
    later = list(lasting.filter(since__gte=since))
    for placement in later:
        placement.path = new_path(placement)
    Placement.objects.bulk_update(later, ["path"])
    divided = lasting.exclude(since__gte=since)
    moved = [
        Placement(unit_id=row.unit_id, path=new_path(row), since=since, until=row.until) for row in divided.iterator()
    ]
    divided.update(until=since - ONE_DAY)
    Placement.objects.bulk_create(moved)


def begin_on(unit, day):
    """Let the placements of ``unit`` begin on ``day``, its corrected first day, or since ever for None."""
    if day:
        unit.placements.filter(until__lt=day).delete()
    first = unit.placements.first()
    first.since = day
    first.save(update_fields=["since"])


def end(unit, *, last_day):
    """End the placements of ``unit`` after ``last_day``; a move that would hold from a later day is dropped."""
    unit.placements.filter(since__gt=last_day).delete()
    unit.placements.lasting(on=last_day).update(until=last_day)


def reopen(unit):
    """Continue the last placement of a unit that had ended; below its parent, if that has moved meanwhile."""
    last = unit.placements.last()
    if last.path == unit.path:
        last.until = None
        last.save(update_fields=["until"])
        return
    day_after = last.until + ONE_DAY
    moved_on = max(unit.parent.placements.last().since or day_after, day_after)
    last.until = moved_on - ONE_DAY
    last.save(update_fields=["until"])
    unit.placements.create(path=unit.path, since=moved_on)
    unit.path_since = moved_on
    unit.save(update_fields=["path_since"])
