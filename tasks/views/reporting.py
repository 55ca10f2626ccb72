"""Logging progress: the form, its drafts, handing in and taking back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from pages.forms import fitted
from pages.frame import INBOX, belongs_to
from tasks import actions, breadcrumbs, deadlines, figures, presentation
from tasks.actions.reports import TEXTS
from tasks.assignment_side import side_of
from tasks.forms.reporting import ReportForm, initial_of
from tasks.lookup import assignment_to_enter
from tasks.models import Evidence, ProgressReport
from tasks.owing import refusal
from years import periods, rules

COPY, SUBMIT, ADOPT, REMOVE = "copy", "submit", "adopt-", "remove-"
LONG_TEXT = 120
SAID = {
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
    """The report of one period: typed, kept as a draft, handed in. What is handed in is only read."""
    assignment = assignment_to_enter(request.user, pk)
    period = period_or_404(assignment, period_start)
    stored, earlier = _reports(assignment, period)
    if request.method == "POST":
        return _posted(request, assignment, period, stored, earlier)
    if stored and not stored.is_open:
        return redirect("tasks:report_read", stored.pk)
    if reason := refusal(assignment, period, on=timezone.localdate()):
        messages.info(request, reason)
        return redirect("tasks:report_read", stored.pk) if stored else redirect("tasks:assignment", pk)
    form = ReportForm(initial=initial_of(stored), assignment=assignment, period=period)
    return _page(request, assignment, period, stored, earlier, form)


def _reports(assignment, period):
    """The report of the period, if any, and the two handed in before it, newest first; one query."""
    known = ProgressReport.objects.filter(assignment=assignment, period_start__lte=period.start)
    found = list(known.select_related("author", "reviewer").order_by("-period_start")[:8])
    stored = next((each for each in found if each.period_start == period.start), None)
    return stored, [each for each in found if each is not stored and not each.is_open][:2]


def _posted(request, assignment, period, stored, earlier):
    step, data = request.POST.get("do", ""), request.POST.copy()
    if step.startswith(ADOPT):  # what stands in the figure's place is about to be replaced
        data["value" if assignment.task.is_quantity else "progress"] = ""
    form = ReportForm(data, request.FILES, assignment=assignment, period=period, submitting=step == SUBMIT)
    if not form.is_valid():
        return _page(request, assignment, period, stored, earlier, form)
    try:
        typed = _typed(request, form, step, assignment, period, earlier)
        copied = step == COPY and bool(earlier)
        same = copied and all(getattr(earlier[0], name) == value for name, value in typed.items())
        saved = _save(request, assignment, period, form, typed, same_as_last=same)
    except ValidationError as error:
        if step == SUBMIT and (sent := _sent_already(assignment, period, form.typed)):
            return redirect("tasks:report_read", sent.pk)
        return _refused(request, assignment, period, stored, earlier, form, error)
    return _then(request, step, saved, earlier, form) or _again(request, assignment, period, saved, earlier, form)


def _sent_already(assignment, period, typed):
    """The report that a first click has handed in with the same words, when the second one comes."""
    found = ProgressReport.objects.submitted().filter(assignment=assignment, period_start=period.start).first()
    return found if found and all(getattr(found, name) == value for name, value in typed.items()) else None


def _refused(request, assignment, period, stored, earlier, form, error):
    if isinstance(error, actions.Conflict):
        return _page(request, assignment, period, error.report, earlier, form, conflict=error)
    form.add_error(None, fitted(error, form))
    return _page(request, assignment, period, stored, earlier, form)


def _typed(request, form, step, assignment, period, earlier):
    """What is to be saved: what was typed, where it is empty filled by the last report, or by a computed figure."""
    typed = form.typed
    if step == COPY and earlier:
        typed = {name: getattr(earlier[0], name) if value in (None, "") else value for name, value in typed.items()}
    if step.startswith(ADOPT):
        offered = enumerate(_offered(request, assignment, period))
        pressed = [figure.adopt for number, figure in offered if str(number) == step.removeprefix(ADOPT)]
        if pressed and pressed[0] is not None:
            typed |= {form.figures[0]: pressed[0]}
    return typed


def _offered(request, assignment, period):
    is_over = rules.of(request.user).is_over(period, on=timezone.localdate())
    return figures.figures_for(assignment, period, is_over=is_over)


def _save(request, assignment, period, form, typed, same_as_last=False):
    """The draft with what was typed; a colleague's text is only overwritten after it was shown.

    What is stored already, word for word, is no conflict: a draft saved by the script on the way out.
    """
    given = {"by": request.user, "on": timezone.localdate(), "same_as_last": same_as_last, **typed}
    try:
        return actions.save_draft(assignment, period.start, version=form.cleaned_data["version"], **given)
    except actions.Conflict as conflict:
        stored = conflict.report
        if not stored.is_open or any(getattr(stored, name) != value for name, value in typed.items()):
            raise
        return actions.save_draft(assignment, period.start, version=stored.version, **given)


def _then(request, step, saved, earlier, form):
    """What follows the stored draft: files, then handing in. ``None`` when something could not be done."""
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
    said = next((text for known, text in SAID.items() if step.startswith(known)), _("草稿已保存，提交前上级看不到。"))
    messages.success(request, said)
    return redirect("tasks:report", saved.assignment_id, saved.period_start)


def _submit(request, saved, form):
    try:
        report = actions.submit(saved, by=request.user, on=timezone.localdate())
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return None
    above = saved.assignment.organization.parent
    said = _("已提交，等待%(above)s核实。")
    if deadlines.is_complete(report.progress):
        said = _("已提交，等待%(above)s核实；进度已到 100%%，核实后任务办结。")
    messages.success(request, said % {"above": above.label if above else _("上级")})
    return redirect("tasks:report_read", report.pk)


def _again(request, assignment, period, saved, earlier, form):
    """The form once more, for the version that is stored by now: what was typed is safe in the draft."""
    form.data = form.data.copy()
    form.data["version"] = str(ProgressReport.objects.values_list("version", flat=True).get(pk=saved.pk))
    return _page(request, assignment, period, saved, earlier, form, is_kept=True)


def _page(request, assignment, period, stored, earlier, form, conflict=None, is_kept=False):
    belongs_to(request, INBOX)
    known = rules.of(request.user)
    on = timezone.localdate()
    cutoff = known.cutoff(period)
    strip = _figures(request, assignment, period, earlier)
    if conflict:
        form.data = form.data.copy()
        form.data["version"] = str(stored.version)
        form.add_error(None, conflict)
    context = {
        "assignment": assignment,
        "task": assignment.task,
        "period": period,
        "stored": stored,
        "form": form,
        "conflict": conflict,
        "is_kept": is_kept,
        "fields": _fields(form, earlier, stored if conflict else None, period),
        "figures": strip,
        "size": presentation.strip_size(strip),
        "evidence": stored.evidence.all() if stored and stored.pk else [],
        "cutoff": cutoff,
        "assumed": known.assumes_cutoff(period),
        "days": (cutoff - on).days,
        "past": (on - cutoff).days,
        "may_copy": bool(earlier),
        **side_of(assignment, on=on, known=known),
        "crumbs": breadcrumbs.in_unit(assignment, _("填报")),
    }
    return render(request, "tasks/report_form.html", context, status=409 if conflict else 200)


def _hint(text, last, period):
    """“上月：…” under the label; the period is named where reports lie between."""
    if not text:
        return ""
    text = Truncator(text).chars(LONG_TEXT)
    if last.period_start != period.previous.start:
        before = presentation.short_period(periods.of(last.period_start, period.kind))
        return _("%(period)s：%(text)s") % {"period": before, "text": text}
    return (_("上月：%(text)s") if period.kind == periods.Kind.MONTH else _("上季：%(text)s")) % {"text": text}


def _fields(form, earlier, other, period):
    """The typed fields, each with what the last report said and, in a conflict, what somebody else has stored."""
    last = earlier[0] if earlier else None
    return [
        {
            "field": form[name],
            "last": _shown(last, name),
            "hint": _hint(_shown(last, name), last, period),
            "last_is_long": len(_shown(last, name)) > LONG_TEXT,
            "other": _shown(other, name),
            "differs": other is not None and _shown(other, name) != str(form[name].value() or "").strip(),
        }
        for name in [*form.figures, *TEXTS]
    ]


def _shown(report, name):
    value = getattr(report, name) if report else ""
    return value if isinstance(value, str) else presentation.plain(value) if value is not None else ""


def _figures(request, assignment, period, earlier):
    """The strip above the form: target, what the last report said, and what is computed elsewhere."""
    task, last = assignment.task, earlier[0] if earlier else None
    strip = []
    if task.is_quantity and assignment.target is not None:
        strip.append({"label": _("目标"), "value": presentation.plain(assignment.target), "unit": task.unit})
    if last:
        strip.append(_last_figure(task, earlier))
    return strip + [_computed(at, each) for at, each in enumerate(_offered(request, assignment, period))]


def _last_figure(task, earlier):
    name = "value" if task.is_quantity else "progress"
    now, before = getattr(earlier[0], name), getattr(earlier[1], name) if len(earlier) > 1 else None
    period = presentation.short_period(periods.of(earlier[0].period_start, task.period))
    detail = ""
    if now is not None and before is not None:
        then = presentation.short_period(periods.of(earlier[1].period_start, task.period))
        detail = _("比 %(period)s %(change)s") % {"period": then, "change": presentation.change_text(now - before)}
    label = _("上期累计（%(period)s）") % {"period": period}
    unit = task.unit if task.is_quantity else "%"
    return {"label": label, "value": presentation.plain(now), "unit": unit, "detail": detail}


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
    """Keeps the draft while somebody types; answers ``{"fields": {"version": …}}`` or says what is wrong."""
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
    """Take a report back that nobody has reviewed yet (撤回)."""
    report = get_object_or_404(ProgressReport.objects.visible_to(request.user), pk=pk)
    try:
        actions.recall(report, by=request.user, on=timezone.localdate())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("tasks:report_read", pk)
    messages.success(request, _("已撤回，可以修改后重新提交。"))
    return redirect("tasks:report", report.assignment_id, report.period_start)
