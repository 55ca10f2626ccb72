"""Redirect from 待办 to the next report to write."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from pages.frame import INBOX
from tasks import todo


@login_required
@require_GET
def next_report(request):
    """Redirect to the next report that the user's unit owes; the page of a submitted report links here."""
    owed_report = todo.next_report(request.user, on=timezone.localdate()) if request.user.can_edit else None
    if owed_report is None:
        messages.info(request, _("本单位应报的都已提交。"))
        return redirect(INBOX)
    assignment, period = owed_report
    return redirect("tasks:report", assignment.pk, period.start)
