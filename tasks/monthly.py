"""Copy an imported monthly report (月报) into drafts of progress reports, so that people need not type it again."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledgers.models import ImportBatch
from pages.rounding import rounded
from tasks import measured
from tasks.actions import measuring, reports
from tasks.ledgers import KEY_TASKS
from tasks.models import Assignment, MonthlyReport
from years import periods

WORDS = {choice.value: (choice.value, *choice.words) for choice in KEY_TASKS}


def feed(batch, *, by, on):
    """Write the rows of a stored ``batch`` into drafts of the matching assignments; returns the number of drafts.

    Reports that are submitted or confirmed do not change. Rows without a clear task are skipped. A report whose figures
    the system writes gets the texts, unless somebody wrote others.
    """
    if batch.state != ImportBatch.State.STORED:
        return 0
    rows = MonthlyReport.objects.filter(import_batch=batch).select_related("organization")
    return sum(_feed_row(row, batch, by=by, on=on) for row in rows)


def _feed_row(row, batch, *, by, on):
    assignment = _assignment_of(row)
    if assignment is None or not row.period:
        return False
    year, month = map(int, row.period.split("-"))
    period = periods.containing(date(year, month, 1), assignment.task.period)
    author = by if by.organization_id == assignment.organization_id else None
    source = _("%(file)s 第 %(row)d 行") % {"file": batch.file_name[:150], "row": row.row_number}
    try:
        with transaction.atomic():
            if measured.is_measured(assignment, period, on=on):
                measuring.save_texts(assignment, period.start, by=author, on=on, version=None, **_texts(row))
            else:
                typed = _texts(row) | _figure(row, assignment)
                reports.save_draft(assignment, period.start, by=author, on=on, version=None, source=source, **typed)
    except (ValidationError, PermissionDenied):
        return False
    return True


def _texts(row):
    return {"done": row.measures, "problems": row.problems, "next_steps": row.next_steps}


def _figure(row, assignment):
    """The row's percentage; ``save_draft`` computes the one of a quantity."""
    if row.progress is None or assignment.task.is_quantity:
        return {}
    return {"progress": rounded(Decimal(str(row.progress)))}


def _assignment_of(row):
    """The assignment of the row's unit and year whose title has the row's task; ``None`` unless exactly one has."""
    candidates = Assignment.objects.handed_down().filter(
        organization=row.organization, task__year=row.year, withdrawn_on__isnull=True
    )
    candidates = candidates.select_related("task", "organization")
    words = WORDS.get(row.task, (row.task,))
    matches = [
        assignment
        for assignment in candidates
        if any(word in f"{assignment.task.title} {assignment.task.short_title}" for word in words)
    ]
    return matches[0] if len(matches) == 1 else None


def feed_stored(ledger, batch, by, **signal):
    """Receiver of ``ledgers.signals.stored`` for the monthly report."""
    feed(batch, by=by, on=timezone.localdate())
