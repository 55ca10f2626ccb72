"""What other apps may listen to; sent inside the transaction of the change."""

from django.dispatch import Signal

# The tree has changed below some units: units were added, moved, ended, reopened or corrected there. ``units`` are the
# highest of them; figures of them and of the units below and above may have changed.
changed = Signal()
