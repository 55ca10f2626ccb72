"""Issue a paper with its number (印发), and declare it void (作废)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from audit import actions as audit
from audit.changes import snapshot
from documents import waking
from documents.actions import rights
from documents.actions.drafting import lock
from documents.models import Document, Numbering, Paper
from notices import messages
from notices.models import Message
from organizations.models import Organization


@transaction.atomic
def set_numbering(unit, year, *, prefix, signature, by):
    """Set how ``unit`` numbers and signs its papers of ``year``; issued papers keep theirs."""
    rights.check_may_issue(unit, by=by)
    numbering, _created = Numbering.objects.select_for_update().get_or_create(
        organization=unit, year=year, defaults={"prefix": prefix, "signature": signature}
    )
    numbering.prefix, numbering.signature = prefix.strip(), signature.strip()
    numbering.full_clean()
    numbering.save()
    changes = {name: [None, value] for name, value in snapshot(numbering, ("prefix", "signature")).items()}
    audit.record("document.numbering_set", target=numbering, by=by, changes=changes)
    return numbering


@transaction.atomic
def issue(document, *, serial, prefix, signature, by, on):
    """Issue a draft on the day ``on`` under the number ``serial`` of that year. Its figures stay as they are.

    A worker makes the file once more, with number, signature and date. Raises ``ValidationError`` for a paper that is
    issued already or not made yet, and for a number that another paper of the unit has.
    """
    document = lock(document)
    rights.check_may_issue(document.organization, by=by)
    if not document.is_draft:
        raise ValidationError(_("这份公文已经印发。"))
    if not document.is_made:
        raise ValidationError(_("公文还没有生成，生成以后才能印发。"))
    numbering = set_numbering(document.organization, on.year, prefix=prefix, signature=signature, by=by)
    document.number_year, document.serial = on.year, serial
    document.number = _("%(prefix)s〔%(year)s〕%(serial)s号") % {
        "prefix": numbering.prefix,
        "year": on.year,
        "serial": serial,
    }
    document.state, document.issued_on, document.issued_by = Document.State.ISSUED, on, by
    document.signature, document.making, document.attempts = numbering.signature, Paper.Making.WAITING, 0
    check_number_is_free(document)
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:
        check_number_is_free(document)
        raise
    audit.record("document.issued", target=document, by=by, changes={"number": ["", document.number]})
    _tell(document, _("%(unit)s印发“%(title)s”（%(number)s）。"), by=by, on=on)
    transaction.on_commit(lambda: waking.wake(document))
    return document


def check_number_is_free(document):
    """Raise ``ValidationError`` if another paper of the unit has the number; the message proposes the next one."""
    papers = Document.objects.filter(organization=document.organization, number_year=document.number_year)
    if not papers.filter(serial=document.serial).exclude(pk=document.pk).exists():
        return
    free = Document.objects.next_serial(document.organization, document.number_year)
    raise ValidationError(
        {
            "serial": _("%(year)s年的第 %(serial)s 号已经用过，下一个是 %(free)s。")
            % {"year": document.number_year, "serial": document.serial, "free": free}
        }
    )


@transaction.atomic
def declare_void(document, *, reason, by, on):
    """Declare an issued paper void. It keeps its number, text and file; its page and its readers see the reason."""
    document = lock(document)
    rights.check_may_issue(document.organization, by=by)
    if not document.is_issued:
        raise ValidationError(_("只有已经印发的公文可以作废。"))
    if not reason.strip():
        raise ValidationError({"reason": _("请写明作废的原因。")})
    document.state, document.void_reason = Document.State.VOID, reason.strip()
    document.voided_on, document.voided_by = on, by
    document.full_clean(exclude=["content"])
    document.save(update_fields=["state", "void_reason", "voided_on", "voided_by"])
    audit.record("document.voided", target=document, by=by, note=document.void_reason)
    _tell(document, _("%(unit)s的“%(title)s”（%(number)s）已作废：%(reason)s"), by=by, on=on)


def _tell(document, wording, *, by, on):
    """Tell the units directly below, which hand a paper on; villages read none."""
    values = {"title": document.title, "number": document.number, "reason": document.void_reason}
    text = wording % {"unit": document.organization.label, **values}
    below = Organization.objects.children_of(document.organization, on=on).exclude(level=Organization.Level.VILLAGE)
    line = messages.line(Message.Kind.PAPER, text, path=reverse("documents:detail", args=[document.pk]))
    messages.tell({unit.pk: [line] for unit in below}, kind=Message.Kind.PAPER, day=on, by=by)
