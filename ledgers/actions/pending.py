"""Changes that wait beside confirmed records. The actions on records call this with the record already locked."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import actions as audit
from audit.changes import between, snapshot
from ledgers import heads
from ledgers.coding import LedgerCoding
from ledgers.models import Chunk, LedgerRecord, PendingChange
from ledgers.references import References

NAMED = 3  # records that a refusal names at most


def propose(record, *, by, values):
    """Let ``values`` wait beside the confirmed ``record``, over those of the change that it has already.

    Returns whether anything changed. Values equal to those of the record withdraw the change.
    """
    former = PendingChange.objects.beside(record)
    proposed = former.applied_to(record) if former else record.copied()
    if all(getattr(proposed, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(proposed, name, value)
    names = {*values, *(former.values if former else ())}
    changes = between(snapshot(record, names), snapshot(proposed, names))
    if not changes:
        drop(record, former, by=by)
        return True
    check_storable(proposed)
    new_values = {name: new_value for name, (_old_value, new_value) in changes.items()}
    if proposed.organization_id != record.organization_id:
        new_values["organization"] = proposed.organization_id
    raise_versions([record])
    _wait_for_decision(record)
    PendingChange.objects.update_or_create(
        ledger_key=record.ledger().key,
        record_id=record.pk,
        defaults={
            "organization": record.organization,
            "values": new_values,
            "base_version": record.version + 1,
            "by": by,
            "at": timezone.now(),
            "batch": None,
            "sheet_name": "",
            "row_number": None,
            "return_reason": "",
        },
    )
    audit.record("ledger.change.entered", target=record, by=by, changes=changes)
    return True


def _wait_for_decision(record):
    """Let a returned record wait again, like one that is changed at once."""
    returned = type(record).objects.filter(pk=record.pk, state=LedgerRecord.State.RETURNED)
    returned.update(state=LedgerRecord.State.ENTERED, return_reason="")


def check_storable(record):
    """Raise ``ValidationError`` if values do not fit their fields or one another, or the natural key is taken."""
    record.clean_fields()
    record.clean()
    record.validate_constraints()


def drop(record, change, *, by):
    """Remove the ``change`` of ``record``, which keeps its values."""
    entry = change.entry("ledger.change.withdrawn", record, by=by)
    change.delete()
    raise_versions([record])
    audit.record_many([entry])


def apply(pairs, *, by, now):
    """Give the records of ``pairs``, (record, change), their new values, which ``by`` has confirmed.

    Returns copies of the records as they are now. Raises ``ValidationError`` if one of them would get the natural
    key of another record.
    """
    entries = [change.entry("ledger.change.confirmed", record, by=by) for record, change in pairs]
    changed = [_confirmed(record, change, by=by, now=now) for record, change in pairs]
    model = type(changed[0])
    references = References(model.ledger())
    references.load({record.organization_id for record in changed})
    for record, (_record, change) in zip(changed, pairs, strict=True):
        references.assign(record, changed=change.values)
    names = [field.name for field in model._meta.concrete_fields if field.name not in {"id", "created_at"}]
    from_files = {change.record_id for _record, change in pairs if change.batch_id}
    try:
        with transaction.atomic():
            settled = heads.settle(changed, is_by_file=lambda line: line.pk in from_files)
            model.objects.bulk_create(
                changed, update_conflicts=True, unique_fields=["id"], update_fields=names, batch_size=Chunk.SIZE
            )
            settled.prune()
    except IntegrityError as error:
        raise ValidationError(_same_key(changed)) from error
    PendingChange.objects.filter(pk__in=[change.pk for _record, change in pairs]).delete()
    audit.record_many(entries)
    if model.ledger().head:
        _drop_met(model, {record.head_id for record in changed}, by=by)
    return changed


def _drop_met(model, heads_changed, *, by):
    """Remove the changes beside the lines of these heads that ask for nothing but what counts by now.

    A file that changes a head asks for it in each of its lines; one that is confirmed stands for all of them.
    """
    lines = {line.pk: line for line in model.objects.filter(head__in=heads_changed).select_related("organization")}
    changes = PendingChange.objects.of(model).filter(record_id__in=lines).select_related("by")
    met = [change for change in changes if _asks_for_nothing(change, lines[change.record_id])]
    if not met:
        return
    note = _("同一件事的另一行已核实同样的修改。")
    audit.record_many(
        [change.entry("ledger.change.confirmed", lines[change.record_id], by=by, note=note) for change in met]
    )
    PendingChange.objects.filter(pk__in=[change.pk for change in met]).delete()
    raise_versions([lines[change.record_id] for change in met])


def _asks_for_nothing(change, line):
    return snapshot(change.applied_to(line), change.values) == snapshot(line, change.values)


def _confirmed(record, change, *, by, now):
    changed = change.applied_to(record)
    changed.entered_by, changed.confirmed_by, changed.confirmed_at = change.by, by, now
    changed.state, changed.return_reason = LedgerRecord.State.CONFIRMED, ""
    changed.note_settled(timezone.localdate(now).year)
    if change.batch_id:
        changed.import_batch_id, changed.sheet_name = change.batch_id, change.sheet_name
        changed.row_number = change.row_number
    LedgerCoding(record.ledger()).assign(changed, changed=change.values)
    changed.version += 1
    changed.updated_at = now
    return changed


def _same_key(changed):
    """Return the sentence about records that would get the natural key of another record."""
    labels = []
    for record in changed:
        try:
            record.validate_constraints()
        except ValidationError:
            labels.append(str(record))
    named = "、".join(labels[:NAMED]) + ("……" if len(labels) > NAMED else "")
    message = _("没有核实任何行：改后的内容与台账中已有的另一行重复（%(records)s），请先退回这几行的修改。")
    return message % {"records": named or "—"}


def send_back(pairs, *, by, reason):
    """Send the changes of ``pairs``, (record, change), back to those who entered them; return the records."""
    PendingChange.objects.filter(pk__in=[change.pk for _record, change in pairs]).update(return_reason=reason)
    records = [record for record, _change in pairs]
    raise_versions(records)
    entries = [change.entry("ledger.change.returned", record, by=by, note=reason) for record, change in pairs]
    audit.record_many(entries)
    return records


def raise_versions(records):
    """Raise the versions in the database, so that open forms become stale; ``records`` stay as they were loaded."""
    model = type(records[0])
    model.objects.filter(pk__in=[record.pk for record in records]).update(version=F("version") + 1)
