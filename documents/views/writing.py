"""Write papers: draft, make again, delete, issue, declare void."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from documents import breadcrumbs, kinds
from documents.actions import drafting, issuing, rights
from documents.forms import DraftForm, IssueForm, VoidForm
from documents.lookup import visible_document
from documents.models import Document, Numbering
from pages.forms import fitted, posted


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    """Choose kind and month of a new paper."""
    unit, on = request.user.organization, timezone.localdate()
    rights.check_may_draft(unit, by=request.user)
    form = DraftForm(posted(request), kinds=kinds.written_by(unit), on=on)
    if form.is_valid():
        data = form.cleaned_data
        try:
            new = drafting.draft(form.chosen_kind, unit, data["month"], by=request.user, on=on, remark=data["remark"])
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
        else:
            return redirect(new)
    context = {"form": form, "crumbs": breadcrumbs.in_documents(_("新拟公文"))}
    return render(request, "documents/create.html", context)


@login_required
@require_POST
def remake(request, pk):
    """Count the figures of a draft anew and make its file again."""
    document = visible_document(request, pk)
    try:
        drafting.remake(document, by=request.user, on=timezone.localdate())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(document)


@login_required
@require_POST
def discard(request, pk):
    """Delete a draft."""
    document = visible_document(request, pk)
    try:
        drafting.discard(document, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(document)
    messages.success(request, _("已删除草稿“%(title)s”。") % {"title": document.title})
    return redirect("documents:list")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request, pk):
    """Give a draft its number and issue it."""
    document, on = visible_document(request, pk), timezone.localdate()
    rights.check_may_issue(document.organization, by=request.user)
    numbering = Numbering.objects.of(document.organization, on.year)
    proposed = {
        "prefix": numbering.prefix,
        "serial": Document.objects.next_serial(document.organization, on.year),
        "signature": numbering.signature,
    }
    form = IssueForm(posted(request), initial=proposed)
    if form.is_valid():
        try:
            issued = issuing.issue(document, by=request.user, on=on, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
        else:
            messages.success(request, _("已印发，文号：%(number)s。") % {"number": issued.number})
            return redirect(document)
    context = {"form": form, "document": document, "crumbs": breadcrumbs.below_document(document, _("印发"))}
    return render(request, "documents/issue.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def declare_void(request, pk):
    """Declare an issued paper void, with the reason."""
    document = visible_document(request, pk)
    rights.check_may_issue(document.organization, by=request.user)
    form = VoidForm(posted(request))
    if form.is_valid():
        try:
            issuing.declare_void(document, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
        else:
            messages.success(request, _("已作废。收到过的单位仍能看到这份公文和作废原因。"))
            return redirect(document)
    consequences = [
        _("公文标为“作废”，文号不再使用，也不能恢复。"),
        _("收到过这份公文的单位仍能看到它和作废原因。"),
    ]
    context = {"form": form, "document": document, "consequences": consequences}
    return render(request, "documents/void.html", context | {"crumbs": breadcrumbs.below_document(document, _("作废"))})
