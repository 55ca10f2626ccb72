"""Undoing a whole handing down (整体收回): names what would be taken back, asks why, then does it in one step."""

from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pages.forms import fitted, posted
from tasks import actions, breadcrumbs
from tasks.forms.handing import ReasonForm
from tasks.handing_down import HandingDown
from tasks.lookup import directive_to_work_on
from tasks.models import Task


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_task(request, pk):
    """One task, from all units that the own unit handed it to."""
    task = HandingDown(request.user, pk, on=timezone.localdate()).task
    crumbs = breadcrumbs.below_task(task, _("整体收回"))
    return _withdraw(request, [task], back=reverse("tasks:detail", args=[pk]), name=task, crumbs=crumbs)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_directive(request, pk):
    """Every task of a directive, from all units."""
    found = directive_to_work_on(request.user, pk)
    tasks = list(Task.objects.filter(directive=found))
    back = reverse("tasks:directive_done", args=[pk])
    return _withdraw(request, tasks, back=back, name=found, crumbs=breadcrumbs.below_directive(found, _("整体收回")))


def _withdraw(request, tasks, *, back, name, crumbs):
    form = ReasonForm(posted(request), initial={"reason": _("下达有误，整体收回。")})
    if request.method == "POST" and form.is_valid() and (taken := _take_back(request, tasks, form)):
        messages.success(request, _("已收回 %(count)s 项分解，可以重新下达。") % {"count": len(taken)})
        return redirect(back)
    direct = list(actions.handed_down_by(request.user.organization, tasks))
    found = actions.with_cascaded(direct)
    begun = actions.reported(found)
    context = {
        "form": form,
        "name": name,
        "rows": _rows(direct, begun),
        "total": len(found),
        "cascaded": len(found) - len(direct),
        "begun": begun,
        "consequences": _consequences(len(direct), len(found) - len(direct)),
        "confirm_label": _("整体收回"),
        "cancel_url": back,
        "crumbs": crumbs,
    }
    return render(request, "tasks/hand_down_withdraw.html", context)


def _take_back(request, tasks, form):
    try:
        return actions.withdraw_all(tasks, by=request.user, on=timezone.localdate(), **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return None


def _rows(direct, begun):
    """Each task with the assignments that would be taken back, and how many of them were begun."""
    started = {each.pk for each in begun}
    rows = []
    for task, assignments in groupby(direct, key=lambda each: each.task):
        units = list(assignments)
        rows.append({"task": task, "units": units, "begun": sum(each.pk in started for each in units)})
    return rows


def _consequences(direct, cascaded):
    said = [_("下达的 %(count)s 项分解收回，这些单位今天起不再承担、不再提醒。") % {"count": direct}]
    if cascaded:
        said.append(_("由它们往下分解的 %(count)s 项一并收回。") % {"count": cascaded})
    return [*said, _("任务本身保留，可以改好以后重新下达；历史记录保留。")]
