"""The daily digest (每日提醒): one message a day for each person who has something new or waiting.

Apps provide the lines with ``provide_digest`` in ``AppConfig.ready``. A digest lists the events since the person's
last digest, the items that wait for the person, and the lines of messages that the person wants with the digest. There
is at most one for each person and day. Each chunk of people has its own transaction: when a worker dies, the next run
writes only the digests that are missing.
"""

import logging
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from notices import messages, texts
from notices.models import DeadlineEvent, HeldLine, JobRun, Message
from organizations.models import User

CHUNK = 500
REACH = timedelta(days=7)  # older events are not in a digest, even in a person's first one
DIGEST = "digest"
KIND = Message.Kind.DIGEST

_providers = []
_watches = {}
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chunk:
    """People whose digests of the day ``on`` are written together.

    ``seen`` maps a person's pk to the pk of the newest event in the person's last digest. ``newest`` is the pk of
    the newest event for these digests.
    """

    people: list[User]
    on: date
    seen: dict[int, int]
    newest: int

    @property
    def organizations(self):
        return {person.organization_id for person in self.people}

    def events_about(self, kind):
        """Return events about subjects of ``kind`` in the people's units that are new to at least one of them."""
        after = min((self.seen.get(person.pk, 0) for person in self.people), default=0)
        return DeadlineEvent.objects.filter(
            subject_kind=kind.key,
            organization__in=self.organizations,
            pk__gt=after,
            pk__lte=self.newest,
            found_on__gt=self.on - REACH,
            found_on__lte=self.on,
        )

    def is_new_to(self, person, event):
        return event.pk > self.seen.get(person.pk, 0)


def provide_digest(lines, *, watches):
    """Register the lines of an app for the digests.

    ``lines(chunk)`` returns ``{person pk: [messages.line(…), …]}``; the number of its queries must not depend on
    the number of people. ``watches`` maps the ``JobRun`` name of each job that writes the app's events to a
    function ``watch(on=…)`` that runs the job.
    """
    _providers.append(lines)
    _watches.update(watches)


def watch_first(*, on):
    """Run the watches that have not run on the day ``on``; otherwise their events would miss today's digest.

    A watch that fails is logged; the digests are then written without its events.
    """
    done = set(JobRun.objects.filter(last_on=on, name__in=_watches).values_list("name", flat=True))
    for name, watch in _watches.items():
        if name not in done:
            try:
                watch(on=on)
            except Exception:
                logger.exception("the watch %s failed before the digest", name)


def make_digests(*, on):
    """Write the digests of the day ``on`` that are still missing; return their number."""
    newest, written = _newest_event(), 0
    people = _people_without_digest(on)
    last = 0
    while chunk := list(people.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        written += _write(Chunk(chunk, on, _seen(chunk), newest))
        last = chunk[-1].pk
    run, _created = JobRun.objects.get_or_create(name=DIGEST)
    run.finish(on=on, result={"messages": written})
    return written


@transaction.atomic
def _newest_event():
    """Return the pk of the newest event. The locks of all watches are taken first: no lower pk can appear later."""
    for name in sorted(_watches):
        JobRun.objects.lock(name)
    return DeadlineEvent.objects.aggregate(newest=Max("pk"))["newest"] or 0


def _people_without_digest(on):
    today = Message.objects.filter(person=OuterRef("pk"), day=on, kind=KIND)
    people = User.objects.filter(is_active=True).exclude(role=User.Role.VIEWER)
    return people.exclude(Exists(today)).select_related("organization")


def _seen(people):
    digests = Message.objects.filter(person__in=people, kind=KIND).values("person")
    return dict(digests.annotate(seen=Max("last_event")).values_list("person", "seen"))


@transaction.atomic
def _write(chunk):
    provided = [_release_held(chunk), *[lines(chunk) for lines in _providers]]
    digests = []
    for person in chunk.people:
        items = messages.shortened([line for lines in provided for line in lines.get(person.pk, [])])
        if items:
            content = {"subject": texts.subject(KIND, items), "items": items, "last_event": chunk.newest}
            digests.append(Message(person=person, day=chunk.on, kind=KIND, **content))
    Message.objects.bulk_create(digests, ignore_conflicts=True)
    unsent = Message.objects.filter(person__in=chunk.people, day=chunk.on, kind=KIND, mail__isnull=True)
    messages.queue(unsent.select_related("person"))
    return len(digests)


def _release_held(chunk):
    """Delete the ``HeldLine`` rows of the people and return their lines, ``{person pk: lines}``."""
    held = HeldLine.objects.select_for_update().filter(person__in=chunk.people).order_by("pk")
    lines = defaultdict(list)
    for row in held:
        lines[row.person_id].append(row.item)
    HeldLine.objects.filter(pk__in=[row.pk for row in held]).delete()
    return lines
