"""Hide closed ledgers and hidden columns in the history, and mask persons in it."""

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from audit.personal import PURGED
from ledgers import declarations
from ledgers.masking import hidden_fields, in_clear_at, is_masked_kind, masked
from ledgers.models import ImportBatch
from ledgers.records import own_key_fields


def closed_ledgers_q(user):
    """Return a ``Q`` for history rows about ledgers that are closed to ``user``; None if all are open."""
    closed = [ledger for ledger in declarations.all_ledgers() if not ledger.is_open_to(user)]
    if not closed:
        return None
    keys = [ledger.key for ledger in closed]
    batches = ImportBatch.objects.filter(Q(ledger_key__in=keys) | Q(asked_key__in=keys)).order_by()
    ids = batches.values(text=Cast("pk", CharField()))
    of_batches = Q(object_type=ImportBatch._meta.label_lower, object_id__in=ids)
    return of_batches | Q(object_type__in=[ledger.model.lower() for ledger in closed])


def veiled(entry, user):
    """Return label and changes of a history row about a record, as ``user`` may read them.

    Columns that are hidden from ``user`` are left out, persons outside the own unit are masked.
    """
    ledger = declarations.of_model(entry.object_type)
    if ledger is None:
        return None
    hidden = hidden_fields(ledger, user, entry.organization_path)
    changes = {name: values for name, values in entry.changes.items() if name not in hidden}
    if in_clear_at(user, entry.organization_path):
        return entry.object_label, changes
    columns = {column.field: column for column in ledger.stored_columns if is_masked_kind(column)}
    changes = {
        name: [_masked(columns[name], value) for value in values] if name in columns else values
        for name, values in changes.items()
    }
    names_person = any(name in columns for name in own_key_fields(ledger))
    return entry.organization_name if names_person else entry.object_label, changes


def _masked(column, value):
    return value if value == PURGED else masked(column, value)
