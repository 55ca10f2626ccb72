"""Write the reports of bound assignments from the values of the indicators (按台账填写).

The figures count at once: nobody submits or reviews them. They are written again whenever a value changes, until the
last month of the period is frozen. What a figure replaces is kept, once a day, so that past days show what they showed.
People write the texts of the same report. Running it twice or late gives the same.
"""

from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import actions as audit
from audit.changes import between, snapshot
from indicators.counts import NOTHING
from indicators.models import ComputingLock
from tasks import bindings, deadlines, facts, measured
from tasks.actions import rights
from tasks.actions.finishing import finish_due, reopen_fallen
from tasks.actions.reports import TEXTS, Conflict, check_open, check_owed, close_submission, lock
from tasks.models import Assignment, ProgressReport, ReportReturn, ReportRevision
from tasks.owing import in_force_q, is_covered

CHUNK = 2000  # assignments written at a time
FIGURES = ["value", "progress", "total"]
WRITTEN = [*FIGURES, "indicator", "state", "reviewer", "reviewed_on", "reviewed_at"]
WRITTEN += ["submitted_by", "submitted_on", "submitted_at", "return_reason"]


def follow_values(sender, places, now, **signal):
    """Receiver of ``indicators.signals.computed``: write the reports of the units whose values have changed."""
    write_reports(now=now, places=places)


@transaction.atomic
def write_reports(*, now, places=None):
    """Write the reports of the open periods; of all bound assignments, or of ``places``, a set of (key, unit id).

    Finishes first what was complete at its deadline, and reopens what has fallen. Returns the number of reports.
    """
    ComputingLock.hold()
    on = timezone.localdate(now)
    finish_due(on=on)
    assignments, written = _bound(on, places), 0
    before = {assignment.pk: assignment.latest_progress for assignment in assignments}
    for period in measured.open_periods(on):
        covered = [assignment for assignment in assignments if _is_covered(assignment, period)]
        for start in range(0, len(covered), CHUNK):
            written += _write(covered[start : start + CHUNK], period, on, now)
    reopen_fallen(before, on=on)
    return written


def _bound(on, places):
    """The bound assignments in force, only those of ``places`` if given."""
    bound = Assignment.objects.filter(bindings.bound_q(prefix="task__"), in_force_q(on))
    bound = bound.exclude(deadlines.not_applicable_q(on)).filter(task__year__in=[on.year, on.year - 1])
    bound = bound.select_related("task", "organization").order_by("pk")
    if places is None:
        return list(bound)
    ids, assignments = sorted({unit for _key, unit in places}), []
    for start in range(0, len(ids), CHUNK):
        assignments += bound.filter(organization__in=ids[start : start + CHUNK])
    return [row for row in assignments if (row.task.indicator, row.organization_id) in places]


def _is_covered(assignment, period):
    return period.kind == assignment.task.period and is_covered(assignment, period)


def _write(assignments, period, on, now):
    """Write the reports of ``period`` whose figures differ from the values; return how many."""
    values = measured.values_of(assignments, period, on=on)
    stored = ProgressReport.objects.filter(assignment__in=assignments, period_start=period.start)
    stored = {report.assignment_id: report for report in stored.select_for_update()}
    indicators = {indicator.key: indicator for indicator in bindings.choices()}
    written, rewritten, taken_over = [], [], []
    for assignment in assignments:
        indicator, report = indicators[assignment.task.indicator], stored.get(assignment.pk)
        counts = values.get((indicator.key, assignment.organization_id), NOTHING)
        figures = measured.figures_of(counts)
        if not _is_to_write(report, indicator, counts, figures):
            continue
        written.append(_report(assignment, period, indicator, figures, report, on, now))
        if report and report.is_by_system:
            rewritten.append(report)
        elif report:
            taken_over.append((report, written[-1]))
    _take_over(taken_over, on)
    _keep_replaced(rewritten, on)
    ProgressReport.objects.bulk_create(
        written,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["assignment", "period_start"],
        update_fields=WRITTEN,
    )
    facts.refresh(Assignment.objects.filter(pk__in=[report.assignment_id for report in written]))
    return len(written)


def _is_to_write(report, indicator, counts, figures):
    """Whether the report, or none so far, gets ``figures``: an open one of people is taken over, a confirmed one stays.

    A report that the system wrote follows its population even when that becomes empty.
    """
    if report is None or not report.is_by_system:
        return bool(counts.denominator) and not (report and report.is_locked)
    return report.indicator != indicator.key or any(
        getattr(report, name) != value for name, value in asdict(figures).items()
    )


def _report(assignment, period, indicator, figures, report, on, now):
    """The unsaved row to write; a report that the system wrote before keeps the day on which it began to count."""
    begun = report if report and report.is_by_system else None
    return ProgressReport(
        assignment=assignment,
        period_start=period.start,
        indicator=indicator.key,
        state=ProgressReport.State.CONFIRMED,
        submitted_on=begun.submitted_on if begun else on,
        submitted_at=begun.submitted_at if begun else now,
        reviewed_on=begun.reviewed_on if begun else on,
        reviewed_at=now,
        **asdict(figures),
    )


def _take_over(reports, on):
    """Keep in the history what people had typed into open reports, and end the submissions that waited for review."""
    entries = []
    for report, successor in reports:
        if report.state == ProgressReport.State.SUBMITTED:
            close_submission(report, ReportReturn.Kind.RECALLED, by=None, on=on, reason=_("改由系统按台账填写"))
        changes = between(snapshot(report, FIGURES), snapshot(successor, FIGURES))
        entries.append(audit.entry_for("report.taken_over", target=report, changes=changes))
    audit.record_many(entries)


def _keep_replaced(reports, on):
    """Keep the figures that ``reports`` had before the day ``on``; what changes within a day leaves no trace."""
    kept = set(ReportRevision.objects.filter(report__in=reports, replaced_on=on).values_list("report", flat=True))
    replaced = [report for report in reports if report.reviewed_on < on and report.pk not in kept]
    ReportRevision.objects.bulk_create(
        [
            ReportRevision(
                report=report, replaced_on=on, reason=_("台账变化"), **{name: getattr(report, name) for name in FIGURES}
            )
            for report in replaced
        ],
        batch_size=500,
    )


@transaction.atomic
def save_texts(assignment, period_start, *, by, on, version, **typed):
    """Save the texts (``TEXTS``) of a report whose figures the system writes, and return the report.

    ``version`` is the one that the form was opened with; rewritten figures do not change it. Raises ``Conflict`` when
    somebody else wrote other texts in between, ``ValidationError`` when the report is not owed or is frozen.
    """
    rights.check_may_enter(by, assignment)
    if unknown := set(typed) - set(TEXTS):
        raise TypeError(f"no such texts: {sorted(unknown)}")
    period = check_owed(assignment, period_start, on)
    report = _written_report(assignment, period, on)
    if report.author_id and report.version != version and any(getattr(report, name) != typed[name] for name in typed):
        raise Conflict(report, typed)
    before = snapshot(report, typed)
    for name, text in typed.items():
        setattr(report, name, text)
    report.author, report.version = by, report.version + 1
    report.save(update_fields=[*typed, "author", "version", "saved_at"])
    audit.record("report.texts_written", target=report, by=by, changes=between(before, snapshot(report, typed)))
    return report


def _written_report(assignment, period, on):
    """The locked report that the system wrote, after writing it if it is not there yet."""
    reports = ProgressReport.objects.filter(assignment=assignment, period_start=period.start)
    if not reports.exclude(indicator="").exists():
        write_reports(now=timezone.now(), places={(assignment.task.indicator, assignment.organization_id)})
    report = reports.exclude(indicator="").first()
    if report is None:
        raise ValidationError(_("台账里没有可以计算的对象，请按普通填报填写数字。"))
    report = lock(report)
    check_open(report, on=on)
    return report
