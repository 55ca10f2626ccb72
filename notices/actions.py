"""What people change about their messages."""

from django.db import transaction

from audit import actions as audit
from notices.models import Message, Preference


@transaction.atomic
def choose_ways(person, ways):
    """Store how ``person`` wants messages; ``ways`` is ``{kind: way}``, an empty way changes nothing.

    Return whether anything has changed.
    """
    before = ways_of(person)
    changes = {kind: way for kind, way in ways.items() if way and before[kind] != way}
    for kind, way in changes.items():
        Preference.objects.update_or_create(person=person, kind=kind, defaults={"way": way})
    if changes:
        told = {
            f"message_{kind}": [str(Preference.Way(old).label) for old in (before[kind], way)]
            for kind, way in changes.items()
        }
        audit.record("account.message_ways", target=person, by=person, changes=told)
    return bool(changes)


def ways_of(person):
    """``{kind: way}`` for every kind of message that is told at once."""
    chosen = dict(Preference.objects.filter(person=person).values_list("kind", "way"))
    return {kind: chosen.get(kind, Preference.Way.MAIL) for kind in Message.EVENTS}
