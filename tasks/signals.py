"""Refresh ``tasks.facts`` of an assignment when a report, return, correction, claim, deadline or reopening changes."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from tasks import facts
from tasks.models import Assignment, DueChange, FinishClaim, ProgressReport, Reopening, ReportReturn, ReportRevision


@receiver([post_save, post_delete], sender=ProgressReport)
@receiver([post_save, post_delete], sender=DueChange)
@receiver([post_save, post_delete], sender=Reopening)
@receiver([post_save, post_delete], sender=FinishClaim)
def _of_assignment(instance, **kwargs):
    facts.refresh(Assignment.objects.filter(pk=instance.assignment_id))


@receiver([post_save, post_delete], sender=ReportReturn)
@receiver([post_save, post_delete], sender=ReportRevision)
def _of_report(instance, **kwargs):
    facts.refresh(Assignment.objects.filter(reports=instance.report_id))


@receiver(post_save, sender=Assignment)
def _of_new_assignment(instance, created, **kwargs):
    if created:
        facts.refresh(Assignment.objects.filter(pk=instance.pk))
