"""Review of reports: the queue, the page of one report, many at once, corrections."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pages.forms import fitted
from pages.frame import INBOX, belongs_to
from pages.numbers import wholes
from tasks import actions, breadcrumbs, deadlines, figures, measured, presentation, rates, timeline
from tasks.actions import rights
from tasks.actions.reports import TEXTS
from tasks.assignment_side import lacks_second_manager
from tasks.forms.reporting import CorrectionForm, ReturnForm, initial_of
from tasks.models import Assignment, ProgressReport
from tasks.owing import owes_report
from tasks.queues import ReviewQueue
from years import periods, rules


@login_required
@require_GET
def queue(request):
    """List the reports that wait for the user's review."""
    rights.check_may_supervise(request.user)
    review_queue = ReviewQueue(request)
    context = {
        "rows": [_row(report) for report in review_queue.page.object_list],
        "actions": [
            {"name": "do", "value": "confirm", "label": _("批量核实")},
            {"name": "do", "value": "return", "label": _("批量退回")},
        ],
    }
    return render(request, "tasks/review.html", review_queue.context(**context))


def _row(report):
    task = report.assignment.task
    period = periods.of(report.period_start, task.period)
    figure, last_figure = report.progress, report.last_progress
    if task.is_quantity and report.value is not None:
        figure, last_figure = report.value, report.last_value
    change = None if figure is None or last_figure is None else presentation.change_text(figure - last_figure)
    return {
        "report": report,
        "task": task,
        "unit": report.assignment.organization,
        "period": period,
        "figure": presentation.figure_of(report, task),
        "change": change,
        "falls": bool(change) and figure < last_figure,
    }


@login_required
@require_GET
def export(request):
    rights.check_may_supervise(request.user)
    return ReviewQueue(request).export(_("待核实填报"))


@login_required
@require_POST
def many(request):
    """Confirm or return the ticked reports: show the consequences first, carry it out when ``sure`` is posted."""
    rights.check_may_supervise(request.user)
    reports = list(ReviewQueue(request).rows.filter(pk__in=wholes(request.POST.getlist("row"))))
    returning = request.POST.get("do") == "return"
    sure = "sure" in request.POST
    form = ReturnForm(request.POST if sure else None) if returning else None
    if not reports:
        messages.warning(request, _("请先勾选要核实或退回的填报；已被撤回或处理过的不再列出。"))
        return redirect("tasks:review")
    if sure and (form is None or form.is_valid()):
        return _answer_many(request, reports, form)
    return render(request, "tasks/review_many.html", _many_context(reports, form))


def _many_context(reports, form):
    if form is None:
        lines = [_("核实 %(count)s 份填报，计入比较；核实后锁定，只能更正。") % {"count": len(reports)}]
        lines.append(_("进度为 100% 的任务同时办结。"))
    else:
        lines = [_("退回 %(count)s 份填报，各单位会看到下面的理由，修改后重新提交。") % {"count": len(reports)}]
    hidden = [{"name": "row", "value": report.pk} for report in reports]
    step = "confirm" if form is None else "return"
    return {
        "rows": [_row(report) for report in reports],
        "form": form,
        "consequences": lines,
        "hidden": [*hidden, {"name": "do", "value": step}, {"name": "sure", "value": "1"}],
        "confirm_label": _("批量核实") if form is None else _("批量退回"),
    }


def _answer_many(request, reports, form):
    kwargs = {"by": request.user, "on": timezone.localdate()}
    if form is None:
        outcome, message = actions.confirm_many(reports, **kwargs), _("已核实 %(count)s 份填报。")
    else:
        outcome = actions.return_many(reports, **kwargs, reason=form.cleaned_data["reason"])
        message = _("已退回 %(count)s 份填报。")
    if outcome.done:
        messages.success(request, message % {"count": len(outcome.done)})
    for report, why in outcome.refused:
        text = _("“%(report)s”没有处理：%(why)s") % {"report": report.assignment, "why": why}
        messages.warning(request, text)
    return redirect("tasks:review")


@login_required
@require_GET
def report(request, pk):
    """Show one report, with the buttons to review it."""
    return _page(request, *_readable(request.user, pk))


def _readable(user, pk):
    """Return ``(report, earlier reports)``, or raise ``Http404``; only its own unit sees a draft. Two queries."""
    related = ("task__directive", "organization__parent", "lead", "task__lead")
    assignment = get_object_or_404(Assignment.objects.visible_to(user).select_related(*related), reports=pk)
    people = ("author", "submitted_by", "reviewer")
    reports = list(assignment.reports.select_related(*people).order_by("-period_start"))
    report = next(report for report in reports if report.pk == pk)
    if report.state == ProgressReport.State.DRAFT and user.organization_id != assignment.organization_id:
        raise Http404
    report.assignment = assignment
    earlier = [
        candidate for candidate in reports if candidate.period_start < report.period_start and not candidate.is_open
    ]
    return report, earlier


def _page(request, report, earlier, return_form=None):
    belongs_to(request, INBOX)
    user, assignment, on = request.user, report.assignment, timezone.localdate()
    task = assignment.task
    period = periods.of(report.period_start, task.period)
    year_rules = rules.of(user)
    strip = _figures(report, earlier, task)
    if report.is_by_system:
        strip += figures.strip_of_indicators(assignment, period, on=on)
    else:
        strip += _computed(figures.figures_for(assignment, period, on=on))
    reviews, enters = rights.may_review(user, assignment), rights.may_enter(user, assignment)
    submitted = report.state == ProgressReport.State.SUBMITTED
    context = {
        "report": report,
        "assignment": assignment,
        "task": task,
        "period": period,
        "tag": presentation.report_tag(report),
        "due_tag": presentation.newest_tag(assignment, on=on, year=year_rules.year(task.year)),
        "figures": strip,
        "size": presentation.strip_size(strip),
        "completes": deadlines.is_complete(report.progress),
        "fallen_by": _fallen_by(report, earlier, task),
        "texts": _texts(report, earlier),
        "evidence": list(report.evidence.all()),
        "history": timeline.of_report(report),
        "may_answer": submitted and rights.may_answer(user, report),
        "may_not_answer": submitted and reviews and not rights.may_answer(user, report),
        "may_correct": report.is_locked and not report.is_by_system and rights.may_answer(user, report),
        "lacks_manager": submitted and lacks_second_manager(assignment),
        "may_recall": submitted and enters,
        "may_write": enters and owes_report(assignment, period, on=on) and _is_writable(report, period, on),
        "return_form": return_form or ReturnForm(),
        "place": _place(request, report),
        "crumbs": breadcrumbs.in_unit(assignment, presentation.short_period(period)),
        "as_of": on,
    }
    return render(request, "tasks/report.html", context)


def _is_writable(report, period, on):
    return report.is_open or (report.is_by_system and not measured.is_frozen(period, on=on))


def _figures(report, earlier, task):
    last_report = earlier[0] if earlier else None
    change = _difference(report, last_report, task)
    detail = "" if change is None else _("较上期 %(change)s") % {"change": presentation.change_text(change)}
    strip = [{"label": _("本期累计"), "value": presentation.figure_of(report, task), "detail": detail}]
    if counts := _counts(report, task):
        strip.append(counts)
    if task.is_quantity and report.progress is not None:
        progress = {"value": f"{presentation.plain(report.progress)}%", "share": report.progress}
        strip.append({"label": _("完成率"), **progress, "expected": None, "tone": "ok"})
    return strip


def _counts(report, task):
    """What the figure of the report is measured by: the counts of the ledgers, or the target of the unit."""
    if report.total is not None:
        value, total = presentation.plain(report.value), presentation.plain(report.total)
        return {"label": _("台账计数"), "value": value, "unit": f"/ {total} {rates.unit_of(task)}"}
    target = report.assignment.target
    if not task.is_quantity or target is None:
        return None
    return {"label": _("目标"), "value": presentation.plain(target), "unit": task.unit}


def _computed(computed):
    strip = []
    for figure in computed:
        unit = figure.unit if figure.total is None else f"/ {presentation.plain(figure.total)} {figure.unit}"
        value = presentation.plain(figure.value)
        strip.append(
            {"label": figure.label, "value": value, "unit": unit, "detail": figure.note, "detail_url": figure.url}
        )
    return strip


def _difference(report, last_report, task):
    name = "value" if task.is_quantity else "progress"
    figure, last_figure = getattr(report, name), getattr(last_report, name, None)
    return None if figure is None or last_figure is None else figure - last_figure


def _fallen_by(report, earlier, task):
    """Return by how much the figure is below that of the previous report, as text; empty if it is not."""
    change = _difference(report, earlier[0] if earlier else None, task)
    return presentation.plain(-change) if change is not None and change < 0 else ""


def _texts(report, earlier):
    """Return 做法, 问题 and 打算, each with the text of the previous report."""
    labels = [_("做法"), _("存在问题"), _("下步打算")]
    last_report = earlier[0] if earlier else None
    return [
        {"label": label, "text": getattr(report, name), "last": getattr(last_report, name, "")}
        for label, name in zip(labels, TEXTS, strict=True)
    ]


@login_required
@require_POST
def confirm(request, pk):
    """Confirm one report (核实); from the queue (``?queue``) go on to the next report in it."""
    report = get_object_or_404(ProgressReport.objects.visible_to(request.user), pk=pk)
    place = _place(request, report)
    try:
        actions.confirm(report, by=request.user, on=timezone.localdate())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("tasks:report_read", pk)
    messages.success(request, _("已核实：%(report)s。") % {"report": report.assignment})
    return _next(request, report, place)


@login_required
@require_POST
def return_report(request, pk):
    """Return one report to its unit with a reason (退回)."""
    report, earlier = _readable(request.user, pk)
    form = ReturnForm(request.POST)
    rights.check_may_answer(request.user, report)
    if not form.is_valid():
        return _page(request, report, earlier, form)
    place = _place(request, report)
    try:
        actions.return_report(report, by=request.user, on=timezone.localdate(), **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return _page(request, report, earlier, form)
    messages.success(request, _("已退回：%(report)s。") % {"report": report.assignment})
    return _next(request, report, place)


def _place(request, report):
    """The place of ``report`` in the filtered queue that the user works through (``?queue``), else ``None``."""
    if "queue" not in request.GET or not rights.may_supervise(request.user):
        return None
    return ReviewQueue(request).around(report)


def _next(request, report, place):
    if "queue" not in request.GET:
        return redirect("tasks:report_read", report.pk)
    if place and place.next_waiting:
        return redirect(f"{reverse('tasks:report_read', args=[place.next_waiting])}?{request.GET.urlencode()}")
    messages.info(request, _("符合条件的填报已全部处理。"))
    return redirect("tasks:review")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, pk):
    """Correct a confirmed report (更正); the old version is kept."""
    belongs_to(request, INBOX)
    report, _earlier = _readable(request.user, pk)
    assignment = report.assignment
    rights.check_may_answer(request.user, report)
    if report.is_by_system:
        messages.info(request, _("数字由系统按台账填写；有误请改台账里的记录，数字随之更正。"))
        return redirect("tasks:report_read", pk)
    if not report.is_locked:
        messages.info(request, _("只有已核实的填报需要更正。"))
        return redirect("tasks:report_read", pk)
    period = periods.of(report.period_start, assignment.task.period)
    form = CorrectionForm(request.POST or None, initial=initial_of(report), assignment=assignment, period=period)
    if form.is_valid() and _corrected(request, report, form):
        messages.success(request, _("已更正，原来的内容留有记录。"))
        return redirect("tasks:report_read", pk)
    context = {"report": report, "assignment": assignment, "period": period, "form": form}
    return render(
        request, "tasks/report_correct.html", context | {"crumbs": breadcrumbs.in_unit(assignment, _("更正"))}
    )


def _corrected(request, report, form):
    if form.cleaned_data["version"] != report.version:
        form.add_error(None, _("这份填报刚被更正过，请刷新后对照最新内容再填。"))
        return False
    kwargs = {"by": request.user, "on": timezone.localdate(), "reason": form.cleaned_data["reason"]}
    try:
        actions.correct(report, **kwargs, **form.typed)
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return False
    return True
