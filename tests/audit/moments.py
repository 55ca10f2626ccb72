"""Moments after everything that a test writes, so that it counts as settled."""

from datetime import timedelta

from django.utils import timezone

LATER = timezone.now() + timedelta(days=1)
