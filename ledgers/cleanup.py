"""Delete the data that only an undo needs, 30 days after the import."""

from datetime import timedelta

from django.db.models import Q

from ledgers.confirmations import TAKE_BACK_HOURS
from ledgers.models import UNDO_DAYS, Confirmation, DeletedRecord, ImportBatch, PreviousValues, StagedChunk

State = ImportBatch.State


def over_q(moment):
    """Return a ``Q`` for the batches that ended before ``moment`` and cannot be continued."""
    stored = Q(state=State.STORED, stored_at__lt=moment)
    undone = Q(state=State.UNDONE, undone_at__lt=moment)
    return stored | undone | Q(state__in=[State.REFUSED, State.DISCARDED], uploaded_at__lt=moment)


def purge(*, now):
    """Delete staged rows and previous values of batches that are over, and records deleted long ago.

    Confirmations that can no longer be taken back are forgotten too. Counts, file and history stay. Returns the number
    of deleted database rows.
    """
    moment = now - timedelta(days=UNDO_DAYS)
    over = ImportBatch.objects.filter(over_q(moment)).order_by()
    gone = [
        StagedChunk.objects.filter(batch__in=over).delete()[0],
        PreviousValues.objects.filter(batch__in=over).delete()[0],
        DeletedRecord.objects.filter(deleted_at__lt=moment).delete()[0],
        Confirmation.objects.filter(at__lt=now - timedelta(hours=TAKE_BACK_HOURS)).delete()[0],
    ]
    return sum(gone)
