"""Supervision (督办): what became of an assignment since it was handed down, as SQL for lists and counts.

A unit signs for what it was handed (签收). A reminder (催办) is answered when the unit afterwards replies (反馈), hands
in a report or claims that it has finished (申报办结).
"""

from functools import reduce
from operator import and_

from django.db.models import F, OuterRef, Q, Subquery

from notices.models import Reminder
from tasks.models import Assignment, FinishClaim, ProgressReport, Reply
from tasks.subjects import ASSIGNMENT


def handed_to(organization, *, on):
    """Assignments that ``organization`` got from another unit and that are open: neither settled nor withdrawn."""
    return Assignment.objects.of(organization).handed_down().in_force(on=on).unsettled(on=on)


def unsigned_q():
    """Not signed for (未签收)."""
    return Q(signed_on__isnull=True)


def with_supervision(assignments):
    """Annotate the last reminder, and when the unit last replied, handed in a report and claimed completion."""
    reminders = Reminder.objects.filter(subject_kind=ASSIGNMENT.key, subject_id=OuterRef("pk")).order_by("-pk")
    own_replies = Reply.objects.filter(assignment=OuterRef("pk"), organization=OuterRef("organization"))
    reports = ProgressReport.objects.exclude(state=ProgressReport.State.DRAFT).filter(assignment=OuterRef("pk"))
    people_reports = reports.filter(indicator="").order_by("-submitted_at")
    claims = FinishClaim.objects.filter(assignment=OuterRef("pk")).order_by("-pk")
    return assignments.annotate(
        reminded_at=Subquery(reminders.values("sent_at")[:1]),
        reminded_on=Subquery(reminders.values("sent_on")[:1]),
        reminder_note=Subquery(reminders.values("note")[:1]),
        reply_by=Subquery(reminders.values("reply_by")[:1]),
        replied_at=Subquery(own_replies.order_by("-pk").values("written_at")[:1]),
        replied_on=Subquery(own_replies.order_by("-pk").values("written_on")[:1]),
        reply_text=Subquery(own_replies.order_by("-pk").values("text")[:1]),
        reported_at=Subquery(people_reports.values("submitted_at")[:1]),
        claimed_at=Subquery(claims.values("claimed_at")[:1]),
    )


def unanswered_q():
    """Rows of ``with_supervision`` whose last reminder is not answered (已催办未反馈)."""
    answers = ("replied_at", "reported_at", "claimed_at")
    none_later = [Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lt": F("reminded_at")}) for name in answers]
    return reduce(and_, none_later, Q(reminded_at__isnull=False))


def is_unanswered(assignment):
    """``unanswered_q`` for one row of ``with_supervision``."""
    answers = (assignment.replied_at, assignment.reported_at, assignment.claimed_at)
    reminded_at = assignment.reminded_at
    return reminded_at is not None and not any(at is not None and at >= reminded_at for at in answers)


def replied_q():
    """Rows of ``with_supervision`` whose unit replied, and has not been reminded in vain since (已反馈)."""
    return Q(replied_at__isnull=False) & (Q(reminded_at__isnull=True) | Q(replied_at__gte=F("reminded_at")))


def unanswered_of(organization, *, on):
    """Open assignments of ``organization`` with a reminder that waits for an answer."""
    own = Assignment.objects.of(organization).in_force(on=on).unsettled(on=on)
    return with_supervision(own).filter(unanswered_q())
