"""What one person has to do today (待办): a handful of queries, whatever the size of the tree."""

from dataclasses import dataclass
from datetime import date

from tasks import periods, workdays
from tasks.deadlines import State
from tasks.models import Assignment, ExtensionRequest, ProgressReport, TaskYear
from tasks.periods import Period


@dataclass(frozen=True)
class ReportDue:
    """The report of ``period`` that the person's unit owes; ``report`` is the draft or returned one, if any."""

    assignment: Assignment
    period: Period
    cutoff: date
    days: int
    report: ProgressReport | None

    @property
    def is_missing(self):
        """The cut-off day has passed."""
        return self.days < 0


@dataclass(frozen=True)
class Todo:
    """Lists for the page and the digest; ``pressing`` are own assignments with their standing."""

    reports_due: list
    pressing: list
    reviews: list
    extensions: list

    @property
    def count(self):
        return len(self.reports_due) + len(self.pressing) + len(self.reviews) + len(self.extensions)


def todo_for(user, *, on):
    """What ``user`` has to do on the day ``on``: reports to write, deadlines that press, reviews, extensions.

    Viewers have nothing to do. Six queries.
    """
    own = _own(user, on) if user.can_edit else []
    years = TaskYear.objects.by_year({each.task.year for each in own})
    calendar = workdays.load()
    return Todo(
        reports_due=_reports_due(own, years, calendar, on),
        pressing=_pressing(own, years, on),
        reviews=list(_reviews(user)),
        extensions=list(_extensions(user)),
    )


def _own(user, on):
    found = Assignment.objects.of(user.organization).in_force(on=on).unsettled(on=on).with_standing(on=on)
    return list(found.select_related("task__area", "organization").order_by("task__year", "task__order", "task_id"))


def _reports_due(own, years, calendar, on):
    due = [(each, periods.current(on, each.task.period, years[each.task.year], calendar)) for each in own]
    due = [(each, period) for each, period in due if _owes(each, period)]
    reports = _reports(due)
    rows = []
    for assignment, period in due:
        report = reports.get((assignment.pk, period.start))
        if report is None or report.is_open:
            cutoff = period.cutoff(years[assignment.task.year], calendar)
            rows.append(ReportDue(assignment, period, cutoff, (cutoff - on).days, report))
    return sorted(rows, key=lambda row: row.cutoff)


def _owes(assignment, period):
    return assignment.task.year == period.year and assignment.assigned_on <= period.end >= assignment.starts_on


def _reports(due):
    found = ProgressReport.objects.filter(
        assignment__in=[assignment.pk for assignment, _ in due], period_start__in={period.start for _, period in due}
    )
    return {(report.assignment_id, report.period_start): report for report in found}


def _pressing(own, years, on):
    """Overdue, due soon or behind, the most urgent first; as pairs of assignment and standing."""
    urgent = {State.OVERDUE, State.DUE_SOON, State.BEHIND}
    pairs = [(each, each.standing(on=on, year=years[each.task.year])) for each in own]
    pairs = [(each, standing) for each, standing in pairs if standing.state in urgent]
    return sorted(pairs, key=lambda pair: pair[1].days)


def _reviews(user):
    found = ProgressReport.objects.awaiting_review_of(user)
    related = found.select_related("assignment__task", "assignment__organization", "submitted_by")
    return related.order_by("submitted_on", "pk")


def _extensions(user):
    found = ExtensionRequest.objects.awaiting_decision_of(user)
    return found.select_related("assignment__task", "assignment__organization", "requested_by").order_by("pk")
