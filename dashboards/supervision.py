"""Why a task of a unit is late, and the record of supervision (督办记录): events and reminders."""

from collections import defaultdict

from django.utils.translation import gettext as _

from dashboards import pictures
from notices.models import DeadlineEvent, Reminder
from tasks.deadlines import State
from tasks.presentation import status_tag
from tasks.rates import counts_of
from tasks.subjects import ASSIGNMENT

RECORDED = 6


def reminders_of(board):
    """``{assignment pk: [reminders, newest first]}`` for the unit's own lines and those that the feed shows."""
    shown = [line.pk for line in [*board.own.values(), *board.pressing[: pictures.FEED]]]
    reminders = defaultdict(list)
    if shown:
        sent = Reminder.objects.about(ASSIGNMENT, shown).filter(sent_on__lte=board.on).order_by("-sent_on", "-id")
        for reminder in sent.select_related("sent_by"):
            reminders[reminder.subject_id].append(reminder)
    return reminders


def why_late(board, day):
    """The unit's longest overdue task: its sentence in the directive, its deadline, and which units are not done."""
    late = [line for line in board.own.values() if line.state == State.OVERDUE]
    if not late:
        return None
    line = min(late, key=lambda line: line.status.due_on)
    below = [other for other in board.below if other.task.pk == line.task.pk and other.applies]
    missing = [other for other in below if other.state != State.DONE]
    return {
        "line": line,
        "url": pictures.line_url(line, day),
        "quote": line.task.phrases[0]["text"] if line.task.phrases else line.task.title,
        "said": line.task.deadline_phrase,
        "below": len(below),
        "missing": [_missing(other, day) for other in missing],
    }


def _missing(line, day):
    tag = status_tag(line.status)
    counts = counts_of(line.task, line.status)
    return {
        "label": line.unit.label,
        "url": pictures.line_url(line, day),
        "tag": tag["label"],
        "tone": tag["tone"],
        "note": pictures.counts_text(counts) if counts else "",
    }


def record_of(board, reminders):
    """Events and ``reminders`` about the unit's own tasks, newest first."""
    own = {line.pk: line for line in board.own.values()}
    if not own:
        return []
    events = DeadlineEvent.objects.about(ASSIGNMENT, own).filter(found_on__lte=board.on).order_by("-found_on", "-id")
    entries = [_event(event, own[event.subject_id]) for event in events[:RECORDED]]
    entries += [_reminder(reminder, own[pk]) for pk in own for reminder in reminders.get(pk, [])[:RECORDED]]
    return sorted(entries, key=lambda entry: entry["when"], reverse=True)[:RECORDED]


def _event(event, line):
    values = {"task": line.task.number, "stage": event.get_stage_display()}
    note = _("系统 · 期限 %(day)s") % {"day": event.due_on}
    return {"when": event.found_on, "text": _("%(task)s %(stage)s提示") % values, "note": note}


def _reminder(reminder, line):
    person = reminder.sent_by.name if reminder.sent_by else _("系统")
    note = _("%(person)s · %(note)s") % {"person": person, "note": reminder.note} if reminder.note else person
    return {"when": reminder.sent_on, "text": _("%(task)s 催办") % {"task": line.task.number}, "note": note}
