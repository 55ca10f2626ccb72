"""Open this year's tasks again for the next year (下年度): check the moved deadlines, choose, confirm."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pages.forms import posted
from pages.frame import chosen_year
from tasks import actions, breadcrumbs
from tasks.actions import rights
from tasks.actions.tasks import mover
from tasks.forms.handing import NextYearForm
from tasks.lists import settings_of
from tasks.models import Task
from years import rules


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def next_year(request):
    rights.check_may_issue(request.user, request.user.organization)
    year = chosen_year(request)
    issued = Task.objects.issued_by(request.user.organization)
    opened = set(issued.in_year(year + 1).values_list("number", flat=True))
    everything = list(issued.in_year(year).select_related("area", "lead").prefetch_related("supporting").in_order())
    tasks = [task for task in everything if task.number not in opened]
    form = NextYearForm(posted(request), tasks=tasks, initial={"tasks": tasks, "with_assignments": True})
    if request.method == "POST" and form.is_valid() and (new_tasks := _open(request, form, year + 1)):
        values = {"count": len(new_tasks), "year": year + 1}
        messages.success(request, _("已为 %(year)s 年开设 %(count)s 项任务。") % values)
        return redirect(f"{reverse('tasks:list')}?year={year + 1}")
    context = {
        "form": form,
        "year": year,
        "next": year + 1,
        "rows": _preview(request, tasks, year + 1),
        "opened": len(everything) - len(tasks),
        "crumbs": breadcrumbs.in_tasks(_("开设下年度任务")),
    }
    return render(request, "tasks/next_year.html", context)


def _preview(request, tasks, year):
    """Return a row per task with the deadline it would get in ``year``."""
    settings, calendar = settings_of(request.user, year), rules.of(request.user).calendar
    move = mover(1, settings, calendar)
    ticked = request.POST.getlist("tasks") if request.method == "POST" else [str(task.pk) for task in tasks]
    rows = [{"task": task, "deadline": move(task.deadline), "ticked": str(task.pk) in ticked} for task in tasks]
    for row in rows:
        row["assumed"] = row["deadline"] is not None and calendar.is_assumed(row["deadline"], settings.cutoff_shift)
    return rows


def _open(request, form, year):
    data = form.cleaned_data
    try:
        return actions.open_next_year(
            data["tasks"],
            year=year,
            by=request.user,
            on=timezone.localdate(),
            with_assignments=data["with_assignments"],
        )
    except ValidationError as error:
        form.add_error(None, error)
        return None
