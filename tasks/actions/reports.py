"""Progress reports: save drafts without overwriting those of a colleague, submit, recall."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import actions as audit
from tasks import measured
from tasks.actions import rights
from tasks.actions.signing import sign_by_working
from tasks.models import ProgressReport, ReportReturn
from tasks.owing import refusal
from years import periods, rates

TEXTS = ["done", "problems", "next_steps"]
TYPED = ["value", "progress", *TEXTS]
_TYPED_FIGURES = gettext_lazy("这项任务的数字由系统按台账填写，不用手工填；请刷新页面，只写做法、问题和打算。")
LARGEST = Decimal("999999999999.99")


class Conflict(ValidationError):  # noqa: N818 - people call it a conflict, and so does the page
    """Somebody else saved the report meanwhile; nothing was overwritten.

    ``report`` is what is stored now, ``typed`` is what this person typed, so that a page can show both.
    """

    def __init__(self, report, typed):
        self.report, self.typed = report, typed
        who = report.author.name if report.author else _("系统")
        message = _("%(name)s 已于 %(time)s 保存了这份填报，您的内容没有覆盖对方的内容。请对照下方两份内容后再保存。")
        when = f"{timezone.localtime(report.saved_at):%H:%M}"
        super().__init__(message % {"name": who, "time": when}, code="conflict")


@transaction.atomic
def save_draft(assignment, period_start, *, by, on, version, same_as_last=False, source="", **typed):
    """Save what was typed (``TYPED`` fields) as a draft and return the report with its new ``version``.

    ``version`` is the one that the form was opened with, 0 when there was no report yet. Raises
    ``Conflict`` when somebody saved in between and wrote something else, ``ValidationError`` when the report
    is not owed (``tasks.owing``), not open, or a figure is out of range. Percentages of a quantity are computed.
    """
    rights.check_may_enter(by, assignment)
    if unknown := set(typed) - set(TYPED):
        raise TypeError(f"no such fields: {sorted(unknown)}")
    period = check_owed(assignment, period_start, on)
    report = _for_writing(assignment, period_start, version, typed)
    if report.pk and not report.is_open:
        raise ValidationError(not_open(report))
    if measured.is_measured(assignment, period, on=on):
        raise ValidationError(_TYPED_FIGURES)
    _write(report, assignment, typed)
    report.same_as_last, report.author = same_as_last, by
    report.source = source or report.source
    _store(report, typed)
    return report


def _for_writing(assignment, period_start, version, typed):
    """The locked report, or a new one; the version must be the one that the form showed."""
    report = _locked_report(assignment, period_start)
    if report is None:
        return ProgressReport(assignment=assignment, period_start=period_start, version=0)
    # A form that is sent a second time, because the response was lost, is no conflict.
    differs = any(getattr(report, field) != value for field, value in typed.items())
    if version is not None and report.version != version and differs:
        raise Conflict(report, typed)
    return report


def _locked_report(assignment, period_start):
    reports = ProgressReport.objects.filter(assignment=assignment, period_start=period_start)
    return reports.select_for_update().first()


def check_owed(assignment, period_start, on):
    """Return the period; raise ``ValidationError`` with the reason when its report is not owed on the day ``on``."""
    try:
        period = periods.of(period_start, assignment.task.period)
    except ValueError as error:
        raise ValidationError(_("没有从 %(day)s 开始的填报期。") % {"day": period_start}) from error
    if reason := refusal(assignment, period, on=on):
        raise ValidationError(reason)
    return period


def _write(report, assignment, typed):
    for field, value in typed.items():
        setattr(report, field, value)
    if assignment.task.is_quantity and assignment.target:
        report.progress = rates.percent_of(report.value, assignment.target)
    if report.value is not None and not 0 <= report.value <= LARGEST:
        raise ValidationError({"value": _("累计数不能小于 0，也不能大于 999,999,999,999.99。")})
    if report.progress is not None and not 0 <= report.progress <= 100:
        raise ValidationError({"progress": _("累计进度应在 0 到 100 之间。")})


def _store(report, typed):
    """Save the report. Of two people who begin it at once, the second gets a ``Conflict``."""
    report.version += 1
    try:
        with transaction.atomic():
            report.save()
    except IntegrityError:
        stored = _locked_report(report.assignment, report.period_start)
        if stored is None:
            raise
        raise Conflict(stored, typed) from None


def check_open(report, *, on):
    """Raise ``ValidationError`` unless people may write: it is open, or written by the system and not yet frozen."""
    period = periods.of(report.period_start, report.assignment.task.period)
    if report.is_by_system and not measured.is_frozen(period, on=on):
        return
    if not report.is_open:
        raise ValidationError(not_open(report))


def not_open(report):
    if report.is_by_system:
        return _("数字由系统按台账填写，这一期已经定格；文字和材料也不能再改。")
    if report.is_locked:
        return _("这一期已经核实，不能再改；确需更正，请上级单位办理。")
    return _("这一期已经提交，等待核实；需要修改请先撤回。")


@transaction.atomic
def submit(report, *, by, on, version=None):
    """Submit the report to the level above (提交核实). Late reports are accepted; ``submitted_on`` shows the delay.

    Raises ``ValidationError`` when it is not owed or a figure is missing, ``Conflict`` when ``version`` is stale.
    """
    report = lock(report)
    rights.check_may_enter(by, report.assignment)
    check_owed(report.assignment, report.period_start, on)
    if version is not None and report.version != version:
        raise Conflict(report, {field: getattr(report, field) for field in TYPED})
    if not report.is_open:
        raise ValidationError(not_open(report))
    # Figures are required, texts are not.
    if report.assignment.task.is_quantity and report.value is None:
        raise ValidationError({"value": _("请填写本期累计数。")})
    if report.progress is None:
        raise ValidationError({"progress": _("请填写累计进度。")})
    report.state = ProgressReport.State.SUBMITTED
    report.submitted_by, report.submitted_on, report.submitted_at = by, on, timezone.now()
    report.return_reason = ""
    touch(report)
    audit.record("report.submitted", target=report, by=by)
    sign_by_working(report.assignment, by=by, on=on)
    return report


@transaction.atomic
def recall(report, *, by, on):
    """Take a submitted report back (撤回) while nobody has reviewed it; it becomes a draft again."""
    report = lock(report)
    rights.check_may_enter(by, report.assignment)
    if report.state != ProgressReport.State.SUBMITTED:
        raise ValidationError(_("只有待核实的填报可以撤回。"))
    close_submission(report, ReportReturn.Kind.RECALLED, by=by, on=on)
    report.state = ProgressReport.State.DRAFT
    touch(report)
    audit.record("report.recalled", target=report, by=by)
    return report


def close_submission(report, kind, *, by, on, reason=""):
    """Keep the submission as a ``ReportReturn``, so that past days still show it as waiting."""
    ReportReturn.objects.create(
        report=report,
        kind=kind,
        submitted_by_id=report.submitted_by_id,
        submitted_on=report.submitted_on,
        closed_on=on,
        closed_at=timezone.now(),
        progress=report.progress,
        by=by,
        reason=reason,
    )


def lock(report):
    """The report's row, locked until the transaction ends, with assignment, task and unit."""
    ProgressReport.objects.select_for_update().filter(pk=report.pk).first()
    return ProgressReport.objects.select_related("assignment__task", "assignment__organization", "author").get(
        pk=report.pk
    )


def touch(report):
    report.version += 1
    report.save()
