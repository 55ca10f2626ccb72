"""Find what an address names; outside the reach of the user it does not exist."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from documents import kinds
from documents.models import Document, DocumentBatch


def visible_document(request, pk):
    """The paper ``pk``; 404 outside the reach of the user."""
    documents = Document.objects.visible_to(request.user)
    people = ("made_by__organization", "issued_by", "voided_by", "template")
    return get_object_or_404(documents.select_related("organization", *people), pk=pk)


def own_batch(request, pk):
    """The batch ``pk`` of the user's own unit."""
    batches = DocumentBatch.objects.filter(organization=request.user.organization)
    return get_object_or_404(batches.select_related("organization", "made_by"), pk=pk)


def own_kind(request, key):
    """The kind ``key``, if the user's unit writes it."""
    for kind in kinds.written_by(request.user.organization):
        if kind.key == key:
            return kind
    raise Http404
