"""What waits in 待办 about papers: drafts that somebody of the unit must finish."""

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from documents.models import Document, Paper
from notices.todo import NO_LIMIT, Entry, Waiting

KINDS = {"paper": _("待印发公文")}
TAGS = {
    Paper.Making.WAITING: (_("正在生成"), "wait"),
    Paper.Making.MADE: (_("待印发"), "wait"),
    Paper.Making.FAILED: (_("生成失败"), "late"),
}


def waiting_rows(user, *, on):
    return [Document.objects.waiting_for(user)]


def waiting(user, *, on):
    """The same drafts as entries, the newest first."""
    drafts = Document.objects.waiting_for(user).select_related("made_by").defer("content").order_by("-pk")
    return Waiting([_entry(draft) for draft in drafts])


def _entry(draft):
    tag, tone = TAGS[draft.making]
    author = draft.made_by.name if draft.made_by else ""
    return Entry(
        kind="paper",
        urgency=(NO_LIMIT, -draft.pk),
        tag=str(tag),
        tone=tone,
        title=draft.title,
        url=draft.get_absolute_url(),
        day=timezone.localdate(draft.made_at),
        note=draft.message or (_t("%(name)s拟稿，核对后印发或删除。") % {"name": author} if author else ""),
    )
