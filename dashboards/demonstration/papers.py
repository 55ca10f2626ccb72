"""The circular of the city about the month before, issued: the first paper of the archive."""

from datetime import timedelta

from documents import kinds, worker
from documents.actions import drafting, issuing
from documents.models import Document, usual_signature

PREFIX = "饶组通"


def build(manager, *, on):
    """Draft, make and issue the circular; in January there is no month of this year to write about."""
    city, before = manager.organization, on.replace(day=1) - timedelta(days=1)
    if before.year != on.year:
        return
    draft = drafting.draft(kinds.get("circular"), city, f"{before:%Y-%m}", by=manager, on=on)
    worker.make(Document, draft.pk, on=on)
    issuing.issue(draft, serial=1, prefix=PREFIX, signature=usual_signature(city), by=manager, on=on)
    worker.make(Document, draft.pk, on=on)
