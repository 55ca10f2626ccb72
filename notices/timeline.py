"""The timeline of a subject: rows of several tables, read in one query and sorted by day.

Reminders and events are on the timeline of every kind of subject. An app adds more tables with
``provide_timeline`` in ``AppConfig.ready``.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import CharField, DateField, F, IntegerField, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from notices.models import DeadlineEvent, Reminder

EVENTS, REMINDERS = 20, 30  # ranks; see ``provide_timeline``


@dataclass(frozen=True)
class TimelineEntry:
    """One line: what happened on the day ``when``; ``kind`` is the name of the source, ``pk`` that of its row."""

    kind: str
    pk: int
    when: date
    text: str
    note: str = ""
    state: str = ""


class Row(NamedTuple):
    """The columns of a row besides its pk and its day; a source fills those that it needs."""

    word: str
    note: str
    who: str
    old: date | None
    new: date | None


class Source(NamedTuple):
    name: str
    rows: Callable
    tell: Callable
    rank: int = 0


_sources = defaultdict(list)


def provide_timeline(kind, name, *, rows, tell, rank=0):
    """Add the rows of one more table to the timeline of each subject of ``kind``.

    Lines of one day stand in the order of ``rank``, the place of a table in the usual course of the work.

    ``rows(subject, on)`` returns a QuerySet of the rows up to the day ``on`` and a dict of expressions: ``when``
    and those columns of ``Row`` that the source has. ``tell(subject, on, row)`` returns text, note and state
    of the line; the state is ``late``, ``now``, ``did`` or empty.
    """
    _sources[kind.key].append(Source(name, rows, tell, rank))


def of(kind, subject, *, on):
    """Return the timeline of ``subject`` up to the day ``on``, newest first; one query for all sources."""
    sources = [*_sources[kind.key], *_of_every_kind(kind)]
    first, *others = [_columns(source, subject, on) for source in sources]
    tell = {source.name: source.tell for source in sources}
    rank = {source.name: source.rank for source in sources}
    entries = [
        TimelineEntry(name, pk, when, *tell[name](subject, on, Row(*row)))
        for name, pk, when, *row in first.union(*others, all=True).order_by()
    ]
    return sorted(entries, key=lambda entry: (entry.when, rank[entry.kind], entry.pk), reverse=True)


def said_by(who, note):
    """Return the note of a line with the name of its author."""
    return _("%(who)s：%(note)s") % {"who": who, "note": note} if who and note else who or note


def _columns(source, subject, on):
    """Return the rows of ``source`` in the columns that all sources share; missing ones are empty."""
    rows, columns = source.rows(subject, on)
    text, day = Value("", output_field=TextField()), Value(None, output_field=DateField())
    return rows.order_by().values_list(
        Value(source.name, output_field=CharField()),
        Cast("pk", IntegerField()),
        columns["when"],
        *[Coalesce(Cast(columns.get(name, text), TextField()), text) for name in ("word", "note", "who")],
        *[Cast(columns.get(name, day), DateField()) for name in ("old", "new")],
    )


def _of_every_kind(kind):
    def reminders(subject, on):
        rows = Reminder.objects.about(kind, [subject.pk]).filter(sent_on__lte=on)
        days = {"when": F("sent_on"), "old": F("period_start"), "new": F("reply_by")}
        return rows, days | {"note": F("note"), "who": F("sent_by__name")}

    def tell_reminder(subject, on, row):
        text = _("催报%(period)s进展") % {"period": kind.period_name(subject, row.old)} if row.old else _("催办")
        if row.new:
            text = _("%(text)s，请于 %(day)s 前反馈") % {"text": text, "day": row.new}
        return text, said_by(row.who, row.note), "late"

    def events(subject, on):
        rows = DeadlineEvent.objects.about(kind, [subject.pk]).filter(found_on__lte=on)
        return rows, {"when": F("found_on"), "word": F("stage"), "old": F("due_on"), "new": F("period_start")}

    def tell_event(subject, on, row):
        stage = DeadlineEvent.Stage(row.word).label
        if row.new:
            values = {"event": stage, "period": kind.period_name(subject, row.new)}
            return _("%(event)s（%(period)s）") % values, _("系统"), ""
        return _("%(event)s（期限 %(day)s）") % {"event": stage, "day": row.old}, _("系统"), ""

    return [Source("reminder", reminders, tell_reminder, REMINDERS), Source("event", events, tell_event, EVENTS)]
