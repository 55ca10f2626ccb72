"""Write the rows of a batch that change confirmed records, as changes that wait beside them, and undo that.

Everything here runs inside one transaction of its caller.
"""

from django.db.models import F

from audit import actions as audit
from audit.changes import between, snapshot
from ledgers.models import Chunk, PendingChange
from ledgers.records import LedgerRecord, key_fields
from ledgers.resources import differences, model_of
from organizations.models import Organization

# The fields of a change that undo puts back; the ledger, the record and its place are known.
BASE_FIELDS = ["import_batch_id", "state", "return_reason"]
State = LedgerRecord.State
KEPT_FIELDS = ["values", "base_version", "by_id", "at", "batch_id", "sheet_name", "row_number", "return_reason"]


def write_beside(batch, dataset, changes, *, by, now):
    """Let the rows of ``changes`` wait beside their locked records, in place of the changes that wait there.

    A row equal to the confirmed values only withdraws the change. Returns {id of the record: replaced change}.
    """
    ledger, model = batch.ledger, model_of(batch.ledger)
    ids = [change.old.pk for change in changes]
    replaced = _changes_of(model, ids)
    PendingChange.objects.filter(pk__in=[change.pk for change in replaced.values()]).delete()
    model.objects.filter(pk__in=ids).update(version=F("version") + 1)
    returned = [change.old.pk for change in changes if change.old.state == State.RETURNED]
    model.objects.filter(pk__in=returned).update(state=State.ENTERED, return_reason="")
    units = Organization.objects.in_bulk({change.key[0] for change in changes})
    waiting, entries = [], []
    for change in changes:
        record = _counted_record(ledger, model, change, units)
        new_values = differences(ledger.fields, change.old.counted, change.values)
        if new_values:
            waiting.append(_pending(batch, dataset, change, new_values, by=by, now=now))
            entries.append(audit.entry_for("ledger.change.entered", target=record, by=by, changes=new_values))
        else:
            entries.append(replaced[record.pk].entry("ledger.change.withdrawn", record, by=by))
    PendingChange.objects.bulk_create(waiting, batch_size=Chunk.SIZE)
    audit.record_many(entries)
    return replaced


def _changes_of(model, ids):
    return {change.record_id: change for change in PendingChange.objects.of(model).filter(record_id__in=ids)}


def _counted_record(ledger, model, change, units):
    """Return the record as it counts, as far as the history needs it."""
    key = dict(zip(key_fields(ledger)[1:], change.key[1:], strict=True))
    values = dict(zip(ledger.fields, change.old.counted, strict=True))
    return model(pk=change.old.pk, organization=units[change.key[0]], **key | values)


def _pending(batch, dataset, change, new_values, *, by, now):
    sheet, row = dataset.rows[change.index][:2]
    return PendingChange(
        ledger_key=batch.ledger_key,
        record_id=change.old.pk,
        organization_id=change.key[0],
        values={name: new_value for name, (_old_value, new_value) in new_values.items()},
        base_version=change.old.version + 1,
        by=by,
        at=now,
        batch=batch,
        sheet_name=dataset.sheets[sheet]["name"][:100],
        row_number=row,
    )


def end_beside(batch, records, leavers, *, by, now):
    """Let the last days of locked, confirmed ``records`` wait beside them, together with what waits there already.

    ``leavers``: {id: (last day, reason)}. Returns {id of the record: replaced change}.
    """
    if not records:
        return {}
    replaced = _changes_of(type(records[0]), [record.pk for record in records])
    waiting, entries = [], []
    for record in records:
        last_day, reason = leavers[record.pk]
        former = replaced[record.pk].values if record.pk in replaced else {}
        change = PendingChange(
            ledger_key=batch.ledger_key,
            record_id=record.pk,
            organization=record.organization,
            values=former | {"until": last_day.isoformat(), "leaving_reason": reason},
            base_version=record.version + 1,
            by=by,
            at=now,
            batch=batch,
        )
        waiting.append(change)
        entries.append(change.entry("ledger.change.entered", record, by=by))
    PendingChange.objects.filter(pk__in=[change.pk for change in replaced.values()]).delete()
    PendingChange.objects.bulk_create(waiting, batch_size=Chunk.SIZE)
    type(records[0]).objects.filter(pk__in=[record.pk for record in records]).update(version=F("version") + 1)
    audit.record_many(entries)
    return replaced


def beside_row(pk, version, base, replaced):
    """Return what undo needs of a record in ``version`` whose new values wait beside it: at the end what they replaced.

    ``base``: values of the record by field. ``replaced``: {id of the record: replaced change}.
    """
    change = replaced.get(pk)
    kept = {name: getattr(change, name) for name in KEPT_FIELDS} if change else None
    return [pk, version + 1, None, {name: base[name] for name in BASE_FIELDS}, kept]


def undo_beside(batch, rows, *, by):
    """Drop the changes that ``batch`` left beside records, and put back those that they replaced.

    ``rows``: {id of the record: (version after the batch, replaced change, base)} as ``beside_row`` kept them. Returns
    how many records that were, and the records that somebody has changed, confirmed or returned since: these stay as
    they are.
    """
    model = model_of(batch.ledger)
    records = model.objects.filter(pk__in=rows).select_for_update(of=("self",)).select_related("organization")
    records = list(records.order_by("pk"))
    own = [record for record in records if record.version == rows[record.pk][0]]
    ids = [record.pk for record in own]
    left = _changes_of(model, ids)
    put_back = {record.pk: _restored(record, rows[record.pk][1]) for record in own if rows[record.pk][1]}
    PendingChange.objects.filter(pk__in=[change.pk for change in left.values()]).delete()
    PendingChange.objects.bulk_create(put_back.values(), batch_size=Chunk.SIZE)
    model.objects.filter(pk__in=ids).update(version=F("version") - 1)
    returned = [record for record in own if rows[record.pk][2].get("state") == State.RETURNED]
    for record in returned:
        record.state, record.return_reason = State.RETURNED, rows[record.pk][2]["return_reason"]
    model.objects.bulk_update(returned, ["state", "return_reason"])
    entries = [_undone(record, left.get(record.pk), put_back.get(record.pk), by=by) for record in own]
    audit.record_many(entries)
    return len(own), [record for record in records if record not in own]


def _restored(record, fields):
    change = PendingChange(ledger_key=record.ledger().key, record_id=record.pk, organization=record.organization)
    for name, value in fields.items():
        field = PendingChange._meta.get_field(name.removesuffix("_id"))
        setattr(change, name, value if name == "values" or value is None else field.to_python(value))
    return change


def _undone(record, left, put_back, *, by):
    """Return the history row of an undone change: for each field the value that waited, and the one after undo."""
    names = {name for change in (left, put_back) if change for name in change.values}
    before, after = (snapshot(change.applied_to(record) if change else record, names) for change in (left, put_back))
    return audit.entry_for("ledger.change.undone", target=record, by=by, changes=between(before, after))
