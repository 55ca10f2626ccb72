"""Taking back what was handed down (收回): from one unit, from all of them at once, or to give it to another (改派)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from audit import actions as audit
from tasks.actions import rights
from tasks.actions.assignments import check_in_force, locked, require
from tasks.assignment_query import cascaded_from_q
from tasks.models import Assignment, ProgressReport

BATCH = 5000
"""Rows named in one statement; SQLite takes no more than 32,766."""


@transaction.atomic
def withdraw(assignment, *, by, on, reason):
    """Take the assignment back (收回), with all that was cascaded from it; reports stay readable."""
    return _withdraw(assignment, by=by, on=on, reason=reason)


def _withdraw(assignment, *, by, on, reason):
    assignment = locked(assignment)
    rights.check_may_direct(by, assignment.organization)
    check_in_force(assignment)
    take_back_rows(with_cascaded([assignment]), by=by, on=on, reason=reason)
    return assignment


@transaction.atomic
def withdraw_all(tasks, *, by, on, reason):
    """Undo a whole handing down (整体收回): all that the own unit handed down of ``tasks``, with what was cascaded.

    Returns the assignments. Raises ``ValidationError`` as soon as one of them has a report: what somebody worked on
    is taken back unit by unit, by people who look at it.
    """
    found = with_cascaded(handed_down_by(by.organization, tasks))
    if not found:
        raise ValidationError(_("没有可以收回的分解。"))
    for each in found:
        rights.check_may_direct(by, each.organization)
    _lock(found)
    if begun := reported(found):
        names = "、".join(each.organization.label for each in begun[:20])
        raise ValidationError(_("“%(names)s”已经填报或办结，不能整体收回，请逐个单位收回。") % {"names": names})
    take_back_rows(found, by=by, on=on, reason=reason)
    return found


def handed_down_by(organization, tasks):
    """What ``organization`` itself handed down of ``tasks``: to nobody below another holder."""
    direct = Q(parent=None, task__organization=organization) | Q(parent__organization=organization)
    found = Assignment.objects.filter(direct, task__in=tasks, withdrawn_on__isnull=True)
    return found.select_related("task", "organization").order_by("task__order", "task_id", "organization__path")


def with_cascaded(assignments):
    """The assignments with everything in force below them, level by level."""
    found = level = list(assignments)
    while level:
        below = Assignment.objects.filter(cascaded_from_q([each.pk for each in level]), withdrawn_on__isnull=True)
        level = list(below.select_related("task", "organization"))
        found = [*found, *level]
    return found


def reported(assignments):
    """Those of ``assignments`` that somebody has begun: with a report, be it a draft, or finished without one."""
    begun = Q(Exists(ProgressReport.objects.filter(assignment=OuterRef("pk")))) | Q(finished_on__isnull=False)
    pks = {pk for batch in _batches(assignments) for pk in batch.filter(begun).values_list("pk", flat=True)}
    return [each for each in assignments if each.pk in pks]


@transaction.atomic
def reassign(assignment, *, to, by, on, reason):
    """Give the assignment to another organization (改派): the old one is withdrawn, the new one names it."""
    old = _withdraw(assignment, by=by, on=on, reason=reason)
    rights.check_may_direct(by, to)
    if Assignment.objects.filter(task=old.task, organization=to, withdrawn_on__isnull=True).exists():
        raise ValidationError({"to": _("“%(name)s”已经承担这项任务。") % {"name": to}})
    new = Assignment(task=old.task, organization=to, replaces=old, assigned_on=on)
    for field in ("parent", "target", "weight", "starts_on", "due_on", "original_due_on", "lead", "override_reason"):
        setattr(new, field, getattr(old, field))
    new.save(force_insert=True)
    new.supporting.set(old.supporting.all())
    changes = {"organization": [str(old.organization), str(to)]}
    audit.record("assignment.reassigned", target=new, by=by, changes=changes, note=reason)
    return new


def take_back_rows(found, *, by, on, reason):
    """Mark all of ``found`` as withdrawn, with one history row each; the caller has checked that ``by`` may."""
    require(reason, _("请写明收回的理由。"))
    reason = reason.strip()
    for batch in _batches(found):
        batch.update(withdrawn_on=on, withdrawn_reason=reason, version=F("version") + 1)
    for each in found:
        each.withdrawn_on, each.withdrawn_reason, each.version = on, reason, each.version + 1
    audit.record_many([audit.entry_for("assignment.withdrawn", target=each, by=by, note=reason) for each in found])


def _lock(found):
    """Nobody reports while the hand-down is being taken back."""
    for batch in _batches(found):
        list(batch.select_for_update().order_by("pk").values_list("pk"))


def _batches(found):
    pks = [each.pk for each in found]
    return [Assignment.objects.filter(pk__in=pks[start : start + BATCH]) for start in range(0, len(pks), BATCH)]
