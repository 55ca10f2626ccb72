"""Doubts in spite of which a person took rows as they stand, as the batches and the records remember them.

``ImportBatch.accepted`` lists them: {sheet, row, reason, message, by (id), name, at}. A record knows its batch,
sheet and row; so long as its values still raise the doubt, its page and its exports show who accepted it.
"""

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from ledgers.models import ImportBatch
from ledgers.reading import rules

LONGEST_SHEET_NAME = 100  # as records keep it
SOURCE_FIELDS = ("import_batch_id", "sheet_name", "row_number")


def by_row(batch):
    """Return {(sheet, row): reasons} for reading the file of ``batch`` again."""
    found = {}
    for doubt in batch.accepted:
        found.setdefault((doubt["sheet"], doubt["row"]), set()).add(doubt["reason"])
    return found


def of_record(record):
    """Return the accepted doubts of ``record`` that its values still raise, each with ``at`` as a moment."""
    if not (record.import_batch and record.import_batch.accepted):
        return []
    ledger = record.ledger()
    values = {name: getattr(record, name) for name in ledger.fields}
    return _still_raised(record.import_batch.accepted, record.sheet_name, record.row_number, ledger, values)


def _still_raised(doubts, sheet, row, ledger, values):
    own = [doubt for doubt in doubts if (doubt["sheet"][:LONGEST_SHEET_NAME], doubt["row"]) == (sheet, row)]
    raised = rules.doubts_about(ledger, values) if own else ()
    return [doubt | {"at": parse_datetime(doubt["at"])} for doubt in own if doubt["reason"] in raised]


class OfLedger:
    """The accepted doubts of all records of one ledger, for exports; the batches are asked once."""

    def __init__(self, ledger):
        self.ledger = ledger
        batches = ImportBatch.objects.filter(ledger_key=ledger.key).exclude(accepted=[])
        self.doubts = dict(batches.values_list("pk", "accepted").order_by())

    def __bool__(self):
        return bool(self.doubts)

    def text(self, batch_id, sheet, row, values):
        """Return what was accepted about a record, by whom and when; empty for most records.

        ``batch_id``, ``sheet`` and ``row`` are its ``SOURCE_FIELDS``, ``values`` its values by field.
        """
        found = _still_raised(self.doubts.get(batch_id, ()), sheet, row, self.ledger, values)
        sentence = _("%(message)s（%(name)s于 %(day)s 按原样接受）")
        return "；".join(sentence % (doubt | {"day": f"{doubt['at']:%Y-%m-%d}"}) for doubt in found)
