"""Extensions of a deadline (延期): the unit requests one, the level above decides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pages.forms import fitted
from pages.frame import INBOX, belongs_to
from tasks import actions, breadcrumbs
from tasks.actions import rights
from tasks.assignment_side import lacks_second_manager, progress_strip, side_of
from tasks.forms.reporting import DecisionForm, ExtensionForm
from tasks.lookup import assignment_to_enter
from tasks.models import ExtensionRequest
from years import rules

APPROVE = "approve"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def request_extension(request, pk):
    """Request a later deadline, also when the present one has passed."""
    belongs_to(request, INBOX)
    assignment = assignment_to_enter(request.user, pk)
    on = timezone.localdate()
    form = ExtensionForm(request.POST or None)
    if form.is_valid():
        try:
            extension_request = actions.request_extension(assignment, by=request.user, on=on, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
        else:
            messages.success(request, _("延期申请已提交，原期限在批准前不变。"))
            return redirect("tasks:extension", extension_request.pk)
    context = {
        "assignment": assignment,
        "task": assignment.task,
        "form": form,
        "past": assignment.extension_requests.select_related("requested_by", "decided_by"),
        **side_of(assignment, on=on, year_rules=rules.of(request.user)),
        "crumbs": breadcrumbs.in_unit(assignment, _("申请延期")),
    }
    return render(request, "tasks/extension_request.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def extension(request, pk):
    """Show one request for an extension; those who verify the reports decide it here."""
    belongs_to(request, INBOX)
    on = timezone.localdate()
    parts = ("task__directive", "task__lead", "organization__parent", "lead")
    related = ("requested_by", "decided_by", *(f"assignment__{part}" for part in parts))
    visible = ExtensionRequest.objects.visible_to(request.user).select_related(*related)
    extension_request = get_object_or_404(visible, pk=pk)
    assignment = extension_request.assignment
    if request.method == "POST":
        rights.check_may_decide(request.user, extension_request)
    waiting = extension_request.state == ExtensionRequest.State.WAITING
    form = DecisionForm(request.POST or None, initial={"new_due": extension_request.new_due})
    if request.method == "POST" and form.is_valid() and _decided(request, extension_request, form, on):
        return redirect("tasks:extension", pk)
    context = {
        "asked": extension_request,
        "assignment": assignment,
        "task": assignment.task,
        "form": form,
        "waiting": waiting,
        "may_decide": waiting and rights.may_decide(request.user, extension_request),
        "lacks_manager": waiting and lacks_second_manager(assignment),
        "tone": TONES[extension_request.state],
        "figures": progress_strip(assignment, on=on, year_rules=rules.of(request.user)),
        "added_days": (extension_request.new_due - extension_request.old_due).days,
        **side_of(assignment, on=on, year_rules=rules.of(request.user)),
        "crumbs": breadcrumbs.in_unit(assignment, _("延期申请")),
    }
    return render(request, "tasks/extension.html", context)


TONES = {"waiting": "wait", "approved": "ok", "refused": "idle"}


def _decided(request, extension_request, form, on):
    approve = request.POST.get("do") == APPROVE
    decision = {"note": form.cleaned_data["note"]} | ({"new_due": form.cleaned_data["new_due"]} if approve else {})
    try:
        actions.decide_extension(extension_request, by=request.user, on=on, approve=approve, **decision)
    except ValidationError as error:
        form.add_error(None, fitted(error, form))
        return False
    day = form.cleaned_data["new_due"] or extension_request.new_due
    text = _("已同意延期至 %(day)s。") % {"day": day} if approve else _("已答复不同意延期，原期限不变。")
    messages.success(request, text)
    return True
