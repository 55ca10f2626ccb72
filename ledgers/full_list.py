"""Full lists (名单): a file that names everybody of a register at a place shows who no longer stands in it."""

from datetime import date

from django.db.models import Exists, OuterRef

from ledgers.models import PendingChange
from ledgers.outcomes import ALIKE, CHANGED, LEAVING, NEW, UNCHANGED
from ledgers.resources import StagedDataset, model_of, resource_of
from organizations import tree
from organizations.models import Organization

NAMED = (NEW, ALIKE, CHANGED, UNCHANGED, LEAVING)  # outcomes of rows that mean a record at a known place


def proposed_place(batch):
    """Return the unit whose full list the file seems to be: the place it was read within, or the township or village
    that all its rows belong to. ``None`` for rows of several townships, which may be some of a county or all.
    """
    if batch.within:
        return batch.within
    ids = {row[2] for outcome, row in batch.staged_rows() if outcome in NAMED}
    paths = Organization.objects.filter(pk__in=ids).values_list("path", flat=True)
    shared = [{*tree.ancestor_paths(path), path} for path in paths]
    common = set.intersection(*shared) if shared else ()
    unit = Organization.objects.filter(path__in=common).order_by("-path").first()
    return unit if unit and unit.level in (Organization.Level.TOWNSHIP, Organization.Level.VILLAGE) else None


def missing_records(batch):
    """Return the records in force at ``batch.covers`` and below that no row of the file means, by place and key.

    Those whose ending was entered already and waits to be confirmed are left out.
    """
    dataset = StagedDataset.of_batch(batch, NAMED)
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
