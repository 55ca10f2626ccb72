"""Handing down one task (分解下达): who, with which target, then a last look, then it is done."""

from decimal import Decimal

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizations.models import Organization
from pages.filters import text_asked
from pages.forms import fitted
from pages.numbers import wholes
from tasks import actions
from tasks.actions import rights
from tasks.forms.fields import departments_of
from tasks.forms.handing import Terms, WhomForm
from tasks.lists import task_in_reach
from tasks.models import Assignment
from tasks.selection import Selection, candidates, without_task
from tasks.shares import Method, start_on, suggested

MOST_FOUND = 50
MOST_UNITS = 5000


class HandingDown:
    """What the pages of one handing down share: the task, who hands it down, what they may share out."""

    def __init__(self, request, pk):
        self.user, self.on = request.user, timezone.localdate()
        self.task = task_in_reach(request.user, pk)
        own = Assignment.objects.of(self.user.organization).filter(task=self.task).in_force(on=self.on).first()
        self.own = own
        rights.check_may_hand_down(self.user, self.task, own=own)

    @property
    def place(self):
        return self.user.organization

    @property
    def is_top(self):
        return rights.may_issue(self.user, self.task.organization)

    @property
    def above(self):
        """The target that those of the units below must sum to; ``None`` where there is none."""
        if not self.task.is_quantity:
            return None
        return self.task.target if self.is_top else self.own.target

    @property
    def due_on(self):
        return self.task.deadline if self.is_top else self.own.due_on

    @property
    def taken(self):
        """What units that have the task already hold of the target above."""
        held = Assignment.objects.filter(task=self.task, parent=None if self.is_top else self.own, withdrawn_on=None)
        return held.aggregate(total=Sum("target"))["total"] or Decimal(0)

    @property
    def left(self):
        return None if self.above is None else max(self.above - self.taken, Decimal(0))

    def free(self, selection, chosen=()):
        """Units of ``selection`` without the task yet, with the number of their villages."""
        found = candidates(selection, below=self.place, on=self.on, chosen=chosen)
        return without_task(found, self.task).with_counts_below(on=self.on)

    def crumbs(self):
        url = reverse("tasks:detail", args=[self.task.pk])
        trail = [{"label": _("重点任务"), "url": reverse("tasks:list")}, {"label": self.task.number, "url": url}]
        return [*trail, {"label": _("分解下达")}]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_down(request, pk):
    """``step`` says what was posted: whom (units), terms (targets and dates) or the confirmation."""
    work = HandingDown(request, pk)
    step = request.POST.get("step", "")
    if step == "units":
        return _whom_posted(request, work)
    if step in {"terms", "confirm"}:
        return _terms_posted(request, work, step)
    return _whom_page(request, work, WhomForm(**_whom(request, work)))


# Whom


def _whom(request, work):
    """The units to tick: those directly below, and whatever a search finds further down."""
    text = text_asked(request)
    found = Organization.objects.descendants_of(work.place).in_force(on=work.on)
    found = found.search(text).highest_first() if text else found.filter(parent=work.place).order_by("path")
    units = list(without_task(found, work.task)[: MOST_FOUND if text else MOST_UNITS])
    selections = [each for each in Selection.choices if each[0] != Selection.WITH_STREETS or _has_streets(work)]
    return {"units": units, "selections": selections}


def _has_streets(work):
    """Only a place whose children have streets below them is offered that selection."""
    return work.place.level == Organization.Level.CITY


def _whom_posted(request, work):
    form = WhomForm(request.POST, **_whom(request, work))
    if not form.is_valid():
        return _whom_page(request, work, form)
    chosen = [unit.pk for unit in form.cleaned_data["units"]]
    units = list(work.free(form.cleaned_data["selection"], chosen))
    if not units:
        form.add_error("selection", _("这些单位都已承担这项任务，没有可以下达的单位。"))
        return _whom_page(request, work, form)
    return _terms_page(request, work, _terms(work, units))


def _whom_page(request, work, form):
    context = {
        "work": work,
        "task": work.task,
        "form": form,
        "q": text_asked(request),
        "counts": {
            "all": work.free(Selection.ALL).count(),
            "with_streets": work.free(Selection.WITH_STREETS).count() if _has_streets(work) else 0,
        },
        "crumbs": work.crumbs(),
    }
    return render(request, "tasks/hand_down.html", context)


# Terms


def _terms(work, units, data=None):
    departments = departments_of(work.task.organization if work.is_top else work.place, on=work.on)
    source = work.task if work.is_top else work.own
    initial = {
        "starts_on": start_on(work.due_on, year=work.task.year, on=work.on),
        "due_on": work.due_on,
        "lead": source.lead if source.lead in departments else None,
        "supporting": [each for each in source.supporting.all() if each in departments],
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
    if not form.is_valid() or do == "back" or not _goes(work, form, store=step == "confirm"):
        return _terms_page(request, work, form)
    if step == "confirm":
        return _handed_down(request, work, units)
    return _confirm_page(request, work, form)


def _goes(work, form, *, store):
    """Hand down; without ``store`` only to see whether it would go, by the very same rules."""
    try:
        with transaction.atomic():
            actions.hand_down(work.task, form.units, by=work.user, on=work.on, shares=form.shares or None, **form.terms)
            transaction.set_rollback(not store)
    except ValidationError as error:
        form.add_error(None, fitted(_at_reason(error, form), form))
        return False
    return True


def _at_reason(error, form):
    """A sum that does not fit is told where the reason can be typed."""
    if hasattr(error, "error_dict") and "target" in error.error_dict and "override_reason" in form.fields:
        return ValidationError({"override_reason": error.error_dict["target"]})
    return error


def _handed_down(request, work, units):
    values = {"count": len(units), "task": work.task}
    messages.success(request, _("已把“%(task)s”下达给 %(count)s 个单位。") % values)
    return redirect("tasks:detail", work.task.pk)


def _terms_page(request, work, form, checked=True):
    context = {
        "work": work,
        "task": work.task,
        "form": form,
        "checked": checked,
        "methods": Method.choices,
        "crumbs": work.crumbs(),
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
        "crumbs": work.crumbs(),
    }
    return render(request, "tasks/hand_down_confirm.html", context)
