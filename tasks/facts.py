"""Columns of an assignment that lists read most: its latest confirmed figures and a claim that waits for review.

The reports are the source; these columns copy their newest state. ``tasks.signals`` writes them whenever a report is
saved, ``refresh`` after bulk writing. ``facts_on`` is the day of the newest fact in them. The columns are valid on that
day and later; for an earlier day the reports are read. Why: docs/adr/0007-newest-facts-beside-the-assignment.md.
"""

from datetime import date

from django.apps import apps
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest

from tasks.deadlines import COMPLETE

BATCH = 20_000


def refresh(assignments):
    """Write the columns of ``assignments`` (a QuerySet) again; returns the number of rows."""
    return assignments.order_by().update(**_columns())


def refresh_unknown():
    """Refresh assignments that were written in bulk and never refreshed; returns the number of rows."""
    return refresh(_assignments().filter(facts_on__isnull=True))


def answer_for(on):
    """Whether the columns of all assignments are valid on the day ``on``: refreshed, and without a later fact."""
    return not _assignments().filter(Q(facts_on__gt=on) | Q(facts_on__isnull=True)).exists()


def _assignments():
    return apps.get_model("tasks", "Assignment").objects


def _columns():
    reports = apps.get_model("tasks", "ProgressReport").objects.filter(assignment=OuterRef("pk"))
    latest = reports.filter(state="confirmed").order_by("-period_start")
    reported = reports.filter(state="submitted", progress__gte=COMPLETE).order_by("submitted_on").values("submitted_on")
    claims = apps.get_model("tasks", "FinishClaim").objects.filter(assignment=OuterRef("pk"), state="waiting")
    return {
        "latest_report": Subquery(latest.values("pk")[:1]),
        "latest_period": Subquery(latest.values("period_start")[:1]),
        "latest_progress": Subquery(latest.values("progress")[:1]),
        "latest_value": Subquery(latest.values("value")[:1]),
        "latest_total": Subquery(latest.values("total")[:1]),
        "claimed_on": Coalesce(Subquery(claims.values("claimed_on")[:1]), Subquery(reported[:1])),
        "facts_on": _newest_fact(),
    }


def _newest_fact():
    days = [
        _last("ProgressReport", "assignment", Coalesce("submitted_on", date.min)),
        _last("ProgressReport", "assignment", Coalesce("reviewed_on", date.min)),
        _last("ReportReturn", "report__assignment", F("closed_on")),
        _last("ReportRevision", "report__assignment", F("replaced_on")),
        _last("DueChange", "assignment", F("changed_on")),
        _last("Reopening", "assignment", F("reopened_on")),
        _last("FinishClaim", "assignment", Coalesce("decided_on", "claimed_on")),
    ]
    return Greatest(F("assigned_on"), *(Coalesce(day, F("assigned_on")) for day in days))


def _last(model, assignment, day):
    rows = apps.get_model("tasks", model).objects.filter(**{assignment: OuterRef("pk")}).order_by()
    return Subquery(rows.values(assignment).annotate(last=Max(day)).values("last"))
