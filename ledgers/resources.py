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
from functools import cached_property
from typing import NamedTuple

from django.apps import apps
from django.db.models import BigIntegerField, DateField, F, Value
from django.utils.translation import gettext as _
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import ModelResource, modelresource_factory
from import_export.results import Result, RowResult

from ledgers.declarations import Tenure
from ledgers.head_rows import contradictions
from ledgers.masking import is_masked
from ledgers.matching import KeyMaker, Matcher
from ledgers.near_duplicates import Wording
from ledgers.newest_values import NewestValues
from ledgers.outcomes import CHANGED, HELD, LEAVING, NEW, UNCHANGED
from ledgers.records import LedgerRecord, key_fields
from ledgers.references import References
from ledgers.repeated_rows import repetition
from ledgers.single_posts import settle_second_holders
from ledgers.terms import Terms, opens_after

KEYS_AT_ONCE = 5000
_TOTALS = {
    NEW: RowResult.IMPORT_TYPE_NEW,
    CHANGED: RowResult.IMPORT_TYPE_UPDATE,
    UNCHANGED: RowResult.IMPORT_TYPE_SKIP,
    HELD: RowResult.IMPORT_TYPE_INVALID,
}


def model_of(ledger):
    return apps.get_model(ledger.model)


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


class Existing(NamedTuple):
    """The part of a stored record that an import needs.

    ``values`` are the newest, in the order of the ledger's fields; ``counted`` are those that count while a change
    waits. ``is_moved``: that change also moves the record to another place, year or month. ``until`` is the last day
    waits. ``is_moved``: that change also moves the record to another place, year or month. ``until`` is the last day
    of a row of a register that has ended, else empty; ``waiting_until`` is the one of the change. ``earlier`` is the
    record of the same natural key before this one (see ``terms``). ``shares_head``: its head has confirmed lines.
    """

    pk: int
    version: int
    state: str
    until: str
    values: tuple
    counted: tuple
    is_moved: bool
    waiting_until: str = ""
    shares_head: bool = False
    earlier: "Existing | None" = None

    @property
    def has_change(self):
        """Whether a change waits beside the record."""
        return self.is_moved or self.values != self.counted


class Change:
    """A row that changes the record ``old``; ``values`` are those of all the ledger's fields afterwards.

    It waits beside the record if that is confirmed, or if it changes a head with confirmed lines.
    """

    __slots__ = ("index", "key", "old", "values", "waits")

    def __init__(self, index, key, old, values, head_at):
        self.index = index
        self.key = key
        self.old = old
        self.values = values
        changes_head = old.shares_head and any(values[at] != old.counted[at] for at in head_at)
        self.waits = old.state == LedgerRecord.State.CONFIRMED or old.has_change or changes_head


class StagedDataset:
    """The rows of a batch, used instead of a ``tablib.Dataset``.

    ``rows``: tuples of (sheet, row, organization id, values). ``sheets``: facts of
    each sheet, with ``fields`` and ``context`` (year, period). ``same_as``: {(sheet, row): id of the record}
    of rows that a person declared to be a stored record with other wording. ``leaving``: {(sheet, row): (last day,
    code of the reason)} of rows that leave their register. ``holders``: the answers about posts that somebody holds
    already (``ImportBatch.decided_holders``).
    """

    def __init__(self, ledger, sheets, rows, same_as=None, leaving=None, holders=None):
        self.ledger = ledger
        self.holders = holders or {}
        self.same_as = same_as or {}
        self.leaving = leaving or {}
        self.sheets = sheets
        self.since_at = [_position(ledger.since, facts["fields"]) for facts in sheets]
        self.rows = rows
        self.headers = [*key_fields(ledger), *ledger.fields]

    @classmethod
    def of_batch(cls, batch, outcomes):
        """Return the staged rows of ``batch`` with one of the ``outcomes``."""
        with collecting_later():
            staged = [(outcome, row) for outcome, row in batch.staged_rows() if outcome in outcomes]
            rows = [tuple(row[:4]) for _outcome, row in staged]
            leaving = {tuple(row[:2]): tuple(row[4]) for outcome, row in staged if outcome == LEAVING}
        return cls(batch.ledger, batch.summary["sheets"], rows, batch.same_records, leaving, batch.decided_holders)

    def since(self, index):
        """Return the first day in a row (``Ledger.since``), "" if it is blank or has no column."""
        sheet, _row, _organization, values = self.rows[index]
        at = self.since_at[sheet]
        return values[at] or "" if at is not None else ""

    def value(self, index, name):
        """Return the cell of a row in the column ``name``, "" if it is blank or the sheet has no such column."""
        sheet, _row, _organization, values = self.rows[index]
        at = _position(name, self.sheets[sheet]["fields"])
        return "" if at is None or values[at] is None else values[at]

    def named(self, index):
        """Return the place of a row, its values by field and its year."""
        sheet, _row, organization, values = self.rows[index]
        return organization, dict(zip(self.sheets[sheet]["fields"], values, strict=True)), self.years[index]

    def fill(self, index, name, value):
        """Give the cell of a row in the column ``name`` another value, if the sheet has that column."""
        sheet, row, organization, values = self.rows[index]
        at = _position(name, self.sheets[sheet]["fields"])
        if at is not None and not is_masked(values[at]):
            self.rows[index] = sheet, row, organization, (*values[:at], value, *values[at + 1 :])

    @cached_property
    def years(self):
        """The year of each row: of an event the year of its day, else that of its sheet."""
        years = [facts["context"]["year"] for facts in self.sheets]
        if self.ledger.tenure != Tenure.EVENT:
            return [years[row[0]] for row in self.rows]
        year_of = self.ledger.year_of
        return [year_of(self.since(index), default=years[row[0]]) for index, row in enumerate(self.rows)]

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


def _position(name, fields):
    return list(fields).index(name) if name in fields else None


class RecordLoader(BaseInstanceLoader):
    """Load the existing records by natural key, in one query for up to 5,000 places and one for their changes."""

    def load(self, organization_ids, years, file_keys):
        """Return {natural key: the newest record}; ``years`` count only where the year is in the key."""
        ledger = self.resource.ledger
        fields = key_fields(ledger)
        query = self.resource.get_queryset().filter(organization__in=organization_ids).order_by("pk")
        if "year" in fields:
            query = query.filter(year__in=years).order_by()
        until = F("until") if ledger.tenure == Tenure.REGISTER else Value(None, DateField())
        head = F("head_id") if ledger.head else Value(None, BigIntegerField())
        names = ["organization_id", *map(ledger.lookup, (*fields[1:], *ledger.fields))]
        rows = list(query.values_list(until, head, "pk", "version", "state", *names).iterator(5000))
        size = 5 + len(fields)
        newest = NewestValues(model_of(ledger), organization_ids)
        confirmed_heads = _confirmed_heads(ledger, {row[1] for row in rows})
        records, several = {}, defaultdict(list)
        for row in rows:
            pk, key, until, values = row[2], row[5:size], row[0].isoformat() if row[0] else "", row[size:]
            waiting_until = newest.changes.get(pk, {}).get("until") or ""
            shares_head = row[1] in confirmed_heads
            stored = newest.of(pk, values), values, newest.is_moved(pk), waiting_until, shares_head
            record = Existing(*row[2:5], until, *stored)
            if records.setdefault(key, record) is not record:
                several[key].append(record)
        terms = Terms(ledger)
        records |= {key: terms.newest([records[key], *others]) for key, others in several.items()}
        return newest.renamed(records, file_keys)


def _confirmed_heads(ledger, ids):
    """Return those of the heads ``ids`` that have confirmed lines."""
    if not ledger.head or not ids:
        return frozenset()
    lines = model_of(ledger).objects.confirmed().filter(head__in=ids).order_by()
    return set(lines.values_list("head", flat=True).distinct())


class LedgerResult(Result):
    """The totals of django-import-export, and the outcome of each row; the dictionaries are by row index."""

    def __init__(self, size=0, fields=()):
        super().__init__()
        self.fields = fields
        self.kinds = bytearray(size)
        self.changes = {}
        self.alike = {}  # the record that a new row may be, and what it would change there
        self.duplicates = {}
        self.repeated = {}  # rows that another sheet has too: the row that counts
        self.unresolved = {}  # rows with a text that names no single record: (column, references.SEVERAL or None)
        self.contradictions = {}  # rows that say of their head something else than another row: (other row, field)
        self.nobody = []  # rows whose masked name fits no stored person, or several
        self.matched = set()  # ids of the stored records that a row means
        self.leaving = {}  # rows that leave their register: (id of the record, last day, code of the reason)
        self.not_in_force = []  # rows that leave a register in which they do not stand
        self.begun_later = {}  # rows that leave a register before their first day, with that day
        self.second_holders = {}  # new rows whose post the record of this id holds already
        self.replaced = {}  # new rows that take over a post: [(id of the former record, last day, code of the reason)]
        self.ended = {}  # rows about a record of a register that has ended, with its last day
        # Changed rows about confirmed records: they wait beside these, or equal them and only withdraw what waits.
        self.beside = {"waiting": 0, "withdrawn": 0}

    def note_alike(self, index, record, values):
        """Note that a new row with ``values`` may be the stored ``record``."""
        self.alike[index] = (record.pk, differences(self.fields, record.values, tuple(values)))

    def settle_stored(self, index, match):
        """Settle a row about a stored record; return whether the record is to be changed."""
        unchanged = tuple(match.values) == match.record.values and not match.record.is_moved
        self.matched.add(match.record.pk)
        if match.record.until:
            self.ended[index] = match.record.until
        self.settle(index, UNCHANGED if unchanged else HELD if match.record.until else CHANGED)
        return not unchanged and not match.record.until

    def settle_leaving(self, index, record, leaving, *, since):
        """Settle a row that ends the term of ``record``, which began on ``since``; ``leaving`` as in the dataset."""
        day, reason = leaving
        if record is None:
            self.settle(index, HELD)
            self.not_in_force.append(index)
            return
        self.matched.add(record.pk)
        if day in (record.until, record.waiting_until):
            self.settle(index, UNCHANGED)
        elif record.until:
            self.settle(index, HELD)
            self.ended[index] = record.until
        elif opens_after(since, day):
            self.settle(index, HELD)
            self.begun_later[index] = since
        else:
            self.settle(index, LEAVING)
            self.leaving[index] = (record.pk, day, reason)

    def hold_second(self, index, holder):
        """Hold back a new row whose post the record ``holder`` (its id) holds already."""
        self.settle(index, HELD)
        self.second_holders[index] = holder

    def settle(self, index, kind):
        self.kinds[index] = ord(kind)

    def count_beside(self, change):
        """Count a change that waits beside its record."""
        if change.waits:
            self.beside["withdrawn" if change.values == change.old.counted else "waiting"] += 1

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
        } | ({"leaving": len(self.leaving)} if self.leaving else {})


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
        self.head_at = [list(self.ledger.fields).index(name) for name in self.ledger.head_fields]

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
        result = LedgerResult(len(dataset), dataset.ledger.fields)
        result.total_rows = len(dataset)
        self.before_import(dataset, **kwargs)
        result.contradictions = contradictions(dataset)
        for index in result.contradictions:
            result.settle(index, HELD)
        loader = self._meta.instance_loader_class(self, dataset)
        keys = self._keys(dataset, result)
        for group in _by_place(dataset, keys):
            new_rows, changes = self._compare(dataset, loader, group, keys, result, keep=dry_run)
            if not dry_run:
                self.writer.write_changed(dataset, changes)  # first, as new lines take the newest values of their heads
                self.writer.write_new(dataset, new_rows)
        result.count()
        self.after_import(dataset, result, **kwargs)
        return result

    def _keys(self, dataset, result):
        """Return the natural key of each row; rows with the same key are held back, each naming the other.

        A row that another sheet has too, such as one of all townships together (汇总), is taken once. Keys with masked
        names are not compared: only the stored records tell which person they mean.
        """
        makers = [KeyMaker(dataset.ledger, facts) for facts in dataset.sheets]
        keys = [makers[row[0]].key(row[2], year, row[3]) for row, year in zip(dataset.rows, dataset.years, strict=True)]
        first_index = {}
        for index, key in enumerate(keys):
            if any(map(is_masked, key)) or index in result.contradictions:
                continue
            first_row = first_index.setdefault(key, index)
            if first_row == index:
                continue
            repeated = None if first_row in result.duplicates else repetition(dataset, first_row, index)
            if repeated is None:
                result.duplicates[index] = first_row
                result.duplicates.setdefault(first_row, index)
            else:
                kept = first_index[key] = index if repeated == first_row else first_row
                result.repeated[repeated] = kept
                result.settle(repeated, UNCHANGED)
        for index in result.duplicates:
            result.settle(index, HELD)
        return keys

    def _compare(self, dataset, loader, group, keys, result, *, keep):
        """Settle the rows of ``group``; return the new and the changed ones."""
        file_keys = {keys[index] for index in group}
        years = {dataset.years[index] for index in group}
        existing = loader.load({keys[index][0] for index in group}, years, file_keys)
        self._find_named(dataset, group, keys, result)
        matcher = Matcher(dataset, existing, file_keys)
        new_rows, changes = [], []
        for index in group:
            if result.kinds[index]:
                continue
            match = matcher.match(index, keys[index])
            if match is None:
                result.settle(index, HELD)
                result.nobody.append(index)
            elif leaving := dataset.leaving.get(dataset.rows[index][:2]):
                since = dataset.since(index) or (matcher.terms.opening(match.record.values) if match.record else "")
                result.settle_leaving(index, match.record, leaving, since=since)
            elif match.record is None:
                result.settle(index, NEW)
                new_rows.append((index, match.key, match.values))
                if match.resembled:
                    result.note_alike(index, match.resembled, match.values)
            elif result.settle_stored(index, match):
                changes.append(Change(index, match.key, match.record, tuple(match.values), self.head_at))
                result.count_beside(changes[-1])
                if keep:
                    result.changes[index] = differences(dataset.ledger.fields, match.record.values, match.values)
        new_rows = settle_second_holders(dataset, existing, new_rows, result)
        if keep:
            self._find_alike(dataset, existing, new_rows, file_keys, changes, result)
        return new_rows, changes

    def _find_named(self, dataset, group, keys, result):
        """Load the records of other ledgers that the rows of ``group`` may name; hold back who names no single one."""
        references = References(dataset.ledger)
        if not references.columns:
            return
        references.load({keys[index][0] for index in group})
        if self.writer:
            self.writer.references = references
        for index in group:
            problem = references.problem(*dataset.named(index))
            if problem and not result.kinds[index]:
                result.settle(index, HELD)
                result.unresolved[index] = problem

    def _find_alike(self, dataset, existing, new_rows, file_keys, changes, result):
        """Note new rows that may be one of the stored records that no row of the file means."""
        used = {change.old.pk for change in changes}
        left_over = [
            key
            for key, record in existing.items()
            if key not in file_keys and record.pk not in used and not record.until
        ]
        rows = {key: (index, values) for index, key, values in new_rows}
        wording = Wording(dataset.ledger, len(key_fields(dataset.ledger)))
        for key, old_key in wording.pairs(rows, left_over).items():
            index, values = rows[key]
            if not Terms(dataset.ledger).is_another(dataset.since(index), existing[old_key]):
                result.note_alike(index, existing[old_key], values)


def differences(fields, before, after):
    """``{field: [before, after]}`` of the values that differ, as plain JSON data."""
    pairs = zip(fields, before, after, strict=True)
    return {
        name: [plain(old_value), plain(new_value)] for name, old_value, new_value in pairs if old_value != new_value
    }


def plain(value):
    """A stored value as JSON takes it: money as text."""
    return str(value) if isinstance(value, Decimal) else value


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
