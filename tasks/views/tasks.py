"""The list of the year's key tasks, and the page of one task with its progress in every unit."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from organizations.models import Organization
from pages.frame import chosen_year
from pages.numbers import wholes
from tasks import bindings, rates
from tasks.actions import rights
from tasks.board import states_of, viewpoint
from tasks.deadlines import PRESSING, SETTLED
from tasks.forms.reporting import ReminderForm
from tasks.lists import TaskList, UnitsOfTask
from tasks.models import Assignment
from tasks.presentation import status_tag
from tasks.sending import send_reminders
from years import shown_day

# The list


@login_required
@require_GET
def task_list(request):
    """List the year's tasks, set by the user's unit and the units above it, each with the states of the units below."""
    year = shown_day.year_from_request(request, chosen_year(request))
    day = shown_day.from_request(request, year=year)
    task_list_page = TaskList(request, year=year, day=day)
    everything = [row for row in task_list_page.base if row["concerns"]]
    own = [row["own"] for row in everything if row["own"] and not row["is_held"]]
    context = {
        "asked": day,
        "as_of": day.on,
        "year": year,
        "total": len(everything),
        "place": viewpoint(request.user),
        "own_total": len(own),
        "states": states_of(own) if own else sum((row["states_below"] for row in everything), start=states_of([])),
        "left_out": len(task_list_page.left_out),
        "undated": sum(row["due_on"] is None for row in everything),
        "grouped": not task_list_page.sort,
        "may_issue": rights.may_issue(request.user, request.user.organization),
        "issues_some": any(row["task"].organization_id == request.user.organization_id for row in everything),
    }
    return render(request, "tasks/task_list.html", task_list_page.context(**context))


@login_required
@require_GET
def export_list(request):
    year = shown_day.year_from_request(request, chosen_year(request))
    day = shown_day.from_request(request, year=year)
    values = {"unit": request.user.organization.label, "year": year}
    return TaskList(request, year=year, day=day).export(_("%(unit)s%(year)s年重点任务") % values, on=day.on)


# One task


@login_required
@require_GET
def task(request, pk):
    """Show the progress of one task in the units directly below a place, today or on a past day."""
    units_of_task = UnitsOfTask(request, pk)
    task, lines = units_of_task.task, units_of_task.lines
    board, place, day = units_of_task.board, units_of_task.place, units_of_task.day
    own = board.own.get(task.pk)
    directs = any(rights.may_direct(request.user, line.unit) for line in lines[:1])
    context = {
        "task": task,
        "place": place,
        "asked": day,
        "as_of": day.on,
        "own": own,
        "own_tag": status_tag(own.status) if own else None,
        "states": states_of(lines),
        "total": len(lines),
        "held": [{"line": line, "tag": status_tag(line.status)} for line in board.held],
        "rate": rates.counts_of(task, own.status) if own else rates.completed(board.rated(task)),
        "rate_url": rates.url_behind(task, place, user=request.user, day=day, own=own),
        "definition": rates.definition_of(task, own=own),
        "is_counted": rates.is_counted(task),
        "unit": rates.unit_of(task),
        "stays": [line.unit.pk for line in lines] == [units_of_task.place.pk],
        "banded": units_of_task.is_banded,
        "supporting": list(task.supporting.all()),
        **_binding(task),
        "pressing": sum(line.state in PRESSING for line in lines),
        "may_remind": directs and not units_of_task.day.is_past,
        "form": ReminderForm(),
        **_buttons(request.user, task, units_of_task),
        "crumbs": _crumbs(request, units_of_task),
    }
    return render(request, "tasks/task.html", units_of_task.context(**context))


def _binding(task):
    """Return the indicator of the figures, those shown beside it, the one that the title proposes, and the ledgers."""
    indicator = bindings.leading(task)
    return {
        "indicator": indicator,
        "beside": bindings.beside(indicator) if indicator else [],
        "proposed": bindings.proposed(task),
        "proving": bindings.proving_ledgers(task),
    }


def _buttons(user, task, units_of_task):
    """Return which buttons the page shows: edit, hand down, hold, withdraw."""
    own = units_of_task.board.own.get(task.pk) if units_of_task.place.pk == user.organization_id else None
    other_lines = [line for line in units_of_task.lines if line.unit.pk != user.organization_id]
    hands = rights.may_hand_down(user, task, own=own)
    issues = rights.may_issue(user, task.organization)
    is_at_issuer = units_of_task.place.pk == task.organization_id and not units_of_task.day.is_past
    return {
        "may_edit": issues,
        "may_hand_down": hands,
        "may_hold": issues and is_at_issuer and not units_of_task.board.held,
        "may_withdraw": bool(hands and other_lines),
    }


def _crumbs(request, units_of_task):
    trail = [{"label": _("重点任务"), "url": reverse("tasks:list")}]
    top = viewpoint(request.user)
    if units_of_task.place.pk == top.pk:
        return [*trail, {"label": units_of_task.task.number}]
    above = Organization.objects.visible_to(request.user).ancestors_of(units_of_task.place, on=units_of_task.day.on)
    places = [top, *(ancestor for ancestor in above if ancestor.pk != top.pk)]
    url = reverse("tasks:detail", args=[units_of_task.task.pk])
    shared_query = {"on": units_of_task.day.on.isoformat()} if units_of_task.day.is_past else {}
    for place in places:
        query = urlencode(shared_query | ({} if place.pk == top.pk else {"below": place.code}))
        label = _("%(number)s %(place)s") % {"number": units_of_task.task.number, "place": place.label}
        trail.append({"label": label, "url": f"{url}?{query}" if query else url})
    return [*trail, {"label": units_of_task.place.label}]


@login_required
@require_POST
def remind(request, pk):
    """Remind the ticked units, or all overdue, due soon or behind (``do=pressing``); each once a day (催办)."""
    units_of_task = UnitsOfTask(request, pk)
    rights.check_may_supervise(request.user)
    form = ReminderForm(request.POST)
    back = f"{reverse('tasks:detail', args=[pk])}?{request.GET.urlencode()}"
    if form.is_valid():
        send_reminders(request, _reminded(request, units_of_task.lines), form, on=timezone.localdate())
    else:
        messages.error(request, form.problem)
    return redirect(back)


def _reminded(request, lines):
    """Return the assignments to remind about, without the settled ones."""
    if request.POST.get("do") == "pressing":
        assignment_pks = [line.pk for line in lines if line.state in PRESSING]
    else:
        ticked = set(wholes(request.POST.getlist("row")))
        assignment_pks = [line.pk for line in lines if line.pk in ticked and line.state not in SETTLED]
    assignments = Assignment.objects.visible_to(request.user).filter(pk__in=assignment_pks)
    return list(assignments.select_related("organization", "task"))


@login_required
@require_GET
def export(request, pk):
    units_of_task = UnitsOfTask(request, pk)
    title = _("%(unit)s%(task)s推进情况") % {"unit": units_of_task.place.label, "task": units_of_task.task.label}
    return units_of_task.export(title, on=units_of_task.day.on, organization=units_of_task.place)
