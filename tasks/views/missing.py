"""The list of missing reports (未填报), and reminders to their units (催办)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pages.numbers import wholes
from tasks import presentation
from tasks.actions import rights
from tasks.forms.reporting import ReminderForm
from tasks.queues import MissingReports
from tasks.sending import send_reminders
from years import rules

MOST_REMINDED = 5000


@login_required
@require_GET
def missing(request):
    """List the assignments whose report of one period is missing."""
    missing_reports = MissingReports(request)
    days = (missing_reports.cutoff - missing_reports.on).days
    owing, total = missing_reports.owing(), len(missing_reports.tally)
    context = {
        "period": missing_reports.period,
        "total": total,
        "units": len({unit for _task, _number, unit in missing_reports.tally}),
        "owing": owing,
        "handed_in": owing - total,
        "cutoff": missing_reports.cutoff,
        "assumed": rules.of(request.user).assumes_cutoff(missing_reports.period),
        "late": days < 0 and total > 0,
        "may_remind": rights.may_supervise(request.user),
        "form": ReminderForm(),
        "tag": presentation.days_label(days),
        "as_of": missing_reports.on,
    }
    return render(request, "tasks/missing.html", missing_reports.context(**context))


@login_required
@require_POST
def remind(request):
    """Remind the units of the ticked rows, or of all filtered rows (``do=all``); once a day per assignment (催办)."""
    rights.check_may_supervise(request.user)
    missing_reports = MissingReports(request, data=request.POST)
    back = f"{reverse('tasks:missing')}?{missing_reports.query}"
    if missing_reports.errors:
        return redirect(back)  # the page names the invalid filter; send no reminder
    form = ReminderForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.problem)
        return redirect(back)
    rows = missing_reports.rows
    if request.POST.get("do") != "all":
        rows = rows.filter(pk__in=wholes(request.POST.getlist("row")))
    period_start = missing_reports.period.start
    send_reminders(request, list(rows[:MOST_REMINDED]), form, on=missing_reports.on, period_start=period_start)
    return redirect(back)


@login_required
@require_GET
def export(request):
    return MissingReports(request).export(_("未填报名单"))
