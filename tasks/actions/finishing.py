"""Assignments whose figures come from the ledgers: finished at their deadline, open again when the figure falls."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from audit import actions as audit
from tasks.bindings import bound_q
from tasks.deadlines import COMPLETE
from tasks.models import Assignment, FinishClaim, ProgressReport, Reopening
from tasks.presentation import plain


@transaction.atomic
def finish_due(*, on):
    """Finish bound assignments whose figure was 100 % at the end of their deadline; returns how many.

    It only looks at the day of the deadline, so running it late gives the same days. What was reopened after its
    deadline is left to people.
    """
    by_system = ProgressReport.objects.filter(pk=OuterRef("status_report_id")).exclude(indicator="")
    reopened = Reopening.objects.filter(assignment=OuterRef("pk"), reopened_on__gt=OuterRef("due_on"))
    waiting = Assignment.objects.in_force(on=on).unsettled(on=on).filter(bound_q(prefix="task__"), due_on__lt=on)
    waiting = waiting.exclude(Exists(reopened)).select_related("task", "organization")
    finished = []
    for due_on in sorted(set(waiting.order_by().values_list("due_on", flat=True))):
        due = waiting.filter(due_on=due_on).from_reports(on=due_on).filter(status_progress__gte=COMPLETE)
        finished += due.filter(Exists(by_system)).select_for_update(of=["self"])
    for assignment in finished:
        assignment.finished_on = assignment.completed_on = assignment.due_on
        assignment.version += 1
    Assignment.objects.bulk_update(finished, ["finished_on", "completed_on", "version"], batch_size=500)
    note = _("期限已到，台账指标为 100%。")
    entries = [audit.entry_for("assignment.finished", target=assignment, note=note) for assignment in finished]
    audit.record_many(entries)
    close_claims(finished, by=None, on=on)
    return len(finished)


def reopen_fallen(progress_before, *, on):
    """Reopen finished assignments whose figure was 100 % and is lower now; the caller has the transaction.

    ``progress_before`` maps primary keys to the percentage before the reports were written.
    """
    complete = [pk for pk, progress in progress_before.items() if progress is not None and progress >= COMPLETE]
    fallen = Assignment.objects.filter(pk__in=complete, finished_on__isnull=False, latest_progress__lt=COMPLETE)
    for assignment in fallen.select_related("task", "organization"):
        values = {"before": plain(progress_before[assignment.pk]), "now": plain(assignment.latest_progress)}
        reopen(assignment, by=None, on=on, reason=_("指标由 %(before)s%% 降为 %(now)s%%") % values)


def reopen(assignment, *, by, on, reason):
    """Open a finished assignment again (恢复); past days still show it as finished. The caller has the transaction."""
    Reopening.objects.create(
        assignment=assignment,
        finished_on=assignment.finished_on,
        completed_on=assignment.completed_on,
        reopened_on=max(on, assignment.finished_on),
        reason=reason,
        by=by,
    )
    changes = {"finished_on": [assignment.finished_on.isoformat(), None]}
    Assignment.objects.filter(pk=assignment.pk).update(finished_on=None, completed_on=None, version=F("version") + 1)
    assignment.refresh_from_db(fields=["finished_on", "completed_on", "version"])
    audit.record("assignment.reopened", target=assignment, by=by, changes=changes, note=reason)


def close_claims(assignments, *, by, on):
    """Mark the claims (申报办结) of finished ``assignments`` as confirmed; the caller has finished them."""
    for claim in FinishClaim.objects.waiting().filter(assignment__in=assignments):
        claim.state, claim.decided_by, claim.decided_on = FinishClaim.State.CONFIRMED, by, on
        claim.save()
