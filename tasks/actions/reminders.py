"""Reminders from the level above (催办): one action reminds many units."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from notices import reminders
from tasks.actions import rights
from tasks.subjects import ASSIGNMENT


@transaction.atomic
def remind(assignments, *, by, on, period_start=None, note="", reply_by=None):
    """Remind the units of ``assignments``, about the report of a period or, without one, about the task itself.

    Each is reminded at most once a day; its editors and managers get one message. ``reply_by`` is the day until which
    they should reply. Returns the assignments that had not been reminded today.
    """
    assignments, note = list(assignments), note.strip()
    if not assignments:
        raise ValidationError(_("没有需要催办的单位。"))
    if reply_by and reply_by < on:
        raise ValidationError({"reply_by": _("反馈期限不能早于今天 %(day)s。") % {"day": on}})
    for assignment in assignments:
        rights.check_may_change(by, assignment)

    def text(assignment):
        sender = by.organization.label if by else _("系统")
        return reminder_text(assignment, sender=sender, period_start=period_start, note=note, reply_by=reply_by)

    terms = {"period_start": period_start, "note": note, "reply_by": reply_by}
    fresh = reminders.remind(ASSIGNMENT, assignments, by=by, on=on, text=text, **terms)
    audit.record_many(
        [audit.entry_for("assignment.reminded", target=assignment, by=by, note=note) for assignment in fresh]
    )
    return fresh


def reminder_text(assignment, *, sender, period_start=None, note="", reply_by=None):
    """The text of a reminder, as the message has it and as people copy it into the chat of their office."""
    values = {"sender": sender, "task": str(assignment.task), "note": note}
    if period_start:
        values["period"] = ASSIGNMENT.period_name(assignment, period_start)
        text = _("%(sender)s提醒：请尽快填报“%(task)s”%(period)s进展。%(note)s") % values
    else:
        text = _("%(sender)s提醒：请抓紧办理“%(task)s”。%(note)s") % values
    return _("%(text)s请于 %(day)s 前反馈。") % {"text": text, "day": reply_by} if reply_by else text
