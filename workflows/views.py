"""The pages of the workflows: all of them, the records of one by stage, one record, its steps, and steps of many."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pages.forms import fitted, posted
from pages.numbers import whole
from workflows import actions, declarations, record_page, rights
from workflows.forms import OneStepForm, ReasonForm, StepForm
from workflows.lists import StagedList
from workflows.models import Taken
from years import shown_day

MOST = 200  # records of one step in bulk


def _workflow_or_404(request, key):
    """Return the workflow of ``key``; raise ``Http404`` if its ledger is not open to the user."""
    workflow = next((workflow for workflow in declarations.open_to(request.user) if workflow.key == key), None)
    if workflow is None:
        raise Http404
    return workflow


def _step_or_404(workflow, key):
    step = next((step for step in workflow.steps if step.key == key), None)
    if step is None:
        raise Http404
    return step


def _record_or_404(request, workflow, pk):
    records = workflow.model.objects.visible_to(request.user).select_related("organization")
    return get_object_or_404(records, pk=pk)


def _crumbs(workflow=None, record=None):
    crumbs = [
        {"label": _("台账"), "url": reverse("ledgers:list")},
        {"label": _("办理流程"), "url": reverse("workflows:all")},
    ]
    if workflow:
        crumbs.append({"label": workflow.title, "url": reverse("workflows:list", args=[workflow.key])})
    if record:
        crumbs.append({"label": record.organization.label, "url": _url_of(workflow, record)})
    return crumbs


def _url_of(workflow, record):
    return reverse("workflows:record", args=[workflow.key, record.pk])


@login_required
@require_GET
def overview(request):
    """List the workflows with the number of records in each stage."""
    today, entries = timezone.localdate(), []
    for workflow in declarations.open_to(request.user):
        records = workflow.model.objects.visible_to(request.user).exclude(stage="").order_by()
        late = Count("pk", filter=Q(stage_due__lt=today))
        counted = {row.pop("stage"): row for row in records.values("stage").annotate(count=Count("pk"), late=late)}
        stages = [{"stage": stage, **counted[stage.key]} for stage in workflow.stages if stage.key in counted]
        entries.append({"workflow": workflow, "stages": stages, "total": sum(row["count"] for row in stages)})
    return render(request, "workflows/all.html", {"entries": entries, "crumbs": _crumbs()[:1]})


@login_required
@require_GET
def staged(request, key):
    """List the records of one workflow by stage."""
    workflow = _workflow_or_404(request, key)
    staged_list = StagedList(request, workflow)
    context = {
        "workflow": workflow,
        "asked": staged_list.asked,
        "rows": _lines(staged_list),
        "late": staged_list.base.filter(shown_due__lt=staged_list.on).count(),
        "many": [] if staged_list.asked.is_past else _steps_of(workflow, request.user),
        "crumbs": _crumbs(),
    }
    return render(request, "workflows/list.html", staged_list.context(**context))


def _lines(staged_list):
    """Return the rows of a list, each with the number of the newest row of its record."""
    records = list(staged_list.page.object_list)
    newest = Taken.objects.newest(staged_list.workflow, [shown.pk for shown in records])
    return [staged_list.line(shown) | {"seen": newest[shown.pk].number} for shown in records]


def _steps_of(workflow, user):
    """Return the steps that ``user`` may take on some record of the own unit."""
    return [step for step in workflow.steps if step.sources and rights.has_role(step.who, user)]


@login_required
@require_GET
def export(request, key):
    workflow = _workflow_or_404(request, key)
    staged_list = StagedList(request, workflow)
    return staged_list.export(workflow.title, on=staged_list.on)


@login_required
@require_GET
def record(request, key, pk):
    """Show one record: its way, its buttons, what happened."""
    workflow = _workflow_or_404(request, key)
    shown = _record_or_404(request, workflow, pk)
    day = shown_day.from_request(request, year=timezone.localdate().year)
    context = record_page.context(workflow, shown, request.user, on=day.on, is_past=day.is_past)
    return render(request, "workflows/record.html", context | {"asked": day, "crumbs": _crumbs(workflow)})


@login_required
def step(request, key, pk, step):
    """Take one step: the form asks for what the step needs."""
    workflow = _workflow_or_404(request, key)
    step = _step_or_404(workflow, step)
    shown = _record_or_404(request, workflow, pk)
    rows = record_page.rows_of(workflow, shown)
    if sentence := rights.not_permitted(workflow, step, shown, user=request.user):
        raise PermissionDenied(sentence)
    seen = rows[-1].number if rows else 0
    form = OneStepForm(posted(request), step=step, initial={"seen": seen})
    if form.is_valid():
        arguments = {"by": request.user, "seen": form.cleaned_data["seen"], "on": timezone.localdate()}
        try:
            actions.take_step(workflow, shown, step.key, values=form.values, **arguments)
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
        else:
            messages.success(request, _("已办理：%(step)s。") % {"step": step.label})
            return redirect(_url_of(workflow, shown))
    why_not = rights.not_now(workflow, step, shown, user=request.user, rows=rows, on=timezone.localdate())
    context = {
        "workflow": workflow,
        "record": shown,
        "step": step,
        "target": workflow.label_of(step.target),
        "form": form,
        "why_not": "" if request.method == "POST" else why_not,
        "cancel_url": _url_of(workflow, shown),
        "crumbs": _crumbs(workflow, shown),
    }
    return render(request, "workflows/step.html", context)


@login_required
def claim(request, key, pk):
    """Confirm the stage that the ledger claims, or return it with a reason."""
    workflow = _workflow_or_404(request, key)
    shown = _record_or_404(request, workflow, pk)
    if shown.stage_claimed:
        _refuse(rights.claim_not_decided(workflow, shown, user=request.user))
    rows = record_page.rows_of(workflow, shown)
    form = ReasonForm(posted(request), initial={"seen": rows[-1].number if rows else 0})
    arguments = {"by": request.user, "on": timezone.localdate()}
    if request.method == "POST" and "confirm" in request.POST:
        try:
            actions.confirm_claim(workflow, shown, seen=_seen(request, shown.pk), **arguments)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("已核实。"))
        return redirect(_url_of(workflow, shown))
    if form.is_valid():
        try:
            actions.return_claim(workflow, shown, **form.cleaned_data, **arguments)
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
        else:
            messages.success(request, _("已退回。"))
            return redirect(_url_of(workflow, shown))
    context = {"title": _("退回台账填报的阶段"), "label": _("退回"), "consequences": []}
    return _reason_page(request, workflow, shown, form, **context)


@login_required
def void(request, key, pk):
    """Declare the last step void, with a reason."""
    workflow = _workflow_or_404(request, key)
    shown = _record_or_404(request, workflow, pk)
    rows, today = record_page.rows_of(workflow, shown), timezone.localdate()
    _refuse(rights.not_voided(workflow, shown, user=request.user, rows=rows, on=today))
    form = ReasonForm(posted(request), initial={"seen": rows[-1].number})
    if form.is_valid():
        try:
            actions.void(workflow, shown, by=request.user, on=today, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
        else:
            messages.success(request, _("已作废，恢复到上一阶段。"))
            return redirect(_url_of(workflow, shown))
    context = {"title": _("作废上一环节"), "label": _("作废"), "consequences": [record_page.undone(workflow, rows)]}
    return _reason_page(request, workflow, shown, form, **context)


def _refuse(sentence):
    if sentence:
        raise PermissionDenied(sentence)


def _reason_page(request, workflow, shown, form, **more):
    context = more | {
        "workflow": workflow,
        "record": shown,
        "form": form,
        "cancel_url": _url_of(workflow, shown),
        "crumbs": _crumbs(workflow, shown),
    }
    return render(request, "workflows/reason.html", context)


@login_required
@require_POST
def many(request, key):
    """Take one step on many records, or confirm what the ledger claims for them; the first request asks for values."""
    workflow = _workflow_or_404(request, key)
    chosen = {number for text in request.POST.getlist("pk") if (number := whole(text))}
    records = list(workflow.model.objects.visible_to(request.user).filter(pk__in=chosen).select_related("organization"))
    back = redirect("workflows:list", key=workflow.key)
    if not records or len(records) > MOST:
        messages.error(request, _("请勾选 1 至 %(most)d 条记录。") % {"most": MOST})
        return back
    seen = {shown.pk: _seen(request, shown.pk) for shown in records}
    arguments = {"by": request.user, "on": timezone.localdate()}
    if request.POST.get("step") == "confirm":
        moved, refused = actions.confirm_claims(workflow, records, seen=seen, **arguments)
        return _told(request, back, _("核实"), moved, refused)
    step = _step_or_404(workflow, request.POST.get("step", ""))
    if not rights.has_role(step.who, request.user):
        raise PermissionDenied(rights.not_permitted(workflow, step, records[0], user=request.user))
    is_sent = "send" in request.POST or not step.needs
    form = StepForm(request.POST if is_sent else None, step=step)
    if form.is_valid():
        moved, refused = actions.take_steps(workflow, records, step.key, seen=seen, values=form.values, **arguments)
        return _told(request, back, step.label, moved, refused)
    rows = [{"record": shown, "seen": seen[shown.pk]} for shown in records]
    context = {"workflow": workflow, "step": step, "form": form, "rows": rows, "crumbs": _crumbs(workflow)}
    return render(request, "workflows/many.html", context)


def _seen(request, pk):
    """Return the number of the newest row of the record ``pk`` that the person saw; -1 if the form does not say."""
    seen = whole(request.POST.get(f"seen-{pk}", ""))
    return -1 if seen is None else seen


def _told(request, response, label, moved, refused):
    """Say how many records moved and why the others did not."""
    if moved:
        values = {"step": label, "count": len(moved)}
        messages.success(request, _("“%(step)s”已办理 %(count)d 条。") % values)
    for shown, sentence in refused[:10]:
        values = {"unit": shown.organization.label, "why": sentence}
        messages.error(request, _("%(unit)s没有办理：%(why)s") % values)
    if len(refused) > 10:
        messages.error(request, _("另有 %(count)d 条没有办理。") % {"count": len(refused) - 10})
    return response
