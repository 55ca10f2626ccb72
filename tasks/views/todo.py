"""待办: on to the next report."""

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
    """On to the report that the own unit owes next, straight from the one that was handed in."""
    owed = todo.next_report(request.user, on=timezone.localdate()) if request.user.can_edit else None
    if owed is None:
        messages.info(request, _("本单位应报的都已提交。"))
        return redirect(INBOX)
    assignment, period = owed
    return redirect("tasks:report", assignment.pk, period.start)
