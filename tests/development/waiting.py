"""The applicants in 待办, digest, timeline and deadlines; ``AppConfig.ready`` registers all four.

Every applicant must be confirmed by the end of October of the year.
"""

from collections import defaultdict
from datetime import date

from django.db.models import F
from django.db.models.functions import TruncDate
from django.urls import reverse

from notices import messages
from notices.digest import provide_digest
from notices.models import DeadlineEvent
from notices.subjects import SubjectKind, register
from notices.timeline import provide_timeline
from notices.todo import Entry, Waiting, provide_todo
from notices.watch import add_events
from tests.development.models import Applicant

APPLICANT = SubjectKind(
    key="applicant",
    label="发展对象",
    model=Applicant,
    path_of=lambda pk: reverse("ledgers:record", args=["applicant", pk]),
    related=("organization",),
    period_name=lambda applicant, start: f"{start.year}年",
)
WATCH = "watch_applicants"


def provide():
    register(APPLICANT)
    provide_todo({"applicant": "发展对象待核实"}, rows=waiting_rows, waiting=waiting)
    provide_timeline(APPLICANT, "entered", rows=entered_rows, tell=tell_entered)
    provide_digest(lines, watches={WATCH: watch})


def waiting_rows(user, *, on):
    return [Applicant.objects.confirmable_by(user)]


def waiting(user, *, on):
    [rows] = waiting_rows(user, on=on)
    entries = [
        Entry(
            kind="applicant",
            urgency=((deadline(on) - on).days, applicant.pk),
            tag="待核实",
            title=applicant.applicant,
            url=applicant.get_absolute_url(),
            day=deadline(on),
        )
        for applicant in rows.select_related("organization")
    ]
    return Waiting(entries)


def entered_rows(applicant, on):
    rows = Applicant.objects.filter(pk=applicant.pk, created_at__date__lte=on)
    return rows, {"when": TruncDate("created_at"), "who": F("entered_by__name")}


def tell_entered(applicant, on, row):
    return "录入", row.who, "did"


def deadline(on):
    return date(on.year, 10, 31)


def watch(*, on):
    if on > deadline(on):
        late = Applicant.objects.waiting().in_year(on.year)
        add_events(APPLICANT, late, stage=DeadlineEvent.Stage.OVERDUE, on=on, due_on=deadline(on))


def lines(chunk):
    events = defaultdict(list)
    for event in chunk.events_about(APPLICANT).order_by("pk"):
        events[event.organization_id].append(event)
    return {
        person.pk: [
            messages.line(event.stage, "发展对象逾期未核实。", path=event.path)
            for event in events[person.organization_id]
            if chunk.is_new_to(person, event)
        ]
        for person in chunk.people
    }
