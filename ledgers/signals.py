"""What other apps may listen to."""

from django.dispatch import Signal

# Sent inside the transaction that stored or undid a batch: ``ledger`` (its declaration), ``batch``, ``by``.
# The records of the batch are those whose ``import_batch`` is ``batch``.
stored = Signal()
