"""Hand one task down (分解下达): choose the units, enter the targets and dates, confirm."""

from decimal import Decimal

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizations.models import Organization
from pages.filters import text_from_request
from pages.forms import fitted
from pages.numbers import wholes
from tasks import actions, bindings, breadcrumbs
from tasks.forms.fields import departments_of
from tasks.forms.handing import Terms, UnitsForm
from tasks.handing_down import HandingDown
from tasks.selection import Selection, without_task
from tasks.shares import Method, start_on, suggested

MOST_FOUND = 50
MOST_UNITS = 5000


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_down(request, pk):
    """Show the three steps; the posted ``step`` is ``units``, ``terms`` (targets and dates) or ``confirm``."""
    work = HandingDown(request.user, pk, on=timezone.localdate())
    step = request.POST.get("step", "")
    if step == "units":
        return _units_posted(request, work)
    if step in {"terms", "confirm"}:
        return _terms_posted(request, work, step)
    return _units_page(request, work, UnitsForm(**_unit_choices(request, work)))


# First step: the units


def _unit_choices(request, work):
    """Return the choices of ``UnitsForm``: the units directly below, or the results of a search in all levels below."""
    text = text_from_request(request)
    descendants = Organization.objects.descendants_of(work.place).in_force(on=work.on)
    if text:
        offered = descendants.search(text).highest_first()
    else:
        offered = descendants.filter(parent=work.place).order_by("path")
    units = list(without_task(offered, work.task)[: MOST_FOUND if text else MOST_UNITS])
    return {"units": units, "task": work.task, "place": work.place}


def _units_posted(request, work):
    form = UnitsForm(request.POST, **_unit_choices(request, work))
    if not form.is_valid():
        return _units_page(request, work, form)
    chosen_pks = [unit.pk for unit in form.cleaned_data["units"]]
    units = list(work.free(form.cleaned_data["selection"], chosen_pks))
    if not units:
        form.add_error("selection", _("这些单位都已承担这项任务，没有可以下达的单位。"))
        return _units_page(request, work, form)
    return _terms_page(request, work, _terms(work, units))


def _units_page(request, work, form):
    context = {
        "work": work,
        "task": work.task,
        "form": form,
        "q": text_from_request(request),
        "free": work.free(Selection.ALL).count(),
        "crumbs": breadcrumbs.below_task(work.task, _("分解下达")),
    }
    return render(request, "tasks/hand_down.html", context)


# Second step: the terms


def _terms(work, units, data=None):
    departments = departments_of(work.task.organization if work.is_top else work.place, on=work.on)
    source = work.task if work.is_top else work.own
    initial = {
        "starts_on": start_on(work.due_on, year=work.task.year, on=work.on),
        "due_on": work.due_on,
        "lead": source.lead if source.lead in departments else None,
        "supporting": [department for department in source.supporting.all() if department in departments],
        "weight": Decimal(1),
    }
    return Terms(data, initial=initial, departments=departments, units=units, counted=work.task.is_quantity)


def _terms_posted(request, work, step):
    pks = wholes(request.POST.getlist("unit"))[:MOST_UNITS]
    units = list(work.free(Selection.CHOSEN, pks))
    if not units:
        messages.error(request, _("没有可以下达的单位，请重新选择。"))
        return redirect("tasks:hand_down", work.task.pk)
    form = _terms(work, units, request.POST)
    do = request.POST.get("do", "")
    if do in Method.values and work.left is not None:
        form.suggest(suggested(do, work.left, units))
        form.is_bound = True
        return _terms_page(request, work, form, checked=False)
    if not form.is_valid() or do == "back" or not _hand_down(work, form, store=step == "confirm"):
        return _terms_page(request, work, form)
    if step == "confirm":
        values = {"count": len(units), "task": work.task}
        messages.success(request, _("已把“%(task)s”下达给 %(count)s 个单位。") % values)
        return redirect("tasks:detail", work.task.pk)
    return _confirm_page(request, work, form)


def _hand_down(work, form, *, store):
    """Hand the task down; without ``store`` roll back afterwards, to check the form by the rules of the action."""
    try:
        with transaction.atomic():
            actions.hand_down(work.task, form.units, by=work.user, on=work.on, shares=form.shares or None, **form.terms)
            transaction.set_rollback(not store)
    except ValidationError as error:
        # Show a wrong sum of targets at the field for its reason.
        if "target" in getattr(error, "error_dict", {}) and "override_reason" in form.fields:
            error = ValidationError({"override_reason": error.error_dict["target"]})
        form.add_error(None, fitted(error, form))
        return False
    return True


def _terms_page(request, work, form, checked=True):
    context = {
        "work": work,
        "task": work.task,
        "form": form,
        "checked": checked,
        "methods": Method.choices,
        "crumbs": breadcrumbs.below_task(work.task, _("分解下达")),
    }
    return render(request, "tasks/hand_down_terms.html", context)


def _confirm_page(request, work, form):
    hidden = [
        {"name": name, "value": value}
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", "step", "do"}
        for value in values
    ]
    shares = form.shares
    context = {
        "work": work,
        "task": work.task,
        "terms": form.terms,
        "rows": [{"unit": unit, "target": shares.get(unit.pk)} for unit in form.units],
        "sum": sum(shares.values(), Decimal(0)),
        "hidden": hidden,
        "proving": bindings.proving_ledgers(work.task),
        "crumbs": breadcrumbs.below_task(work.task, _("分解下达")),
    }
    return render(request, "tasks/hand_down_confirm.html", context)
