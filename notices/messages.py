"""Create messages in the portal (站内消息) and the e-mail for each of them.

``tell`` writes the messages of one event at once, in the transaction of the action that causes it. A step that calls
many actions, such as handing down all tasks of a directive, does so inside ``as_one_message``: each person then gets
one message instead of one for each action.
"""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.utils import timezone

from notices import texts
from notices.models import HeldLine, Message, OutboxMail, Preference
from organizations.models import User

HOST = "portal.localdomain"
MOST_LINES = 30
Way = Preference.Way

_collected = ContextVar("messages collected by as_one_message", default=None)


def line(kind, text, *, path=""):
    """Return one line of a message; ``path`` is the URL path of the page that it links to."""
    return {"kind": kind, "text": text, "path": path}


def tell(lines_of, *, kind, day, by=None, only_managers=False):
    """Tell units of an event: the people of each unit get its lines in one message of ``kind``.

    ``lines_of`` maps the pk of a unit to a list of lines. The people are editors and managers, or with
    ``only_managers`` just the managers, without ``by``, who knows already. Each person gets the message the way that
    the person has chosen (``Preference``).
    """
    collected = _collected.get()
    if collected is None:
        _write(lines_of, kind, day, by, only_managers)
        return
    together = collected.setdefault((kind, day, by, only_managers), defaultdict(list))
    for unit, lines in lines_of.items():
        together[unit] += lines


@contextmanager
def as_one_message():
    """Inside, ``tell`` collects; at the end each person gets one message of each kind. Nothing is told after an error.

    The caller has the transaction.
    """
    if _collected.get() is not None:
        yield
        return
    token = _collected.set({})
    try:
        yield
        collected = _collected.get()
    finally:
        _collected.reset(token)
    for (kind, day, by, only_managers), lines_of in collected.items():
        _write(lines_of, kind, day, by, only_managers)


@transaction.atomic
def _write(lines_of, kind, day, by, only_managers):
    people = User.objects.filter(organization__in=list(lines_of), is_active=True).exclude(role=User.Role.VIEWER)
    people = people.exclude(pk=by.pk) if by else people
    ways = dict(Preference.objects.filter(person__in=people, kind=kind).values_list("person", "way"))
    messages, held = [], []
    for person in people:
        lines = lines_of[person.organization_id]
        if not lines or (only_managers and not person.can_manage):
            continue
        if ways.get(person.pk) == Way.DIGEST:
            held += [HeldLine(person=person, item=item) for item in lines]
        else:
            subject = texts.subject(kind, lines)
            messages.append(Message(person=person, day=day, kind=kind, items=shortened(lines), subject=subject))
    HeldLine.objects.bulk_create(held, batch_size=1000)
    Message.objects.bulk_create(messages, batch_size=1000)
    queue([message for message in messages if ways.get(message.person_id, Way.MAIL) == Way.MAIL])


def shortened(items):
    """Return at most ``MOST_LINES`` items; the last one gives the number of items left out."""
    if len(items) <= MOST_LINES:
        return items
    rest = texts.left_out(len(items) - MOST_LINES + 1)
    return [*items[: MOST_LINES - 1], line("more", rest)]


def queue(messages):
    """Create an outbox row for each message whose person has an e-mail address; a message never gets two rows."""
    OutboxMail.objects.bulk_create(
        [_mail(message) for message in messages if message.person.email], ignore_conflicts=True, batch_size=1000
    )


def _mail(message):
    """Return the unsaved outbox row. Its Message-ID depends only on the message: every attempt has the same one."""
    reference = f"<{message.kind}.{message.day:%Y%m%d}.{message.pk}@{HOST}>"
    return OutboxMail(message=message, address=message.person.email, reference=reference, next_try_at=timezone.now())
