"""The issuer of a task does it itself (本单位承担)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizations.models import User
from pages.forms import fitted, posted
from tasks import actions, breadcrumbs
from tasks.actions import rights
from tasks.forms.handing import HoldForm
from tasks.lookup import task_in_reach


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request, pk):
    """Ask for deadline and responsible person, say who will verify, then let the unit hold its task."""
    task = task_in_reach(request.user, pk)
    rights.check_may_issue(request.user, task.organization)
    form = HoldForm(posted(request), task=task)
    if request.method == "POST" and form.is_valid() and (assignment := _hold(request, task, form)):
        messages.success(request, _("“%(task)s”已由本单位承担，可以填报进展。") % {"task": task})
        return redirect("tasks:assignment", assignment.pk)
    context = {
        "task": task,
        "form": form,
        "lacks_manager": User.objects.managers_of(task.organization).count() < 2,
        "crumbs": breadcrumbs.below_task(task, _("本单位承担")),
    }
    return render(request, "tasks/hold.html", context)


def _hold(request, task, form):
    try:
        return actions.hold(task, by=request.user, on=timezone.localdate(), **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return None
