"""Which assignments are in force on a day, and which reports they owe (应报). No other module states these rules.

Each rule is a function for one assignment; beside it stands a ``…_q`` function for lists and counts. The to-do list,
the list of missing reports, the daily scan, the report form and the actions that store a report all use them.

Source: the issuer chooses the 填报周期 on the task form. It holds for the task's own year, from the period in which the
task was handed down and began. It ends with 收回, 不适用 or 办结; the pages for these say 不再填报、不再提醒.

A report that the system writes from the ledgers (``tasks.measured``) is owed and handed in like any other, so nobody is
reminded of it. Its texts are never owed: people write them where there is something to say.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from organizations.models import in_force_q as unit_in_force_q
from tasks import deadlines


def is_in_force(assignment, *, on):
    """Whether it is handed down by the day ``on``, not withdrawn by then, and its unit has not ended (停用、撤并).

    From the day on which a unit ends, lists and reminders leave its assignments out; earlier days still show them.
    """
    is_withdrawn = assignment.withdrawn_on is not None and assignment.withdrawn_on <= on
    return assignment.assigned_on <= on and not is_withdrawn and assignment.organization.is_in_force(on=on)


def in_force_q(on):
    handed_down = Q(assigned_on__lte=on) & (Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))
    return handed_down & unit_in_force_q(on, prefix="organization__")


def is_covered(assignment, period):
    """Whether ``period`` is in the task's year and does not end before the assignment began."""
    return _uncovered(assignment, period) == ""


def covered_q(period):
    """Assignments for which ``is_covered`` is true."""
    return Q(task__year=period.year, task__period=period.kind, assigned_on__lte=period.end, starts_on__lte=period.end)


def owes_report(assignment, period, *, on):
    """Whether the unit owes its report of ``period`` on the day ``on``, submitted or not."""
    return refusal(assignment, period, on=on) == ""


def owes_report_q(period, *, on):
    if period.start > on:
        return Q(pk__in=[])
    running = in_force_q(on) & ~deadlines.done_q(on) & ~deadlines.not_applicable_q(on)
    return running & covered_q(period)


def refusal(assignment, period, *, on):
    """Why a report of ``period`` is not owed or accepted on the day ``on``, in Chinese; empty if it is owed."""
    if period.start > on:
        return _("%(period)s还没有开始，不能填报。") % {"period": period.label}
    if not is_in_force(assignment, on=on):
        return _("这项分解已经收回，或单位已经停用，不能填报。")
    if deadlines.is_done(assignment, on=on) or deadlines.is_not_applicable(assignment, on=on):
        return _("这项任务已办结或不适用，不再填报；确需更正，请上级单位办理。")
    return _uncovered(assignment, period)


def _uncovered(assignment, period):
    task = assignment.task
    if (period.year, period.kind) != (task.year, task.period):
        values = {"year": task.year, "period": period.label}
        return _("这是 %(year)s 年的任务，不需要填报%(period)s。请在当年的任务中填报。") % values
    begins_on = max(assignment.starts_on, assignment.assigned_on)
    if period.end < begins_on:
        return _("任务自 %(day)s 起算，不需要填报%(period)s。") % {"day": begins_on, "period": period.label}
    return ""
