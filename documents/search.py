"""Papers (公文) as results of a search: by title, number or unit."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.models import Document
from search.providers import Hit, Kind

TONES = {Document.State.DRAFT: "wait", Document.State.ISSUED: "done", Document.State.VOID: "na"}


def _find(user, text):
    papers = Document.objects.visible_to(user).search(text).select_related("organization").defer("content")
    return papers.order_by("-month", "-pk")


def _tell(user, papers):
    return [
        Hit(
            key=str(paper.pk),
            title=paper.title,
            url=reverse("documents:detail", args=[paper.pk]),
            place=str(paper.organization),
            note=paper.number or paper.kind_title,
            tag=paper.get_state_display(),
            tone=TONES[paper.state],
        )
        for paper in papers
    ]


DOCUMENTS = Kind(key="document", label=_("公文"), order=50, find=_find, tell=_tell)
