"""The daily digest (每日提醒): one message a day for each person who has something new or waiting.

Apps give the lines with ``provide_digest`` in ``AppConfig.ready``. A digest tells the events found since the
person's last one, and what waits for the person's answer. It is unique by person, day and kind; people
are served in chunks, each with its own transaction, so that a worker that dies continues where it stopped.
"""

import logging
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from notices import messages, texts
from notices.models import DeadlineEvent, JobRun, Message
from organizations.models import User

CHUNK = 500
REACH = timedelta(days=7)  # what a newcomer is told of the days before
DIGEST = "digest"
MOST_LINES = 30
KIND = Message.Kind.DIGEST

_providers = []
_watches = {}
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chunk:
    """People whose digests of the day ``on`` are written together.

    ``seen`` maps a person's pk to the newest event of the last digest; ``newest`` is the last event to tell.
    """

    people: list[User]
    on: date
    seen: dict[int, int]
    newest: int

    @property
    def organizations(self):
        return {person.organization_id for person in self.people}

    def events_about(self, kind):
        """Events about subjects of ``kind`` in the people's units that at least one of them has not been told."""
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
    """Add the lines of an app to the digests.

    ``lines(chunk)`` gives ``{person pk: [messages.line(…), …]}`` with a fixed number of queries, whatever the
    number of people. ``watches`` maps the ``JobRun`` of each job that finds the app's events to the function
    that runs it, ``watch(on=…)``.
    """
    _providers.append(lines)
    _watches.update(watches)


def watch_first(*, on):
    """Run the watches that have not run on the day ``on``: what they find later is told a day late.

    One that fails is logged, and the digests are written without its events.
    """
    done = set(JobRun.objects.filter(last_on=on, name__in=_watches).values_list("name", flat=True))
    for name, watch in _watches.items():
        if name not in done:
            try:
                watch(on=on)
            except Exception:
                logger.exception("the watch %s failed before the digest", name)


def make_digests(*, on):
    """Write the digests of the day ``on`` that are still missing; returns how many were written."""
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
    """Behind the locks of all watches, so that no event with a lower number can still appear."""
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
    provided = [lines(chunk) for lines in _providers]
    digests = []
    for person in chunk.people:
        items = _cut([line for lines in provided for line in lines.get(person.pk, [])])
        if items:
            told = {"subject": texts.subject(KIND, items), "items": items, "last_event": chunk.newest}
            digests.append(Message(person=person, day=chunk.on, kind=KIND, **told))
    Message.objects.bulk_create(digests, ignore_conflicts=True)
    unsent = Message.objects.filter(person__in=chunk.people, day=chunk.on, kind=KIND, mail__isnull=True)
    messages.queue(unsent.select_related("person"))
    return len(digests)


def _cut(items):
    """A message stays readable; the rest is one line that names its number."""
    if len(items) <= MOST_LINES:
        return items
    rest = texts.left_out(len(items) - MOST_LINES + 1)
    return [*items[: MOST_LINES - 1], messages.line("more", rest)]
