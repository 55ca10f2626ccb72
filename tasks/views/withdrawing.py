"""Withdraw all assignments of a task or directive at once (整体收回), after a confirmation with a reason."""

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
    """Withdraw one task from all units that the user's unit handed it down to."""
    task = HandingDown(request.user, pk, on=timezone.localdate()).task
    crumbs = breadcrumbs.below_task(task, _("整体收回"))
    return _withdraw(request, [task], back=reverse("tasks:detail", args=[pk]), name=task, crumbs=crumbs)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_directive(request, pk):
    """Withdraw every task of a directive from all units."""
    directive = directive_to_work_on(request.user, pk)
    tasks = list(Task.objects.filter(directive=directive))
    back = reverse("tasks:directive_done", args=[pk])
    return _withdraw(
        request, tasks, back=back, name=directive, crumbs=breadcrumbs.below_directive(directive, _("整体收回"))
    )


def _withdraw(request, tasks, *, back, name, crumbs):
    form = ReasonForm(posted(request), initial={"reason": _("下达有误，整体收回。")})
    if request.method == "POST" and form.is_valid() and (withdrawn := _withdraw_all(request, tasks, form)):
        messages.success(request, _("已收回 %(count)s 项分解，可以重新下达。") % {"count": len(withdrawn)})
        return redirect(back)
    direct_assignments = list(actions.handed_down_by(request.user.organization, tasks))
    all_assignments = actions.with_cascaded(direct_assignments)
    begun_assignments = actions.reported(all_assignments)
    context = {
        "form": form,
        "name": name,
        "rows": _rows(direct_assignments, begun_assignments),
        "total": len(all_assignments),
        "cascaded": len(all_assignments) - len(direct_assignments),
        "begun": begun_assignments,
        "consequences": _consequences(len(direct_assignments), len(all_assignments) - len(direct_assignments)),
        "confirm_label": _("整体收回"),
        "cancel_url": back,
        "crumbs": crumbs,
    }
    return render(request, "tasks/hand_down_withdraw.html", context)


def _withdraw_all(request, tasks, form):
    try:
        return actions.withdraw_all(tasks, by=request.user, on=timezone.localdate(), **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return None


def _rows(direct_assignments, begun_assignments):
    """Return each task with the assignments that would be withdrawn, and how many of them have reports."""
    started = {assignment.pk for assignment in begun_assignments}
    rows = []
    for task, assignments in groupby(direct_assignments, key=lambda assignment: assignment.task):
        units = list(assignments)
        rows.append({"task": task, "units": units, "begun": sum(assignment.pk in started for assignment in units)})
    return rows


def _consequences(direct, cascaded):
    sentences = [_("下达的 %(count)s 项分解收回，这些单位今天起不再承担、不再提醒。") % {"count": direct}]
    if cascaded:
        sentences.append(_("由它们往下分解的 %(count)s 项一并收回。") % {"count": cascaded})
    return [*sentences, _("任务本身保留，可以改好以后重新下达；历史记录保留。")]
