"""One unit's task: where it stands, how it came there, what lies below it."""

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
from pages import export as exporting
from pages.frame import INBOX, belongs_to
from tasks import deadlines, presentation
from tasks.actions import rights
from tasks.assignment_side import side_of
from tasks.models import Assignment, ProgressReport
from tasks.owing import is_covered, is_in_force, owes_report
from tasks.subjects import ASSIGNMENT
from years import periods, rules, shown_day

State = ProgressReport.State


@login_required
@require_GET
def assignment(request, pk):
    """The page of one assignment on any day (``?on=``); only figures confirmed by then count."""
    day = shown_day.asked(request, year=timezone.localdate().year)
    on = day.on
    found, below = _with_children(request.user, pk, on)
    if rights.may_enter(request.user, found):
        belongs_to(request, INBOX)
    known = rules.of(request.user)
    reports = _reports(found, request.user, on)
    told = timeline.of(ASSIGNMENT, found, on=on)
    status = found.status(on=on, year=known.year(found.task.year))
    strip = _figures(found, status)
    context = {
        "assignment": found,
        "task": found.task,
        "reports": _periods(found, reports, known, on),
        "points": _points(found, reports),
        "happenings": [each for each in told if each.kind != "file"],
        "files": [each for each in told if each.kind == "file"],
        "children": [_child(each, on, known) for each in below],
        "figures": strip,
        "size": presentation.strip_size(strip),
        "status": status,
        "status_tag": presentation.status_tag(status),
        **side_of(found, on=timezone.localdate(), known=known),
        "due_on": status.due_on,
        "due_tag": presentation.status_tag(status),
        **_allowed(request.user, found, reports, known, on),
        "day": day,
        "crumbs": _crumbs(found, request.user),
        "as_of": on,
    }
    return render(request, "tasks/assignment.html", context)


def _with_children(user, pk, on):
    """The assignment in scope, and those cascaded from it that are in force on the day ``on``; one query."""
    related = ("task__area", "task__lead", "task__directive", "organization__parent", "lead")
    both = Assignment.objects.visible_to(user).filter(Q(pk=pk) | Q(parent=pk)).with_status(on=on)
    rows = list(both.select_related(*related).order_by("organization__path"))
    found = next((each for each in rows if each.pk == pk), None)
    if found is None:
        raise Http404
    return found, [each for each in rows if each.pk != pk and is_in_force(each, on=on)]


def _reports(found, user, on):
    """Reports by period, drafts only for the unit itself; those begun after the day asked about do not count."""
    reports = found.reports.filter(period_start__lte=on).select_related("submitted_by", "reviewer")
    if user.organization_id != found.organization_id:
        reports = reports.exclude(state=State.DRAFT)
    seen = [_as_of(each, on) for each in reports.order_by("period_start")]
    return {each.period_start: each for each in seen if each}


def _as_of(report, on):
    """The report as it stood on the day ``on``, ``None`` when nobody had handed it in yet."""
    if on >= timezone.localdate() or (report.state == State.CONFIRMED and report.reviewed_on <= on):
        return report
    if report.submitted_on is None or report.submitted_on > on:
        return None
    report.state = State.SUBMITTED
    return report


def _periods(found, reports, known, on):
    """Every period of the year that has begun, the newest first, with its report or without."""
    every = periods.in_year(found.task.year, found.task.period)
    begun = [each for each in every if each.start <= on and is_covered(found, each)]
    rows = []
    for period in reversed(begun):
        report, cutoff = reports.get(period.start), known.cutoff(period)
        closed = found.finished_on is not None and found.finished_on < period.start
        if report is None and closed:
            continue
        rows.append(
            {
                "period": period,
                "report": report,
                "cutoff": cutoff,
                "assumed": known.assumes_cutoff(period),
                "is_owed": owes_report(found, period, on=timezone.localdate()),
                "tag": _period_tag(report, cutoff, on),
                "figure": presentation.figure_of(report, found.task),
                "late": bool(report and report.submitted_on and report.submitted_on > cutoff),
            }
        )
    return rows


def _period_tag(report, cutoff, on):
    if report is not None:
        return presentation.report_tag(report)
    if cutoff < on:
        return {"label": _("逾期未报"), "tone": "late"}
    return {"label": _("未报"), "tone": "idle"}


def _points(found, reports):
    """Confirmed progress over the periods against the time progress, for the chart."""
    confirmed = [each for each in reports.values() if each.is_locked and each.progress is not None]
    points = []
    for each in confirmed:
        period = periods.of(each.period_start, found.task.period)
        expected = deadlines.time_progress(found.starts_on, found.due_on, on=period.end)
        points.append({"label": f"{each.period_start:%m}", "value": each.progress, "expected": expected})
    return points


def _child(each, on, known):
    status = each.status(on=on, year=known.year(each.task.year))
    return {"assignment": each, "status": status, "tag": presentation.status_tag(status)}


def _figures(found, status):
    task = found.task
    strip = []
    if task.is_quantity and found.target is not None:
        value, target = presentation.plain(status.value), presentation.plain(found.target)
        strip.append({"label": _("累计完成"), "value": value, "unit": f"/ {target} {task.unit}"})
    expected, progress = status.time_progress, status.progress
    strip.append(
        {
            "label": _("已核实进度"),
            "value": "—" if progress is None else f"{presentation.plain(progress)}%",
            "share": progress,
            "expected": expected,
            "tone": presentation.STATE_TONES[status.state],
            "detail": "" if expected is None else _("时序 %(share)s%%") % {"share": presentation.plain(expected)},
        }
    )
    due = f"{status.due_on:%Y-%m-%d}" if status.due_on else _("尚无期限")
    detail = str(found.task.get_deadline_label_display())
    if found.original_due_on and status.due_on and found.original_due_on != status.due_on:
        detail = _("原定 %(day)s") % {"day": found.original_due_on}
    return [*strip, {"label": _("期限"), "value": due, "detail": detail}]


def _allowed(user, found, reports, known, on):
    """What this person may do here, and which report is the next to write or to verify."""
    enters, reviews = rights.may_enter(user, found), rights.may_review(user, found)
    today = timezone.localdate()
    running = periods.current(today, found.task.period, known.year(found.task.year), known.calendar)
    report, owes = reports.get(running.start), owes_report(found, running, on=today)
    waiting = next((each for each in reports.values() if each.state == State.SUBMITTED), None)
    return {
        "running": running,
        "may_report": enters and owes and (report is None or report.is_open),
        "may_enter": enters,
        "to_verify": waiting if reviews else None,
        "may_direct": rights.may_direct(user, found.organization),
    }


def _crumbs(found, user):
    unit = found.organization
    trail = []
    if unit.parent and user.organization.contains(unit.parent):
        trail.append({"label": unit.parent.label, "url": reverse("unit", args=[unit.parent.code])})
    trail.append({"label": unit.label, "url": reverse("unit", args=[unit.code])})
    return [*trail, {"label": str(found.task)}]


@login_required
@require_GET
def export(request, pk):
    """The reports of the assignment as a table."""
    on = shown_day.asked(request, year=timezone.localdate().year).on
    found, _below = _with_children(request.user, pk, on)
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
    rows = [_exported_row(each, found) for each in _reports(found, request.user, on).values()]
    name = _("%(unit)s%(task)s进展") % {"unit": found.organization.label, "task": found.task.label}
    return exporting.export(request, name, columns, rows, on=on, organization=found.organization)


def _exported_row(report, found):
    return [
        periods.of(report.period_start, found.task.period).label,
        report.get_state_display(),
        report.value,
        report.progress,
        report.done,
        report.problems,
        report.next_steps,
        report.submitted_by.name if report.submitted_by else "",
        report.submitted_on,
        report.reviewer.name if report.reviewer else "",
        report.reviewed_on,
    ]
