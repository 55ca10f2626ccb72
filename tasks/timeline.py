"""Timelines: of an assignment (sources for ``notices.timeline``) and of a report."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import CharField, DecimalField, F, IntegerField, TextField, Value
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils.translation import gettext as _

from notices.timeline import provide_timeline, said_by
from tasks import presentation
from tasks.models import (
    Assignment,
    DueChange,
    Evidence,
    ExtensionRequest,
    FinishClaim,
    ProgressReport,
    Reopening,
    Reply,
    ReportReturn,
    ReportRevision,
)
from tasks.subjects import ASSIGNMENT

REVISED = "revised"
LONGEST_NOTE = 200  # characters of a reply in the timeline; the whole text stands beside it


def provide():
    """Add the loop from handing down to finishing, and files, to the reminders and events that every timeline has."""
    provide_timeline(ASSIGNMENT, "handed_down", rows=_handed_down, tell=_tell_handed_down, rank=0)
    provide_timeline(ASSIGNMENT, "signed", rows=_signed, tell=_tell_signed, rank=10)
    provide_timeline(ASSIGNMENT, "reply", rows=_replies, tell=_tell_reply, rank=40)
    provide_timeline(ASSIGNMENT, "extension", rows=_extensions, tell=_tell_extension, rank=50)
    provide_timeline(ASSIGNMENT, "change", rows=_due_changes, tell=_tell_due_change, rank=60)
    provide_timeline(ASSIGNMENT, "claim", rows=_claims, tell=_tell_claim, rank=70)
    provide_timeline(ASSIGNMENT, "finished", rows=_finished, tell=_tell_finished, rank=80)
    provide_timeline(ASSIGNMENT, "reopening", rows=_reopenings, tell=_tell_reopening, rank=90)
    provide_timeline(ASSIGNMENT, "file", rows=_files, tell=_tell_file)


def _handed_down(assignment, on):
    rows = Assignment.objects.filter(pk=assignment.pk, assigned_on__lte=on)
    who = Coalesce("parent__organization__name", "task__organization__name")
    return rows, {"when": F("assigned_on"), "who": who}


def _tell_handed_down(assignment, on, row):
    return _("本单位承担") if assignment.is_held_by_issuer else _("交办"), row.who, "did"


def _signed(assignment, on):
    rows = Assignment.objects.filter(pk=assignment.pk, signed_on__lte=on)
    return rows, {"when": F("signed_on"), "who": F("signed_by__name")}


def _tell_signed(assignment, on, row):
    return _("签收"), row.who, "did"


def _replies(assignment, on):
    rows = Reply.objects.filter(assignment=assignment, written_on__lte=on)
    return rows, {"when": F("written_on"), "word": F("organization__name"), "note": F("text"), "who": F("by__name")}


def _tell_reply(assignment, on, row):
    note = row.note if len(row.note) <= LONGEST_NOTE else _("%(text)s……") % {"text": row.note[:LONGEST_NOTE]}
    return _("%(unit)s反馈") % {"unit": row.word}, said_by(row.who, note), "did"


def _claims(assignment, on):
    rows = FinishClaim.objects.filter(assignment=assignment, claimed_on__lte=on)
    words = {"word": F("state"), "note": F("note"), "who": F("claimed_by__name")}
    return rows, words | {"when": F("claimed_on"), "old": F("decided_on")}


def _tell_claim(assignment, on, row):
    is_decided = row.old and row.old <= on
    state = FinishClaim.State(row.word if is_decided else FinishClaim.State.WAITING)
    return _("申报办结（%(state)s）") % {"state": state.label}, said_by(row.who, row.note), "did"


def _finished(assignment, on):
    rows = Assignment.objects.filter(pk=assignment.pk, finished_on__lte=on)
    return rows, {"when": F("finished_on")}


def _tell_finished(assignment, on, row):
    return _("办结"), "", "did"


def _due_changes(assignment, on):
    rows = DueChange.objects.filter(assignment=assignment, changed_on__lte=on)
    days = {"when": F("changed_on"), "old": F("old_due"), "new": F("new_due")}
    return rows, days | {"note": F("reason"), "who": F("by__name")}


def _tell_due_change(assignment, on, row):
    text = _("期限由 %(old)s 改为 %(new)s") % {"old": row.old or "—", "new": row.new or "—"}
    return text, said_by(row.who, row.note), "now"


def _reopenings(assignment, on):
    rows = Reopening.objects.filter(assignment=assignment, reopened_on__lte=on)
    return rows, {"when": F("reopened_on"), "note": F("reason"), "who": F("by__name"), "old": F("finished_on")}


def _tell_reopening(assignment, on, row):
    values = {"day": row.old, "who": row.who or _("系统（按台账）")}
    return _("已恢复办理：%(why)s") % {"why": row.note}, _("原于 %(day)s 办结，%(who)s恢复") % values, "late"


def _extensions(assignment, on):
    rows = ExtensionRequest.objects.filter(assignment=assignment, requested_on__lte=on)
    days = {"when": F("requested_on"), "old": F("decided_on"), "new": F("new_due")}
    return rows, days | {"word": F("state"), "note": F("reason"), "who": F("requested_by__name")}


def _tell_extension(assignment, on, row):
    is_decided = row.old and row.old <= on
    state = ExtensionRequest.State(row.word if is_decided else ExtensionRequest.State.WAITING)
    values = {"new": row.new, "state": state.label}
    return _("申请延期至 %(new)s（%(state)s）") % values, said_by(row.who, row.note), ""


def _files(assignment, on):
    rows = Evidence.objects.filter(report__assignment=assignment, added_at__date__lte=on)
    rows = rows.exclude(report__state=ProgressReport.State.DRAFT)
    return rows, {"when": TruncDate("added_at"), "word": F("name"), "who": F("added_by__name")}


def _tell_file(assignment, on, row):
    return row.word, row.who, ""


def of_report(report):
    """Submissions, returns, recalls, corrections and the confirmation of one report, newest first; one query."""
    rows = sorted(_returns(report).union(_revisions(report), all=True).order_by(), key=lambda row: row[1])
    returned = [entry for row in rows if row[0] != REVISED for entry in _past_entries(report, *row)]
    revised = [entry for row in rows if row[0] == REVISED for entry in _past_entries(report, *row)]
    in_order = [*returned, *_present_entries(report), *revised]  # the order within one day
    return sorted(in_order, key=lambda entry: entry["when"])[::-1]


def _returns(report):
    """Returned and recalled submissions, with the columns of ``_revisions``."""
    no_value = Value(None, output_field=DecimalField(max_digits=14, decimal_places=2))
    no_text = Cast(Value(""), TextField())
    columns = [F("kind"), Cast("pk", IntegerField()), F("closed_on"), F("submitted_on"), F("reason"), F("by__name")]
    submitter = Coalesce("submitted_by__name", Value(""))
    rows = ReportReturn.objects.filter(report=report).order_by()
    return rows.values_list(*columns, submitter, no_value, F("progress"), no_text, no_text, no_text)


def _revisions(report):
    """Corrections, with the figures and texts that they replaced."""
    kind = Value(REVISED, output_field=CharField())
    columns = [kind, Cast("pk", IntegerField()), F("replaced_on"), F("replaced_on"), F("reason"), F("by__name")]
    nobody = Value("", output_field=CharField())
    rows = ReportRevision.objects.filter(report=report).order_by()
    return rows.values_list(
        *columns, nobody, *[F(name) for name in ("value", "progress", "done", "problems", "next_steps")]
    )


def _past_entries(report, kind, pk, when, submitted_on, reason, who, submitter, value, progress, *texts):
    if kind == REVISED:
        figure = presentation.figure_of(_Old(value, progress), report.assignment.task)
        text = _("按台账更新，原为 %(figure)s") if report.is_by_system else _("更正，原为 %(figure)s")
        return [
            {
                "when": when,
                "text": text % {"figure": figure},
                "note": said_by(who, reason),
                "old": [text for text in texts if text],
                "state": "now",
            }
        ]
    word = _("退回") if kind == ReportReturn.Kind.RETURNED else _("撤回")
    state = "late" if kind == ReportReturn.Kind.RETURNED else ""
    return [
        {"when": submitted_on, "text": _("提交"), "note": submitter, "state": "did"},
        {"when": when, "text": word, "note": said_by(who, reason), "state": state},
    ]


@dataclass(frozen=True)
class _Old:
    """The figures before a correction."""

    value: Decimal | None
    progress: Decimal | None


def _present_entries(report):
    if report.is_by_system:
        text = _("系统（按台账）开始填写数字")
        return [{"when": report.submitted_on, "text": text, "note": "", "state": "did"}]
    entries = []
    if report.submitted_on and not report.is_open:
        who = report.submitted_by.name if report.submitted_by else ""
        entries.append({"when": report.submitted_on, "text": _("提交"), "note": who, "state": "did"})
    if report.reviewed_on:
        who = report.reviewer.name if report.reviewer else ""
        entries.append({"when": report.reviewed_on, "text": _("核实"), "note": who, "state": "did"})
    return entries
