"""Who has not reported (未填报), and the reminder to all of them at once (催办)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pages.numbers import wholes
from tasks import actions, presentation
from tasks.actions import rights
from tasks.forms.reporting import ReminderForm
from tasks.queues import MissingReports
from years import rules

MOST_REMINDED = 5000


@login_required
@require_GET
def missing(request):
    """Units × tasks whose report of one period is not there."""
    listed = MissingReports(request)
    days = (listed.cutoff - listed.on).days
    owing, total = listed.owing(), len(listed.tally)
    context = {
        "period": listed.period,
        "total": total,
        "units": len({unit for _task, _number, unit in listed.tally}),
        "owing": owing,
        "handed_in": owing - total,
        "cutoff": listed.cutoff,
        "assumed": rules.of(request.user).assumes_cutoff(listed.period),
        "late": days < 0 and total > 0,
        "may_remind": rights.may_supervise(request.user),
        "form": ReminderForm(),
        "tag": presentation.days_label(days),
        "as_of": listed.on,
    }
    return render(request, "tasks/missing.html", listed.context(**context))


@login_required
@require_POST
def remind(request):
    """催办: the ticked rows, or (``do=all``) all that the filters show; each unit at most once a day."""
    rights.check_may_supervise(request.user)
    listed = MissingReports(request, data=request.POST)
    back = f"{reverse('tasks:missing')}?{listed.query}"
    if listed.errors:
        return redirect(back)  # the page says which filter was not understood; nobody is reminded for it
    form = ReminderForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["note"][0])
        return redirect(back)
    rows = listed.rows
    if request.POST.get("do") != "all":
        rows = rows.filter(pk__in=wholes(request.POST.getlist("row")))
    _remind(request, list(rows[:MOST_REMINDED]), listed, form.cleaned_data["note"])
    return redirect(back)


def _remind(request, rows, listed, note):
    try:
        sent = actions.remind(rows, by=request.user, on=listed.on, period_start=listed.period.start, note=note)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return
    units = len({each.organization_id for each in sent})
    if sent:
        values = {"units": units, "count": len(sent)}
        messages.success(request, _("已向 %(units)s 个单位发出催办，共 %(count)s 项。") % values)
    if len(sent) < len(rows):
        messages.info(request, _("%(count)s 项今天已经催办过，没有重复发送。") % {"count": len(rows) - len(sent)})


@login_required
@require_GET
def export(request):
    return MissingReports(request).export(_("未填报名单"))
