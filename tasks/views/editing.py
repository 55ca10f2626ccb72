"""Create and edit tasks by hand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pages.forms import fitted, posted
from pages.frame import chosen_year
from tasks import actions, breadcrumbs
from tasks.actions import rights
from tasks.forms.fields import departments_of
from tasks.forms.tasks import TaskForm
from tasks.lookup import task_in_reach
from tasks.models import Task


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    """Create a task that does not come from a directive."""
    rights.check_may_issue(request.user, request.user.organization)
    year, organization = chosen_year(request), request.user.organization
    form = _form(request, organization, year)
    if request.method == "POST" and form.is_valid() and (task := _stored(form, _create, request, year)):
        messages.success(request, _("已新建“%(name)s”，下一步分解下达。") % {"name": task})
        return redirect("tasks:detail", task.pk)
    context = {
        "form": form,
        "heading": _("新建 %(year)s 年任务") % {"year": year},
        "cancel_url": reverse("tasks:list"),
        "crumbs": breadcrumbs.in_tasks(_("新建")),
    }
    return render(request, "tasks/task_form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """Change a task; its assignments keep their own deadlines."""
    task = task_in_reach(request.user, pk)
    rights.check_may_issue(request.user, task.organization)
    form = _form(request, task.organization, task.year, instance=task)
    if request.method == "POST" and form.is_valid() and (changed := _stored(form, _change, request, task)):
        messages.success(request, _("已修改“%(name)s”。") % {"name": changed})
        return redirect("tasks:detail", changed.pk)
    context = {
        "form": form,
        "task": task,
        "heading": _("修改 %(name)s") % {"name": Task.objects.get(pk=pk)},
        "cancel_url": reverse("tasks:detail", args=[pk]),
        "crumbs": breadcrumbs.below_task(task, _("修改")),
    }
    return render(request, "tasks/task_form.html", context)


def _form(request, organization, year, **kwargs):
    departments = departments_of(organization, on=timezone.localdate())
    return TaskForm(posted(request), organization=organization, year=year, departments=departments, **kwargs)


def _stored(form, store, *args):
    """Return the stored task, or ``None`` when the action refused it; the form then holds the error."""
    try:
        with transaction.atomic():
            return store(form, *args)
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return None


def _area(form, by, year):
    data = form.cleaned_data
    area = form.area_chosen
    return area or actions.open_area(organization=by.organization, year=year, name=data["new_area"], by=by)


def _create(form, request, year):
    values = {name: value for name, value in form.cleaned_data.items() if name not in ("area", "new_area")}
    if not values["deadline_label"]:
        del values["deadline_label"]
    last_task = Task.objects.issued_by(request.user.organization).in_year(year).order_by("-order").first()
    order = last_task.order + 1 if last_task else 1
    return actions.create_task(by=request.user, area=_area(form, request.user, year), year=year, order=order, **values)


def _change(form, request, task):
    changes = {name: value for name, value in form.changes.items() if name not in ("area", "new_area")}
    if "area" in form.changed_data:
        changes["area"] = _area(form, request.user, task.year)
    return actions.change_task(task, by=request.user, **changes)
