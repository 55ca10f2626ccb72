"""Sealing (封存): a job signs the rows of the history in batches. Each batch includes the digest of the last one.

Rows are written unsealed; the job seals them a little later. ``audit.verification`` finds out whether
a sealed row was altered or removed.
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
SETTLING = timedelta(minutes=1)  # younger rows are not sealed yet: the rows of a busy minute go into one seal
# A row can become visible long after its time, when its transaction was a long one.
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
    """Seal every row that is older than ``SETTLING``; return how many rows were sealed.

    ``thoroughly`` searches the whole history for unsealed rows. Otherwise the search begins ``LATECOMERS``
    before the last seal.
    """
    rows = unsealed(before=now - SETTLING, since=None if thoroughly else _sealed_until())
    seal, total = seal_batch(rows, now=now), 0
    while seal:
        total += seal.count
        seal = seal_batch(rows.filter(pk__gt=seal.last_id), now=now)
    return total


def seal_batch(entries, *, now):
    """Seal the oldest of ``entries``, at most ``BATCH`` of them; return the seal or None.

    The digests are computed before the transaction begins: the lock of SQLite is held
    only during the insert. When another process was quicker, the unique keys of the chain
    refuse this batch and the function returns None.
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
    entries = AuditEntry.objects.filter(at__lt=before)
    if since:
        entries = entries.filter(at__gte=since)
    return entries.filter(~Exists(SealedEntry.objects.filter(entry_id=OuterRef("pk"))))


def _sealed_until():
    """Return the time before which all rows are expected to be sealed; None before the first seal."""
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
    """Return the keyed digest of one row; ``row`` holds the values of ``FIELDS``."""
    return _sign(canonical(row))


def seal_digest(seal, entry_digests):
    """Return the keyed digest of ``seal`` and of the rows it covers, in the order of their ids."""
    head = [seal.sequence, seal.previous_digest, seal.count, seal.first_id, seal.last_id, seal.entries]
    return _sign(_encode([*head, _moment(seal.sealed_at), *entry_digests]))


def canonical(row):
    """Return ``row`` as text, the same text on SQLite and on PostgreSQL."""
    values = list(row)
    values[AT] = _moment(values[AT])
    values[CHANGES] = _plain(values[CHANGES])
    if values[ADDRESS] and ":" in values[ADDRESS]:
        values[ADDRESS] = str(ip_address(values[ADDRESS]))
    return _encode(values)


def _sign(text):
    return hmac.digest(settings.AUDIT_SEAL_KEY.encode(), text.encode("ascii"), "sha256").hex()


def _moment(at):
    """Return microseconds since 1970: they do not depend on a time zone or a format."""
    return (at - EPOCH) // timedelta(microseconds=1)


def _plain(value):
    """Return ``value`` with whole floats as integers: PostgreSQL reads 1e22 as an integer, SQLite does not."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
