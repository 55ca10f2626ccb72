"""Extensions of a deadline (延期): a unit requests one, also when it is late; those who verify its reports decide."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from audit.changes import between, snapshot
from tasks.actions import rights, telling
from tasks.actions.assignments import check_in_force, locked, move_deadline
from tasks.actions.signing import sign_by_working
from tasks.models import ExtensionRequest


@transaction.atomic
def request_extension(assignment, *, by, on, new_due, reason):
    """Request ``new_due`` as the new deadline; after the present deadline too, it must then lie in the future.

    The assignment stays overdue until the request is granted.
    """
    assignment = locked(assignment)
    rights.check_may_enter(by, assignment)
    check_in_force(assignment)
    _check_request(assignment, on, new_due, reason)
    request = ExtensionRequest.objects.create(
        assignment=assignment,
        reason=reason.strip(),
        old_due=assignment.due_on,
        new_due=new_due,
        requested_by=by,
        requested_on=on,
    )
    audit.record("extension.requested", target=request, by=by, note=reason)
    sign_by_working(assignment, by=by, on=on)
    return request


def _check_request(assignment, on, new_due, reason):
    if assignment.due_on is None:
        raise ValidationError(_("这项任务尚无期限，不需要延期。"))
    if assignment.finished_on or assignment.not_applicable_on:
        raise ValidationError(_("这项任务已办结或不适用，不需要延期。"))
    if new_due <= assignment.due_on:
        raise ValidationError({"new_due": _("申请的日期应晚于现期限 %(day)s。") % {"day": assignment.due_on}})
    if new_due < on:
        raise ValidationError({"new_due": _("申请的日期不能早于今天 %(day)s。") % {"day": on}})
    if not reason.strip():
        raise ValidationError({"reason": _("请写明延期的理由。")})
    if assignment.extension_requests.waiting().exists():
        raise ValidationError(_("已有一份延期申请等待审批。"))


@transaction.atomic
def decide_extension(request, *, by, on, approve, note="", new_due=None):
    """Approve the request, with another date if ``new_due`` is given, or refuse it with a ``note``.

    The old deadline stays on record. An extension approved after the deadline counts from the day of the
    decision; the days in between stay overdue in the history.
    """
    assignment = locked(request.assignment)
    request = ExtensionRequest.objects.select_for_update().get(pk=request.pk)
    request.assignment = assignment
    rights.check_may_decide(by, request)
    if request.state != ExtensionRequest.State.WAITING:
        raise ValidationError(_("这份延期申请已经审批过。"))
    if not approve and not note.strip():
        raise ValidationError({"note": _("请写明不同意的理由。")})
    before = snapshot(request, ["new_due"])
    request.state = ExtensionRequest.State.APPROVED if approve else ExtensionRequest.State.REFUSED
    request.decided_by, request.decided_on, request.decision_note = by, on, note.strip()
    if approve:
        request.new_due = new_due or request.new_due
        _extend(assignment, request, by, on)
    request.full_clean()
    request.save()
    action = "extension.approved" if approve else "extension.refused"
    audit.record(action, target=request, by=by, note=note, changes=between(before, snapshot(request, before)))
    telling.decided(request, by=by, on=on)
    return request


def _extend(assignment, request, by, on):
    check_in_force(assignment)
    old_due, assignment.due_on = assignment.due_on, request.new_due
    if old_due and assignment.due_on <= old_due:
        raise ValidationError({"new_due": _("延至的日期应晚于现期限 %(day)s。") % {"day": old_due}})
    move_deadline(assignment, old_due, by=by, on=on, reason=_decided_words(assignment, request)[:300])
    assignment.version += 1
    assignment.save()


def _decided_words(assignment, request):
    """Say in the words of whoever decides why the deadline moves; the reason of the unit stands with its request."""
    words = _("同意%(unit)s的延期申请。") % {"unit": assignment.organization.label}
    return f"{words}{request.decision_note}"
