"""What a worker does with a batch: claim it, read or store or undo, and let it go.

The batch's row decides everything. A message may come twice, late or never: a worker claims
by one conditional UPDATE, and it writes to the batch only through ``_claimed``, the row while the
claim holds. The work itself is one transaction, so a killed worker leaves nothing behind.

A file that kills its readers is refused after ``MAX_ATTEMPTS``. A confirmed import is not: a person was
told that it will be stored, so it waits for as long as workers die or the database is away.
"""

import logging
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from audit.context import origin
from files.errors import FileError
from ledgers import accepted_doubts, actions, declarations
from ledgers.actions import rights
from ledgers.batch_writer import StoreConflictError
from ledgers.models import MAX_ATTEMPTS, ImportBatch, in_hand_q
from ledgers.preview import prepare
from ledgers.reading import LISTS_PERSONS

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
RENEW_EVERY = timedelta(seconds=5)
State = ImportBatch.State


class ClaimLostError(Exception):
    """Another worker took the batch over after our lease had run out."""


def work_on(batch_pk):
    """Do the next step of a batch; True when it should be woken again at once."""
    now = timezone.now()
    token = claim(batch_pk, now=now)
    if token is None:
        return False
    batch = ImportBatch.objects.select_related("organization", "uploaded_by__organization", "within").get(pk=batch_pk)
    if batch.state == State.UPLOADED and batch.attempts > MAX_ATTEMPTS:
        _give_up(batch, token)
        return False
    with origin(source="import", reference=str(batch.pk)):
        return _attempt(batch, token)


def claim(batch_pk, *, now):
    """Claim the batch if no worker holds it; return the token of the claim, or None."""
    token = get_random_string(32)
    claimable = ImportBatch.objects.filter(in_hand_q(now), pk=batch_pk)
    claimed = claimable.update(token=token, lease_until=now + LEASE, attempts=F("attempts") + 1)
    return token if claimed else None


def _attempt(batch, token):
    try:
        STEPS[batch.state](batch, token)
    except FileError as error:
        headings = getattr(error, "headings", ())
        _refuse(batch, token, error.message, keeps_file=error.code != LISTS_PERSONS, headings=headings)
    except PermissionDenied as error:
        _refuse(batch, token, str(error))
    except ValidationError as error:
        _refuse(batch, token, " ".join(error.messages))
    except ClaimLostError:
        log.warning("import batch %s was taken over by another worker", batch.pk)
    except StoreConflictError:
        return _release(batch, token)
    except (OperationalError, InterfaceError) as error:
        log.warning("import batch %s waits for the database: %s", batch.pk, error)
        close_old_connections()  # a server that restarted is asked over a new one
        _release(batch, token)
    except Exception:
        log.exception("import batch %s failed", batch.pk)
        if batch.attempts < MAX_ATTEMPTS:
            return _release(batch, token)
        _give_up(batch, token)
    return False


def _read(batch, token):
    with batch.file.open("rb") as file:
        data = file.read()
    prepared = prepare(
        data,
        batch.file_name,
        by=batch.uploaded_by,
        within=batch.within,
        mapping=batch.mapping,
        beat=_Beat(batch, token),
        ledger=batch.asked_key or "auto",
        year=batch.year,
        default_year=timezone.localdate(batch.uploaded_at).year,
        money_unit=batch.money_unit,
        same_as=batch.same_records,
        dropped=batch.dropped_rows,
        holders=batch.decided_holders,
        overrides={(_sheet(batch, sheet), row, column): text for sheet, row, column, text in batch.overrides},
        accepted=accepted_doubts.by_row(batch),
        choices={(_sheet(batch, sheet), row): code for sheet, row, code in batch.choices},
    )
    # The uploader could never see a batch of a ledger that is closed to them.
    rights.check_open(batch.uploaded_by, declarations.get(prepared.staged.ledger_key))
    with transaction.atomic():
        actions.stage_rows(_release_and_lock(batch, token), prepared)


def _sheet(batch, number):
    return batch.summary["sheets"][number]["name"]


def _store(batch, token):
    with transaction.atomic():
        stored = actions.store_rows(_release_and_lock(batch, token), now=timezone.now())
        actions.keep_held_rows(stored)


def _undo(batch, token):
    with transaction.atomic():
        actions.undo_rows(_release_and_lock(batch, token), now=timezone.now())


STEPS = {State.UPLOADED: _read, State.STORING: _store, State.UNDOING: _undo}


def _claimed(batch, token):
    """Return a queryset of ``batch``, empty unless ``token`` still holds it in the state it was claimed in."""
    return ImportBatch.objects.filter(pk=batch.pk, token=token, state=batch.state)


def _release_and_lock(batch, token):
    """Release the claim, and lock the batch until the transaction ends; raise ``ClaimLostError`` if it was lost.

    An UPDATE locks the row on every database; SQLite ignores ``select_for_update``.
    """
    if not _release(batch, token):
        raise ClaimLostError
    people = ("uploaded_by__organization", "undone_by__organization")
    return ImportBatch.objects.select_related("organization", "within", *people).get(pk=batch.pk)


class _Beat:
    """Renew the lease and the progress while the child reads."""

    def __init__(self, batch, token):
        self.claimed = _claimed(batch, token)
        self.progress = 10
        self.renewed_at = timezone.now()
        self.claimed.update(progress=self.progress)

    def __call__(self):
        now = timezone.now()
        if now - self.renewed_at >= RENEW_EVERY:
            self.renewed_at = now
            self.progress += (90 - self.progress) // 4
            self.claimed.update(progress=self.progress, lease_until=now + LEASE)


def _give_up(batch, token):
    _refuse(batch, token, _("处理这个文件时多次失败，请重新上传；仍不成功请联系管理员。"))


def _refuse(batch, token, message, *, keeps_file=True, headings=()):
    """End the batch with a message for the person who uploaded it; staged rows are kept for another try.

    Without ``keeps_file`` the file and everything read from it are deleted, so there is no other try. ``headings`` are
    the headers of a file that nobody recognised, which the page shows.
    """
    state = State.STORED if batch.state == State.UNDOING else State.REFUSED
    summary = {"summary": batch.summary | {"headings": list(headings)}} if headings else {}
    kept = summary if keeps_file else {"file": "", "summary": {}}
    ended = _claimed(batch, token).update(state=state, message=message, token="", lease_until=None, progress=0, **kept)
    if ended and not keeps_file:
        batch.chunks.all().delete()
        batch.file.storage.delete(batch.file.name)


def _release(batch, token):
    """Release the claim for another attempt; return whether the claim was still ours."""
    return bool(_claimed(batch, token).update(token="", lease_until=None))
