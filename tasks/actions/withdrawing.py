"""Withdraw assignments (收回): one, all of a handing down at once, or one to give it to another unit (改派)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from audit import actions as audit
from tasks.actions import rights, telling
from tasks.actions.assignments import check_in_force, locked, require
from tasks.assignment_query import cascaded_from_q
from tasks.models import Assignment, ProgressReport

BATCH = 5000
"""Primary keys in one statement; SQLite accepts at most 32,766."""


@transaction.atomic
def withdraw(assignment, *, by, on, reason):
    """Withdraw the assignment (收回) with everything cascaded from it; reports stay readable."""
    return _withdraw(assignment, by=by, on=on, reason=reason)


def _withdraw(assignment, *, by, on, reason):
    assignment = locked(assignment)
    rights.check_may_change(by, assignment)
    check_in_force(assignment)
    take_back_rows(with_cascaded([assignment]), by=by, on=on, reason=reason)
    return assignment


@transaction.atomic
def withdraw_all(tasks, *, by, on, reason):
    """Withdraw all that the unit of ``by`` handed down of ``tasks``, and what was cascaded from it (整体收回).

    Returns the assignments. Raises ``ValidationError`` if work on one of them has begun (``reported``): somebody must
    then decide about each unit.
    """
    assignments = with_cascaded(handed_down_by(by.organization, tasks))
    if not assignments:
        raise ValidationError(_("没有可以收回的分解。"))
    for assignment in assignments:
        rights.check_may_direct(by, assignment.organization)
    _lock(assignments)
    if begun := reported(assignments):
        names = "、".join(assignment.organization.label for assignment in begun[:20])
        raise ValidationError(_("“%(names)s”已经填报或办结，不能整体收回，请逐个单位收回。") % {"names": names})
    take_back_rows(assignments, by=by, on=on, reason=reason)
    return assignments


def handed_down_by(organization, tasks):
    """Assignments of ``tasks`` that ``organization`` itself handed down, not those that units below cascaded."""
    direct = Q(parent=None, task__organization=organization) | Q(parent__organization=organization)
    assignments = Assignment.objects.handed_down().filter(direct, task__in=tasks, withdrawn_on__isnull=True)
    return assignments.select_related("task", "organization").order_by("task__order", "task_id", "organization__path")


def with_cascaded(assignments):
    """``assignments`` with everything in force that was cascaded from them, level by level."""
    assignments = level = list(assignments)
    while level:
        pks = [assignment.pk for assignment in level]
        below = Assignment.objects.filter(cascaded_from_q(pks), withdrawn_on__isnull=True)
        level = list(below.select_related("task", "organization"))
        assignments = [*assignments, *level]
    return assignments


def reported(assignments):
    """Those of ``assignments`` whose work has begun: with a report, even a draft, or finished without one."""
    begun = Q(Exists(ProgressReport.objects.filter(assignment=OuterRef("pk")))) | Q(finished_on__isnull=False)
    pks = {pk for batch in _batches(assignments) for pk in batch.filter(begun).values_list("pk", flat=True)}
    return [assignment for assignment in assignments if assignment.pk in pks]


@transaction.atomic
def reassign(assignment, *, to, by, on, reason):
    """Give the assignment to another organization (改派): the old one is withdrawn, the new one refers to it."""
    for organization in (assignment.organization, to):
        rights.check_may_direct(by, organization)
    if to == assignment.task.organization:
        raise ValidationError({"to": _("“%(name)s”部署了这项任务，是否承担由它自己决定。") % {"name": to}})
    old = _withdraw(assignment, by=by, on=on, reason=reason)
    if Assignment.objects.filter(task=old.task, organization=to, withdrawn_on__isnull=True).exists():
        raise ValidationError({"to": _("“%(name)s”已经承担这项任务。") % {"name": to}})
    new = Assignment(task=old.task, organization=to, replaces=old, assigned_on=on)
    for field in ("parent", "target", "weight", "starts_on", "due_on", "original_due_on", "lead", "override_reason"):
        setattr(new, field, getattr(old, field))
    new.save(force_insert=True)
    new.supporting.set(old.supporting.all())
    changes = {"organization": [str(old.organization), str(to)]}
    audit.record("assignment.reassigned", target=new, by=by, changes=changes, note=reason)
    telling.handed_down([new], by=by, on=on)
    return new


def take_back_rows(assignments, *, by, on, reason):
    """Mark ``assignments`` as withdrawn, with a history row each; the caller has checked the right of ``by``."""
    require(reason, _("请写明收回的理由。"))
    reason = reason.strip()
    for batch in _batches(assignments):
        batch.update(withdrawn_on=on, withdrawn_reason=reason, version=F("version") + 1)
    for assignment in assignments:
        assignment.withdrawn_on, assignment.withdrawn_reason = on, reason
        assignment.version += 1
    audit.record_many(
        [audit.entry_for("assignment.withdrawn", target=assignment, by=by, note=reason) for assignment in assignments]
    )


def _lock(assignments):
    """Lock the rows, so that nobody reports while they are being withdrawn."""
    for batch in _batches(assignments):
        list(batch.select_for_update().order_by("pk").values_list("pk"))


def _batches(assignments):
    pks = [assignment.pk for assignment in assignments]
    return [Assignment.objects.filter(pk__in=pks[start : start + BATCH]) for start in range(0, len(pks), BATCH)]
