"""Replies (反馈) about one assignment, with files."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pages.forms import fitted
from tasks import actions, breadcrumbs
from tasks.actions import rights
from tasks.downloads import file_response
from tasks.forms.reporting import ReplyForm
from tasks.models import Assignment, ReplyFile


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request, pk):
    """Write a reply; the page of the assignment has the same form."""
    related = ("task__organization", "organization__parent", "parent")
    assignment = get_object_or_404(Assignment.objects.visible_to(request.user).select_related(*related), pk=pk)
    rights.check_may_reply(request.user, assignment)
    form = ReplyForm(request.POST, request.FILES) if request.method == "POST" else ReplyForm()
    if form.is_valid():
        files = [(file.name, file.read()) for file in form.cleaned_data["files"]]
        text, on = form.cleaned_data["text"], timezone.localdate()
        try:
            actions.reply(assignment, by=request.user, on=on, text=text, files=files)
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
            form.name_lost_files({"files": request.FILES.getlist("files")})
        else:
            messages.success(request, _("反馈已发出，对方会收到消息。"))
            return redirect(f"{reverse('tasks:assignment', args=[pk])}#replies")
    context = {
        "assignment": assignment,
        "task": assignment.task,
        "form": form,
        "replies": assignment.replies.select_related("organization", "by").prefetch_related("files"),
        "crumbs": breadcrumbs.in_unit(assignment, _("反馈")),
    }
    return render(request, "tasks/reply.html", context)


@login_required
@require_GET
def download(request, pk):
    """Download one file of a reply."""
    visible = ReplyFile.objects.visible_to(request.user).select_related("reply__assignment__organization")
    return file_response(get_object_or_404(visible, pk=pk), by=request.user, what=_("下载反馈附件"))
