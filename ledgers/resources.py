"""Import through django-import-export, in chunks instead of row by row.

The stock ``import_data_inner`` looks up, compares and saves one row at a time (about
two hundred rows a second on PostgreSQL). ``LedgerResource`` keeps the API (``import_data``, dry runs,
``Result`` totals, hooks before and after) and overrides the loop: existing records come in
chunks by natural key, values are compared as tuples, new rows go in as one COPY or
``executemany`` per chunk, changed ones as an upsert.
"""

import gc
from collections import defaultdict
from contextlib import contextmanager
from decimal import Decimal
from typing import NamedTuple

from django.apps import apps
from django.utils.translation import gettext as _
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import ModelResource, modelresource_factory
from import_export.results import Result, RowResult

from ledgers.declarations import Kind
from ledgers.masking import is_masked, is_masked_kind, masked
from ledgers.near_duplicates import Wording
from ledgers.outcomes import CHANGED, HELD, NEW, UNCHANGED
from ledgers.records import own_key_fields
from ledgers.staged_rows import TEXT_KINDS

KEYS_AT_ONCE = 5000
_TOTALS = {
    NEW: RowResult.IMPORT_TYPE_NEW,
    CHANGED: RowResult.IMPORT_TYPE_UPDATE,
    UNCHANGED: RowResult.IMPORT_TYPE_SKIP,
    HELD: RowResult.IMPORT_TYPE_INVALID,
}


def model_of(ledger):
    return apps.get_model(ledger.model)


def head_fields(ledger):
    """Return the model fields of the natural key that are not columns: place, year, and month of a monthly ledger."""
    return ["organization", "year", *(["period"] if "period" in ledger.natural_key else [])]


def key_fields(ledger):
    """Return the model fields of the natural key, those of ``head_fields`` first."""
    return [*head_fields(ledger), *own_key_fields(ledger)]


@contextmanager
def collecting_later():
    """Turn garbage collection off: with hundreds of thousands of live rows it is slow and frees nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class RowTypes:
    """Convert values as read to values as stored, for the fields of one sheet."""

    def __init__(self, ledger, fields):
        columns = [ledger.column(name) for name in fields]
        self.fields = list(fields)
        self.blanks = ["" if column.kind in TEXT_KINDS else None for column in columns]
        self.money = [at for at, column in enumerate(columns) if column.kind == Kind.MONEY]

    def stored(self, values):
        """Return ``values`` as the database stores them: empty texts instead of None, money as ``Decimal``."""
        row = list(values)
        if None in row:
            row = [blank if value is None else value for value, blank in zip(row, self.blanks, strict=True)]
        for at in self.money:
            if row[at] is not None:
                row[at] = Decimal(row[at])
        return row


class Existing(NamedTuple):
    """The part of a stored record that an import needs; ``values`` follow the ledger's fields."""

    pk: int
    version: int
    state: str
    values: tuple


class Change:
    """A row that changes the record ``old``; ``values`` are those of all the ledger's fields afterwards."""

    __slots__ = ("index", "key", "old", "values")

    def __init__(self, index, key, old, values):
        self.index = index
        self.key = key
        self.old = old
        self.values = values


class StagedDataset:
    """The rows of a batch, used instead of a ``tablib.Dataset``.

    ``rows``: tuples of (sheet, row, organization id, values). ``sheets``: facts of
    each sheet, with ``fields`` and ``context`` (year, period). ``same_as``: {(sheet, row): id of the record}
    of rows that a person declared to be a stored record with other wording.
    """

    def __init__(self, ledger, sheets, rows, same_as=None):
        self.ledger = ledger
        self.same_as = same_as or {}
        self.sheets = sheets
        self.rows = rows
        self.headers = [*key_fields(ledger), *ledger.fields]

    def __len__(self):
        return len(self.rows)

    def __iter__(self):
        for row in self.rows:
            yield list(row[3])

    def place_of(self, index):
        """Return the position of a row in words; the sheet is named only if the file has several."""
        sheet, row = self.rows[index][:2]
        several = sum(1 for facts in self.sheets if not facts["skipped"]) > 1
        if several:
            return _("“%(sheet)s”第 %(row)d 行") % {"sheet": self.sheets[sheet]["name"], "row": row}
        return _("第 %(row)d 行") % {"row": row}


class RecordLoader(BaseInstanceLoader):
    """Load the existing records by natural key, in one query for up to 5,000 places."""

    def load(self, organization_ids, years):
        ledger = self.resource.ledger
        head = ["pk", "version", "state", "organization_id", *key_fields(ledger)[1:]]
        size = len(head)
        query = self.resource.get_queryset().filter(organization__in=organization_ids, year__in=years)
        rows = query.order_by().values_list(*head, *ledger.fields)
        return {row[3:size]: Existing(row[0], row[1], row[2], row[size:]) for row in rows.iterator(5000)}


class LedgerResult(Result):
    """The totals of django-import-export, and the outcome of each row; the dictionaries are by row index."""

    def __init__(self, size=0):
        super().__init__()
        self.kinds = bytearray(size)
        self.changes = {}
        self.alike = {}  # the record that a new row may be, and what it would change there
        self.duplicates = {}
        self.nobody = []  # rows whose masked name fits no stored person, or several

    def settle(self, index, kind):
        self.kinds[index] = ord(kind)

    def count(self):
        for kind, name in _TOTALS.items():
            self.totals[name] = self.kinds.count(ord(kind))

    @property
    def counts(self):
        return {
            "new": self.totals[RowResult.IMPORT_TYPE_NEW],
            "changed": self.totals[RowResult.IMPORT_TYPE_UPDATE],
            "unchanged": self.totals[RowResult.IMPORT_TYPE_SKIP],
            "held_back": self.totals[RowResult.IMPORT_TYPE_INVALID],
        }


class LedgerResource(ModelResource):
    """Base of the resources that ``resource_of`` makes; ``writer`` does the writing (see ``batch_writer``)."""

    ledger = None

    class Meta:
        abstract = True
        use_bulk = True
        skip_unchanged = True
        skip_diff = True
        batch_size = KEYS_AT_ONCE
        instance_loader_class = RecordLoader

    def __init__(self, *, writer=None, **kwargs):
        super().__init__(**kwargs)
        self.writer = writer

    def preview(self, dataset):
        """Return what storing ``dataset`` would do.

        Unlike a dry run, this opens no transaction, which would block other writers on SQLite.
        """
        return self.import_data_inner(dataset, True, True, False, False)

    def import_data_inner(self, dataset, dry_run, raise_errors, using_transactions, collect_failed_rows, **kwargs):
        """Compare all rows, and write them unless ``dry_run``. Errors roll the caller's transaction back."""
        with collecting_later():
            return self._import_all(dataset, dry_run, **kwargs)

    def _import_all(self, dataset, dry_run, **kwargs):
        result = LedgerResult(len(dataset))
        result.total_rows = len(dataset)
        self.before_import(dataset, **kwargs)
        loader = self._meta.instance_loader_class(self, dataset)
        keys = self._keys(dataset, result)
        for group in _by_place(dataset, keys):
            new_rows, changes = self._compare(dataset, loader, group, keys, result, keep=dry_run)
            if not dry_run:
                self.writer.write_new(dataset, new_rows)
                self.writer.write_changed(dataset, changes)
        result.count()
        self.after_import(dataset, result, **kwargs)
        return result

    def _keys(self, dataset, result):
        """Return the natural key of each row; rows with the same key are held back, each naming the other.

        Keys with masked names are not compared: only the stored records tell which person they mean.
        """
        makers = [_KeyMaker(dataset.ledger, facts) for facts in dataset.sheets]
        keys = [makers[row[0]].key(row[2], row[3]) for row in dataset.rows]
        first_index = {}
        for index, key in enumerate(keys):
            if any(map(is_masked, key)):
                continue
            first_row = first_index.setdefault(key, index)
            if first_row != index:
                result.duplicates[index] = first_row
                result.duplicates.setdefault(first_row, index)
        for index in result.duplicates:
            result.settle(index, HELD)
        return keys

    def _compare(self, dataset, loader, group, keys, result, *, keep):
        """Settle the rows of ``group``; return the new and the changed ones."""
        existing = loader.load({keys[index][0] for index in group}, {keys[index][1] for index in group})
        types = [RowTypes(dataset.ledger, facts["fields"]) for facts in dataset.sheets]
        merges = [_Merge(dataset.ledger, facts["fields"]) for facts in dataset.sheets]
        persons = _Persons(dataset.ledger, existing)
        file_keys = {keys[index] for index in group}
        by_id = (
            {record.pk: record for key, record in existing.items() if key not in file_keys} if dataset.same_as else {}
        )
        new_rows, changes = [], []
        for index in group:
            if index in result.duplicates:
                continue
            sheet = dataset.rows[index][0]
            stored = types[sheet].stored(dataset.rows[index][3])
            key, record = keys[index], existing.get(keys[index])
            if record is None and any(map(is_masked, key)):
                key, record = persons.behind(key, lambda candidate: merges[sheet].over(candidate.values, stored))  # noqa: B023
                if record is None:
                    result.settle(index, HELD)
                    result.nobody.append(index)
                    continue
            if record is None:
                record = by_id.get(dataset.same_as.get(dataset.rows[index][:2]))
            if record is None:
                result.settle(index, NEW)
                new_rows.append((index, key, merges[sheet].full(stored)))
                continue
            values = merges[sheet].over(record.values, stored)
            if tuple(values) == record.values:
                result.settle(index, UNCHANGED)
                continue
            result.settle(index, CHANGED)
            changes.append(Change(index, key, record, values))
            if keep:
                result.changes[index] = differences(dataset.ledger.fields, record.values, values)
        if keep:
            self._find_alike(dataset, existing, new_rows, file_keys, changes, result)
        return new_rows, changes

    def _find_alike(self, dataset, existing, new_rows, file_keys, changes, result):
        """Note new rows that may be one of the stored records that no row of the file means."""
        used = {change.old.pk for change in changes}
        left_over = [key for key, record in existing.items() if key not in file_keys and record.pk not in used]
        rows = {key: (index, values) for index, key, values in new_rows}
        wording = Wording(dataset.ledger, len(key_fields(dataset.ledger)))
        for key, old_key in wording.pairs(rows, left_over).items():
            index, values = rows[key]
            record = existing[old_key]
            result.alike[index] = (record.pk, differences(dataset.ledger.fields, record.values, tuple(values)))


def differences(fields, before, after):
    """``{field: [before, after]}`` of the values that differ, as plain JSON data."""
    pairs = zip(fields, before, after, strict=True)
    return {
        name: [plain(old_value), plain(new_value)] for name, old_value, new_value in pairs if old_value != new_value
    }


def plain(value):
    """A stored value as JSON takes it: money as text."""
    return str(value) if isinstance(value, Decimal) else value


class _KeyMaker:
    """Make the natural keys of the rows of one sheet: (organization id, year, …)."""

    def __init__(self, ledger, facts):
        self.year = facts["context"]["year"]
        self.rest = []
        for name in key_fields(ledger)[2:]:
            if name == "period":
                self.rest.append((None, facts["context"]["period"] or ""))
            elif name in facts["fields"]:
                self.rest.append((facts["fields"].index(name), ""))
            else:
                self.rest.append((None, ""))

    def key(self, organization, values):
        own = (blank if at is None or values[at] is None else values[at] for at, blank in self.rest)
        return (organization, self.year, *own)


class _Merge:
    """Merge the values of a sheet's fields into the values of all fields of the ledger."""

    def __init__(self, ledger, fields):
        self.at = [list(ledger.fields).index(name) for name in fields]
        self.same = list(fields) == list(ledger.fields)
        self.blanks = RowTypes(ledger, ledger.fields).blanks
        self.personal = [at for at, column in enumerate(ledger.stored_columns) if is_masked_kind(column)]

    def full(self, values):
        """Return the values of a new record; fields without a column in the sheet stay empty."""
        return self.over(self.blanks, values)

    def over(self, old, values):
        """Return the values of ``old`` updated from the sheet; missing columns and masked values keep the old ones."""
        if self.same:
            merged = list(values)
        else:
            merged = list(old)
            for at, value in zip(self.at, values, strict=True):
                merged[at] = value
        for at in self.personal:
            if is_masked(merged[at]):
                merged[at] = old[at]
        return merged


class _Persons:
    """Find stored records by keys with masked names, for rows from an export of another unit."""

    def __init__(self, ledger, existing):
        own = [ledger.column(name) for name in own_key_fields(ledger)]
        start = len(key_fields(ledger)) - len(own)
        self.names = {at: column for at, column in enumerate(own, start) if is_masked_kind(column)}
        self.existing = existing
        self.by_masked_key = None

    def behind(self, key, merge):
        """Return (key, record) of the person that the masked ``key`` means, or (key, None); each record only once.

        Of several persons, choose the one whose record the rest of the row (``merge``) would not change.
        """
        if self.by_masked_key is None:
            self._index()
        candidates = self.by_masked_key[key]
        unchanged = [candidate for candidate in candidates if tuple(merge(candidate[1])) == candidate[1].values]
        if not unchanged and len(candidates) != 1:
            return key, None
        person = (unchanged or candidates)[0]
        candidates.remove(person)
        return person

    def _index(self):
        self.by_masked_key = defaultdict(list)
        for key, record in self.existing.items():
            hidden = (masked(self.names[at], part) if at in self.names else part for at, part in enumerate(key))
            self.by_masked_key[tuple(hidden)].append((key, record))


def _by_place(dataset, keys):
    """Yield row indexes in groups of about 5,000; rows of one place stay in one group, so it is loaded once."""
    order = sorted(range(len(dataset)), key=lambda index: keys[index][0])
    group = []
    for index in order:
        if len(group) >= KEYS_AT_ONCE and keys[index][0] != keys[group[-1]][0]:
            yield group
            group = []
        group.append(index)
    if group:
        yield group


def resource_of(ledger):
    """Return the resource class of ``ledger``."""
    base = type(f"{ledger.key.title()}Base", (LedgerResource,), {"ledger": ledger})
    return modelresource_factory(model_of(ledger), resource_class=base)
