"""What this app shows on the page 待办: entries of the list, and cards beside and below it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.todo import NO_LIMIT, Entry, Waiting
from tasks import presentation, todo
from tasks.deadlines import State
from tasks.queues import period_name
from years import rules
from years.periods import of as period_of

KINDS = {
    "returned": gettext_lazy("被退回"),
    "report": gettext_lazy("待填报"),
    "review": gettext_lazy("待核实"),
    "extension": gettext_lazy("延期待批"),
}
SOON = 3  # days before the cut-off from which a report is marked


def waiting(user, *, on):
    """Entries for reports to write or verify and extensions to decide; cards for deadlines and missing reports."""
    to_do = todo.todo_for(user, on=on)
    year_rules = rules.of(user)
    context = {
        "late": sum(1 for row in to_do.reports_due if row.is_missing),
        "first_due": next(iter(to_do.reports_due), None),
        "missed": [_missed(row, on) for row in to_do.missed],
        "missed_count": sum(len(row.periods) for row in to_do.missed),
        "pressing": [_pressing(assignment, status) for assignment, status in to_do.pressing],
        "missing": _missing(user, on),
    }
    parts = {"side": "tasks/_todo_side.html"}
    if to_do.reports_due:
        parts["lead"] = "tasks/_todo_lead.html"
    if to_do.reviews:
        parts["actions"] = "tasks/_todo_actions.html"
    if to_do.missed:
        parts |= {"more": "tasks/_todo_more.html", "main": "tasks/_todo_missed.html"}
    entries = [
        *[_report_entry(row, year_rules) for row in to_do.reports_due],
        *[_review_entry(report, on) for report in to_do.reviews],
        *[_extension_entry(request, on) for request in to_do.extensions],
    ]
    return Waiting(entries, parts, context)


def _report_entry(row, year_rules):
    task = row.assignment.task
    returned = row.report is not None and row.report.state == row.report.State.RETURNED
    note = ""
    if returned:
        note = _("退回理由：%(reason)s") % {"reason": row.report.return_reason}
    elif row.report is not None:
        note = _("已有草稿，尚未提交")
    values = {"what": presentation.reporting_title(row.period), "task": task}
    return Entry(
        kind="returned" if returned else "report",
        urgency=(row.days - (NO_LIMIT if returned else 0), task.order),
        tag=presentation.days_label(row.days),
        tone="late" if row.days < 0 or returned else "warn" if row.days <= SOON else "",
        title=_("%(what)s：%(task)s") % values,
        url=reverse("tasks:report", args=[row.assignment.pk, row.period.start]),
        day=row.cutoff,
        day_mark="tasks/_assumed.html" if year_rules.assumes_cutoff(row.period) else "",
        note=note,
    )


def _review_entry(report, on):
    task, unit = report.assignment.task, report.assignment.organization
    waited = (on - report.submitted_on).days
    values = {"unit": unit.label, "task": task}
    period = presentation.short_period(period_of(report.period_start, task.period))
    figure = presentation.figure_of(report, task)
    return Entry(
        kind="review",
        urgency=(NO_LIMIT // 2 - waited, task.order),
        tag=_("已等 %(days)s 天") % {"days": waited} if waited else _("今天提交"),
        tone="wait",
        title=_("核实%(unit)s：%(task)s") % values,
        url=f"{reverse('tasks:report_read', args=[report.pk])}?queue=1",
        day=report.submitted_on,
        note=_("%(period)s，累计 %(figure)s") % {"period": period, "figure": figure},
    )


def _extension_entry(request, on):
    unit, task = request.assignment.organization, request.assignment.task
    days = (request.old_due - on).days
    return Entry(
        kind="extension",
        urgency=(days, task.order),
        tag=presentation.days_label(days),
        tone="warn" if days >= 0 else "late",
        title=_("审批%(unit)s的延期申请：%(task)s") % {"unit": unit.label, "task": task},
        url=reverse("tasks:extension", args=[request.pk]),
        day=request.old_due,
        note=_("申请延至 %(day)s：%(reason)s") % {"day": request.new_due, "reason": request.reason},
    )


def _missed(row, on):
    """One task with a link to each of its missed reports, which can still be written."""
    pk = row.assignment.pk
    return {
        "title": str(row.assignment.task),
        "url": reverse("tasks:assignment", args=[pk]),
        "periods": [
            {
                "label": presentation.short_period(period) if period.year == on.year else period.label,
                "url": reverse("tasks:report", args=[pk, period.start]),
                "is_begun": report is not None,
            }
            for period, report in row.periods
        ],
    }


def _pressing(assignment, status):
    tag = presentation.status_tag(status)
    values = {"day": status.due_on, "progress": presentation.plain(status.progress or 0)}
    note = _("期限 %(day)s，已核实进度 %(progress)s%%") % values
    if status.state == State.BEHIND:
        note = _("%(note)s，比时序慢 %(gap)s 个百分点") % {"note": note, "gap": presentation.plain(status.gap)}
    return {
        "title": str(assignment.task),
        "url": reverse("tasks:assignment", args=[assignment.pk]),
        "tag": tag["label"],
        "tone": tag["tone"],
        "note": note,
    }


def _missing(user, on):
    """Missing reports of the units directly below, by period, with a link from which managers can remind them."""
    if user.organization.level == "village" or user.organization.is_department:
        return []
    year_rules = rules.of(user)
    entries = []
    for period, count in todo.missing_below(user, on=on):
        days = (year_rules.cutoff(period) - on).days
        entries.append(
            {
                "title": _("%(period)s还有 %(count)s 份未报") % {"period": period.label, "count": count},
                "url": f"{reverse('tasks:missing')}?period={period_name(period)}",
                "tag": presentation.days_label(days),
                "tone": "late" if days < 0 else "",
                "note": _("截止 %(day)s") % {"day": year_rules.cutoff(period)},
            }
        )
    return entries
