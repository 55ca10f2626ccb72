"""What the indicators tell other apps, in the transaction of the change."""

from django.dispatch import Signal

# Values of the indicators were stored, as known at ``now``. ``places`` is a set of (key, id of the unit).
computed = Signal()
