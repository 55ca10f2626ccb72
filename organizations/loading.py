"""Load a file of the organization tree: first plan the changes, then store all of them or none."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from audit import actions as audit
from organizations import kinds, placements, signals, tree
from organizations.models import Organization, OrganizationAlias, Placement
from organizations.paths import next_number
from organizations.treefile import Problem, TreeFileError
from organizations.treerules import problems_of

COMPARED = ("name", "short_name", "level", "kind", "parent_code")
BATCH = 5000


@dataclass
class Stored:
    """A unit in the database, with the values that loading needs."""

    pk: int
    code: str
    name: str
    short_name: str
    level: str
    kind: str
    path: str
    valid_to: object
    parent_code: str


@dataclass
class Change:
    """A unit that differs in the file: ``fields`` maps a field to ``[before, after]``."""

    row: object
    unit: Stored
    fields: dict

    @property
    def moved(self):
        return "parent_code" in self.fields


@dataclass
class Plan:
    """What loading a file changes.

    ``missing`` are units in force that are not in the file; they stay unchanged. ``ended`` are units in the file
    that have ended in the database; they stay ended. ``paths`` maps codes to new paths, ``stored`` codes to units.
    """

    added: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    unchanged: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    ended: list = field(default_factory=list)
    paths: dict = field(default_factory=dict)
    stored: dict = field(default_factory=dict)

    @property
    def moved(self):
        return [change for change in self.changed if change.moved]

    def counts(self):
        names = ("added", "changed", "unchanged", "missing")
        return {name: len(getattr(self, name)) for name in names}


@transaction.atomic
def load(treefile, *, on, by=None, valid_from=None, source="", within=None):
    """Add and change units as ``treefile`` says; return the ``Plan`` of the changes.

    New units begin on ``valid_from``; units with a new parent stand below it from the day ``on``. Units that are not
    in the file stay unchanged. When a name changes, the old one becomes an alias. Raises ``TreeFileError`` and stores
    nothing when a row is invalid or its unit is outside the subtree of ``within``. Loading the same file again
    changes nothing.
    """
    Organization.objects.lock_tree()
    plan = make_plan(treefile, within=within)
    if plan.added or plan.changed:
        _store(plan, valid_from, on)
        _record(plan, by, source)
        signals.changed.send(sender=Organization, units=list(Organization.objects.roots()))
    return plan


def make_plan(treefile, *, within=None):
    """Return the ``Plan`` for ``treefile``; raise ``TreeFileError`` when the tree would become invalid.

    ``within``: an organization; rows for units outside its subtree are problems.
    """
    plan = Plan(stored=_read_stored())
    problems = problems_of(treefile, plan.stored, within=within)
    if problems:
        raise TreeFileError(sorted(problems, key=lambda problem: problem.line))
    aliases = _stored_aliases() if "aliases" in treefile.titles else {}
    for row in treefile.rows:
        _sort_in(plan, row, aliases)
    plan.missing = _missing(treefile.rows, plan.stored)
    plan.paths = _paths(plan)
    return plan


def _read_stored():
    names = ("pk", "code", "name", "short_name", "level", "kind", "path", "valid_to")
    rows = Organization.objects.order_by("path").values_list(*names, F("parent__code"))
    return {row[1]: Stored(*row[:-1], parent_code=row[-1] or "") for row in rows.iterator()}


def _stored_aliases():
    aliases = defaultdict(set)
    for code, name in OrganizationAlias.objects.values_list("organization__code", "name").iterator():
        aliases[code].add(name)
    return aliases


def _sort_in(plan, row, aliases):
    unit = plan.stored.get(row.code)
    if unit is None:
        plan.added.append(row)
        return
    if unit.valid_to:
        plan.ended.append(unit)
    fields = _differences(row, unit, aliases.get(row.code, set()))
    if fields:
        plan.changed.append(Change(row, unit, fields))
    else:
        plan.unchanged.append(unit)


def _differences(row, unit, aliases):
    """Return the changed fields. An empty kind or a missing column 简称 changes nothing; aliases are only added."""
    fields = {}
    for name in COMPARED:
        before, after = getattr(unit, name), getattr(row, name)
        kept = after is None or (name == "kind" and not after)
        if not kept and before != after:
            fields[name] = [before, after]
    if new := [alias for alias in row.aliases if alias not in aliases]:
        fields["aliases"] = [[], new]
    return fields


def _missing(rows, stored):
    """Return the territorial units in force that are not in the file.

    If the file contains no root, only units below its topmost units count.
    """
    listed = {row.code for row in rows}
    tops = [stored[row.code].path for row in rows if row.code in stored and row.parent_code not in listed]
    whole = any(not row.parent_code for row in rows)
    return [
        unit
        for unit in stored.values()
        if unit.code not in listed
        and unit.kind != kinds.DEPARTMENT
        and not unit.valid_to
        and (whole or unit.path.startswith(tuple(tops)))
    ]


# Paths


def _paths(plan):
    """Return ``{code: path}`` for every unit whose path is new or changes."""
    moved = {change.row.code: change.row for change in plan.changed if change.moved}
    new = {row.code: row for row in plan.added} | moved
    places = _Places(plan.stored, new)
    for code in [*new, *(plan.stored if moved else ())]:
        places.path(code)
    paths = places.paths
    return {code: path for code, path in paths.items() if code not in plan.stored or plan.stored[code].path != path}


class _Places:
    """Computes paths: a unit that keeps its parent keeps the last step of its path, others get a free step.

    A free step is higher than every step used below the parent before: no path is the old path of another unit.
    """

    def __init__(self, stored, new):
        self.stored, self.new = stored, new
        self.paths = {}
        self.steps = {}

    def path(self, code):
        if code not in self.paths:
            self.paths[code] = self._compute(code)
        return self.paths[code]

    def _compute(self, code):
        row, unit = self.new.get(code), self.stored.get(code)
        parent = (row or unit).parent_code
        above = self.path(parent) if parent else ""
        return above + (self._free_step(row) if row else unit.path[-tree.STEP :])

    def _free_step(self, row):
        parent = row.parent_code
        if parent not in self.steps:
            before = self.stored[parent].path if parent in self.stored else ""
            self.steps[parent] = count(next_number(before) if before or not parent else 0)
        number = next(self.steps[parent])
        if number >= tree.CAPACITY:
            raise TreeFileError([Problem(row.line, "", _("上级单位 %(code)s 的下级太多。") % {"code": parent or "—"})])
        return tree.step(number)


# Storing


def _store(plan, valid_from, on):
    """Write new and changed units from the top down: a unit needs the primary key of its parent."""
    keys = {code: unit.pk for code, unit in plan.stored.items()}
    new_rows = {row.code: row for row in plan.added}
    new_units = []
    for _depth, codes in sorted(_by_depth(plan, new_rows).items()):
        created = Organization.objects.bulk_create(
            [_new_unit(new_rows[code], plan.paths[code], keys, valid_from) for code in codes], batch_size=BATCH
        )
        keys.update((unit.code, unit.pk) for unit in created)
        new_units += created
    _store_changed(plan, keys, on)
    _move_placements(plan, keys, on)
    _begin_placements(new_units)
    _store_aliases(plan, keys)


def _by_depth(plan, new_rows):
    depths = defaultdict(list)
    for code in new_rows:
        depths[len(plan.paths[code])].append(code)
    return depths


def _new_unit(row, path, keys, valid_from):
    return Organization(
        code=row.code,
        name=row.name,
        short_name=row.short_name or "",
        level=row.level,
        kind=row.kind or kinds.derive(row.level, row.code, row.name),
        parent_id=keys.get(row.parent_code),
        path=path,
        valid_from=valid_from,
    )


def _store_changed(plan, keys, on):
    """Store changed fields, parents and paths of whole subtrees, with one upsert for each ``BATCH`` of units."""
    changes = {change.unit.code: change for change in plan.changed}
    codes_to_store = [code for code in plan.stored if code in changes or code in plan.paths]
    for start in range(0, len(codes_to_store), BATCH):
        codes = codes_to_store[start : start + BATCH]
        units = list(Organization.objects.filter(pk__in=[keys[code] for code in codes]))
        for unit in units:
            _apply(unit, changes.get(unit.code), plan.paths.get(unit.code), keys, on)
        fields = ["name", "short_name", "level", "kind", "parent", "path", "path_since", "initials", "updated_at"]
        Organization.objects.bulk_create(units, update_conflicts=True, unique_fields=["code"], update_fields=fields)


def _apply(unit, change, path, keys, on):
    if path:
        unit.path, unit.path_since = path, on
    if change is None:
        return
    for name in ("name", "short_name", "level", "kind"):
        if name in change.fields:
            setattr(unit, name, change.fields[name][1])
    unit.parent_id = keys.get(change.row.parent_code)


def _move_placements(plan, keys, on):
    """Place units of the database at their new paths from the day ``on`` on."""
    new_paths = {keys[code]: path for code, path in plan.paths.items() if code in plan.stored}
    moved = list(new_paths)
    for start in range(0, len(moved), BATCH):
        rows = Placement.objects.filter(unit__in=moved[start : start + BATCH])
        placements.move(rows, lambda row: new_paths[row.unit_id], since=on)


def _begin_placements(new_units):
    """Place new units, which are in an order from the top down, below their parents; one insert for all of them."""
    placed = {unit.parent_id: [] for unit in new_units}
    stored = Organization.objects.filter(pk__in=placed.keys() - {unit.pk for unit in new_units} - {None})
    for row in Placement.objects.filter(unit__in=stored):
        placed[row.unit_id].append(row)
    rows = []
    for unit in new_units:
        own = placements.for_new_unit(unit, placed.get(unit.parent_id, ()))
        rows += own
        if unit.pk in placed:
            placed[unit.pk] = own
    Placement.objects.bulk_create(rows, batch_size=BATCH)
    moved = [unit for unit in new_units if unit.path_since]
    Organization.objects.bulk_update(moved, ["path_since"], batch_size=BATCH)


def _store_aliases(plan, keys):
    """Store the aliases of the file, and the old names of renamed units."""
    names = [(row.code, alias) for row in plan.added for alias in row.aliases]
    for change in plan.changed:
        names += [(change.unit.code, alias) for alias in change.fields.get("aliases", [[], []])[1]]
        if "name" in change.fields:
            names.append((change.unit.code, change.unit.name))
    aliases = [OrganizationAlias(organization_id=keys[code], name=name) for code, name in names]
    OrganizationAlias.objects.bulk_create(aliases, ignore_conflicts=True, batch_size=BATCH)


def _record(plan, by, source):
    """Write one history row for the load and one for each changed unit."""
    units = Organization.objects.in_bulk([change.row.code for change in plan.changed], field_name="code")
    entries = [
        audit.entry_for(
            "organization.changed", target=units[change.row.code], by=by, changes=change.fields, note=source
        )
        for change in plan.changed
    ]
    audit.record_many(entries)
    counts = plan.counts()
    root = by.organization if by else Organization.objects.roots().first()
    audit.record("organization.loaded", by=by, organization=root, changes=counts, note=source)
