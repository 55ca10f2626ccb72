"""Purge personal values (清除个人信息) from the history of one record; the sealed rows keep digests of them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from audit import personal
from audit.models import AuditEntry
from ledgers.actions import rights
from ledgers.models import DeletedRecord
from ledgers.resources import model_of
from organizations.models import Organization


@transaction.atomic
def purge_personal(ledger, pk, *, by, reason):
    """Purge the persons in the history of the record ``pk`` of ``ledger``, stored or deleted; return how many values.

    A deleted record can no longer be restored afterwards. A stored one keeps its present values.
    """
    rights.check_open(by, ledger)
    rights.check_may_purge(by)
    if not reason.strip():
        raise ValidationError(_("请写明清除个人信息的原因。"))
    model = model_of(ledger)
    label = model._meta.label_lower
    record = model.objects.select_related("organization").filter(pk=pk).first()
    if record:
        rights.check_may_enter(by, ledger, record.organization)
    entries = AuditEntry.objects.visible_to(by).filter(object_type=label, object_id=str(pk))
    newest = entries.order_by("-pk").first()
    if newest is None:
        message = _("管理范围内没有“%(title)s”第 %(pk)d 号记录的历史。")
        raise ValidationError(message % {"title": ledger.title, "pk": pk})
    count = personal.purge(label, pk) + _forget_deleted(ledger, pk)
    if not count:
        raise ValidationError(_("这条记录的历史中没有个人信息，或已经清除。"))
    nameless = model(pk=pk, organization=record.organization if record else _unit_of(newest, by))
    audit.record("ledger.record.purged", target=nameless, by=by, note=reason.strip())
    return count


def _unit_of(entry, by):
    return Organization.objects.filter(path=entry.organization_path).first() or by.organization


def _forget_deleted(ledger, pk):
    """Delete what is kept of the deleted record ``pk``; return the number of database rows."""
    kept = DeletedRecord.objects.filter(ledger_key=ledger.key)
    return kept.filter(pk__in=[deleted.pk for deleted in kept if deleted.record.pk == pk]).delete()[0]
