"""Mark units whose stored values are old, in the transaction of the change, and wake a worker."""

from django.db import transaction
from django.utils.crypto import get_random_string

from indicators import waking
from indicators.models import DirtyMark
from indicators.populations import UNITS
from indicators.registry import all_indicators
from organizations import tree
from organizations.models import Organization

CHUNK = 2000  # places looked up at a time


def mark_records(sender, places, **signal):
    """Receiver of ``ledgers.signals.changed``: mark the townships of ``places`` for the ledger of ``sender``."""
    key = sender.ledger().key
    if any(key in indicator.read_ledgers for indicator in all_indicators()):
        _mark(key, townships_of({organization for organization, _year in places}))


def mark_units(sender, units, **signal):
    """Receiver of ``organizations.signals.changed``: all figures of ``units`` may have changed."""
    _mark(UNITS, townships_of({unit.pk for unit in units}))


def mark_year(sender, **signal):
    """Receiver of ``post_save`` of a year: its settings say what is met."""
    _mark(UNITS, Organization.objects.roots().values_list("pk", flat=True))


def townships_of(ids):
    """Return the ids of the townships that the units ``ids`` are in; a unit above the townships stands for itself."""
    ids, paths = sorted(ids), {}
    for start in range(0, len(ids), CHUNK):
        paths.update(Organization.objects.filter(pk__in=ids[start : start + CHUNK]).values_list("path", "pk"))
    above = {path[:end] for path in paths for end in range(tree.STEP, len(path) + 1, tree.STEP)}
    above, townships = sorted(above), {}
    for start in range(0, len(above), CHUNK):
        rows = Organization.objects.filter(path__in=above[start : start + CHUNK], level=Organization.Level.TOWNSHIP)
        townships.update(rows.values_list("path", "pk"))
    return {_of_township(path, townships) or pk for path, pk in paths.items()}


def _of_township(path, townships):
    beginnings = [path[:end] for end in range(tree.STEP, len(path) + 1, tree.STEP)]
    return next((townships[beginning] for beginning in beginnings if beginning in townships), None)


def _mark(key, ids):
    """Give each mark a new version; in the order of the keys, so that two writers never wait for each other."""
    version = get_random_string(32)
    marks = [DirtyMark(ledger_key=key, organization_id=pk, version=version) for pk in sorted(ids)]
    DirtyMark.objects.bulk_create(
        marks,
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["ledger_key", "organization"],
        update_fields=["version", "marked_at"],
    )
    transaction.on_commit(waking.wake, robust=True)
