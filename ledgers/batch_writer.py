"""Write the rows of a batch into its ledger, and undo them.

Everything here runs inside one transaction of its caller.
"""

import csv
import io
import json

from django.db import IntegrityError, connections, models, router

from audit import actions as audit
from audit.changes import between, snapshot
from ledgers import heads
from ledgers.coding import LedgerCoding
from ledgers.declarations import Tenure
from ledgers.head_writer import HeadWriter
from ledgers.models import Chunk, PendingChange, PreviousValues
from ledgers.pending_writer import beside_row, end_beside, undo_beside, write_beside
from ledgers.records import LedgerRecord
from ledgers.references import References
from ledgers.resources import KEYS_AT_ONCE, differences, model_of, plain
from organizations.models import Organization

# The fields of a record besides its key, its columns and its creation.
BASE_FIELDS = [
    "state", "return_reason", "entered_by_id", "confirmed_by_id", "confirmed_at",
    "import_batch_id", "sheet_name", "row_number", "updated_at",
]  # fmt: skip


TERM_FIELDS = ["until", "leaving_reason"]  # of a row of a register


def base_fields(ledger):
    """Return the names of the fields of a record that undo puts back besides its columns."""
    found = [column.codes_field for column in ledger.coded_columns]
    found += [f"{column.record_field}_id" for column in ledger.referring_columns]
    return [*BASE_FIELDS, *found, *(TERM_FIELDS if ledger.tenure == Tenure.REGISTER else [])]


class StoreConflictError(Exception):
    """Somebody else has changed the same records meanwhile: try the whole batch again."""


class BatchWriter:
    """Write one batch; ``write_new`` and ``write_changed`` are called once per group of rows."""

    def __init__(self, batch, *, by, now):
        self.batch = batch
        self.ledger = batch.ledger
        self.model = model_of(self.ledger)
        self.by = by
        self.now = now
        self.coding = LedgerCoding(self.ledger)
        self.references = References(self.ledger)  # the resource loads those of each group of rows
        self.previous_number = batch.previous_values.count()
        self.heads = HeadWriter(batch, by=by, now=now)

    def write_new(self, dataset, rows):
        """Insert ``rows`` of (index, key, values)."""
        found = self.heads.find_or_make(rows)
        self._insert(dataset, rows, [head.pk for head in found])
        self.heads.let_rest_wait(dataset, rows, found)

    def _insert(self, dataset, rows, heads):
        """Insert ``rows``; ``heads`` are the ids of their heads, none in a ledger without heads."""
        head = ["organization_id", "year", *(["period"] if self.ledger.period else [])]
        of_head = {at for at, _name in self.heads.head_at}
        own_at = [at for at in range(len(self.ledger.fields)) if at not in of_head]
        constant = {
            "state": LedgerRecord.State.ENTERED.value,
            "entered_by_id": self.by.pk,
            "import_batch_id": self.batch.pk,
            "created_at": self.now,
            "updated_at": self.now,
        }
        codes = [column.codes_field for column in self.coding.columns]
        codes += [f"{column.record_field}_id" for column in self.references.columns]
        names = [*head, *self.ledger.own_fields, *codes, "sheet_name", "row_number", *(["head_id"] if heads else [])]
        constant |= _defaults(self.model, without={*names, *constant})
        sheets = [facts["name"][:100] for facts in dataset.sheets]
        lines = (
            [
                key[0],
                dataset.years[index],
                *key[2 : len(head)],
                *(values[at] for at in own_at),
                *self.coding.of_values(values, dataset.years[index]),
                *self._named(key[0], values, dataset.years[index]),
                sheets[dataset.rows[index][0]],
                dataset.rows[index][1],
                *heads[at : at + 1],
            ]
            for at, (index, key, values) in enumerate(rows)
        )
        insert_rows(self.model, names, lines, constant)

    def _named(self, place, values, year):
        """Return the ids of the records that the texts of a new row name."""
        if not self.references.columns:
            return ()
        return self.references.of_values(place, dict(zip(self.ledger.fields, values, strict=True)), year)

    def write_changed(self, dataset, changes):
        """Update the records of ``changes`` in chunks, keep their previous values, and record it in the history.

        Changes of confirmed records wait beside them.
        """
        for start in range(0, len(changes), Chunk.SIZE):
            self._write_chunk(dataset, changes[start : start + Chunk.SIZE])

    def _write_chunk(self, dataset, changes):
        bases = self._lock(changes)
        beside = [change for change in changes if change.waits]
        changes = [change for change in changes if not change.waits]
        replaced = write_beside(self.batch, dataset, beside, by=self.by, now=self.now) if beside else {}
        stored = self.heads.load({change.old.pk: bases[change.old.pk] for change in changes})
        records = [self._record(dataset, change, bases[change.old.pk], stored) for change in changes]
        settled = self.heads.settle(records, bases)
        upsert(self.model, self.ledger, records)
        settled.prune()
        self._keep(changes, bases, beside, replaced)
        self._tell(changes, records)

    def _lock(self, changes):
        """Lock the records; return their base fields. Raises ``StoreConflictError`` if one changed since loading."""
        query = self.model.objects.filter(pk__in=[change.old.pk for change in changes]).order_by("pk")
        names = ["pk", "version", "year", *base_fields(self.ledger), *(["head_id"] if self.ledger.head else [])]
        rows = query.select_for_update(of=("self",)).values(*names)
        bases = {row["pk"]: row for row in rows}
        if any(bases.get(change.old.pk, {}).get("version") != change.old.version for change in changes):
            raise StoreConflictError
        return bases

    def _record(self, dataset, change, base, stored):
        sheet, row = dataset.rows[change.index][:2]
        record = self.model(
            pk=change.old.pk,
            organization_id=change.key[0],
            year=base["year"],
            **self.heads.of_line(stored, base),
            **dict(zip(self.ledger.fields, change.values, strict=True)),
            state=LedgerRecord.State.ENTERED,
            return_reason="",
            entered_by=self.by,
            import_batch=self.batch,
            sheet_name=dataset.sheets[sheet]["name"][:100],
            row_number=row,
            version=change.old.version + 1,
            updated_at=self.now,
            **{name: base[name] for name in base_fields(self.ledger) if name not in BASE_FIELDS},
        )
        changed = differences(self.ledger.fields, change.old.values, change.values)
        self.coding.assign(record, changed=changed)
        self.references.assign(record, changed=changed)
        return record

    def end_terms(self, leavers):
        """End the terms of the records ``leavers``, {id: (last day, reason)}; return those that were still in force.

        The ending of a confirmed record waits beside it.
        """
        records = list(_in_force(self.model, leavers))
        beside = [record for record in records if record.state == LedgerRecord.State.CONFIRMED]
        direct = [record for record in records if record.state != LedgerRecord.State.CONFIRMED]
        replaced = end_beside(self.batch, beside, leavers, by=self.by, now=self.now)
        rows = [beside_row(record.pk, record.version, vars(record), replaced) for record in beside]
        rows += [self._end(record, *leavers[record.pk]) for record in direct]
        upsert(self.model, self.ledger, direct)
        self._keep_rows(rows)
        return records

    def _end(self, record, last_day, reason):
        """Set the last day of a record that nobody has confirmed; return the row that undo needs."""
        kept_values = [plain(getattr(record, name)) for name in self.ledger.fields]
        base = {name: getattr(record, name) for name in base_fields(self.ledger)}
        before = snapshot(record, [*TERM_FIELDS, "state"])
        record.until, record.leaving_reason = last_day, reason
        record.state, record.return_reason = LedgerRecord.State.ENTERED, ""
        record.entered_by, record.updated_at = self.by, self.now
        record.version += 1
        changes = between(before, snapshot(record, before))
        audit.record("ledger.record.changed", target=record, by=self.by, changes=changes)
        return [record.pk, record.version, kept_values, base]

    def _keep(self, changes, bases, beside, replaced):
        """Keep what undo needs: rows of id, version afterwards, values before and base fields; or a ``beside_row``."""
        rows = []
        for change in beside:
            rows.append(beside_row(change.old.pk, change.old.version, bases[change.old.pk], replaced))
        for change in changes:
            kept = bases[change.old.pk]
            base = {name: kept[name] for name in [*base_fields(self.ledger), *(["head"] if "head" in kept else [])]}
            values = [plain(value) for value in change.old.values]
            rows.append([change.old.pk, change.old.version + 1, values, base])
        self._keep_rows(rows)

    def _keep_rows(self, rows):
        content = json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=lambda moment: moment.isoformat())
        PreviousValues.objects.create(batch=self.batch, number=self.previous_number, content=content)
        self.previous_number += 1

    def _tell(self, changes, records):
        places = Organization.objects.in_bulk({change.key[0] for change in changes})
        entries = []
        for change, record in zip(changes, records, strict=True):
            record.organization = places[change.key[0]]
            changed = differences(self.ledger.fields, change.old.values, change.values)
            if change.old.state != LedgerRecord.State.ENTERED:
                changed["state"] = [change.old.state, LedgerRecord.State.ENTERED]
            entries.append(audit.entry_for("ledger.record.changed", target=record, by=self.by, changes=changed))
        audit.record_many(entries)


def _in_force(model, ids):
    """Return the records of ``ids`` that have not ended, locked."""
    records = model.objects.filter(pk__in=ids, until__isnull=True).select_for_update(of=("self",))
    return records.select_related("organization").order_by("pk")


def _defaults(model, *, without):
    """Return the default of each field that must have a value, except those of ``without``."""
    fields = [field for field in model._meta.concrete_fields if not field.null and not field.primary_key]
    return {field.attname: field.get_default() for field in fields if field.attname not in without}


def insert_rows(model, columns, rows, constant):
    """Insert ``rows`` of ``columns``, with the same ``constant`` values in each.

    COPY on PostgreSQL, ``executemany`` elsewhere. Raises ``StoreConflictError`` on a taken key.
    """
    connection = connections[router.db_for_write(model)]
    fields = {field.attname: field for field in model._meta.concrete_fields}
    used = [fields[name] for name in [*columns, *constant]]
    tail = [fields[name].get_db_prep_save(value, connection) for name, value in constant.items()]
    write = _copy if connection.vendor == "postgresql" else _execute_many
    try:
        write(connection, model, used, ([*row, *tail] for row in rows))
    except IntegrityError as error:
        raise StoreConflictError from error


def _names(connection, fields):
    return ", ".join(connection.ops.quote_name(field.column) for field in fields)


def _copy(connection, model, fields, rows):
    """Insert by COPY from CSV, which the standard library writes in C.

    Text columns hold no NULL, so an empty field of theirs is an empty text.
    """
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    text.seek(0)
    table, names = connection.ops.quote_name(model._meta.db_table), _names(connection, fields)
    filled = _names(connection, [field for field in fields if not field.null])
    statement = f"COPY {table} ({names}) FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL ({filled}))"
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(statement, text)


def _execute_many(connection, model, fields, rows):
    table, names = connection.ops.quote_name(model._meta.db_table), _names(connection, fields)
    holders = ", ".join(["%s"] * len(fields))
    money = [at for at, field in enumerate(fields) if isinstance(field, models.DecimalField)]
    statement = f"INSERT INTO {table} ({names}) VALUES ({holders})"  # noqa: S608 (names come from the model)
    with connection.cursor() as cursor:
        cursor.executemany(statement, _with_money_as_text(rows, money) if money else rows)


def _with_money_as_text(rows, money):
    for row in rows:
        for at in money:
            row[at] = None if row[at] is None else str(row[at])
        yield row


def upsert(model, ledger, records):
    """Update the columns and base fields of existing records by their id, in one statement per batch."""
    names = [*ledger.own_fields, *(name.removesuffix("_id") for name in base_fields(ledger)), "version"]
    names += ["head"] if ledger.head else []
    model.objects.bulk_create(
        records, update_conflicts=True, unique_fields=["id"], update_fields=names, batch_size=Chunk.SIZE
    )


def undo(batch, *, by):
    """Undo a stored batch; return ``(removed, restored, labels of kept records)``.

    New records are removed and changed ones get their previous values; records changed since are kept.
    """
    model = model_of(batch.ledger)
    removed = _remove_new(batch, model)
    restored, kept_labels = 0, []
    for chunk in batch.previous_values.all():
        restored_in_chunk, touched_labels = _restore_chunk(batch, model, chunk, by=by)
        restored += restored_in_chunk
        kept_labels += touched_labels
    if removed < batch.new_count:
        kept_labels += _still_there(batch, model)
    return removed, restored, kept_labels


def _remove_new(batch, model):
    """Delete the records that the batch made and nobody has changed; return their number."""
    new = model.objects.filter(import_batch=batch, version=1).order_by()
    PendingChange.objects.of(model).filter(batch=batch, record_id__in=new.values("pk")).delete()
    left = set(new.values_list("head", flat=True).distinct()) if batch.ledger.head else ()
    removed, _by_model = new.delete()
    heads.prune(model, left)
    return removed


def _restore_chunk(batch, model, chunk, *, by):
    rows = {row[0]: row for row in chunk.rows if row[2] is not None}
    beside = {row[0]: (row[1], row[4], row[3]) for row in chunk.rows if row[2] is None}
    dropped, touched_beside = undo_beside(batch, beside, by=by) if beside else (0, [])
    current = model.objects.filter(pk__in=rows).select_for_update(of=("self",)).select_related("organization")
    records, entries, touched = [], [], []
    for record in current.order_by("pk"):
        _pk, version, values, base = rows[record.pk]
        if record.version != version:
            touched.append(_label(record))
            continue
        entries.append(_put_back(record, batch.ledger, values, base, by=by))
        records.append(record)
    touched += map(_label, touched_beside)
    missing = len(rows) + len(beside) - len(records) - dropped - len(touched)
    settled = heads.settle(records, is_by_file=lambda line: True) if batch.ledger.head and records else None
    upsert(model, batch.ledger, records)
    if settled:
        settled.prune()
    audit.record_many(entries)
    return len(records) + dropped, touched + [_label(None)] * missing


def _put_back(record, ledger, values, base, *, by):
    """Give ``record`` its previous values and version; return the audit entry for it.

    The version goes back too, because an earlier batch recognises its own records by their version.
    """
    changes = {}
    for name, value in heads.without_newer(record, dict(zip(ledger.fields, values, strict=True)), base).items():
        current = getattr(record, name)
        field = record.field_of(name)
        setattr(record, name, field.to_python(value) if value is not None else None)
        if getattr(record, name) != current:
            changes[name] = [plain(current), value]
    term = snapshot(record, TERM_FIELDS if ledger.tenure == Tenure.REGISTER else ())
    for name in base_fields(ledger):
        field = record._meta.get_field(name.removesuffix("_id"))
        setattr(record, name, field.to_python(base[name]) if base[name] is not None else None)
    changes |= between(term, snapshot(record, term))
    record.version -= 1
    return audit.entry_for("ledger.record.restored", target=record, by=by, changes=changes)


def _still_there(batch, model):
    """Return the labels of records that the batch created and somebody has changed since."""
    stored = set(model.objects.filter(import_batch=batch).values_list("pk", flat=True))
    restored = {row[0] for chunk in batch.previous_values.all() for row in chunk.rows}
    later = PreviousValues.objects.filter(batch__ledger_key=batch.ledger_key, batch__pk__gt=batch.pk)
    stored |= {row[0] for chunk in later for row in chunk.rows if row[3]["import_batch_id"] == batch.pk}
    records = model.objects.filter(pk__in=stored - restored).select_related("organization").order_by("pk")
    return [_label(record) for record in records[:KEYS_AT_ONCE]]


def _label(record):
    return {"label": str(record), "pk": record.pk} if record else {"label": "", "pk": None}
