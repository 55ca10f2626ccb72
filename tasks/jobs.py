"""Celery entry points of the key tasks; each of them may run twice, late, or on two machines at once."""

from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone

from audit.context import origin
from tasks import actions, scan


@shared_task
def scan_deadlines():
    """Every hour: create events for due dates that are near or have passed (临期、逾期)."""
    with origin(source="job", reference="tasks.scan_deadlines"):
        scan.scan_deadlines(on=timezone.localdate())


@shared_task
def watch_periods():
    """Every hour: create events for reports whose cut-off is near or has passed (填报期)."""
    with origin(source="job", reference="tasks.watch_periods"):
        scan.watch_periods(on=timezone.localdate())


@shared_task
def write_reports():
    """Every night: begin the reports of a new period, and finish what was complete at its deadline."""
    with origin(source="job", reference="tasks.write_reports"):
        actions.write_reports(now=timezone.now())


@shared_task
def catch_up():
    """When a worker starts: run at once the jobs that were missed while no worker ran."""
    write_reports()
    scan_deadlines()
    watch_periods()


@worker_ready.connect
def _catch_up_when_ready(**kwargs):
    catch_up.delay()
