"""A time after all rows that a test writes: by then they are old enough to be sealed."""

from datetime import timedelta

from django.utils import timezone

LATER = timezone.now() + timedelta(days=1)
