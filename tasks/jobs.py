"""Celery entry points of the key tasks; every one may run twice, late, or on two machines at once."""

from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone

from audit.context import origin
from tasks import scan


@shared_task
def scan_deadlines():
    """Hourly: events of due dates (临期、逾期)."""
    with origin(source="job", reference="tasks.scan_deadlines"):
        scan.scan_deadlines(on=timezone.localdate())


@shared_task
def watch_periods():
    """Hourly: periods that open for reporting or close without a report (填报期)."""
    with origin(source="job", reference="tasks.watch_periods"):
        scan.watch_periods(on=timezone.localdate())


@shared_task
def catch_up():
    """After a worker starts: do at once what should have been done while none ran."""
    scan_deadlines()
    watch_periods()


@worker_ready.connect
def _catch_up_when_ready(**kwargs):
    catch_up.delay()
