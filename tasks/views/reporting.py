"""Reports of a unit (填报): the form, its drafts, submitting and recalling."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from pages.forms import fitted
from tasks import actions, deadlines, figures, measured, presentation
from tasks.forms.reporting import ReportForm, initial_of
from tasks.lookup import assignment_to_enter
from tasks.models import Evidence, ProgressReport
from tasks.owing import refusal
from tasks.views.report_page import reports_until, show
from tasks.views.texts import texts_form
from years import periods

COPY, SUBMIT, ADOPT, REMOVE = "copy", "submit", "adopt-", "remove-"
STEP_MESSAGES = {
    COPY: gettext_lazy("空着的各项已按上期填好，请核对后提交。"),
    ADOPT: gettext_lazy("已采用系统算出的数，请核对后提交。"),
    REMOVE: gettext_lazy("文件已删除，填写的内容已存为草稿。"),
}


def period_or_404(assignment, start):
    try:
        return periods.of(start, assignment.task.period)
    except ValueError as error:
        raise Http404 from error


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_form(request, pk, period_start):
    """Write the report of one period, save it as a draft or submit it; a submitted report opens on its own page."""
    assignment = assignment_to_enter(request.user, pk)
    period = period_or_404(assignment, period_start)
    stored, earlier = reports_until(assignment, period)
    if _writes_texts(assignment, period, stored):
        return texts_form(request, assignment, period, stored, earlier)
    if request.method == "POST":
        return _posted(request, assignment, period, stored, earlier)
    if stored and not stored.is_open:
        return redirect("tasks:report_read", stored.pk)
    if reason := refusal(assignment, period, on=timezone.localdate()):
        messages.info(request, reason)
        return redirect("tasks:report_read", stored.pk) if stored else redirect("tasks:assignment", pk)
    form = ReportForm(initial=initial_of(stored), assignment=assignment, period=period)
    return _page(request, assignment, period, stored, earlier, form)


def _writes_texts(assignment, period, stored):
    """Whether people write only the texts, because the system writes the figures."""
    if stored and not stored.is_open:
        return stored.is_by_system
    return measured.is_measured(assignment, period, on=timezone.localdate())


def _posted(request, assignment, period, stored, earlier):
    step, data = request.POST.get("do", ""), request.POST.copy()
    if step.startswith(ADOPT):  # the adopted figure replaces the typed one, which need not be valid
        data["value" if assignment.task.is_quantity else "progress"] = ""
    form = ReportForm(data, request.FILES, assignment=assignment, period=period, submitting=step == SUBMIT)
    if not form.is_valid():
        return _page(request, assignment, period, stored, earlier, form)
    try:
        typed = _typed(form, step, assignment, period, earlier)
        copied = step == COPY and bool(earlier)
        same = copied and all(getattr(earlier[0], name) == value for name, value in typed.items())
        saved = _save(request, assignment, period, form, typed, same_as_last=same)
    except ValidationError as error:
        if step == SUBMIT and (sent := _sent_already(assignment, period, form.typed)):
            return redirect("tasks:report_read", sent.pk)
        return _refused(request, assignment, period, stored, earlier, form, error)
    return _finish_step(request, step, saved, earlier, form) or _page_again(
        request, assignment, period, saved, earlier, form
    )


def _sent_already(assignment, period, typed):
    """Return the submitted report if it has the same values: the user clicked the button twice."""
    report = ProgressReport.objects.submitted().filter(assignment=assignment, period_start=period.start).first()
    return report if report and all(getattr(report, name) == value for name, value in typed.items()) else None


def _refused(request, assignment, period, stored, earlier, form, error):
    form.name_lost_files(form.cleaned_data)
    if isinstance(error, actions.Conflict):
        return _page(request, assignment, period, error.report, earlier, form, conflict=error)
    form.add_error(None, fitted(error, form))
    return _page(request, assignment, period, stored, earlier, form)


def _page(request, assignment, period, stored, earlier, form, **more):
    strip = _figures(assignment, period, earlier)
    return show(
        request, assignment, period, form, stored=stored, earlier=earlier, strip=strip, may_copy=bool(earlier), **more
    )


def _typed(form, step, assignment, period, earlier):
    """Return the values to save: the typed ones, with empty ones copied from the last report (``COPY``)
    or the figure replaced by a computed one (``ADOPT``).
    """
    typed = form.typed
    if step == COPY and earlier:
        typed = {name: getattr(earlier[0], name) if value in (None, "") else value for name, value in typed.items()}
    if step.startswith(ADOPT):
        offered = enumerate(_offered(assignment, period))
        adopted = [figure.adopt for number, figure in offered if str(number) == step.removeprefix(ADOPT)]
        if adopted and adopted[0] is not None:
            typed |= {form.figures[0]: adopted[0]}
    return typed


def _offered(assignment, period):
    return figures.figures_for(assignment, period, on=timezone.localdate())


def _save(request, assignment, period, form, typed, same_as_last=False):
    """Save the typed values as a draft; raise ``Conflict`` when a colleague has saved other values meanwhile.

    Equal values are no conflict: the autosave script may have stored them just before.
    """
    kwargs = {"by": request.user, "on": timezone.localdate(), "same_as_last": same_as_last, **typed}
    try:
        return actions.save_draft(assignment, period.start, version=form.cleaned_data["version"], **kwargs)
    except actions.Conflict as conflict:
        stored = conflict.report
        if not stored.is_open or any(getattr(stored, name) != value for name, value in typed.items()):
            raise
        return actions.save_draft(assignment, period.start, version=stored.version, **kwargs)


def _finish_step(request, step, saved, earlier, form):
    """Store the files, then carry out ``step``; return ``None`` when the form has an error to show."""
    for file in form.cleaned_data["files"]:
        try:
            actions.add_evidence(saved, by=request.user, content=file.read(), name=file.name)
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
    if form.errors or (step == SUBMIT and form.asks_about_fall(earlier[0] if earlier else None)):
        return None
    if step.startswith(REMOVE):
        for evidence in Evidence.objects.filter(report=saved):
            if str(evidence.pk) == step.removeprefix(REMOVE):
                actions.remove_evidence(evidence, by=request.user)
    if step == SUBMIT:
        return _submit(request, saved, form)
    drafted = _("草稿已保存，提交前上级看不到。")
    if saved.assignment.is_held_by_issuer:
        drafted = _("草稿已保存，提交后由本单位另一名管理人员核实。")
    message = next((text for prefix, text in STEP_MESSAGES.items() if step.startswith(prefix)), drafted)
    messages.success(request, message)
    return redirect("tasks:report", saved.assignment_id, saved.period_start)


def _submit(request, saved, form):
    try:
        report = actions.submit(saved, by=request.user, on=timezone.localdate())
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return None
    message = _("已提交，等待%(verifier)s核实。")
    if deadlines.is_complete(report.progress):
        message = _("已提交，等待%(verifier)s核实；进度已到 100%%，核实后任务办结。")
    messages.success(request, message % {"verifier": presentation.verifier_name(saved.assignment)})
    return redirect("tasks:report_read", report.pk)


def _page_again(request, assignment, period, saved, earlier, form):
    """Show the form again with the stored version number; the draft already holds the typed values."""
    form.data = form.data.copy()
    form.data["version"] = str(ProgressReport.objects.values_list("version", flat=True).get(pk=saved.pk))
    return _page(request, assignment, period, saved, earlier, form, is_kept=True)


def _figures(assignment, period, earlier):
    """Return the strip above the form: the target, the last reported figure, and the computed figures."""
    task, last_report = assignment.task, earlier[0] if earlier else None
    strip = []
    if task.is_quantity and assignment.target is not None:
        strip.append({"label": _("目标"), "value": presentation.plain(assignment.target), "unit": task.unit})
    if last_report:
        strip.append(_last_figure(task, earlier))
    return strip + [_computed(number, figure) for number, figure in enumerate(_offered(assignment, period))]


def _last_figure(task, earlier):
    name = "value" if task.is_quantity else "progress"
    figure, previous_figure = getattr(earlier[0], name), getattr(earlier[1], name) if len(earlier) > 1 else None
    period = presentation.short_period(periods.of(earlier[0].period_start, task.period))
    detail = ""
    if figure is not None and previous_figure is not None:
        previous_period = presentation.short_period(periods.of(earlier[1].period_start, task.period))
        detail = _("比 %(period)s %(change)s") % {
            "period": previous_period,
            "change": presentation.change_text(figure - previous_figure),
        }
    label = _("上期累计（%(period)s）") % {"period": period}
    unit = task.unit if task.is_quantity else "%"
    return {"label": label, "value": presentation.plain(figure), "unit": unit, "detail": detail}


def _computed(number, figure):
    unit = figure.unit if figure.total is None else f"/ {presentation.plain(figure.total)} {figure.unit}"
    return {
        "label": figure.label,
        "value": presentation.plain(figure.value),
        "unit": unit,
        "detail": figure.note,
        "detail_url": figure.url,
        "adopt": figure.adopt,
        "step": f"{ADOPT}{number}",
    }


@login_required
@require_POST
def autosave(request, pk, period_start):
    """Save the draft while the user types; answer ``{"fields": {"version": …}}`` or an error message, as JSON."""
    assignment = assignment_to_enter(request.user, pk)
    period = period_or_404(assignment, period_start)
    form = ReportForm(request.POST, assignment=assignment, period=period)
    if not form.is_valid():
        return JsonResponse({"message": _("草稿没有存上：%(why)s") % {"why": _first_error(form)}}, status=422)
    try:
        saved = _save(request, assignment, period, form, form.typed)
    except actions.Conflict:
        text = _("别人刚保存过这份填报，您的内容没有覆盖对方的内容。请点“存为草稿”对照两份内容。")
        return JsonResponse({"message": text, "stop": True}, status=409)
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages), "stop": True}, status=409)
    return JsonResponse({"fields": {"version": saved.version}})


def _first_error(form):
    name, errors = next(iter(form.errors.items()))
    if name not in form.fields:
        return errors[0]
    return _("%(label)s：%(error)s") % {"label": form[name].label, "error": errors[0]}


@login_required
@require_POST
def recall(request, pk):
    """Recall a submitted report that is not reviewed yet (撤回)."""
    report = get_object_or_404(ProgressReport.objects.visible_to(request.user), pk=pk)
    try:
        actions.recall(report, by=request.user, on=timezone.localdate())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("tasks:report_read", pk)
    messages.success(request, _("已撤回，可以修改后重新提交。"))
    return redirect("tasks:report", report.assignment_id, report.period_start)
