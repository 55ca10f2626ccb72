"""Completion reported on any day (申报办结): the unit claims it, the level above confirms or returns it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pages.forms import fitted, posted
from pages.frame import INBOX, belongs_to
from tasks import actions, breadcrumbs
from tasks.actions import rights
from tasks.assignment_side import lacks_second_manager, side_of
from tasks.forms.reporting import ClaimAnswerForm, ClaimForm
from tasks.lookup import assignment_to_enter
from tasks.models import FinishClaim
from years import rules

TONES = {
    FinishClaim.State.WAITING: "wait",
    FinishClaim.State.CONFIRMED: "done",
    FinishClaim.State.RETURNED: "late",
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def make(request, pk):
    """Report that the assignment is finished."""
    belongs_to(request, INBOX)
    assignment, on = assignment_to_enter(request.user, pk), timezone.localdate()
    form = ClaimForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            claim = actions.claim_finish(assignment, by=request.user, on=on, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
        else:
            messages.success(request, _("已申报办结，等待核定。"))
            return redirect("tasks:claim", claim.pk)
    context = {
        "assignment": assignment,
        "task": assignment.task,
        "form": form,
        **side_of(assignment, on=on, year_rules=rules.of(request.user)),
        "crumbs": breadcrumbs.in_unit(assignment, _("申报办结")),
    }
    return render(request, "tasks/claim_form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request, pk):
    """Show one claim; those who verify the reports answer it here."""
    belongs_to(request, INBOX)
    on = timezone.localdate()
    parts = ("task__directive", "task__lead", "organization__parent", "lead", "parent")
    related = ("claimed_by", "decided_by", *(f"assignment__{part}" for part in parts))
    made = get_object_or_404(FinishClaim.objects.visible_to(request.user).select_related(*related), pk=pk)
    if request.method == "POST":
        rights.check_may_answer_claim(request.user, made)
    form = ClaimAnswerForm(posted(request))
    if request.method == "POST" and form.is_valid() and _answered(request, made, form, on):
        return redirect("tasks:claim", pk)
    assignment, is_waiting = made.assignment, made.state == FinishClaim.State.WAITING
    context = {
        "claim": made,
        "assignment": assignment,
        "task": assignment.task,
        "form": form,
        "waiting": is_waiting,
        "may_answer": is_waiting and rights.may_answer_claim(request.user, made),
        "lacks_manager": is_waiting and lacks_second_manager(assignment),
        "tone": TONES[made.state],
        **side_of(assignment, on=on, year_rules=rules.of(request.user)),
        "crumbs": breadcrumbs.in_unit(assignment, _("办结申报")),
    }
    return render(request, "tasks/claim.html", context)


def _answered(request, made, form, on):
    note = form.cleaned_data["note"]
    try:
        if request.POST.get("do") == "confirm":
            actions.confirm_claim(made, by=request.user, on=on, note=note)
            messages.success(request, _("已核定办结。"))
        else:
            actions.return_claim(made, by=request.user, on=on, reason=note)
            messages.success(request, _("已退回，对方会收到理由。"))
    except ValidationError as error:
        if "reason" in getattr(error, "error_dict", {}):
            error = ValidationError({"note": error.error_dict["reason"]})
        form.add_error(None, fitted(error, form))
        return False
    return True
