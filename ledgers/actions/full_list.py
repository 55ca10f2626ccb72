"""Declare an import to be the full list of a place, and choose who of the others leaves the register."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from ledgers import full_list
from ledgers.actions.batches import locked
from ledgers.actions.records import check_ending
from ledgers.declarations import Tenure
from ledgers.models import ImportBatch

State = ImportBatch.State


@transaction.atomic
def declare_full_list(batch, *, place, by):
    """Declare that the file names everybody of the register at ``place`` and below; None takes it back.

    Nobody leaves by this alone. Refused while rows are held back: somebody in one of them would seem to have left.
    """
    batch = locked(batch, by, State.PREVIEWED)
    if batch.ledger.tenure != Tenure.REGISTER:
        raise ValidationError(_("“%(title)s”不是名册，不能作为全部名单。") % {"title": batch.ledger.title})
    if place and not (batch.within or batch.uploaded_by.organization).contains(place):
        raise ValidationError(_("“%(unit)s”不在这次导入的范围内，请改选单位。") % {"unit": place.name})
    if place and batch.held_count:
        message = _("还有 %(count)d 行有问题，这些行里的人（事项）会被误认为已不在名单中。请先改正或删去这些行。")
        raise ValidationError(message % {"count": batch.held_count})
    batch.covers, batch.leavers = place, []
    batch.save(update_fields=["covers", "leavers"])
    audit.record("ledger.batch.full_list", target=batch, by=by, note=place.name if place else "")
    return batch


@transaction.atomic
def choose_leavers(batch, *, leavers, by):
    """Choose the records that end when the batch is stored: ``leavers`` is {id: (last day, reason)}.

    Raises ``ValidationError`` if one of them stands in the file, has ended, or lacks its day or reason; the message
    names the record.
    """
    batch = locked(batch, by, State.PREVIEWED)
    missing = {record.pk: record for record in full_list.missing_records(batch)} if batch.covers else {}
    if leavers.keys() - missing.keys():
        raise ValidationError(_("名单或台账已有变化，有的记录不能登记离任（撤销），请重新核对。"))
    for pk, (last_day, reason) in leavers.items():
        _check(missing[pk], last_day, reason, by)
    batch.leavers = [[pk, last_day.isoformat(), reason] for pk, (last_day, reason) in leavers.items()]
    batch.save(update_fields=["leavers"])
    audit.record("ledger.batch.leavers", target=batch, by=by, note=_("选定 %(count)d 行") % {"count": len(leavers)})
    return batch


def _check(record, last_day, reason, by):
    try:
        check_ending(record, last_day=last_day, reason=reason)
        record.until, record.leaving_reason = last_day, reason
        record.clean()
    except ValidationError as error:
        values = {"record": record.label_for(by), "reason": " ".join(error.messages)}
        raise ValidationError(_("%(record)s：%(reason)s") % values) from error
