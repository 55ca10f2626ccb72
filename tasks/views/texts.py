"""Write the texts of a report whose figures the system writes from the ledgers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.forms import fitted, posted
from tasks import actions, figures, measured
from tasks.forms.reporting import TextsForm, initial_of
from tasks.models import Evidence
from tasks.owing import refusal
from tasks.views.report_page import show

REMOVE = "remove-"


def texts_form(request, assignment, period, stored, earlier):
    """Show or save the form; once the month is frozen or nothing is owed, the report opens on its own page."""
    on = timezone.localdate()
    reason = refusal(assignment, period, on=on)
    if stored and (reason or measured.is_frozen(period, on=on)) and request.method != "POST":
        messages.info(request, reason or _("%(period)s已经定格，文字不能再改。") % {"period": period.label})
        return redirect("tasks:report_read", stored.pk)
    form = TextsForm(
        posted(request), request.FILES or None, initial=initial_of(stored), assignment=assignment, period=period
    )
    parts = {"stored": stored, "earlier": earlier, "strip": figures.strip_of_indicators(assignment, period, on=on)}
    if request.method == "POST" and form.is_valid():
        return _saved(request, assignment, period, form, parts)
    return show(request, assignment, period, form, is_measured=True, **parts)


def _saved(request, assignment, period, form, parts):
    version = form.cleaned_data["version"]
    try:
        report = actions.save_texts(
            assignment, period.start, by=request.user, on=timezone.localdate(), version=version, **form.typed
        )
    except actions.Conflict as conflict:
        parts["stored"] = conflict.report
        return show(request, assignment, period, form, is_measured=True, conflict=conflict, **parts)
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return show(request, assignment, period, form, is_measured=True, **parts)
    _change_files(request, report, form)
    if form.errors:
        form.data = form.data.copy()
        form.data["version"] = str(report.version)
        return show(request, assignment, period, form, is_measured=True, is_kept=True, **parts)
    messages.success(request, _("已保存，上级可以看到；定格以前随时可以修改。"))
    if form.typed_figures:
        text = _("数字由系统按台账填写，您填的 %(figures)s 没有采用；文字已经保存。")
        messages.warning(request, text % {"figures": form.typed_figures[:40]})
    return redirect("tasks:report", assignment.pk, period.start)


def _change_files(request, report, form):
    for file in form.cleaned_data["files"]:
        try:
            actions.add_evidence(report, by=request.user, content=file.read(), name=file.name)
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
    for evidence in Evidence.objects.filter(report=report):
        if request.POST.get("do") == f"{REMOVE}{evidence.pk}":
            actions.remove_evidence(evidence, by=request.user)
