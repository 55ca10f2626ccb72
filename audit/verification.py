"""Verify the history: read the chain of seals and report each row or seal that was altered or removed."""

import hmac
from dataclasses import dataclass

from django.utils.translation import gettext as _

from audit import personal, ranges
from audit.models import AuditEntry, Seal, SealedEntry
from audit.sealing import BATCH, FIELDS, entry_digest, seal_digest

CHUNK = 2000


@dataclass(frozen=True)
class Finding:
    """One row or seal that was altered or removed: its ``number``, and a ``text`` for people.

    ``kind`` is row-altered, row-removed, mark-altered, mark-removed, seal-altered,
    seals-removed, chain-broken, head-differs or value-altered.
    """

    kind: str
    number: int
    text: str


def verify(*, heads=()):
    """Yield a ``Finding`` for each sealed row, seal or personal value that was altered, each row or seal removed.

    ``heads`` are seals noted outside the database; a chain without one of them was cut off or
    made again. Memory holds the rows of one seal at a time.
    """
    sequence, digest = 0, ""
    noted = {}
    for head in heads:
        noted.setdefault(head.sequence, set()).add(head.digest)
    for seal in Seal.objects.order_by("sequence").iterator(chunk_size=200):
        yield from _check_link(seal, sequence, digest)
        yield from _check_batch(seal)
        if noted.get(seal.sequence, {seal.digest}) != {seal.digest}:
            yield _finding("head-differs", _("封存 %(number)s 与另存的摘要不符：此后的链条被重做过。"), seal.sequence)
        sequence, digest = seal.sequence, seal.digest
    if noted and max(noted) > sequence:
        yield _removed(sequence + 1, max(noted))
    for number in personal.altered():
        yield _finding("value-altered", _("历史中的个人信息 %(number)s 已被改动。"), number)


def _check_link(seal, sequence, digest):
    """Check that ``seal`` follows the seal with ``sequence`` and ``digest``."""
    if seal.sequence > sequence + 1:
        yield _removed(sequence + 1, seal.sequence - 1)
    elif not _same(seal.previous_digest, digest):
        yield _finding("chain-broken", _("封存 %(number)s 与上一封存不衔接：其中之一已被改动。"), seal.sequence)


def _removed(first, last):
    text = _("封存 %(first)s 至 %(last)s 已被删除。") % {"first": first, "last": last}
    return Finding("seals-removed", first, text)


def _check_batch(seal):
    """Compare the rows of one seal, and their marks (``SealedEntry``), with its digest."""
    marks = dict(SealedEntry.objects.filter(seal_id=seal.sequence).values_list("entry_id", "digest"))
    ids = _ids(seal, marks)
    digests = {row[0]: entry_digest(row) for row in _rows(ids)}
    rows_fit = _same(seal.digest, seal_digest(seal, [digests.get(pk, "") for pk in ids]))
    marks_fit = _same(seal.digest, seal_digest(seal, [marks.get(pk, "") for pk in ids]))
    if not rows_fit and not marks_fit:
        yield _finding("seal-altered", _("封存 %(number)s 与其记录不符：封存或其明细已被改动或删除。"), seal.sequence)
    for pk in ids:
        yield from _check_row(pk, digests.get(pk), marks.get(pk), rows_fit=rows_fit)


def _ids(seal, marks):
    """Return the ids that the seal names, or the ids of its marks when the seal's list is unreadable."""
    try:
        return ranges.unpack(seal.entries, limit=BATCH)
    except ValueError:
        return sorted(marks)


def _rows(ids):
    for start in range(0, len(ids), CHUNK):
        yield from AuditEntry.objects.filter(pk__in=ids[start : start + CHUNK]).values_list(*FIELDS)


def _check_row(pk, digest, mark, *, rows_fit):
    """Compare ``digest``, computed from the row now, with ``mark``, the digest stored when it was sealed."""
    if digest is None:
        yield _finding("row-removed", _("记录 %(number)s 已被删除。"), pk)
    if mark is None:
        yield _finding("mark-removed", _("记录 %(number)s 的封存明细已被删除。"), pk)
    if digest and mark and not _same(digest, mark):
        if rows_fit:
            yield _finding("mark-altered", _("记录 %(number)s 的封存明细已被改动，记录本身无误。"), pk)
        else:
            yield _finding("row-altered", _("记录 %(number)s 已被改动。"), pk)


def _finding(kind, text, number):
    return Finding(kind, number, text % {"number": number})


def _same(one, other):
    return hmac.compare_digest(one.encode(), other.encode())
