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
    "sign": gettext_lazy("待签收"),
    "reminded": gettext_lazy("催办待反馈"),
    "returned": gettext_lazy("被退回"),
    "report": gettext_lazy("待填报"),
    "review": gettext_lazy("待核实"),
    "extension": gettext_lazy("延期待批"),
    "claim": gettext_lazy("办结待核"),
}
SOON = 3  # days before the cut-off from which a report is marked
NAMED = 3  # tasks that the entry for signing names


def waiting(user, *, on):
    """Entries for what ``todo.Todo`` holds; cards for deadlines and missing reports."""
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
        *_sign_entries(to_do.unsigned, on),
        *[_reminded_entry(assignment, on) for assignment in to_do.reminded],
        *[_report_entry(row, year_rules, on) for row in to_do.reports_due],
        *[_review_entry(report, on) for report in to_do.reviews],
        *[_extension_entry(request, on) for request in to_do.extensions],
        *[_claim_entry(claim, on) for claim in to_do.claims],
    ]
    return Waiting(entries, parts, context)


def _sign_entries(unsigned, on):
    """One entry for all assignments that wait for a signature; it leads to the list where all can be signed at once."""
    if not unsigned:
        return []
    first = unsigned[0]
    waited = (on - first.assigned_on).days
    named = "、".join(assignment.task.label for assignment in unsigned[:NAMED])
    tasks = _("%(tasks)s等") % {"tasks": named} if len(unsigned) > NAMED else named
    entry = Entry(
        kind="sign",
        urgency=(0, 0),
        tag=_("已等 %(days)s 天") % {"days": waited} if waited else _("今天交办"),
        tone="warn",
        title=_("签收新交办的 %(count)s 项任务") % {"count": len(unsigned)},
        url=f"{reverse('supervision:list')}?scope=own&state=unsigned",
        day=first.assigned_on,
        note=tasks,
    )
    return [entry]


def _reminded_entry(assignment, on):
    limit = assignment.reply_by or assignment.reminded_on
    days = (limit - on).days
    tag = presentation.days_label(days) if assignment.reply_by else _("已催 %(days)s 天") % {"days": -days}
    return Entry(
        kind="reminded",
        urgency=(days, assignment.task.order),
        tag=tag if days or assignment.reply_by else _("今天催办"),
        tone="late" if days < 0 else "warn",
        title=_("反馈催办：%(task)s") % {"task": assignment.task},
        url=f"{reverse('tasks:assignment', args=[assignment.pk])}#replies",
        day=limit,
        note=assignment.reminder_note,
    )


def _report_entry(row, year_rules, on):
    """The report with its cut-off day and the deadline of the task; the nearer of both gives tag, day and order."""
    task, due_on = row.assignment.task, row.assignment.due_on
    returned = row.report is not None and row.report.state == row.report.State.RETURNED
    is_task_nearer = due_on is not None and due_on < row.cutoff
    days = (due_on - on).days if is_task_nearer else row.days
    values = {"what": presentation.reporting_title(row.period), "task": task}
    tag = presentation.days_label(days)
    if is_task_nearer:
        tag = _("任务逾期 %(days)s 天") % {"days": -days} if days < 0 else _("任务%(days)s") % {"days": tag}
    return Entry(
        kind="returned" if returned else "report",
        urgency=(days - (NO_LIMIT if returned else 0), task.order),
        tag=tag,
        tone="late" if days < 0 or returned else "warn" if days <= SOON else "",
        title=_("%(what)s：%(task)s") % values,
        url=reverse("tasks:report", args=[row.assignment.pk, row.period.start]),
        day=due_on if is_task_nearer else row.cutoff,
        day_mark="tasks/_assumed.html" if not is_task_nearer and year_rules.assumes_cutoff(row.period) else "",
        note=_report_note(row, returned),
    )


def _report_note(row, returned):
    values = {"cutoff": row.cutoff, "due": row.assignment.due_on}
    limits = _("填报截止 %(cutoff)s，任务期限 %(due)s") % values if values["due"] else ""
    if returned:
        said = _("退回理由：%(reason)s") % {"reason": row.report.return_reason}
    else:
        said = _("已有草稿，尚未提交") if row.report is not None else ""
    return _("%(limits)s；%(said)s") % {"said": said, "limits": limits} if said and limits else said or limits


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


def _claim_entry(claim, on):
    unit, task = claim.assignment.organization, claim.assignment.task
    waited = (on - claim.claimed_on).days
    return Entry(
        kind="claim",
        urgency=(NO_LIMIT // 2 - waited, task.order),
        tag=_("已等 %(days)s 天") % {"days": waited} if waited else _("今天申报"),
        tone="wait",
        title=_("核定%(unit)s申报的办结：%(task)s") % {"unit": unit.label, "task": task},
        url=reverse("tasks:claim", args=[claim.pk]),
        day=claim.claimed_on,
        note=claim.note,
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
