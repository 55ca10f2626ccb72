"""Settings for the lock-out of django-axes: which login name it uses, and when the lock-out ends."""

from datetime import timedelta

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.utils import timezone

TYPED = 60  # characters; no login name is longer


def typed_name(request, credentials=None):
    """Return the typed login name, cut to a length that fits into all tables."""
    return ((credentials or request.POST).get("username") or "")[:TYPED]


def ends_at(request, credentials):
    """Return the time at which the lock-out ends; attempts during the lock-out do not prolong it."""
    attempts = AccessAttempt.objects.filter(
        username=typed_name(request, credentials), ip_address=request.axes_ip_address
    )
    last = attempts.order_by("-attempt_time").first()
    return (last.attempt_time if last else timezone.now()) + get_cool_off()


def as_clock_time(moment):
    """Return ``moment`` plus a minute: pages show no seconds, and at the time shown the lock-out must be over."""
    return timezone.localtime(moment + timedelta(minutes=1))
