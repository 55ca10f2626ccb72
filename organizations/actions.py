"""Changes of the organization tree. Each is one transaction with its history rows; a lock runs them one at a time.

``by`` is the account that makes the change, None for a command. All raise ``ValidationError`` and change
nothing when the tree would become invalid.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, Q, Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import actions as audit
from audit.changes import between, plain, snapshot
from audit.paths import below_q
from organizations import handover, kinds, paths, placements, references, signals, tree
from organizations.models import Organization, OrganizationAlias, Placement


@transaction.atomic
def create(*, parent, code, name, level, by=None, kind="", short_name="", valid_from=None, aliases=()):
    """Add a unit below ``parent`` (None for a root); an empty ``kind`` is derived from code and name."""
    parent = _locked(parent) if parent else None
    Organization.objects.lock_tree()
    unit = Organization(
        code=code,
        name=name,
        short_name=short_name,
        level=level,
        kind=kind or kinds.derive(level, code, name),
        parent=parent,
        valid_from=valid_from,
    )
    _check_place(unit, parent)
    unit.path = _free_path(parent)
    unit.full_clean()
    unit.save(force_insert=True)
    placements.begin(unit, parent=parent)
    for alias in aliases:
        OrganizationAlias.objects.create(organization=unit, name=alias)
    audit.record("organization.created", target=unit, by=by, changes={"code": [None, code], "name": [None, name]})
    _announce(parent or unit)
    return unit


def add_department(parent, *, name, by=None, code="", short_name="", valid_from=None):
    """Return the department (部门) ``name`` of a city or county; add it if it does not exist.

    Without a ``code`` it gets the code of its parent with a number: ``361100000000-01``.
    """
    department = Organization.objects.departments().filter(parent=parent, name=name).first()
    if department:
        return department
    details = {"name": name, "short_name": short_name, "valid_from": valid_from, "by": by}
    code = code or _department_code(parent)
    return create(parent=parent, code=code, level=parent.level, kind=kinds.DEPARTMENT, **details)


def _department_code(parent):
    taken = set(Organization.objects.filter(code__startswith=f"{parent.code}-").values_list("code", flat=True))
    number = 1
    while f"{parent.code}-{number:02d}" in taken:
        number += 1
    return f"{parent.code}-{number:02d}"


@transaction.atomic
def rename(unit, *, name, by=None):
    """Give a unit a new name; the old one becomes an alias (曾用名)."""
    unit = _locked(unit)
    old = unit.name
    if name == old:
        return unit
    unit.name = name
    unit.full_clean()
    unit.save(update_fields=["name", "initials", "updated_at"])
    OrganizationAlias.objects.get_or_create(organization=unit, name=old)
    audit.record("organization.renamed", target=unit, by=by, changes={"name": [old, name]})
    return unit


@transaction.atomic
def correct(unit, *, by=None, **fields):
    """Change ``short_name``, ``kind`` or ``valid_from``; only the history keeps their old values."""
    unit = _locked(unit)
    before = snapshot(unit, fields)
    for name, value in fields.items():
        setattr(unit, name, value)
    changes = between(before, snapshot(unit, fields))
    if not changes:
        return unit
    if "kind" in changes:
        _check_place(unit, unit.parent)
    _check_begin(unit)
    unit.full_clean()
    unit.save(update_fields=[*changes, "updated_at"])
    if "valid_from" in changes:
        placements.begin_on(unit, unit.valid_from)
    audit.record("organization.corrected", target=unit, by=by, changes=changes)
    _announce(unit.parent or unit)
    return unit


@transaction.atomic
def set_aliases(unit, *, names, by=None):
    """Replace the aliases of a unit with ``names``."""
    unit = _locked(unit)
    old = list(unit.aliases.values_list("name", flat=True))
    new = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    if set(old) == set(new):
        return unit
    unit.aliases.exclude(name__in=new).delete()
    for name in new:
        if name not in old:
            alias = OrganizationAlias(organization=unit, name=name)
            alias.full_clean()
            alias.save()
    unit.save(update_fields=["updated_at"])
    audit.record("organization.aliases_changed", target=unit, by=by, changes={"aliases": [old, new]})
    return unit


@transaction.atomic
def move(unit, *, parent, since, by=None):
    """Move a unit, with all units below it, to another parent.

    Tables of days before ``since`` show them where they stood until then. Who may see them changes at once.
    """
    unit, parent = _locked(unit), _locked(parent)
    if unit.parent_id != parent.pk:
        _move(unit, parent, since, by)
    return unit


def _move(unit, parent, since, by):
    if unit.contains(parent):
        raise ValidationError(_("不能把单位移到它自己或它的下级之下。"))
    _check_place(unit, parent)
    _check_move_day(unit, since)
    _check_move_day(parent, since)
    before = {"parent": [unit.parent.code if unit.parent else None, parent.code]}
    old, new = unit.path, _free_path(parent)
    _announce(unit.parent or unit, parent)
    moved = Concat(Value(new), Substr("path", len(old) + 1), output_field=CharField())
    Organization.objects.filter(below_q(old)).update(path=moved, path_since=since, updated_at=timezone.now())
    placements.move(Placement.objects.below(old), lambda row: new + row.path[len(old) :], since=since)
    unit.parent, unit.path, unit.path_since = parent, new, since
    unit.save(update_fields=["parent", "updated_at"])
    audit.record("organization.moved", target=unit, by=by, changes=before)


class Below:
    """What to do with the units below a unit that ends: refuse while there are any, end them too, or move them."""

    REFUSE = "refuse"
    END = "end"
    MOVE = "move"


@transaction.atomic
def end(unit, *, last_day, successor=None, below=Below.REFUSE, hand_over=True, by=None):
    """End a unit after ``last_day``; ``successor`` replaces it from the next day on.

    ``below`` says what to do with the units below it: ``Below.END`` ends them on the same day, ``Below.MOVE``
    moves them to the successor from the next day on. ``hand_over`` gives the open work of the unit to the
    successor; without it the work stays with the unit that ended, and no reminders are sent about it.
    """
    unit = _locked(unit)
    successor = _locked(successor) if successor else None
    _check_end(unit, last_day)
    if successor:
        _check_successor(unit, successor, last_day)
    handover.check_settled(unit, last_day=last_day)
    _settle_below(unit, last_day, successor, below, by)
    _end(unit, last_day, successor, by)
    if successor and hand_over:
        handover.hand_over(unit, successor=successor, last_day=last_day, by=by)
    return unit


@transaction.atomic
def merge(units, *, into, last_day, below=Below.MOVE, hand_over=True, by=None):
    """End several units after ``last_day`` with ``into`` as their successor (合并)."""
    for unit in units:
        end(unit, last_day=last_day, successor=into, below=below, hand_over=hand_over, by=by)
    into = _locked(into)
    names = {"merged": [None, "、".join(unit.name for unit in units)]}
    audit.record("organization.merged", target=into, by=by, changes=names)
    return into


def _settle_below(unit, last_day, successor, below, by):
    remaining = Organization.objects.descendants_of(unit).filter(_lasting_q(last_day))
    if not remaining:
        return
    if below == Below.END:
        for descendant in remaining.order_by("-path"):
            _check_end(descendant, last_day)
            _end(descendant, last_day, None, by)
    elif below == Below.MOVE and successor:
        for child in remaining.filter(parent=unit).order_by("path"):
            _move(child, successor, last_day + timedelta(days=1), by)
    else:
        wording = {"name": unit.name, "total": len(remaining)}
        raise ValidationError(_("“%(name)s”之下还有 %(total)s 个有效单位，请选择随之停用或划归承接单位。") % wording)


def _lasting_q(last_day):
    """Units that still exist after ``last_day``."""
    return Q(valid_to__isnull=True) | Q(valid_to__gt=last_day)


def _end(unit, last_day, successor, by):
    changes = {"valid_to": [plain(unit.valid_to), plain(last_day)]}
    if successor:
        changes["successor"] = [None, successor.code]
    unit.valid_to, unit.successor = last_day, successor
    unit.save(update_fields=["valid_to", "successor", "updated_at"])
    placements.end(unit, last_day=last_day)
    audit.record("organization.ended", target=unit, by=by, changes=changes)
    _announce(unit.parent or unit)


@transaction.atomic
def reopen(unit, *, on, by=None):
    """Undo the end of a unit on the day ``on``; open work comes back from the successor.

    Units below it that ended with it stay ended: each is reopened on its own.
    """
    unit = _locked(unit)
    if unit.valid_to is None:
        raise ValidationError(_("“%(name)s”没有停用。") % {"name": unit.name})
    if unit.parent and unit.parent.valid_to:
        raise ValidationError(_("上级单位“%(name)s”已停用，请先恢复上级单位。") % {"name": unit.parent.name})
    changes = {"valid_to": [plain(unit.valid_to), None]}
    if unit.successor:
        changes["successor"] = [unit.successor.code, None]
    successor = unit.successor
    unit.valid_to = unit.successor = None
    unit.save(update_fields=["valid_to", "successor", "updated_at"])
    placements.reopen(unit)
    audit.record("organization.reopened", target=unit, by=by, changes=changes)
    _announce(unit.parent or unit)
    if successor:
        handover.take_back(unit, successor=successor, on=on, by=by)
    return unit


@transaction.atomic
def delete_mistake(unit, *, by=None):
    """Delete a unit entered by mistake; refused when anything refers to it. Such a unit can only end."""
    unit = _locked(unit)
    if references.is_referred_to(unit):
        raise ValidationError(_("“%(name)s”已被使用，不能删除，只能停用。") % {"name": unit.name})
    audit.record("organization.deleted", target=unit, by=by, changes={"code": [unit.code, None]})
    if unit.parent:
        _announce(unit.parent)
    unit.delete()


@transaction.atomic
def mark_demonstration(root, *, by=None):
    """Mark the tree below ``root`` as invented data (演示数据); every page shows a banner then."""
    root = _locked(root)
    root.is_demonstration = True
    root.save(update_fields=["is_demonstration", "updated_at"])
    audit.record("organization.marked_demonstration", target=root, by=by)
    return root


def _announce(*units):
    signals.changed.send(sender=Organization, units=units)


def _locked(unit):
    """Return the unit as stored now; other changes of the tree wait until this transaction ends."""
    Organization.objects.lock_tree()
    return Organization.objects.select_related("parent", "successor").get(pk=unit.pk)


def _free_path(parent):
    above = parent.path if parent else ""
    return above + tree.step(paths.next_number(above))


def _check_place(unit, parent):
    """Raise ``ValidationError`` unless a unit of this level and kind may be below ``parent``."""
    if parent is None:
        if unit.level not in kinds.ROOT_LEVELS or unit.is_department:
            raise ValidationError({"parent": _("只有市级和县级单位可以没有上级。")})
        return
    if unit.kind not in kinds.kinds_of(unit.level):
        raise ValidationError({"kind": _("%(level)s单位没有“%(kind)s”这一类别。") % _wording(unit)})
    if not kinds.may_stand_below(unit.level, unit.kind, parent):
        wording = {**_wording(unit), "parent": parent.name}
        raise ValidationError({"parent": _("%(level)s“%(kind)s”不能放在“%(parent)s”之下。") % wording})
    if parent.valid_to:
        wording = {"name": parent.name, "day": parent.valid_to.isoformat()}
        raise ValidationError({"parent": _("上级单位“%(name)s”已于 %(day)s 停用。") % wording})


def _check_move_day(unit, since):
    """Raise ``ValidationError`` if the unit came to where it stands now only after the day ``since``."""
    last = unit.placements.last()
    if last.since and last.since > since and last.since != unit.valid_from:
        wording = {"name": unit.name, "day": last.since.isoformat()}
        raise ValidationError(_("“%(name)s”自 %(day)s 起才隶属现在的上级单位，调整不能早于这一天生效。") % wording)


def _wording(unit):
    return {"level": unit.get_level_display(), "kind": unit.kind}


def _check_begin(unit):
    if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
        raise ValidationError({"valid_from": _("启用日期不能晚于停用日期。")})


def _check_end(unit, last_day):
    if unit.valid_to:
        wording = {"name": unit.name, "day": unit.valid_to.isoformat()}
        raise ValidationError(_("“%(name)s”已于 %(day)s 停用。") % wording)
    if unit.valid_from and last_day < unit.valid_from:
        wording = {"name": unit.name, "day": unit.valid_from.isoformat()}
        raise ValidationError({"last_day": _("停用日期不能早于“%(name)s”的启用日期 %(day)s。") % wording})


def _check_successor(unit, successor, last_day):
    wording = {"name": successor.name}
    if unit.contains(successor):
        raise ValidationError({"successor": _("承接单位不能是单位自己或它的下级。")})
    if (successor.level, successor.is_department) != (unit.level, unit.is_department):
        raise ValidationError({"successor": _("承接单位“%(name)s”与停用单位不是同一层级。") % wording})
    if not successor.is_in_force(on=last_day + timedelta(days=1)):
        raise ValidationError({"successor": _("承接单位“%(name)s”在停用日期的次日不是有效单位。") % wording})
