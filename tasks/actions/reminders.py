"""Nudges from the level above (催办): one click for everybody who has not reported."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit import actions as audit
from notices import messages
from notices.models import Message
from organizations.models import User
from tasks.actions import rights
from tasks.models import Assignment, Reminder
from years import periods


@transaction.atomic
def remind(assignments, *, by, on, period_start=None, note=""):
    """Remind the units of ``assignments``, about the report of a period or, without one, about the task itself.

    Each is reminded at most once a day; its editors and managers get one message in the portal and one
    e-mail. Returns the new reminders, none for those already reminded today.
    """
    assignments = list(assignments)
    if not assignments:
        raise ValidationError(_("没有需要催办的单位。"))
    for assignment in assignments:
        rights.check_may_direct(by, assignment.organization)
    _lock(assignments)
    fresh = _not_yet_today(assignments, on, period_start)
    reminders = Reminder.objects.bulk_create(
        [
            Reminder(assignment=each, period_start=period_start, sent_by=by, sent_on=on, note=note.strip())
            for each in fresh
        ]
    )
    _tell_people(fresh, by, on, period_start, note)
    audit.record_many([audit.entry_for("assignment.reminded", target=each, by=by, note=note) for each in fresh])
    return reminders


def _lock(assignments):
    """Two people who press the button at once remind one after the other, the second nobody."""
    pks = [assignment.pk for assignment in assignments]
    list(Assignment.objects.select_for_update(of=["self"]).filter(pk__in=pks).order_by("pk").values_list("pk"))


def _not_yet_today(assignments, on, period_start):
    reminded = Reminder.objects.filter(assignment__in=assignments, sent_on=on, period_start=period_start)
    pks = set(reminded.values_list("assignment_id", flat=True))
    return [each for each in assignments if each.pk not in pks]


def _tell_people(assignments, by, on, period_start, note):
    items = defaultdict(list)
    for assignment in assignments:
        items[assignment.organization_id].append(_item(assignment, by, period_start, note))
    people = User.objects.filter(organization__in=list(items), is_active=True).exclude(role=User.Role.VIEWER)
    for person in people:
        messages.add(person, day=on, kind=Message.Kind.REMINDER, items=items[person.organization_id])


def _item(assignment, by, period_start, note):
    values = {"sender": by.organization.label if by else _("系统"), "task": str(assignment.task), "note": note.strip()}
    if period_start:
        values["period"] = periods.of(period_start, assignment.task.period).label
        text = _("%(sender)s提醒：请尽快填报“%(task)s”%(period)s进展。%(note)s") % values
    else:
        text = _("%(sender)s提醒：请抓紧办理“%(task)s”。%(note)s") % values
    return {"kind": "reminder", "text": text, "assignment": assignment.pk}
