"""Which indicators give the figures of the tasks of a year (对应指标): all in one form, or one proposal adopted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pages.forms import posted
from pages.frame import chosen_year
from tasks import actions, bindings, breadcrumbs
from tasks.actions import rights
from tasks.forms.tasks import BindingsForm
from tasks.lookup import task_in_reach
from tasks.models import ProgressReport, Task


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_year(request):
    """Choose the indicators of all tasks that the user's unit has set for one year."""
    rights.check_may_issue(request.user, request.user.organization)
    year = chosen_year(request)
    tasks = list(_tasks(request.user.organization, year))
    form = BindingsForm(posted(request), tasks=tasks)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            changed = actions.bind(form.keys, by=request.user) + actions.choose_ledgers(form.ledgers, by=request.user)
        count = len({task.pk for task in changed})
        messages.success(request, _("已保存，%(count)s 项任务的对应指标或台账有变化。") % {"count": count})
        return redirect(f"{reverse('tasks:bindings')}?year={year}")
    context = {
        "form": form,
        "year": year,
        "rows": [_row(form, task) for task in tasks],
        "crumbs": breadcrumbs.in_tasks(_("任务对应的指标")),
    }
    return render(request, "tasks/bindings.html", context)


def _row(form, task):
    """The fields of one task with what the page says beside them."""
    near, areas = form.ledger_boxes(task)
    return {
        "task": task,
        "field": form[form.name_of(task)],
        "ledgers": form[form.ledgers_name_of(task)],
        "near": near,
        "areas": areas,
        "others": sum(map(len, areas.values())),
        "proving": bindings.proving_ledgers(task),
        "consequence": _consequence(task),
    }


def _tasks(organization, year):
    """The tasks of the year with the number of reports that were handed in, and of those that the system wrote."""
    written = Q(assignments__reports__state__in=[ProgressReport.State.SUBMITTED, ProgressReport.State.CONFIRMED])
    by_system = written & ~Q(assignments__reports__indicator="")
    counted = Task.objects.issued_by(organization).in_year(year).select_related("area").in_order()
    return counted.annotate(
        reports=Count("assignments__reports", filter=written),
        system_reports=Count("assignments__reports", filter=by_system),
    )


def _consequence(task):
    """What a change of the indicator does to the reports of ``task``, as a sentence."""
    if not task.reports:
        return _("还没有填报。")
    values = {"all": task.reports, "system": task.system_reports}
    return _("已有 %(all)s 份填报（系统写的 %(system)s 份），改动后都保留。") % values


@login_required
@require_POST
def adopt(request, pk):
    """Bind one task to the indicator that the button names."""
    task = task_in_reach(request.user, pk)
    rights.check_may_issue(request.user, task.organization)
    try:
        actions.bind({task: request.POST.get("indicator", task.indicator)}, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("已保存对应指标。"))
    return redirect("tasks:detail", pk)
