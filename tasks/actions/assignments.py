"""Changes of an assignment after it was handed down."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from audit.changes import between, snapshot
from tasks.actions import rights, targets, telling
from tasks.actions.finishing import close_claims
from tasks.actions.handing import check_deadline_above
from tasks.models import Assignment, DueChange

CHANGEABLE = ["target", "weight", "starts_on", "due_on", "lead", "responsible"]
_UNCHANGED = object()


def locked(assignment):
    """The assignment's row, locked until the transaction ends."""
    Assignment.objects.select_for_update().filter(pk=assignment.pk).first()
    return Assignment.objects.select_related("task", "organization", "parent").get(pk=assignment.pk)


def check_in_force(assignment):
    if assignment.withdrawn_on:
        raise ValidationError(_("这项分解已经收回。"))


@transaction.atomic
def change_assignment(assignment, *, by, on, reason="", override_reason="", supporting=_UNCHANGED, **changes):
    """Change ``CHANGEABLE`` fields and the supporting departments; a ``DueChange`` row records a moved deadline.

    Raises ``ValidationError`` when an existing deadline moves without ``reason``, when the new deadline lies after
    the one above, or when the targets no longer sum to the one above and no ``override_reason`` is given.
    """
    assignment = locked(assignment)
    rights.check_may_change(by, assignment)
    check_in_force(assignment)
    if unknown := set(changes) - set(CHANGEABLE):
        raise TypeError(f"not changeable: {sorted(unknown)}")
    before, old_due = snapshot(assignment, changes), assignment.due_on
    for field, value in changes.items():
        setattr(assignment, field, value)
    if override_reason:
        assignment.override_reason = override_reason
    if assignment.due_on != old_due:
        move_deadline(assignment, old_due, by=by, on=on, reason=reason)
    if "target" in changes and not assignment.is_held_by_issuer:
        targets.check_sum(assignment.task, assignment.parent, new=[assignment], override_reason=override_reason)
    assignment.full_clean(validate_constraints=True)
    _save(assignment)
    if supporting is not _UNCHANGED:
        assignment.supporting.set(supporting)
    _record("assignment.changed", assignment, by, between(before, snapshot(assignment, changes)), reason)
    return assignment


def move_deadline(assignment, old_due, *, by, on, reason):
    """Record that the deadline moves from ``old_due`` to ``assignment.due_on`` on the day ``on``.

    The caller saves the assignment and writes the row of the history.
    """
    if old_due and not reason.strip():
        raise ValidationError({"reason": _("请写明变更期限的理由。")})
    check_deadline_above(assignment)
    assignment.original_due_on = assignment.original_due_on or assignment.due_on
    DueChange.objects.create(
        assignment=assignment,
        old_due=old_due,
        new_due=assignment.due_on,
        changed_on=on,
        reason=reason or _("首次设定"),
        by=by,
    )


@transaction.atomic
def mark_not_applicable(assignment, *, by, on, reason):
    """The level above agrees that the task does not concern this organization (不适用)."""
    assignment = locked(assignment)
    rights.check_may_change(by, assignment)
    check_in_force(assignment)
    require(reason, _("请写明不适用的理由。"))
    if assignment.finished_on:
        raise ValidationError(_("已办结的任务不能改为不适用。"))
    assignment.not_applicable_on, assignment.not_applicable_reason = on, reason.strip()
    _save(assignment)
    _record("assignment.not_applicable", assignment, by, note=reason)
    return assignment


@transaction.atomic
def mark_applicable(assignment, *, by, on, reason):
    """Undo ``mark_not_applicable``."""
    assignment = locked(assignment)
    rights.check_may_change(by, assignment)
    require(reason, _("请写明恢复的理由。"))
    assignment.not_applicable_on, assignment.not_applicable_reason = None, ""
    _save(assignment)
    _record("assignment.applicable", assignment, by, note=reason)
    return assignment


@transaction.atomic
def finish(assignment, *, by, on, note):
    """Confirm completion (办结) where no percentage shows it, for example of a milestone.

    If the unit claimed it before (申报办结), it counts as completed on the day of the claim. A task that the issuer
    holds itself needs a report first, so that a second person knows what is confirmed.
    """
    assignment = locked(assignment)
    rights.check_may_finish(by, assignment)
    check_in_force(assignment)
    require(note, _("请写明办结的依据。"))
    if assignment.finished_on or assignment.not_applicable_on:
        raise ValidationError(_("这项分解已经办结或不适用。"))
    if assignment.is_held_by_issuer and assignment.newest_report() is None:
        raise ValidationError(_("本级事项还没有提交过填报，请先填报进展，再由本单位另一名管理人员核定办结。"))
    claim = assignment.finish_claims.waiting().first()
    assignment.finished_on, assignment.completed_on = on, claim.claimed_on if claim else on
    _save(assignment)
    close_claims([assignment], by=by, on=on)
    _record("assignment.finished", assignment, by, note=note)
    telling.finished(assignment, by=by, on=on, note=note)
    return assignment


def _save(assignment):
    assignment.version += 1
    assignment.save()


def require(text, message):
    """Raise ``ValidationError`` with ``message`` if ``text``, a reason, is empty."""
    if not text.strip():
        raise ValidationError({"reason": message})


def _record(action, assignment, by, changes=None, note=""):
    audit.record(action, target=assignment, by=by, changes=changes, note=note)
