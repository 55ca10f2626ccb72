"""Completion reported on any day, outside the reports (申报办结), and how the level above answers."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from tasks.actions import rights, telling
from tasks.actions.assignments import check_in_force, finish, locked, require
from tasks.actions.signing import sign_by_working
from tasks.deadlines import COMPLETE
from tasks.models import FinishClaim


@transaction.atomic
def claim_finish(assignment, *, by, on, note):
    """Report that the assignment is finished; return the claim, which waits for an answer.

    Raises ``ValidationError`` when it is settled, without a note, or when a claim or a report of 100 % waits already.
    """
    assignment = locked(assignment)
    rights.check_may_enter(by, assignment)
    check_in_force(assignment)
    if assignment.finished_on or assignment.not_applicable_on:
        raise ValidationError(_("这项任务已经办结或不适用，不需要申报。"))
    if not note.strip():
        raise ValidationError({"note": _("请写明完成情况，便于上级核定。")})
    if assignment.finish_claims.waiting().exists():
        raise ValidationError(_("已有一份办结申报等待核定。"))
    if assignment.reports.submitted().filter(progress__gte=COMPLETE).exists():
        raise ValidationError(_("已提交的填报进度为 100%，核实后即办结，不需要另行申报。"))
    claim = FinishClaim.objects.create(assignment=assignment, note=note.strip(), claimed_by=by, claimed_on=on)
    audit.record("claim.made", target=claim, by=by, note=note)
    sign_by_working(assignment, by=by, on=on)
    return claim


@transaction.atomic
def confirm_claim(claim, *, by, on, note=""):
    """Confirm completion: the assignment is finished, and counts as completed on the day of the claim."""
    claim = _for_answer(claim, by)
    finish(claim.assignment, by=by, on=on, note=note.strip() or claim.note)
    claim.refresh_from_db()
    return claim


@transaction.atomic
def return_claim(claim, *, by, on, reason):
    """Return the claim with a reason (退回): the work goes on."""
    claim = _for_answer(claim, by)
    require(reason, _("请写明退回的理由，便于对方修改。"))
    claim.state = FinishClaim.State.RETURNED
    claim.decided_by, claim.decided_on, claim.decision_note = by, on, reason.strip()
    claim.save()
    audit.record("claim.returned", target=claim, by=by, note=reason)
    telling.claim_returned(claim, by=by, on=on)
    return claim


def _for_answer(claim, by):
    assignment = locked(claim.assignment)
    claim = FinishClaim.objects.select_for_update().get(pk=claim.pk)
    claim.assignment = assignment
    rights.check_may_answer_claim(by, claim)
    check_in_force(assignment)
    if claim.state != FinishClaim.State.WAITING:
        raise ValidationError(_("这份办结申报已经核定过。"))
    return claim
