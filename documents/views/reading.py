"""Read papers: the archive, the page of a paper, its progress and its file."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from documents import breadcrumbs
from documents.actions import rights
from documents.lists import DocumentList
from documents.lookup import visible_document
from documents.models import Document
from documents.preview import Preview, links_for
from documents.responses import word_file

TONES = {Document.State.DRAFT: "idle", Document.State.ISSUED: "done", Document.State.VOID: "na"}
BEGUN = 30  # percent shown while the file is made: one step, whose end is not known before


@login_required
@require_GET
def documents(request):
    listed, unit = DocumentList(request), request.user.organization
    context = {
        "rows": [{"document": each, "tone": TONES[each.state]} for each in listed.page.object_list],
        "may_draft": rights.may_draft(request.user, unit),
        "may_set": rights.may_issue(request.user, unit),
        "may_make_many": rights.may_make_many(request.user, unit),
    }
    return render(request, "documents/list.html", listed.context(**context))


@login_required
@require_GET
def export(request):
    return DocumentList(request).export(_("公文"))


@login_required
@require_GET
def document(request, pk):
    """The text of a paper with its figures, what has changed since, and what can be done with it."""
    document = visible_document(request, pk)
    may_issue = rights.may_issue(request.user, document.organization)
    may_draft = rights.may_draft(request.user, document.organization)
    context = {
        "document": document,
        "tone": TONES[document.state],
        "preview": Preview(document, linked=links_for(request.user, document)) if document.content else None,
        "may_issue": may_issue and document.is_draft and document.is_made,
        "may_void": may_issue and document.is_issued,
        "may_remake": may_draft and not document.is_waiting and (document.is_draft or not document.is_made),
        "may_discard": may_draft and document.is_draft,
        "percent": BEGUN,
        "as_of": document.on,
        "crumbs": breadcrumbs.in_documents(document.title),
    }
    return render(request, "documents/document.html", context)


@login_required
@require_GET
def status(request, pk):
    """Progress of the file for the script: percent, label, done, url."""
    document = visible_document(request, pk)
    done = not document.is_waiting
    percent = 100 if done else BEGUN
    answer = {"percent": percent, "label": str(document.get_making_display()), "done": done}
    return JsonResponse(answer | {"url": document.get_absolute_url()})


@login_required
@require_GET
def download(request, pk):
    """The Word file of a paper."""
    document = visible_document(request, pk)
    if not document.is_made:
        raise Http404(_("文件还没有生成。"))
    return word_file(document.file, document.file_name)
