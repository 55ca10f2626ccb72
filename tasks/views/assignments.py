"""The page of one assignment: its status, reports, replies and history, and the assignments cascaded from it."""

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from files.writing import Column
from notices import timeline
from notices.models import Reminder
from organizations.models import Organization
from pages import export as exporting
from pages.frame import INBOX, belongs_to
from tasks import bindings, deadlines, ledger_work, presentation, rates, supervision
from tasks.actions import rights
from tasks.actions.reminders import reminder_text
from tasks.assignment_query import cascaded_by_q, figure_on
from tasks.assignment_side import lacks_second_manager, side_of
from tasks.forms.reporting import ReplyForm
from tasks.models import Assignment, ProgressReport
from tasks.owing import is_covered, is_in_force, owes_report
from tasks.subjects import ASSIGNMENT
from years import periods, rules, shown_day

State = ProgressReport.State


@login_required
@require_GET
def assignment(request, pk):
    """Show one assignment as of a day (``?on=``, today by default); only figures confirmed by that day count."""
    day = shown_day.from_request(request, year=timezone.localdate().year)
    on = day.on
    assignment, below = _with_children(request.user, pk, on)
    if rights.may_enter(request.user, assignment):
        belongs_to(request, INBOX)
    year_rules = rules.of(request.user)
    reports = _reports(assignment, request.user, on)
    events = timeline.of(ASSIGNMENT, assignment, on=on)
    status = assignment.status(on=on, year=year_rules.year(assignment.task.year))
    strip = _figures(assignment, status, day, request.user)
    context = {
        "assignment": assignment,
        "task": assignment.task,
        "is_counted": rates.is_counted(assignment.task),
        "reports": _periods(assignment, reports, year_rules, status),
        "points": _points(assignment, reports),
        "happenings": [event for event in events if event.kind != "file"],
        "files": [event for event in events if event.kind == "file"],
        "children": [_child(child, on, year_rules) for child in below],
        "figures": strip,
        "size": presentation.strip_size(strip),
        "status": status,
        "status_tag": presentation.status_tag(status),
        **side_of(assignment, on=timezone.localdate(), year_rules=year_rules),
        "due_on": status.due_on,
        "due_tag": presentation.status_tag(status),
        **_allowed(request.user, assignment, reports, year_rules, on),
        **_loop(request.user, assignment, status),
        "ledger_work": None if day.is_past else ledger_work.of(assignment, user=request.user, today=on),
        "day": day,
        "crumbs": _crumbs(assignment, request.user, on),
        "as_of": on,
    }
    return render(request, "tasks/assignment.html", context)


def _with_children(user, pk, on):
    """Return the assignment and the assignments cascaded from it that are in force on the day ``on``; one query."""
    related = ("task__area", "task__lead", "task__directive", "organization__parent", "lead", "signed_by")
    wanted = Assignment.objects.visible_to(user).filter(Q(pk=pk) | cascaded_by_q([pk], on=on)).with_status(on=on)
    rows = list(supervision.with_supervision(wanted).select_related(*related).in_order_of_units(on=on))
    assignment = next((row for row in rows if row.pk == pk), None)
    if assignment is None:
        raise Http404
    return assignment, [row for row in rows if row.pk != pk and is_in_force(row, on=on)]


def _reports(assignment, user, on):
    """Return ``{period start: report}`` for the periods that began by the day ``on``; only the unit sees its drafts."""
    reports = assignment.reports.filter(period_start__lte=on).select_related("submitted_by", "reviewer")
    if user.organization_id != assignment.organization_id:
        reports = reports.exclude(state=State.DRAFT)
    if on < timezone.localdate():
        reports = reports.annotate(value_then=figure_on("value", on), progress_then=figure_on("progress", on))
    reports_as_of = [_as_of(report, on) for report in reports.order_by("period_start")]
    return {report.period_start: report for report in reports_as_of if report}


def _as_of(report, on):
    """Return the report with the figures of the day ``on``; ``None`` when it was not handed in by then."""
    if on >= timezone.localdate():
        return report
    report.value, report.progress = report.value_then, report.progress_then
    if report.state == State.CONFIRMED and report.reviewed_on <= on:
        return report
    if report.submitted_on is None or report.submitted_on > on:
        return None
    report.state = State.SUBMITTED
    return report


def _periods(assignment, reports, year_rules, status):
    """Return a row for every period of the year that has begun, newest first, with or without a report."""
    on, finished_on = status.as_of, status.finished_on
    year_periods = periods.in_year(assignment.task.year, assignment.task.period)
    begun_periods = [period for period in year_periods if period.start <= on and is_covered(assignment, period)]
    rows = []
    for period in reversed(begun_periods):
        report, cutoff = reports.get(period.start), year_rules.cutoff(period)
        closed = finished_on is not None and finished_on < period.start
        if report is None and closed:
            continue
        rows.append(
            {
                "period": period,
                "report": report,
                "cutoff": cutoff,
                "assumed": year_rules.assumes_cutoff(period),
                "is_owed": owes_report(assignment, period, on=timezone.localdate()),
                "tag": _period_tag(report, cutoff, on),
                "figure": presentation.figure_of(report, assignment.task),
                "late": _is_late(report, cutoff),
            }
        )
    return rows


def _is_late(report, cutoff):
    """Whether people handed the report in after its cut-off; what the system writes is never late."""
    if report is None or report.is_by_system or report.submitted_on is None:
        return False
    return report.submitted_on > cutoff


def _period_tag(report, cutoff, on):
    if report is not None:
        return presentation.report_tag(report)
    if cutoff < on:
        return {"label": _("逾期未报"), "tone": "late"}
    return {"label": _("未报"), "tone": "idle"}


def _points(assignment, reports):
    """Return the points of the chart: confirmed progress and time progress per period."""
    confirmed = [report for report in reports.values() if report.is_locked and report.progress is not None]
    points = []
    for report in confirmed:
        period = periods.of(report.period_start, assignment.task.period)
        expected = deadlines.time_progress(assignment.starts_on, assignment.due_on, on=period.end)
        points.append({"label": presentation.short_period(period), "value": report.progress, "expected": expected})
    return points


def _child(child, on, year_rules):
    status = child.status(on=on, year=year_rules.year(child.task.year))
    return {"assignment": child, "status": status, "tag": presentation.status_tag(status)}


def _figures(assignment, status, day, user):
    """Return the strip of key figures: what is done of what, the progress, the deadline with the day it runs from."""
    strip = []
    task = assignment.task
    url = rates.url_behind(task, assignment.organization, user=user, day=day) if bindings.leading(task) else ""
    counts = rates.counts_of(assignment.task, status)
    if counts and status.target is not None:
        value = presentation.plain(status.value)  # a dash while nothing is confirmed
        unit = f"/ {presentation.plain(counts.denominator)} {counts.unit}"
        strip.append({"label": _("累计完成"), "value": value, "unit": unit, "url": url})
    expected, progress = status.time_progress, status.progress
    strip.append(
        {
            "label": _("已核实进度"),
            "definition": rates.definition_of(assignment.task, own=assignment),
            "value": "—" if progress is None else f"{presentation.plain(progress)}%",
            "share": progress,
            "expected": expected,
            "tone": presentation.STATE_TONES[status.state],
            "detail": "" if expected is None else _("时序 %(share)s%%") % {"share": presentation.plain(expected)},
        }
    )
    due = f"{status.due_on:%Y-%m-%d}" if status.due_on else _("尚无期限")
    notes = [_("自 %(day)s 起算") % {"day": assignment.starts_on}]
    if assignment.original_due_on and status.due_on and assignment.original_due_on != status.due_on:
        notes.append(_("原定 %(day)s") % {"day": assignment.original_due_on})
    elif status.due_on == task.deadline:
        notes.append(str(task.get_deadline_label_display()))
    return [*strip, {"label": _("期限"), "value": due, "detail": " · ".join(notes)}]


def _allowed(user, assignment, reports, year_rules, on):
    """Return what ``user`` may do on the page, and which report to write or to verify next."""
    enters = rights.may_enter(user, assignment)
    today = timezone.localdate()
    running = periods.current(today, assignment.task.period, year_rules.year(assignment.task.year), year_rules.calendar)
    report, owes = reports.get(running.start), owes_report(assignment, running, on=today)
    waiting = [report for report in reports.values() if report.state == State.SUBMITTED]
    return {
        "running": running,
        "may_report": enters and owes and (report is None or report.is_open or report.is_by_system),
        "may_enter": enters,
        "to_verify": next((report for report in waiting if rights.may_answer(user, report)), None),
        "may_change": rights.may_change(user, assignment),
        "lacks_manager": enters and lacks_second_manager(assignment),
    }


def _loop(user, assignment, status):
    """Return what the page shows of the loop 交办 – 签收 – 催办 – 反馈 – 办结, and what ``user`` may do in it."""
    today, on = timezone.localdate(), status.as_of
    is_open = on >= today and assignment.withdrawn_on is None and status.state not in deadlines.SETTLED
    replies = assignment.replies.filter(written_on__lte=on).select_related("organization", "by")
    reminder = None
    if assignment.reminded_at:
        reminders = Reminder.objects.about(ASSIGNMENT, [assignment.pk]).filter(sent_on__lte=on)
        reminder = reminders.select_related("sent_by__organization").first()
    waiting_claim = assignment.finish_claims.waiting().first() if is_open and status.claimed_on else None
    enters = rights.may_enter(user, assignment)
    return {
        "replies": list(replies.prefetch_related("files").order_by("pk")),
        "reply_form": ReplyForm() if is_open and rights.may_reply(user, assignment) else None,
        "reminder": reminder,
        "reminder_text": _reminder_text(assignment, reminder),
        "is_unanswered": is_open and supervision.is_unanswered(assignment),
        "is_unsigned": is_open and assignment.signed_on is None and not assignment.is_held_by_issuer,
        "may_sign": is_open and assignment.signed_on is None and rights.may_sign(user, assignment),
        "may_remind": is_open and rights.may_change(user, assignment),
        "waiting_claim": waiting_claim,
        "may_claim": is_open and enters and waiting_claim is None and status.claimed_on is None,
        "may_answer_claim": waiting_claim is not None and rights.may_answer_claim(user, waiting_claim),
    }


def _reminder_text(assignment, reminder):
    """The newest reminder as its message has it, to be copied into the chat of an office."""
    if reminder is None:
        return ""
    sender = reminder.sent_by.organization.label if reminder.sent_by else _("系统")
    terms = {"period_start": reminder.period_start, "note": reminder.note, "reply_by": reminder.reply_by}
    return reminder_text(assignment, sender=sender, **terms)


def _crumbs(assignment, user, on):
    unit = assignment.organization
    above = Organization.objects.visible_to(user).ancestors_of(unit, on=on).last()
    trail = [{"label": above.label, "url": reverse("place", args=[above.code])}] if above else []
    trail.append({"label": unit.label, "url": reverse("place", args=[unit.code])})
    return [*trail, {"label": str(assignment.task)}]


@login_required
@require_GET
def export(request, pk):
    """Export the reports of the assignment as a table."""
    on = shown_day.from_request(request, year=timezone.localdate().year).on
    assignment, _below = _with_children(request.user, pk, on)
    columns = [
        Column(gettext_lazy("所属期"), width=14),
        Column(gettext_lazy("状态"), width=10),
        Column(gettext_lazy("累计数"), "decimal"),
        Column(gettext_lazy("累计进度（%）"), "decimal"),
        Column(gettext_lazy("做法"), width=40),
        Column(gettext_lazy("存在问题"), width=30),
        Column(gettext_lazy("下步打算"), width=30),
        Column(gettext_lazy("提交人"), width=10),
        Column(gettext_lazy("提交日期"), "date"),
        Column(gettext_lazy("核实人"), width=10),
        Column(gettext_lazy("核实日期"), "date"),
    ]
    rows = [_exported_row(report, assignment) for report in _reports(assignment, request.user, on).values()]
    name = _("%(unit)s%(task)s进展") % {"unit": assignment.organization.label, "task": assignment.task.label}
    return exporting.export(request, name, columns, rows, on=on, organization=assignment.organization)


def _exported_row(report, assignment):
    return [
        periods.of(report.period_start, assignment.task.period).label,
        report.get_state_display(),
        report.value,
        report.progress,
        report.done,
        report.problems,
        report.next_steps,
        presentation.submitter_name(report),
        report.submitted_on,
        presentation.reviewer_name(report),
        report.reviewed_on,
    ]
