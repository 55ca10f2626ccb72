"""Reminders from the level above (催办): one action reminds many units."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from notices import reminders
from tasks.actions import rights
from tasks.subjects import ASSIGNMENT


@transaction.atomic
def remind(assignments, *, by, on, period_start=None, note=""):
    """Remind the units of ``assignments``, about the report of a period or, without one, about the task itself.

    Each is reminded at most once a day; its editors and managers get one message in the portal and one
    e-mail. Returns the assignments that had not been reminded today.
    """
    assignments, note = list(assignments), note.strip()
    if not assignments:
        raise ValidationError(_("没有需要催办的单位。"))
    for assignment in assignments:
        rights.check_may_change(by, assignment)

    def text(assignment):
        values = {"sender": by.organization.label if by else _("系统"), "task": str(assignment.task), "note": note}
        if not period_start:
            return _("%(sender)s提醒：请抓紧办理“%(task)s”。%(note)s") % values
        values["period"] = ASSIGNMENT.period_name(assignment, period_start)
        return _("%(sender)s提醒：请尽快填报“%(task)s”%(period)s进展。%(note)s") % values

    fresh = reminders.remind(ASSIGNMENT, assignments, by=by, on=on, text=text, period_start=period_start, note=note)
    audit.record_many(
        [audit.entry_for("assignment.reminded", target=assignment, by=by, note=note) for assignment in fresh]
    )
    return fresh
