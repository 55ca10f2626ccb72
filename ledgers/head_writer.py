"""Write the heads of the lines of a batch. In ledgers without heads nothing happens.

Everything here runs inside one transaction of its caller, which holds ``LedgerLock``.
"""

from copy import copy

from audit import actions as audit
from ledgers import heads
from ledgers.models import Chunk, PendingChange
from ledgers.records import own_key_fields
from ledgers.resources import model_of, plain


class HeadWriter:
    """The heads of one batch. ``places``: (unit, year) of all lines of heads that were changed."""

    def __init__(self, batch, *, by, now):
        self.batch, self.by, self.now = batch, by, now
        self.ledger, self.model = batch.ledger, model_of(batch.ledger)
        self.head_at = [(at, name) for at, name in enumerate(self.ledger.fields) if name in self.ledger.head_fields]
        self.places = set()

    # Changed lines

    def load(self, bases):
        """Return {id: head} of locked lines, ``bases`` being their values by id; these note the version of the head."""
        if not self.ledger.head:
            return {}
        stored = heads.head_model(self.model).objects.in_bulk({base["head_id"] for base in bases.values()})
        for base in bases.values():
            base["head"] = [stored[base["head_id"]].version]
        return stored

    @staticmethod
    def of_line(stored, base):
        """Return the arguments that give a line, built from its ``base``, a copy of its head."""
        return {"head": copy(stored[base["head_id"]])} if stored else {}

    def settle(self, lines, bases):
        """Write the heads of changed ``lines`` and note their versions afterwards; return the ``heads.Settled``."""
        if not (self.ledger.head and lines):
            return heads.Settled(None)
        settled = heads.settle(lines, is_by_file=lambda line: True)
        for line in lines:
            bases[line.pk]["head"].append(line.head.version)
        self.places |= settled.places()
        return settled

    # New lines

    def find_or_make(self, rows):
        """Return the heads of new ``rows`` of (index, key, values); none in ledgers without heads."""
        if not (self.ledger.head and rows):
            return []
        places = heads.head_places(self.ledger, {key[0] for _index, key, _values in rows})
        wanted = [(places[key[0]], self._head_values(values)) for _index, key, values in rows]
        return heads.Heads(self.ledger).find_or_make(wanted)

    def _head_values(self, values):
        return {name: values[at] for at, name in self.head_at}

    def let_rest_wait(self, dataset, rows, found):
        """Let what new ``rows`` say otherwise about heads that existed already wait beside their stored lines."""
        if not found:
            return
        rest = {}
        for (index, key, values), head in zip(rows, found, strict=True):
            changes = heads.rest_of(head, self._head_values(values))
            if changes:
                own = dict(zip(self.ledger.fields, values, strict=True))
                rest[key[0], head.pk, *(own[name] for name in self._line_key())] = index, changes
        if not rest:
            return
        new = self.model.objects.filter(import_batch=self.batch, version=1, head__in={place[1] for place in rest})
        changes, entries = [], []
        for line in new.select_related("organization"):
            place = line.organization_id, line.head_id, *(getattr(line, name) for name in self._line_key())
            if place in rest:
                changes.append(self._change(dataset, line, *rest[place]))
                entries.append(changes[-1].entry("ledger.change.entered", line, by=self.by))
        PendingChange.objects.bulk_create(changes, batch_size=Chunk.SIZE)
        audit.record_many(entries)

    def _line_key(self):
        return [name for name in own_key_fields(self.ledger) if name in self.ledger.own_fields]

    def _change(self, dataset, line, index, changes):
        sheet, row = dataset.rows[index][:2]
        return PendingChange(
            ledger_key=self.ledger.key,
            record_id=line.pk,
            organization=line.organization,
            values={name: plain(value) for name, value in changes.items()},
            base_version=line.version,
            by=self.by,
            at=self.now,
            batch=self.batch,
            sheet_name=dataset.sheets[sheet]["name"][:100],
            row_number=row,
        )
