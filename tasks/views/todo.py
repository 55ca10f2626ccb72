"""待办: everything that waits for one person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pages.filters import ChoiceFilter, TextFilter
from pages.list_page import ListPage
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
    "message": gettext_lazy("未读消息"),
}
SOON = 3  # days before the cut-off from which a report is marked
LATEST = 9999  # what has no limit of its own comes after all that has


class TodoList(ListPage):
    """Entries of every kind, the most urgent first."""

    url_name = "tasks:todo"
    nothing_found = gettext_lazy("没有符合条件的事项")
    q = TextFilter(gettext_lazy("搜索"), placeholder=gettext_lazy("任务、单位"))
    kind = ChoiceFilter(gettext_lazy("类别"), KINDS.items(), every=gettext_lazy("全部"))
    sorts = {"day": lambda entry: entry["day"]}
    chips_of, chips_label = "kind", gettext_lazy("按类别筛选")

    def __init__(self, request, entries):
        self.entries = entries
        super().__init__(request)

    def all_rows(self):
        return self.entries

    def filter_q(self, entries, text):
        return [entry for entry in entries if text in entry["title"] or text in entry["note"]]

    def filter_kind(self, entries, kind):
        return [entry for entry in entries if entry["kind"] == kind]

    def chip_values(self, entry):
        return [entry["kind"]]


@login_required
@require_GET
def todo_page(request):
    """What waits, most urgent first; beside it the own deadlines that press and who has not reported below."""
    user, on = request.user, timezone.localdate()
    waiting = todo.todo_for(user, on=on)
    user.todo_total = waiting.count  # the badge in the frame need not count again
    listed = TodoList(request, sorted(_entries(waiting, rules.of(user), on), key=lambda entry: entry["urgency"]))
    context = {
        "todo": waiting,
        "late": sum(1 for row in waiting.reports_due if row.is_missing),
        "missed": [_missed(each, on) for each in waiting.missed],
        "missed_count": sum(len(each.periods) for each in waiting.missed),
        "pressing": [_pressing(each, status) for each, status in waiting.pressing],
        "missing": _missing(user, on),
        "first_due": next((row for row in waiting.reports_due), None),
        "as_of": on,
    }
    return render(request, "tasks/todo.html", listed.context(**context))


@login_required
@require_GET
def next_report(request):
    """On to the report that the own unit owes next, straight from the one that was handed in."""
    owed = todo.next_report(request.user, on=timezone.localdate()) if request.user.can_edit else None
    if owed is None:
        messages.info(request, _("本单位应报的都已提交。"))
        return redirect("tasks:todo")
    assignment, period = owed
    return redirect("tasks:report", assignment.pk, period.start)


def _entries(waiting, known, on):
    return [
        *[_report_entry(row, known) for row in waiting.reports_due],
        *[_review_entry(report, on) for report in waiting.reviews],
        *[_extension_entry(asked, on) for asked in waiting.extensions],
        *[_message_entry(message) for message in waiting.messages],
    ]


def _report_entry(row, known):
    task = row.assignment.task
    returned = row.report is not None and row.report.state == row.report.State.RETURNED
    note = ""
    if returned:
        note = _("退回理由：%(reason)s") % {"reason": row.report.return_reason}
    elif row.report is not None:
        note = _("已有草稿，尚未提交")
    values = {"what": presentation.reporting_title(row.period), "task": task}
    return {
        "kind": "returned" if returned else "report",
        "urgency": (row.days - (LATEST if returned else 0), task.order),
        "tag": presentation.days_label(row.days),
        "tone": "late" if row.days < 0 or returned else "warn" if row.days <= SOON else "",
        "word": KINDS["returned" if returned else "report"],
        "title": _("%(what)s：%(task)s") % values,
        "url": reverse("tasks:report", args=[row.assignment.pk, row.period.start]),
        "unit": row.assignment.organization.label,
        "day": row.cutoff,
        "assumed": known.assumes_cutoff(row.period),
        "note": note,
    }


def _review_entry(report, on):
    task, unit = report.assignment.task, report.assignment.organization
    waited = (on - report.submitted_on).days
    values = {"unit": unit.label, "task": task}
    period = presentation.short_period(period_of(report.period_start, task.period))
    figure = presentation.figure_of(report, task)
    return {
        "kind": "review",
        "urgency": (LATEST // 2 - waited, task.order),
        "tag": _("已等 %(days)s 天") % {"days": waited} if waited else _("今天提交"),
        "tone": "wait",
        "word": KINDS["review"],
        "title": _("核实%(unit)s：%(task)s") % values,
        "url": f"{reverse('tasks:report_read', args=[report.pk])}?queue=1",
        "unit": unit.label,
        "day": report.submitted_on,
        "note": _("%(period)s，累计 %(figure)s") % {"period": period, "figure": figure},
    }


def _extension_entry(asked, on):
    unit, task = asked.assignment.organization, asked.assignment.task
    days = (asked.old_due - on).days
    return {
        "kind": "extension",
        "urgency": (days, task.order),
        "tag": presentation.days_label(days),
        "tone": "warn" if days >= 0 else "late",
        "word": KINDS["extension"],
        "title": _("审批%(unit)s的延期申请：%(task)s") % {"unit": unit.label, "task": task},
        "url": reverse("tasks:extension", args=[asked.pk]),
        "unit": unit.label,
        "day": asked.old_due,
        "note": _("申请延至 %(day)s：%(reason)s") % {"day": asked.new_due, "reason": asked.reason},
    }


def _message_entry(message):
    return {
        "kind": "message",
        "urgency": (LATEST, -message.pk),
        "tag": message.get_kind_display(),
        "tone": "",
        "word": KINDS["message"],
        "title": message.subject,
        "url": f"{reverse('notices:messages')}#message-{message.pk}",
        "unit": "",
        "day": message.day,
        "note": message.items[0]["text"] if message.items else "",
    }


def _missed(row, on):
    """One task with a link for each of its periods that can still be made good."""
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
    """Reports that units directly below owe, by period; managers can remind from there."""
    if user.organization.level == "village" or user.organization.is_department:
        return []
    known = rules.of(user)
    entries = []
    for period, count in todo.missing_below(user, on=on):
        days = (known.cutoff(period) - on).days
        entries.append(
            {
                "title": _("%(period)s还有 %(count)s 份未报") % {"period": period.label, "count": count},
                "url": f"{reverse('tasks:missing')}?period={period_name(period)}",
                "tag": presentation.days_label(days),
                "tone": "late" if days < 0 else "",
                "note": _("截止 %(day)s") % {"day": known.cutoff(period)},
            }
        )
    return entries
