"""Write a batch into its ledger, and undo it; a worker calls this inside its transaction."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import actions as audit
from ledgers import batch_writer, full_list, heads, signals
from ledgers.actions import rights
from ledgers.models import ImportBatch, LedgerLock
from ledgers.outcomes import ALIKE, CHANGED, LEAVING, NEW
from ledgers.resources import StagedDataset, model_of, resource_of
from organizations.models import Organization

State = ImportBatch.State


def store_rows(batch, *, now):
    """Write the rows that the preview showed as new or changed, and mark the batch stored.

    These rows are compared again, since the ledger may have changed. Rows without changes in the
    preview are not written, even if their records have changed since. Raises ``ValidationError`` if the
    uploader has lost the right to import, and ``StoreConflictError`` if the batch must be tried again.
    """
    LedgerLock.hold(batch.ledger_key)
    by = batch.uploaded_by
    dataset = StagedDataset.of_batch(batch, (NEW, ALIKE, CHANGED, LEAVING))
    _check_uploader(batch, dataset, on=timezone.localdate(now))
    writer = batch_writer.BatchWriter(batch, by=by, now=now)
    resource = resource_of(batch.ledger)(writer=writer)
    result = resource.import_data(dataset, dry_run=False, raise_errors=True, use_transactions=True)
    counts = result.counts
    batch.new_count, batch.changed_count = counts["new"], counts["changed"]
    batch.unchanged_count += counts["unchanged"]
    batch.held_count += len(result.second_holders)  # somebody has taken the post since the preview
    batch.summary["beside"] = result.beside
    leavers = _end_terms(batch, writer, result)
    batch.summary["ended"] = len(leavers)
    batch.state, batch.stored_at = State.STORED, now
    batch.save()
    audit.record("ledger.batch.stored", target=batch, by=by, changes=_rows(batch.counts | {"ended": len(leavers)}))
    places = {(row[2], year) for row, year in zip(dataset.rows, dataset.years, strict=True)}
    places |= writer.heads.places | {(record.organization_id, record.year) for record in leavers}
    signals.changed.send(sender=resource._meta.model, places=places)
    signals.stored.send(sender=resource._meta.model, ledger=batch.ledger, batch=batch, by=by)
    return batch


def _rows(counts):
    """Return the numbers above 0 as the history names them (``labels.CHANGES``): ``new_rows`` for ``new``."""
    return {f"{name}_rows": count for name, count in counts.items() if count}


def _end_terms(batch, writer, result):
    """End the terms of who leaves by a row, whose post has a new holder, or who was chosen from the full list.

    Returns their records.
    """
    replaced = [line for lines in result.replaced.values() for line in lines]
    leaving = {pk: (date.fromisoformat(day), reason) for pk, day, reason in [*result.leaving.values(), *replaced]}
    if batch.leavers:
        leaving |= full_list.still_missing(batch, result.matched)
    leavers = writer.end_terms(leaving) if leaving else []
    batch.leavers = [[record.pk, leaving[record.pk][0].isoformat(), leaving[record.pk][1]] for record in leavers]
    batch.leaving_count = len(result.leaving)
    return leavers


def _check_uploader(batch, dataset, *, on):
    """Raise ``ValidationError`` unless the uploader may write all these rows on the day ``on``."""
    by = batch.uploaded_by
    if not (by.is_active and rights.may_import(by)):
        raise ValidationError(_("导入人“%(name)s”已没有填报权限，没有写入任何数据。") % {"name": by.name})
    scope = batch.within or by.organization
    used = {row[2] for row in dataset.rows}
    allowed = Organization.objects.visible_to(by).descendants_of(scope, include_self=True)
    if used - set(allowed.values_list("pk", flat=True)):
        raise ValidationError(_("有的行已不在导入人的管理范围内，没有写入任何数据。请重新上传文件。"))
    if ended := rights.ended_units(used, on=on)[:5]:
        names = "、".join(unit.name for unit in ended)
        raise ValidationError(_("单位“%(names)s”已停用，没有写入任何数据。请重新上传文件。") % {"names": names})


def undo_rows(batch, *, now):
    """Undo the rows of a batch and mark it undone."""
    LedgerLock.hold(batch.ledger_key)
    model = model_of(batch.ledger)
    touched = model.objects.of_batch(batch) | model.objects.filter(pk__in=[leaver[0] for leaver in batch.leavers])
    places = set(touched.order_by().values_list("organization", "year").distinct())
    if batch.ledger.head:
        places |= heads.places_of(model, set(touched.order_by().values_list("head", flat=True).distinct()))
    removed, restored, kept_labels = batch_writer.undo(batch, by=batch.undone_by)
    batch.followed_by.filter(state=State.PREVIEWED).update(state=State.DISCARDED)  # its rows belong to this file
    batch.summary["undo"] = {"removed": removed, "restored": restored, "kept": kept_labels}
    batch.state, batch.undone_at = State.UNDONE, now
    batch.save()
    changes = _rows({"removed": removed, "restored": restored, "kept": len(kept_labels)})
    audit.record("ledger.batch.undone", target=batch, by=batch.undone_by, changes=changes)
    signals.changed.send(sender=model, places=places)
    signals.stored.send(sender=model, ledger=batch.ledger, batch=batch, by=batch.undone_by)
    return batch
