"""What other apps may listen to. Both are sent inside the transaction of the change."""

from django.dispatch import Signal

# A batch was stored or undone: ``ledger`` (its declaration), ``batch``, ``by``; ``sender`` is the record model.
# The records of a stored batch are those whose ``import_batch`` is ``batch``.
stored = Signal()

# Records were entered, changed, confirmed, returned, deleted, stored or undone: ``places`` are the (organization id,
# year) pairs that figures over this model (``sender``) may have changed for.
changed = Signal()
