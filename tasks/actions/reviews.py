"""Review of reports: confirm, return, correct. Nobody confirms or corrects a report that they entered."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import actions as audit
from audit.changes import between, snapshot
from notices import messages
from tasks import deadlines
from tasks.actions import rights, telling
from tasks.actions.finishing import close_claims, reopen
from tasks.actions.reports import TYPED, _write, close_submission, lock, touch
from tasks.models import ProgressReport, ReportReturn, ReportRevision

FIGURES = ["value", "progress", "done", "problems", "next_steps"]


@dataclass
class Outcome:
    """What a bulk step did: reports ``done``, and those ``refused`` with the reason in Chinese."""

    done: list = field(default_factory=list)
    refused: list = field(default_factory=list)


@transaction.atomic
def confirm(report, *, by, on, note=""):
    """Confirm a submitted report (核实通过) and lock it; 100 % finishes the assignment.

    Raises ``ValidationError`` unless it is submitted, and ``PermissionDenied`` unless ``rights.may_answer``.
    """
    report = _for_review(report, by)
    report.state = ProgressReport.State.CONFIRMED
    report.reviewer, report.reviewed_on, report.reviewed_at = by, on, timezone.now()
    touch(report)
    if deadlines.is_complete(report.progress):
        _finish(report.assignment, completed_on=report.submitted_on, on=on, by=by)
    audit.record("report.confirmed", target=report, by=by, note=note)
    telling.confirmed(report, by=by, on=on)
    return report


@transaction.atomic
def return_report(report, *, by, on, reason):
    """Send a submitted report back (退回) with a reason; its author can change and submit it again."""
    if not reason.strip():
        raise ValidationError({"reason": _("请写明退回的理由，便于对方修改。")})
    report = _for_review(report, by)
    close_submission(report, ReportReturn.Kind.RETURNED, by=by, on=on, reason=reason.strip())
    report.state = ProgressReport.State.RETURNED
    report.reviewer, report.return_reason = by, reason.strip()
    touch(report)
    audit.record("report.returned", target=report, by=by, note=reason)
    telling.returned(report, by=by, on=on)
    return report


def confirm_many(reports, *, by, on):
    """Confirm the reports that can be confirmed; one that cannot does not stop the others. Returns ``Outcome``."""
    return _for_each(reports, lambda report: confirm(report, by=by, on=on))


def return_many(reports, *, by, on, reason):
    """Return the reports that can be returned, all with the same reason. Returns ``Outcome``."""
    return _for_each(reports, lambda report: return_report(report, by=by, on=on, reason=reason))


@transaction.atomic
def _for_each(reports, step):
    outcome = Outcome()
    with messages.as_one_message():
        for report in reports:
            try:
                outcome.done.append(step(report))
            except ValidationError as error:
                outcome.refused.append((report, " ".join(error.messages)))
            except PermissionDenied as error:
                outcome.refused.append((report, str(error)))
    return outcome


@transaction.atomic
def correct(report, *, by, on, reason, **typed):
    """Correct a confirmed report (更正); the old version is kept, and past days still show it.

    Somebody who could have confirmed it does this when the unit asks for it. An assignment whose progress falls below
    100 % is open again, one that reaches 100 % is finished.
    """
    report = lock(report)
    rights.check_may_answer(by, report)
    if report.is_by_system:
        raise ValidationError(_("这份填报的数字由系统按台账填写；有误请改台账里的记录，数字随之更正。"))
    if not report.is_locked:
        raise ValidationError(_("只有已核实的填报需要更正；其他填报可直接修改或退回。"))
    if not reason.strip():
        raise ValidationError({"reason": _("请写明更正的理由。")})
    if unknown := set(typed) - set(TYPED):
        raise TypeError(f"no such fields: {sorted(unknown)}")
    before = snapshot(report, FIGURES)
    old = {name: getattr(report, name) for name in FIGURES}
    _write(report, report.assignment, typed)
    ReportRevision.objects.create(report=report, replaced_on=on, reason=reason.strip(), by=by, **old)
    touch(report)
    _follow_correction(report, by, on)
    audit.record(
        "report.corrected", target=report, by=by, changes=between(before, snapshot(report, FIGURES)), note=reason
    )
    return report


def _follow_correction(report, by, on):
    assignment = report.assignment
    complete = deadlines.is_complete(report.progress)
    if complete and not assignment.finished_on:
        _finish(assignment, completed_on=on, on=on, by=by)
    elif not complete and assignment.finished_on:
        others = ProgressReport.objects.confirmed().filter(assignment=assignment).exclude(pk=report.pk)
        if not others.filter(progress__gte=deadlines.COMPLETE).exists():
            reopen(assignment, by=by, on=on, reason=_("更正后进度不足 100%"))


def _finish(assignment, *, completed_on, on, by):
    if assignment.finished_on is None:
        assignment.finished_on, assignment.completed_on = on, completed_on
        _save(assignment)
        close_claims([assignment], by=by, on=on)


def _save(assignment):
    assignment.version += 1
    assignment.save(update_fields=["finished_on", "completed_on", "version"])


def _for_review(report, by):
    report = lock(report)
    rights.check_may_review(by, report.assignment)
    if report.state != ProgressReport.State.SUBMITTED:
        raise ValidationError(_("“%(name)s”现在不是待核实状态。") % {"name": report.assignment.organization.label})
    rights.check_may_answer(by, report)
    return report
