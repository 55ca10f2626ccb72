"""Import a file that was read already, without a preview page and without a worker: for the command."""

from django.db import transaction
from django.utils import timezone

from ledgers import declarations, full_list
from ledgers.actions import rights
from ledgers.actions.batches import check_mode, open_batch
from ledgers.actions.corrections import accept_at_once
from ledgers.actions.full_list import choose_leavers, declare_full_list
from ledgers.actions.staging import stage_rows
from ledgers.actions.storing import store_rows
from ledgers.models import ImportBatch


def import_at_once(
    prepared, *, data, file_name, by, within, asked_key, year, mode, covers=None, last_day=None, reason=""
):
    """Open, stage and store in one transaction; ``by`` accepts the doubtful rows that ``prepared`` takes as they stand.

    With ``covers`` the file is the full list of this unit. With ``last_day`` too everybody who is missing in it leaves
    on that day for ``reason``; without, nobody leaves.
    """
    rights.check_open(by, declarations.get(prepared.staged.ledger_key))
    with transaction.atomic():
        batch = open_batch(data=data, file_name=file_name, by=by, asked_key=asked_key, year=year, within=within)
        stage_rows(batch, prepared)
        accept_at_once(batch, prepared.staged.accepted, by=by, now=timezone.now())
        check_mode(batch, mode)
        if covers:
            batch = declare_full_list(batch, place=covers, by=by)
        if last_day:
            leavers = {record.pk: (last_day, reason) for record in full_list.missing_records(batch)}
            batch = choose_leavers(batch, leavers=leavers, by=by)
        batch.mode = mode
        batch.state = ImportBatch.State.STORING
        batch.save()
        return store_rows(batch, now=timezone.now())
