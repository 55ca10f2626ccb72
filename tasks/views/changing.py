"""Changes of one assignment by the level above, or by the issuer if it holds the task itself (本级事项).

Steps that are hard to undo ask for confirmation first.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from organizations.models import Organization
from pages.forms import fitted, posted
from tasks import actions, breadcrumbs
from tasks.actions import rights
from tasks.forms.fields import departments_of
from tasks.forms.handing import ChangeForm, ReasonForm, ReassignForm
from tasks.lookup import assignment_to_change
from tasks.selection import without_task


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Change the target, weight, dates, departments and responsible person of an assignment."""
    assignment = assignment_to_change(request.user, pk)
    departments = departments_of(request.user.organization, on=timezone.localdate())
    department_pks = {department.pk for department in departments}
    chosen_departments = [department for department in [assignment.lead, *assignment.supporting.all()] if department]
    departments += [department for department in chosen_departments if department.pk not in department_pks]
    form = ChangeForm(posted(request), assignment=assignment, departments=departments)
    if request.method == "POST" and form.is_valid() and _change(request, assignment, form):
        return redirect("tasks:assignment", pk)
    context = {
        "form": form,
        "assignment": assignment,
        "task": assignment.task,
        "may_finish": rights.may_finish(request.user, assignment),
        "may_reassign": rights.may_direct(request.user, assignment.organization),
        "crumbs": breadcrumbs.below_assignment(assignment, _("调整")),
    }
    return render(request, "tasks/assignment_edit.html", context)


def _change(request, assignment, form):
    try:
        actions.change_assignment(assignment, by=request.user, on=timezone.localdate(), **form.changes)
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return False
    messages.success(request, _("已调整“%(name)s”的分解。") % {"name": assignment.organization.label})
    return True


@dataclass(frozen=True)
class Step:
    """A step that needs confirmation: its heading, its consequences, and the action that carries it out.

    ``note`` is the argument of the action that takes the reason.
    """

    heading: str
    button: str
    consequences: tuple
    action: object
    done: str
    note: str = "reason"


STEPS = {
    "withdraw": Step(
        gettext_lazy("收回 %(unit)s的任务"),
        gettext_lazy("收回"),
        (
            gettext_lazy("该单位不再承担这项任务，由它往下分解的一并收回。"),
            gettext_lazy("已填报的进展仍可查看，历史记录保留。"),
            gettext_lazy("以后可以重新下达。"),
        ),
        actions.withdraw,
        gettext_lazy("已收回“%(unit)s”的任务。"),
    ),
    "withdraw_held": Step(
        gettext_lazy("收回 %(unit)s本级承担的任务"),
        gettext_lazy("收回"),
        (
            gettext_lazy("本单位不再承担这项任务，已经下达给下级的不受影响。"),
            gettext_lazy("已填报的进展仍可查看，历史记录保留。"),
            gettext_lazy("以后可以重新承担。"),
        ),
        actions.withdraw,
        gettext_lazy("“%(unit)s”不再承担这项任务。"),
    ),
    "not_applicable": Step(
        gettext_lazy("核定 %(unit)s不适用"),
        gettext_lazy("核定不适用"),
        (
            gettext_lazy("这项任务对该单位不适用，不再填报、不再提醒，不计入完成率。"),
            gettext_lazy("以后可以取消。"),
        ),
        actions.mark_not_applicable,
        gettext_lazy("已核定“%(unit)s”不适用。"),
    ),
    "applicable": Step(
        gettext_lazy("取消 %(unit)s不适用"),
        gettext_lazy("取消不适用"),
        (gettext_lazy("该单位重新承担这项任务，恢复填报和提醒。"),),
        actions.mark_applicable,
        gettext_lazy("“%(unit)s”重新承担这项任务。"),
    ),
    "finish": Step(
        gettext_lazy("核定 %(unit)s办结"),
        gettext_lazy("核定办结"),
        (
            gettext_lazy("这项任务按今天办结，不再填报、不再提醒。"),
            gettext_lazy("办结后不能改为不适用。"),
        ),
        actions.finish,
        gettext_lazy("已核定“%(unit)s”办结。"),
        note="note",
    ),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request, pk, name):
    """Show the consequences of 收回, 不适用, 取消不适用 or 办结, ask for a reason, then carry it out."""
    assignment = assignment_to_change(request.user, pk)
    step = STEPS["withdraw_held" if name == "withdraw" and assignment.is_held_by_issuer else name]
    if name == "finish":
        rights.check_may_finish(request.user, assignment)
    form = ReasonForm(posted(request))
    unit = {"unit": assignment.organization.label}
    if request.method == "POST" and form.is_valid() and _settle(request, step, assignment, form):
        messages.success(request, step.done % unit)
        return redirect("tasks:detail", assignment.task_id) if name == "withdraw" else redirect("tasks:assignment", pk)
    context = {
        "form": form,
        "assignment": assignment,
        "heading": step.heading % unit,
        "consequences": step.consequences,
        "confirm_label": step.button,
        "cancel_url": reverse("tasks:assignment", args=[pk]),
        "crumbs": breadcrumbs.below_assignment(assignment, step.button),
    }
    return render(request, "tasks/assignment_edit_confirm.html", context)


def _settle(request, step, assignment, form):
    reason = {step.note: form.cleaned_data["reason"]}
    try:
        step.action(assignment, by=request.user, on=timezone.localdate(), **reason)
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return False
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reassign(request, pk):
    """Give the assignment to another unit of the same level (改派); its progress starts from zero."""
    assignment, on = assignment_to_change(request.user, pk), timezone.localdate()
    rights.check_may_direct(request.user, assignment.organization)
    beside = Organization.objects.filter(parent=assignment.organization.parent).in_force(on=on).order_by("path")
    units = list(without_task(beside, assignment.task))
    form = ReassignForm(posted(request), units=units)
    if request.method == "POST" and form.is_valid():
        try:
            new_assignment = actions.reassign(assignment, by=request.user, on=on, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
        else:
            messages.success(request, _("已改派给“%(unit)s”。") % {"unit": new_assignment.organization.label})
            return redirect("tasks:assignment", new_assignment.pk)
    context = {
        "form": form,
        "assignment": assignment,
        "heading": _("改派 %(unit)s的任务") % {"unit": assignment.organization.label},
        "consequences": [
            _("原单位的分解收回，由它往下分解的一并收回，已填报的进展仍可查看。"),
            _("新单位承担同样的目标、权重和期限，进展从零开始。"),
        ],
        "confirm_label": _("改派"),
        "cancel_url": reverse("tasks:assignment", args=[pk]),
        "crumbs": breadcrumbs.below_assignment(assignment, _("改派")),
    }
    return render(request, "tasks/assignment_edit_confirm.html", context)
