"""Full lists (名单): a file that names everybody of a register at a place shows who no longer stands in it."""

from datetime import date

from django.db.models import Exists, OuterRef

from ledgers.models import PendingChange
from ledgers.outcomes import ALIKE, CHANGED, LEAVING, NEW, UNCHANGED
from ledgers.resources import StagedDataset, model_of, resource_of


def missing_records(batch):
    """Return the records in force at ``batch.covers`` and below that no row of the file means, by place and key.

    Those whose ending was entered already and waits to be confirmed are left out.
    """
    dataset = StagedDataset.of_batch(batch, (NEW, ALIKE, CHANGED, UNCHANGED, LEAVING))
    return missing_in(batch.ledger, batch.covers, resource_of(batch.ledger)().preview(dataset).matched)


def still_missing(batch, matched):
    """Return {id: (last day, reason)} of the chosen leavers that are still missing; ``matched`` are ids in the file."""
    leavers = {pk: (date.fromisoformat(day), reason) for pk, day, reason in batch.leavers}
    missing = missing_in(batch.ledger, batch.covers, matched)
    return {record.pk: leavers[record.pk] for record in missing if record.pk in leavers}


def missing_in(ledger, place, matched):
    """Return the records of a register in force at ``place`` and below without those of the ids ``matched``."""
    model = model_of(ledger)
    records = model.objects.descendants_of(place, include_self=True)
    records = records.filter(until__isnull=True, organization__valid_to__isnull=True)
    ending = PendingChange.objects.of(model).filter(record_id=OuterRef("pk"), values__has_key="until")
    records = records.exclude(Exists(ending)).select_related("organization")
    return [record for record in records if record.pk not in matched]
