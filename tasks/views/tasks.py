"""The year's key tasks, and one task across organizations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from indicators import registry as indicators
from organizations.models import Organization
from pages.frame import chosen_year
from pages.numbers import wholes
from tasks import actions
from tasks.actions import rights
from tasks.board import completed, states_of, viewpoint
from tasks.deadlines import PRESSING, SETTLED
from tasks.forms.reporting import ReminderForm
from tasks.lists import TaskList, UnitsOfTask
from tasks.models import Assignment
from years import shown_day

# The list


@login_required
@require_GET
def task_list(request):
    """What the own unit and those above it set for the year, each task with how it stands in the units below."""
    year = shown_day.year_from_request(request, chosen_year(request))
    asked = shown_day.from_request(request, year=year)
    listed = TaskList(request, year=year, day=asked.on)
    everything = listed.base
    context = {
        "asked": asked,
        "as_of": asked.on,
        "year": year,
        "total": len(everything),
        "states": sum((row["states"] for row in everything), start=states_of([])),
        "undated": sum(row["task"].deadline is None for row in everything),
        "grouped": not listed.sort,
        "may_issue": rights.may_issue(request.user, request.user.organization),
        "issues_some": any(row["task"].organization_id == request.user.organization_id for row in everything),
    }
    return render(request, "tasks/task_list.html", listed.context(**context))


@login_required
@require_GET
def export_list(request):
    year = shown_day.year_from_request(request, chosen_year(request))
    on = shown_day.from_request(request, year=year).on
    values = {"unit": request.user.organization.label, "year": year}
    return TaskList(request, year=year, day=on).export(_("%(unit)s%(year)s年重点任务") % values, on=on)


# One task


@login_required
@require_GET
def task(request, pk):
    """One task in the units directly below a place: who has come how far, on any past day."""
    listed = UnitsOfTask(request, pk)
    found, lines = listed.task, listed.lines
    directs = any(rights.may_direct(request.user, line.unit) for line in lines[:1])
    context = {
        "task": found,
        "place": listed.place,
        "asked": listed.day,
        "as_of": listed.day.on,
        "states": states_of(lines),
        "total": len(lines),
        "rate": completed(lines),
        "stays": [line.unit.pk for line in lines] == [listed.place.pk],
        "banded": listed.is_banded,
        "supporting": list(found.supporting.all()),
        "indicators": indicators.of_task(found),
        "pressing": sum(line.state in PRESSING for line in lines),
        "may_remind": directs and not listed.day.is_past,
        "form": ReminderForm(),
        **_buttons(request.user, found, listed),
        "crumbs": _crumbs(request, listed),
    }
    return render(request, "tasks/task.html", listed.context(**context))


def _buttons(user, found, listed):
    """What the page offers: the issuer's manager edits; who holds the task or set it hands it down."""
    own = listed.board.own.get(found.pk) if listed.place.pk == user.organization_id else None
    handed = [line for line in listed.lines if line.unit.pk != user.organization_id]
    hands = rights.may_hand_down(user, found, own=own)
    issues = rights.may_issue(user, found.organization)
    return {"may_edit": issues, "may_hand_down": hands, "may_withdraw": bool(hands and handed)}


def _crumbs(request, listed):
    trail = [{"label": _("重点任务"), "url": reverse("tasks:list")}]
    top = viewpoint(request.user)
    if listed.place.pk == top.pk:
        return [*trail, {"label": listed.task.number}]
    above = Organization.objects.visible_to(request.user).ancestors_of(listed.place)
    places = [top, *(each for each in above if each.pk != top.pk)]
    url = reverse("tasks:detail", args=[listed.task.pk])
    kept = {"on": listed.day.on.isoformat()} if listed.day.is_past else {}
    for place in places:
        query = urlencode(kept | ({} if place.pk == top.pk else {"below": place.code}))
        label = _("%(number)s %(place)s") % {"number": listed.task.number, "place": place.label}
        trail.append({"label": label, "url": f"{url}?{query}" if query else url})
    return [*trail, {"label": listed.place.label}]


@login_required
@require_POST
def remind(request, pk):
    """催办: the ticked units, or (``do=pressing``) all that are overdue, due soon or behind; once a day each."""
    listed = UnitsOfTask(request, pk)
    rights.check_may_supervise(request.user)
    form = ReminderForm(request.POST)
    back = f"{reverse('tasks:detail', args=[pk])}?{request.GET.urlencode()}"
    if form.is_valid():
        _remind(request, _reminded(request, listed.lines), form.cleaned_data["note"])
    else:
        messages.error(request, form.errors["note"][0])
    return redirect(back)


def _reminded(request, lines):
    """The assignments to remind about: none that is settled."""
    if request.POST.get("do") == "pressing":
        chosen = [line.pk for line in lines if line.state in PRESSING]
    else:
        ticked = set(wholes(request.POST.getlist("row")))
        chosen = [line.pk for line in lines if line.pk in ticked and line.state not in SETTLED]
    found = Assignment.objects.visible_to(request.user).filter(pk__in=chosen)
    return list(found.select_related("organization", "task"))


def _remind(request, rows, note):
    try:
        sent = actions.remind(rows, by=request.user, on=timezone.localdate(), note=note)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return
    if sent:
        messages.success(request, _("已向 %(units)s 个单位发出催办。") % {"units": len(sent)})
    if len(sent) < len(rows):
        messages.info(request, _("%(count)s 个单位今天已经催办过，没有重复发送。") % {"count": len(rows) - len(sent)})


@login_required
@require_GET
def export(request, pk):
    listed = UnitsOfTask(request, pk)
    title = _("%(unit)s%(task)s推进情况") % {"unit": listed.place.label, "task": listed.task.label}
    return listed.export(title, on=listed.day.on, organization=listed.place)
