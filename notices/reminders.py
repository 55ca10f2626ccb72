"""Send reminders about any kind of subject: at most one for each subject and day."""

from collections import defaultdict

from django.db import transaction

from notices import messages
from notices.models import Message, Reminder
from organizations.models import User


@transaction.atomic
def remind(kind, subjects, *, by, on, text, period_start=None, note=""):
    """Remind the units of ``subjects``; return the subjects that had no reminder on the day ``on`` yet.

    ``text(subject)`` is a line for the editors and managers of the subject's unit. Each of them gets all lines in
    one message and one e-mail. The caller must check that ``by`` may remind them.
    """
    pks = [subject.pk for subject in subjects]
    # The locks make a second person who sends the same reminders wait and then find them sent.
    locked = kind.model._base_manager.select_for_update(of=["self"]).filter(pk__in=pks)
    list(locked.order_by("pk").values_list("pk"))
    earlier = Reminder.objects.about(kind, pks).filter(sent_on=on, period_start=period_start)
    reminded = set(earlier.values_list("subject_id", flat=True))
    new_subjects = [subject for subject in subjects if subject.pk not in reminded]
    values = {"period_start": period_start, "sent_by": by, "sent_on": on, "note": note}
    Reminder.objects.bulk_create([Reminder(**kind.fields_of(subject), **values) for subject in new_subjects])
    lines = defaultdict(list)
    for subject in new_subjects:
        lines[subject.organization_id].append(messages.line("reminder", text(subject), path=kind.path_of(subject.pk)))
    people = User.objects.filter(organization__in=list(lines), is_active=True).exclude(role=User.Role.VIEWER)
    for person in people:
        messages.add(person, day=on, kind=Message.Kind.REMINDER, items=lines[person.organization_id])
    return new_subjects
