"""The daily digest (每日提醒): one message a day for each person who has something new or waiting.

A digest tells the events found since the person's last one, and what waits for the person's answer. It is
unique by person, day and kind; people are served in chunks, each with its own transaction, so that a
worker that dies continues where it stopped.
"""

from collections import Counter, defaultdict
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from notices import messages
from notices.models import JobRun, Message
from organizations.models import User
from tasks import scan
from tasks.models import DeadlineEvent, ExtensionRequest, ProgressReport
from years import periods

CHUNK = 500
REACH = timedelta(days=7)  # what a newcomer is told of the days before
DIGEST = "digest"
MOST_LINES = 30

Stage = DeadlineEvent.Stage
DEADLINE_STAGES = [Stage.DUE_SOON, Stage.OVERDUE, Stage.OVERDUE_7, Stage.OVERDUE_15, Stage.OVERDUE_30]
KIND = Message.Kind.DIGEST


def make_digests(*, on):
    """Write the digests of the day ``on`` that are still missing; returns how many were written."""
    newest, written = _newest_event(), 0
    people = _people_without_digest(on)
    last = 0
    while chunk := list(people.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        written += _write_chunk(chunk, on, newest)
        last = chunk[-1].pk
    JobRun.objects.update_or_create(
        name=DIGEST, defaults={"last_on": on, "finished_at": timezone.now(), "result": {"messages": written}}
    )
    return written


@transaction.atomic
def _newest_event():
    """Behind the locks of both scans, so that no event with a lower number can still appear."""
    scan.locked_run(scan.SCAN)
    scan.locked_run(scan.WATCH)
    return DeadlineEvent.objects.aggregate(newest=Max("pk"))["newest"] or 0


def _people_without_digest(on):
    today = Message.objects.filter(person=OuterRef("pk"), day=on, kind=KIND)
    people = User.objects.filter(is_active=True).exclude(role=User.Role.VIEWER)
    return people.exclude(Exists(today)).select_related("organization")


@transaction.atomic
def _write_chunk(people, on, newest):
    lines = _lines(people, on, newest)
    messages = [
        Message(person=person, day=on, kind=KIND, items=items, subject=messages.subject(KIND, items), last_event=newest)
        for person, items in lines
        if items
    ]
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    unsent = Message.objects.filter(person__in=people, day=on, kind=KIND, mail__isnull=True)
    messages.queue(unsent.select_related("person"))
    return len(messages)


def _lines(people, on, newest):
    """``(person, items)`` for a chunk, with a fixed number of queries."""
    organizations = {person.organization_id for person in people}
    seen = _seen(people)
    events = _events(organizations, min((seen.get(person.pk, 0) for person in people), default=0), newest, on)
    returned = _returned(organizations)
    waiting = _waiting(organizations)
    for person in people:
        items = [_event_item(each, on) for each in events[person.organization_id] if each.pk > seen.get(person.pk, 0)]
        items += returned[person.organization_id]
        items += waiting[person.organization_id] if person.can_manage else []
        yield person, _cut(items)


def _cut(items):
    """A message stays readable; the rest is one line that names its number."""
    if len(items) <= MOST_LINES:
        return items
    rest = _("还有 %(count)s 件，请登录平台查看。") % {"count": len(items) - MOST_LINES + 1}
    return [*items[: MOST_LINES - 1], {"kind": "more", "text": rest}]


def _seen(people):
    digests = Message.objects.filter(person__in=people, kind=KIND).values("person")
    return dict(digests.annotate(seen=Max("last_event")).values_list("person", "seen"))


def _events(organizations, after, newest, on):
    """New events by unit; what was settled or withdrawn meanwhile is no longer news."""
    found = DeadlineEvent.objects.filter(
        assignment__organization__in=organizations,
        pk__gt=after,
        pk__lte=newest,
        found_on__gt=on - REACH,
        found_on__lte=on,
        assignment__finished_on__isnull=True,
        assignment__not_applicable_on__isnull=True,
        assignment__withdrawn_on__isnull=True,
    )
    by_organization = defaultdict(list)
    for event in _told_once(found.select_related("assignment__task").order_by("due_on", "pk")):
        by_organization[event.assignment.organization_id].append(event)
    return by_organization


def _told_once(events):
    """Of the stages of one deadline the latest; none of a deadline that has been moved since."""
    told = {}
    for event in events:
        if event.stage not in DEADLINE_STAGES:
            told[event.pk] = event
        elif event.due_on == event.assignment.due_on:
            earlier = told.get(("deadline", event.assignment_id))
            if earlier is None or DEADLINE_STAGES.index(event.stage) > DEADLINE_STAGES.index(earlier.stage):
                told["deadline", event.assignment_id] = event
    return told.values()


def _event_item(event, on):
    return {"kind": event.stage, "text": _event_text(event, on), "assignment": event.assignment_id}


def _event_text(event, on):
    task = event.assignment.task
    values = {"task": str(task), "day": event.due_on.isoformat(), "days": abs((event.due_on - on).days)}
    if event.period_start:
        values["period"] = periods.of(event.period_start, task.period).label
    return _TEXTS[event.stage]() % values


_TEXTS = {
    Stage.DUE_SOON: lambda: _("“%(task)s”应于 %(day)s 办结，还有 %(days)s 天。"),
    Stage.OVERDUE: lambda: _("“%(task)s”应于 %(day)s 办结，已逾期 %(days)s 天。"),
    Stage.OVERDUE_7: lambda: _("“%(task)s”应于 %(day)s 办结，已逾期 %(days)s 天。"),
    Stage.OVERDUE_15: lambda: _("“%(task)s”应于 %(day)s 办结，已逾期 %(days)s 天。"),
    Stage.OVERDUE_30: lambda: _("“%(task)s”应于 %(day)s 办结，已逾期 %(days)s 天。"),
    Stage.REPORT_DUE: lambda: _("“%(task)s”%(period)s进展应于 %(day)s 前填报，还有 %(days)s 天。"),
    Stage.REPORT_MISSING: lambda: _("“%(task)s”%(period)s进展应于 %(day)s 前填报，尚未提交。"),
}


def _returned(organizations):
    """Reports that came back and wait for their authors, by unit."""
    found = ProgressReport.objects.filter(
        state=ProgressReport.State.RETURNED,
        assignment__organization__in=organizations,
        assignment__withdrawn_on__isnull=True,
    )
    by_organization = defaultdict(list)
    for report in found.select_related("assignment__task"):
        by_organization[report.assignment.organization_id].append(_returned_item(report))
    return by_organization


def _returned_item(report):
    values = {
        "task": str(report.assignment.task),
        "period": periods.of(report.period_start, report.assignment.task.period).label,
        "reason": report.return_reason,
    }
    text = _("“%(task)s”%(period)s进展已退回：%(reason)s") % values
    return {"kind": "returned", "text": text, "assignment": report.assignment_id}


def _waiting(organizations):
    """What waits for the managers of a unit: reports to confirm, extensions to decide."""
    reports = _count_below(ProgressReport.objects.submitted(), organizations)
    extensions = _count_below(ExtensionRequest.objects.waiting(), organizations)
    items = defaultdict(list)
    for organization, count in reports.items():
        items[organization].append({"kind": "reviews", "text": _("%(count)s 份进展待核实。") % {"count": count}})
    for organization, count in extensions.items():
        text = _("%(count)s 份延期申请待审批。") % {"count": count}
        items[organization].append({"kind": "extensions", "text": text})
    return items


def _count_below(rows, organizations):
    above = "assignment__organization__parent"
    waiting = rows.filter(**{f"{above}__in": organizations}, assignment__withdrawn_on__isnull=True)
    return Counter(dict(waiting.order_by().values_list(above).annotate(Count("pk"))))
