"""The year's key tasks, and one task across organizations."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from organizations.frame import chosen_year
from tasks import listing, rules
from tasks.across import Across, viewpoint
from tasks.models import Task


@login_required
@require_GET
def task_list(request):
    year, on = chosen_year(request), listing.day_asked(request)
    found = Task.objects.in_year(year).reaching(request.user.organization).select_related("area").in_order()
    return render(request, "tasks/task_list.html", {"tasks": found, "as_of": on})


@login_required
@require_GET
def task(request, pk):
    found = get_object_or_404(Task.objects.visible_to(request.user).select_related("area", "lead", "directive"), pk=pk)
    on = listing.day_asked(request)
    settings = rules.of(request.user).year(found.year)
    across = Across([found], place=viewpoint(request.user), user=request.user, on=on, settings=settings)
    return render(request, "tasks/task.html", {"task": found, "lines": across.lines(found), "as_of": on})
