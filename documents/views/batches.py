"""The papers of all units below at once: ask for them, follow the progress, download the archive."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit import actions as audit
from documents import archives, breadcrumbs, kinds
from documents.actions import batches, rights
from documents.forms import MonthForm
from documents.lookup import own_batch
from documents.models import DocumentBatch
from documents.responses import made_file
from pages.forms import fitted, posted

SHOWN = 20  # batches that the page lists


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    """Choose kind and month; below the form stand the earlier batches."""
    unit, on = request.user.organization, timezone.localdate()
    rights.check_may_make_many(unit, by=request.user)
    form = MonthForm(posted(request), kinds=kinds.written_below(unit), on=on)
    if form.is_valid():
        try:
            new = batches.ask(form.chosen_kind, unit, form.cleaned_data["month"], by=request.user, on=on)
        except ValidationError as error:
            form.add_error(None, fitted(error, form))
        else:
            return redirect(new)
    earlier = DocumentBatch.objects.filter(organization=unit).select_related("made_by")[:SHOWN]
    context = {"form": form, "earlier": earlier, "crumbs": breadcrumbs.in_documents(_("批量生成"))}
    return render(request, "documents/batch_create.html", context)


@login_required
@require_GET
def batch(request, pk):
    batch = own_batch(request, pk)
    rights.check_may_make_many(batch.organization, by=request.user)
    context = {
        "batch": batch,
        "progress": archives.progress_of(batch),
        "failed": archives.failed_of(batch),
        "crumbs": breadcrumbs.in_documents(str(batch)),
    }
    return render(request, "documents/batch.html", context)


@login_required
@require_GET
def status(request, pk):
    """Progress for the script: percent, label, done, url."""
    batch = own_batch(request, pk)
    rights.check_may_make_many(batch.organization, by=request.user)
    progress = archives.progress_of(batch)
    answer = {"percent": progress.percent, "label": progress.label, "done": progress.is_over}
    return JsonResponse(answer | {"url": batch.get_absolute_url()})


@login_required
@require_POST
def retry(request, pk):
    """Try the papers that failed once more."""
    batch = own_batch(request, pk)
    try:
        batches.retry(batch, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(batch)


@login_required
@require_GET
def download(request, pk):
    """All papers that are made as one archive."""
    batch = own_batch(request, pk)
    rights.check_may_make_many(batch.organization, by=request.user)
    if not archives.progress_of(batch).is_over:
        raise Http404(_("还没有全部生成。"))
    content, count = archives.archive_of(batch)
    audit.record_export(str(batch), by=request.user, count=count, organization=batch.organization)
    return made_file(content, f"{batch}.zip", "application/zip")
