"""What happened to an assignment or a report, from all tables that remember it, in one query each."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import CharField, DateField, DecimalField, F, IntegerField, TextField, Value
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils.translation import gettext as _

from tasks import presentation
from tasks.models import (
    DeadlineEvent,
    DueChange,
    Evidence,
    ExtensionRequest,
    ProgressReport,
    Reminder,
    ReportReturn,
    ReportRevision,
)
from years import periods

REVISED = "revised"


@dataclass(frozen=True)
class Happening:
    """One line: what happened on the day ``when``; ``kind`` names the table, ``pk`` the row."""

    kind: str
    pk: int
    when: date
    text: str
    note: str = ""
    state: str = ""


def _line(rows, kind, *, when, word=None, note=None, who=None, old=None, new=None):
    """``rows`` as columns that fit the other tables'."""
    empty_day = Value(None, output_field=DateField())
    return rows.order_by().values_list(
        Value(kind, output_field=CharField()),
        Cast("pk", IntegerField()),
        when,
        Cast(word or Value(""), TextField()),
        Cast(note or Value(""), TextField()),
        Coalesce(Cast(who, TextField()), Value("", output_field=TextField())) if who else Cast(Value(""), TextField()),
        Cast(old or empty_day, DateField()),
        Cast(new or empty_day, DateField()),
    )


def of_assignment(assignment, *, on):
    """Deadlines moved, extensions, reminders, limits reached and files, up to the day ``on``, newest first."""
    first, *others = [rows(assignment, on) for rows in (_moves, _wishes, _reminders, _events, _files)]
    found = [_happening(row, assignment, on) for row in first.union(*others, all=True).order_by()]
    return sorted(found, key=lambda each: (each.when, each.pk), reverse=True)


def _moves(assignment, on):
    rows = DueChange.objects.filter(assignment=assignment, changed_on__lte=on)
    days = {"when": F("changed_on"), "old": F("old_due"), "new": F("new_due")}
    return _line(rows, "change", note=F("reason"), who=F("by__name"), **days)


def _wishes(assignment, on):
    rows = ExtensionRequest.objects.filter(assignment=assignment, requested_on__lte=on)
    days = {"when": F("requested_on"), "old": F("decided_on"), "new": F("new_due")}
    return _line(rows, "extension", word=F("state"), note=F("reason"), who=F("requested_by__name"), **days)


def _reminders(assignment, on):
    rows = Reminder.objects.filter(assignment=assignment, sent_on__lte=on)
    days = {"when": F("sent_on"), "old": F("period_start")}
    return _line(rows, "reminder", note=F("note"), who=F("sent_by__name"), **days)


def _events(assignment, on):
    rows = DeadlineEvent.objects.filter(assignment=assignment, found_on__lte=on)
    days = {"when": F("found_on"), "old": F("due_on"), "new": F("period_start")}
    return _line(rows, "event", word=F("stage"), **days)


def _files(assignment, on):
    rows = Evidence.objects.filter(report__assignment=assignment, added_at__date__lte=on)
    rows = rows.exclude(report__state=ProgressReport.State.DRAFT)
    return _line(rows, "file", when=TruncDate("added_at"), word=F("name"), who=F("added_by__name"))


def _happening(row, assignment, on):
    kind, pk, when, *rest = row
    return Happening(kind, pk, when, *TELLING[kind](assignment, on, *rest))


def _told_change(assignment, on, word, note, who, old, new):
    text = _("期限由 %(old)s 改为 %(new)s") % {"old": old or "—", "new": new or "—"}
    return text, _by(who, note), "now"


def _told_extension(assignment, on, word, note, who, decided_on, new):
    known = word if decided_on and decided_on <= on else ExtensionRequest.State.WAITING
    values = {"new": new, "state": ExtensionRequest.State(known).label}
    return _("申请延期至 %(new)s（%(state)s）") % values, _by(who, note), ""


def _told_reminder(assignment, on, word, note, who, period_start, new):
    if not period_start:
        return _("催办"), _by(who, note), "late"
    period = periods.of(period_start, assignment.task.period).label
    return _("催报%(period)s进展") % {"period": period}, _by(who, note), "late"


def _told_event(assignment, on, stage, note, who, due, period_start):
    word = DeadlineEvent.Stage(stage).label
    if period_start:
        period = periods.of(period_start, assignment.task.period).label
        return _("%(event)s（%(period)s）") % {"event": word, "period": period}, _("系统"), ""
    return _("%(event)s（期限 %(day)s）") % {"event": word, "day": due}, _("系统"), ""


def _told_file(assignment, on, name, note, who, old, new):
    return name, who, ""


TELLING = {
    "change": _told_change,
    "extension": _told_extension,
    "reminder": _told_reminder,
    "event": _told_event,
    "file": _told_file,
}


def _by(who, note):
    if who and note:
        return _("%(who)s：%(note)s") % {"who": who, "note": note}
    return who or note


def of_report(report):
    """Submissions, returns, recalls, corrections and the confirmation of one report, newest first; one query."""
    rows = sorted(_returns(report).union(_revisions(report), all=True).order_by(), key=lambda row: row[1])
    closed = [each for row in rows if row[0] != REVISED for each in _told_past(report, *row)]
    revised = [each for row in rows if row[0] == REVISED for each in _told_past(report, *row)]
    in_order = [*closed, *_told_present(report), *revised]  # as it happened, where all is of one day
    return sorted(in_order, key=lambda each: each["when"])[::-1]


def _returns(report):
    """What came to nothing, in the columns of ``_revisions``."""
    no_value = Value(None, output_field=DecimalField(max_digits=14, decimal_places=2))
    no_text = Cast(Value(""), TextField())
    told = [F("kind"), Cast("pk", IntegerField()), F("closed_on"), F("submitted_on"), F("reason"), F("by__name")]
    rows = ReportReturn.objects.filter(report=report).order_by()
    return rows.values_list(*told, no_value, F("progress"), no_text, no_text, no_text)


def _revisions(report):
    """What was corrected: the figures and texts before."""
    kind = Value(REVISED, output_field=CharField())
    told = [kind, Cast("pk", IntegerField()), F("replaced_on"), F("replaced_on"), F("reason"), F("by__name")]
    rows = ReportRevision.objects.filter(report=report).order_by()
    return rows.values_list(*told, *[F(name) for name in ("value", "progress", "done", "problems", "next_steps")])


def _told_past(report, kind, pk, when, submitted_on, reason, who, value, progress, *texts):
    if kind == REVISED:
        figure = presentation.figure_of(_Old(value, progress), report.assignment.task)
        return [
            {
                "when": when,
                "text": _("更正，原为 %(figure)s") % {"figure": figure},
                "note": _by(who, reason),
                "old": [text for text in texts if text],
                "state": "now",
            }
        ]
    word = _("退回") if kind == ReportReturn.Kind.RETURNED else _("撤回")
    state = "late" if kind == ReportReturn.Kind.RETURNED else ""
    return [
        {"when": submitted_on, "text": _("提交"), "note": "", "state": "did"},
        {"when": when, "text": word, "note": _by(who, reason), "state": state},
    ]


@dataclass(frozen=True)
class _Old:
    """The figures before a correction."""

    value: Decimal | None
    progress: Decimal | None


def _told_present(report):
    found = []
    if report.submitted_on and not report.is_open:
        who = report.submitted_by.name if report.submitted_by else ""
        found.append({"when": report.submitted_on, "text": _("提交"), "note": who, "state": "did"})
    if report.reviewed_on:
        who = report.reviewer.name if report.reviewer else ""
        found.append({"when": report.reviewed_on, "text": _("核实"), "note": who, "state": "did"})
    return found
