"""Find the stored record that a row of a file means, and what the row makes of its values."""

from collections import defaultdict
from typing import NamedTuple

from ledgers.masking import is_masked, is_masked_kind, masked
from ledgers.records import key_fields, own_key_fields
from ledgers.row_types import RowTypes
from ledgers.terms import Terms


class _Match(NamedTuple):
    """What a row means.

    ``record``: the stored record (``resources.Existing``), None for a new one. ``resembled``: the record of an earlier
    case that a new row may mean. ``values``: those of all fields after storing the row.
    """

    key: tuple
    record: object
    resembled: object
    values: list


class Matcher:
    """Find the stored records that the rows of a dataset mean; ``file_keys`` are the keys of all its rows."""

    def __init__(self, dataset, existing, file_keys):
        self.dataset = dataset
        self.existing = existing
        self.types = [RowTypes(dataset.ledger, facts["fields"]) for facts in dataset.sheets]
        self.merges = [_Merge(dataset.ledger, facts["fields"]) for facts in dataset.sheets]
        self.persons = _Persons(dataset.ledger, existing)
        self.terms = Terms(dataset.ledger)
        others = (record for key, record in existing.items() if key not in file_keys)
        self.by_id = {record.pk: record for record in others} if dataset.same_as else {}

    def match(self, index, key):
        """Return the ``_Match`` of a row; None if its masked name fits no stored person, or several."""
        sheet, row, _organization, values = self.dataset.rows[index]
        stored, merge = self.types[sheet].stored(values), self.merges[sheet]
        record, resembled = self.existing.get(key), None
        if record is None and any(map(is_masked, key)):
            key, record = self.persons.behind(key, lambda candidate: merge.over(candidate.values, stored))
            if record is None:
                return None
        if record is not None:
            record, resembled = self.terms.meant(record, self.dataset.since(index))
        if record is None:
            chosen = self.dataset.same_as.get((sheet, row))
            record = resembled if resembled and resembled.pk == chosen else self.by_id.get(chosen)
        merged = merge.full(stored) if record is None else merge.over(record.values, stored)
        return _Match(key, record, resembled, merged)


class KeyMaker:
    """Make the natural keys of the rows of one sheet, in the order of ``key_fields``."""

    def __init__(self, ledger, facts):
        self.has_year = "year" in key_fields(ledger)
        self.rest = []
        for name in key_fields(ledger)[2 if self.has_year else 1 :]:
            if name == "period":
                self.rest.append((None, facts["context"]["period"] or ""))
            elif name in facts["fields"]:
                self.rest.append((facts["fields"].index(name), ""))
            else:
                self.rest.append((None, ""))

    def key(self, organization, year, values):
        own = (blank if at is None or values[at] is None else values[at] for at, blank in self.rest)
        return (organization, year, *own) if self.has_year else (organization, *own)


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
