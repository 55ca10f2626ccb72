"""Draft a paper, make it again, and delete a draft."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from documents import kinds, waking
from documents.actions import rights
from documents.models import Document, Numbering, Paper
from years import periods


def moment_of(month, *, on):
    """Return the last day of ``month`` (2026-11), or today (``on``) in the running one: the day of the figures.

    Raises ``ValidationError`` for a month that has not begun, and for text that is no month.
    """
    try:
        year, number = map(int, month.split("-"))
        period = periods.containing(date(year, number, 1), periods.Kind.MONTH)
    except ValueError:
        raise ValidationError({"month": _("“%(month)s”不是月份，请写作 2026-11。") % {"month": month[:20]}}) from None
    if period.start > on:
        raise ValidationError({"month": _("%(month)s还没有开始，不能生成公文。") % {"month": period.label}})
    return min(period.end, on)


@transaction.atomic
def draft(kind, unit, month, *, by, on, remark=""):
    """Ask for a paper of ``kind`` (a ``DocumentKind``) about ``month``; a worker makes it. Returns the draft."""
    rights.check_may_draft(unit, by=by)
    if kind not in kinds.written_by(unit):
        raise ValidationError({"kind": _("“%(unit)s”不写这一种公文。") % {"unit": unit}})
    day = moment_of(month, on=on)
    draft = Document(
        kind=kind.key,
        organization=unit,
        month=f"{day:%Y-%m}",
        on=day,
        remark=remark.strip(),
        made_by=by,
        title=f"{kind.title} {day:%Y-%m}",
        signature=Numbering.objects.of(unit, on.year).signature,
    )
    draft.full_clean()
    draft.save()
    audit.record("document.drafted", target=draft, by=by, changes={"month": [None, draft.month]})
    transaction.on_commit(lambda: waking.wake(draft))
    return draft


def lock(document):
    return Document.objects.select_for_update().select_related("organization").get(pk=document.pk)


@transaction.atomic
def remake(document, *, by, on):
    """Make the file again: of a draft with figures counted anew, of an issued paper only if its file failed."""
    document = lock(document)
    rights.check_may_draft(document.organization, by=by)
    if document.is_waiting:
        raise ValidationError(_("这份公文正在生成，请稍候。"))
    if not document.is_draft and document.is_made:
        raise ValidationError(_("已经印发的公文不能重新生成。"))
    if document.is_draft:
        document.content, document.on = {}, moment_of(document.month, on=on)
    document.making, document.message, document.attempts = Paper.Making.WAITING, "", 0
    document.save(update_fields=["content", "on", "making", "message", "attempts"])
    audit.record("document.remade", target=document, by=by)
    transaction.on_commit(lambda: waking.wake(document))


@transaction.atomic
def discard(document, *, by):
    """Delete a draft with its file."""
    document = lock(document)
    rights.check_may_draft(document.organization, by=by)
    if not document.is_draft:
        raise ValidationError(_("已经印发的公文不能删除，只能作废。"))
    audit.record("document.discarded", target=document, by=by)
    stored = document.file
    if stored:
        transaction.on_commit(lambda: stored.storage.delete(stored.name))
    document.delete()
