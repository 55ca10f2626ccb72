"""Lock-out after failed logins, as far as it is ours: which name counts, and when it ends."""

from datetime import timedelta

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.utils import timezone

TYPED = 60  # as much of a name as is looked at; account names are no longer


def typed_name(request, credentials=None):
    """The account name that somebody typed, cut to a length that every table holds."""
    return ((credentials or request.POST).get("username") or "")[:TYPED]


def ends_at(request, credentials):
    """When a new attempt counts again; attempts during the lock-out do not prolong it."""
    attempts = AccessAttempt.objects.filter(
        username=typed_name(request, credentials), ip_address=request.axes_ip_address
    )
    last = attempts.order_by("-attempt_time").first()
    return (last.attempt_time if last else timezone.now()) + get_cool_off()


def as_clock_time(moment):
    """``moment`` as hours and minutes, rounded up: at the time shown the lock-out is over."""
    return timezone.localtime(moment + timedelta(minutes=1))
