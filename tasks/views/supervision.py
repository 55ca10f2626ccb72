"""The page 督办, signing for what was handed down (签收), and reminders (催办) about what stands there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from notices.models import Reminder
from pages.forms import posted
from pages.numbers import wholes
from tasks import actions, breadcrumbs
from tasks.actions import rights
from tasks.actions.reminders import reminder_text
from tasks.deadlines import SETTLED, State
from tasks.forms.reporting import ReminderForm
from tasks.lookup import assignment_to_change
from tasks.models import Assignment
from tasks.sending import send_reminders
from tasks.subjects import ASSIGNMENT
from tasks.supervision_list import Supervised
from years import rules

MOST_REMINDED = 5000


@login_required
@require_GET
def supervision_list(request):
    """List what was handed down in the user's scope: signed, reminded, replied, due."""
    supervised = Supervised(request)
    rows = supervised.described_rows()
    context = {
        "rows": rows,
        "counts": supervised.counts,
        "unsigned_own": supervised.unsigned_own.count(),
        "may_remind": any(row["may_remind"] for row in rows),
        "form": ReminderForm(),
        "as_of": supervised.on,
    }
    return render(request, "tasks/supervision.html", supervised.context(**context))


@login_required
@require_GET
def export(request):
    return Supervised(request).export(_("督办事项"), on=timezone.localdate())


@login_required
@require_POST
def sign(request):
    """Sign for one assignment (``sign``) or for all that wait for the user's unit."""
    supervised = Supervised(request)
    unsigned = supervised.unsigned_own
    if "sign" in request.POST:
        wanted = get_object_or_404(Assignment.objects.visible_to(request.user), pk__in=wholes([request.POST["sign"]]))
        rights.check_may_sign(request.user, wanted)
        unsigned = unsigned.filter(pk=wanted.pk)
    signed = actions.sign(unsigned, by=request.user, on=supervised.on)
    if signed:
        messages.success(request, _("已签收 %(count)s 项任务。") % {"count": len(signed)})
    else:
        messages.info(request, _("没有需要签收的任务，可能已由同事签收。"))
    if len(signed) == 1 and "stay" in request.POST:
        return redirect("tasks:assignment", signed[0].pk)
    return redirect(f"{reverse('supervision:list')}?{request.GET.urlencode()}")


@login_required
@require_POST
def remind(request):
    """Remind the units of the ticked rows, or of all filtered rows that are overdue (``do=overdue``)."""
    rights.check_may_supervise(request.user)
    supervised = Supervised(request)
    back = f"{reverse('supervision:list')}?{request.GET.urlencode()}"
    form = ReminderForm(request.POST)
    if supervised.errors:
        return redirect(back)  # the page names the invalid filter; send no reminder
    if not form.is_valid():
        messages.error(request, form.problem)
        return redirect(back)
    if request.POST.get("do") == "overdue":
        rows = supervised.filter_state(supervised.rows, "overdue")
    else:
        rows = supervised.rows.filter(pk__in=wholes(request.POST.getlist("row")))
    described = [supervised.described_row(assignment) for assignment in rows[:MOST_REMINDED]]
    assignments = [row["assignment"] for row in described if row["may_remind"]]
    send_reminders(request, assignments, form, on=supervised.on)
    return redirect(back)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remind_one(request, pk):
    """Remind the unit of one assignment: offer a text, and show it as people can copy it into their chat."""
    assignment, on = assignment_to_change(request.user, pk), timezone.localdate()
    status = assignment.status(on=on, year=rules.of(request.user).year(assignment.task.year))
    if assignment.withdrawn_on or status.state in SETTLED:
        messages.info(request, _("这项任务已办结、不适用或已收回，不需要催办。"))
        return redirect("tasks:assignment", pk)
    form = ReminderForm(posted(request), initial={"note": _offered_note(status)})
    if request.method == "POST" and form.is_valid() and request.POST.get("do") != "preview":
        send_reminders(request, [assignment], form, on=on)
        return redirect("tasks:assignment", pk)
    typed = form.cleaned_data if form.is_bound and form.is_valid() else form.initial
    terms = {"note": typed.get("note", ""), "reply_by": typed.get("reply_by")}
    context = {
        "assignment": assignment,
        "task": assignment.task,
        "form": form,
        "text": reminder_text(assignment, sender=request.user.organization.label, **terms),
        "is_reminded": Reminder.objects.about(ASSIGNMENT, [pk]).filter(sent_on=on, period_start=None).exists(),
        "crumbs": breadcrumbs.below_assignment(assignment, _("催办")),
    }
    return render(request, "tasks/assignment_remind.html", context)


def _offered_note(status):
    if status.state == State.OVERDUE:
        return _("已逾期 %(days)s 天，请说明原因和预计完成时间。") % {"days": status.days_late}
    if status.state == State.DUE_SOON:
        return _("期限 %(day)s，请按期完成。") % {"day": status.due_on}
    return _("请反馈目前进展。")
