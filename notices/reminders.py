"""Send reminders about any kind of subject: at most one for each subject and day."""

from collections import defaultdict

from django.db import transaction

from notices import messages
from notices.models import Message, Reminder


@transaction.atomic
def remind(kind, subjects, *, by, on, text, period_start=None, note="", reply_by=None):
    """Remind the units of ``subjects``; return the subjects that had no reminder on the day ``on`` yet.

    ``text(subject)`` is a line for the editors and managers of the subject's unit. Each of them gets all lines in
    one message. ``reply_by`` is the day until which they should reply. The caller must check that ``by`` may remind
    them.
    """
    pks = [subject.pk for subject in subjects]
    # The locks make a second person who sends the same reminders wait and then find them sent.
    locked = kind.model._base_manager.select_for_update(of=["self"]).filter(pk__in=pks)
    list(locked.order_by("pk").values_list("pk"))
    earlier = Reminder.objects.about(kind, pks).filter(sent_on=on, period_start=period_start)
    reminded = set(earlier.values_list("subject_id", flat=True))
    new_subjects = [subject for subject in subjects if subject.pk not in reminded]
    values = {"period_start": period_start, "sent_by": by, "sent_on": on, "note": note, "reply_by": reply_by}
    Reminder.objects.bulk_create([Reminder(**kind.fields_of(subject), **values) for subject in new_subjects])
    lines = defaultdict(list)
    for subject in new_subjects:
        lines[subject.organization_id].append(messages.line("reminder", text(subject), path=kind.path_of(subject.pk)))
    messages.tell(lines, kind=Message.Kind.REMINDER, day=on, by=by)
    return new_subjects
