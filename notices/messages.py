"""Create messages in the portal (站内消息) and the e-mail for each of them."""

from django.db import transaction
from django.utils import timezone

from notices import texts
from notices.models import Message, OutboxMail

HOST = "portal.localdomain"


def line(kind, text, *, path=""):
    """Return one line of a message; ``path`` is the URL path of the page that it links to."""
    return {"kind": kind, "text": text, "path": path}


@transaction.atomic
def add(person, *, day, kind, items):
    """Add ``items`` to the person's message of that day and kind. Only a new message is also sent by e-mail."""
    message, created = Message.objects.select_for_update().get_or_create(
        person=person, day=day, kind=kind, defaults={"items": items, "subject": texts.subject(kind, items)}
    )
    if created:
        queue([message])
        return message
    message.items = [*message.items, *items]
    message.subject, message.read_at = texts.subject(kind, message.items), None
    message.save(update_fields=["items", "subject", "read_at"])
    return message


def queue(messages):
    """Create an outbox row for each message whose person has an e-mail address; a message never gets two rows."""
    OutboxMail.objects.bulk_create(
        [_mail(message) for message in messages if message.person.email], ignore_conflicts=True, batch_size=1000
    )


def _mail(message):
    """Return the unsaved outbox row. Its Message-ID depends only on the message: every attempt has the same one."""
    reference = f"<{message.kind}.{message.day:%Y%m%d}.{message.person_id}@{HOST}>"
    return OutboxMail(message=message, address=message.person.email, reference=reference, next_try_at=timezone.now())
