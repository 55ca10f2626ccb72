"""Lines of the daily digest about tasks: events of deadlines and reports, and what waits for an answer."""

from collections import Counter, defaultdict
from functools import reduce
from operator import or_

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from notices import messages
from notices.models import DeadlineEvent
from tasks.actions.telling import returned_text
from tasks.assignment_query import reviewed_by_q, reviewing_unit
from tasks.models import Assignment, ExtensionRequest, ProgressReport
from tasks.subjects import ASSIGNMENT
from years import periods

Stage = DeadlineEvent.Stage
DEADLINE_STAGES = [Stage.DUE_SOON, Stage.OVERDUE, Stage.OVERDUE_7, Stage.OVERDUE_15, Stage.OVERDUE_30]


def lines(chunk):
    """``{person pk: lines}`` for the people of ``chunk``, with a fixed number of queries."""
    news = _news(chunk)
    returned = _returned(chunk.organizations)
    waiting = _waiting(chunk)
    return {
        person.pk: [
            *[line for event, line in news[person.organization_id] if chunk.is_new_to(person, event)],
            *returned[person.organization_id],
            *waiting[person.pk],
        ]
        for person in chunk.people
    }


def _news(chunk):
    """``{unit pk: [(event, line)]}``, without assignments that were settled or withdrawn after the event."""
    events = chunk.events_about(ASSIGNMENT).order_by("due_on", "pk")
    open_assignments = Assignment.objects.filter(
        pk__in=events.order_by().values("subject_id"),
        finished_on__isnull=True,
        not_applicable_on__isnull=True,
        withdrawn_on__isnull=True,
    )
    assignments = {assignment.pk: assignment for assignment in open_assignments.select_related("task")}
    pairs = [(event, assignments[event.subject_id]) for event in events if event.subject_id in assignments]
    by_organization = defaultdict(list)
    for event, assignment in _latest_stages(pairs):
        line = messages.line(event.stage, _event_text(event, assignment, chunk.on), path=event.path)
        by_organization[event.organization_id].append((event, line))
    return by_organization


def _latest_stages(pairs):
    """Keep only the latest stage of each deadline, and no stage of a deadline that was moved after the event."""
    latest = {}
    for event, assignment in pairs:
        if event.stage not in DEADLINE_STAGES:
            latest[event.pk] = event, assignment
        elif event.due_on == assignment.due_on:
            earlier, _assignment = latest.get(("deadline", assignment.pk), (None, None))
            if earlier is None or DEADLINE_STAGES.index(event.stage) > DEADLINE_STAGES.index(earlier.stage):
                latest["deadline", assignment.pk] = event, assignment
    return latest.values()


def _event_text(event, assignment, on):
    task = assignment.task
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
    """Lines about returned reports, by unit."""
    reports = ProgressReport.objects.filter(
        state=ProgressReport.State.RETURNED,
        assignment__organization__in=organizations,
        assignment__withdrawn_on__isnull=True,
    )
    by_organization = defaultdict(list)
    for report in reports.select_related("assignment__task"):
        line = messages.line("returned", returned_text(report), path=ASSIGNMENT.path_of(report.assignment_id))
        by_organization[report.assignment.organization_id].append(line)
    return by_organization


def _waiting(chunk):
    """``{person pk: lines}`` about what waits for the managers: reports to confirm, extensions to decide."""
    managers = {person.pk: person for person in chunk.people if person.can_manage}
    reports = _count_waiting(ProgressReport.objects.submitted(), managers, entered_by=["author", "submitted_by"])
    extensions = _count_waiting(ExtensionRequest.objects.waiting(), managers, entered_by=["requested_by"])
    lines_of = defaultdict(list)
    for person in managers:
        if count := reports[person]:
            text = _("%(count)s 份进展待核实。") % {"count": count}
            lines_of[person].append(messages.line("reviews", text))
        if count := extensions[person]:
            text = _("%(count)s 份延期申请待审批。") % {"count": count}
            lines_of[person].append(messages.line("extensions", text))
    return lines_of


def _count_waiting(rows, managers, *, entered_by):
    """``{person pk: number}`` of ``rows`` that wait for each manager, without those that the person entered."""
    units = {person.organization_id for person in managers.values()}
    waiting = rows.filter(reviewed_by_q(units, prefix="assignment__"), assignment__withdrawn_on__isnull=True)
    waiting = waiting.order_by().annotate(unit=reviewing_unit(prefix="assignment__"))
    counts = dict(waiting.values_list("unit").annotate(Count("pk")))
    numbers = Counter({pk: counts.get(person.organization_id, 0) for pk, person in managers.items()})
    has_entered = reduce(or_, (Q(**{f"{field}__in": managers}) for field in entered_by))
    for unit, *people in waiting.filter(has_entered).values_list("unit", *entered_by):
        numbers.subtract(pk for pk in set(people) if pk in managers and managers[pk].organization_id == unit)
    return numbers
