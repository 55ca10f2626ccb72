"""Sealing (封存): history rows are signed in batches, each batch covering the one before.

Writers take no part in it: rows are written unsealed, and a job seals them a little later.
``audit.verification`` finds out afterwards whether a sealed row was altered or removed.
"""

import hmac
import json
import logging
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from audit import heads, ranges
from audit.models import AuditEntry, Seal, SealedEntry

log = logging.getLogger(__name__)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BATCH = 5000
SETTLING = timedelta(minutes=1)  # younger rows wait, so that a busy minute makes one seal, not many
# A row may become visible long after its time: its transaction has to end first.
LATECOMERS = timedelta(days=1)
FIELDS = [
    "id",
    "at",
    "actor_id",
    "actor_name",
    "organization_path",
    "organization_name",
    "action",
    "object_type",
    "object_id",
    "object_label",
    "changes",
    "note",
    "source",
    "reference",
    "address",
]
AT, CHANGES, ADDRESS = (FIELDS.index(name) for name in ("at", "changes", "address"))
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def seal_all(*, now, thoroughly=False):
    """Seal every row that has settled by ``now``; return how many rows were sealed.

    ``thoroughly`` looks at the whole history for rows that are still unsealed, not only at
    the days since the last seal.
    """
    rows = unsealed(before=now - SETTLING, since=None if thoroughly else _sealed_until())
    seal, total = seal_batch(rows, now=now), 0
    while seal:
        total += seal.count
        seal = seal_batch(rows.filter(pk__gt=seal.last_id), now=now)
    return total


def seal_batch(entries, *, now):
    """Seal the oldest of ``entries``, at most ``BATCH`` of them; return the seal or None.

    Digests are made before the transaction begins, so that the lock of SQLite is held
    only for the insert. When another sealer was quicker, the unique keys of the chain
    refuse this batch and nothing is sealed here.
    """
    rows = list(entries.order_by("pk").values_list(*FIELDS)[:BATCH])
    if not rows:
        return None
    digests = [(row[0], entry_digest(row)) for row in rows]
    try:
        seal = _store(digests, now=now)
    except IntegrityError:
        log.info("another sealer was quicker")
        return None
    heads.remember(seal)
    log.info("audit seal %s %s covers %s rows", seal.sequence, seal.digest, seal.count)
    return seal


def unsealed(*, before, since=None):
    """Rows older than ``before`` (and not older than ``since``) that no seal covers."""
    found = AuditEntry.objects.filter(at__lt=before)
    if since:
        found = found.filter(at__gte=since)
    return found.filter(~Exists(SealedEntry.objects.filter(entry_id=OuterRef("pk"))))


def _sealed_until():
    """From when on a row may still be unsealed; None before the first seal."""
    last = Seal.objects.order_by("-sequence").first()
    return last and last.sealed_at - LATECOMERS


@transaction.atomic
def _store(digests, *, now):
    last = Seal.objects.order_by("-sequence").first()
    ids = [pk for pk, _ in digests]
    seal = Seal(
        sequence=last.sequence + 1 if last else 1,
        previous_digest=last.digest if last else "",
        count=len(ids),
        first_id=ids[0],
        last_id=ids[-1],
        entries=ranges.pack(ids),
        sealed_at=now,
    )
    seal.digest = seal_digest(seal, [digest for _, digest in digests])
    seal.save()
    SealedEntry.objects.bulk_create(
        [SealedEntry(entry_id=pk, seal=seal, digest=digest) for pk, digest in digests], batch_size=2000
    )
    return seal


def entry_digest(row):
    """The keyed digest of one row, given as the values of ``FIELDS``."""
    return _sign(canonical(row))


def seal_digest(seal, entry_digests):
    """The keyed digest of ``seal`` and the rows it covers, in the order of their ids."""
    head = [seal.sequence, seal.previous_digest, seal.count, seal.first_id, seal.last_id, seal.entries]
    return _sign(_encode([*head, _moment(seal.sealed_at), *entry_digests]))


def canonical(row):
    """One text for one row, the same whichever database it was read from."""
    values = list(row)
    values[AT] = _moment(values[AT])
    values[CHANGES] = _plain(values[CHANGES])
    if values[ADDRESS] and ":" in values[ADDRESS]:
        values[ADDRESS] = str(ip_address(values[ADDRESS]))
    return _encode(values)


def _sign(text):
    return hmac.digest(settings.AUDIT_SEAL_KEY.encode(), text.encode("ascii"), "sha256").hex()


def _moment(at):
    """Microseconds since 1970, which no time zone or format can change."""
    return (at - EPOCH) // timedelta(microseconds=1)


def _plain(value):
    """``value`` with whole floats as integers: PostgreSQL gives 1e22 back as an integer, SQLite does not."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
