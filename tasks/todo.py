"""What one person has to do today (待办): a handful of queries, whatever the size of the tree."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from notices.todo import count_each
from tasks.deadlines import State
from tasks.models import Assignment, ExtensionRequest, ProgressReport
from tasks.owing import owes_report
from years import periods, rules
from years.periods import Kind, Period


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
class Missed:
    """Earlier periods of an own assignment that nobody reported on, oldest first: pairs with a draft or ``None``."""

    assignment: Assignment
    periods: list


@dataclass(frozen=True)
class Todo:
    """What waits for the person: reports to write, reports to verify, extensions to decide.

    ``missed`` and ``pressing`` (own assignments whose deadline presses, as pairs with their status) are
    shown beside the list and not counted: what was missed can be made good at any time (补报), and what to
    do about a deadline is the report.
    """

    reports_due: list
    missed: list
    pressing: list
    reviews: list
    extensions: list


def todo_for(user, *, on):
    """What ``user`` has to do on the day ``on``: reports to write, deadlines that press, reviews, extensions.

    At most six queries.
    """
    own = _own(user, on) if user.can_edit else []
    known = rules.of(user)
    years = known.years({each.task.year for each in own})
    asked = [(each, periods.current(on, each.task.period, years[each.task.year], known.calendar)) for each in own]
    reports = _reports(own)
    return Todo(
        reports_due=_reports_due(asked, reports, known, on),
        missed=_missed(asked, reports, on),
        pressing=_pressing(own, years, on),
        reviews=list(_reviews(user)),
        extensions=list(_extensions(user)),
    )


def waiting_rows(user, *, on):
    """QuerySets with a row for each thing that ``todo_for`` lists as waiting; nothing waits for viewers."""
    if not user.can_edit:
        return []
    current = current_periods(rules.of(user), on)
    return [
        *[_unreported(user, period, on) for period in current],
        _returned_before(user, current, on),
        ProgressReport.objects.awaiting_review_of(user),
        ExtensionRequest.objects.awaiting_decision_of(user),
    ]


def current_periods(known, on):
    """The month and the quarter to report on the day ``on``; around New Year those of the two years."""
    found = []
    for year in (on.year - 1, on.year):
        for kind in Kind:
            period = periods.current(on, kind, known.year(year), known.calendar)
            found += [period] if period.year == year else []
    return found


def _unreported(user, period, on):
    """Own assignments whose report of ``period`` is not written yet, still a draft, or came back."""
    return Assignment.objects.of(user.organization).missing_reports(period, on=on)


def next_report(user, *, on):
    """``(assignment, period)`` of the report that the own unit owes next, ``None`` when all is handed in."""
    known = rules.of(user)
    for period in sorted(current_periods(known, on), key=known.cutoff):
        owed = _unreported(user, period, on).select_related("task").order_by("task__order", "task_id")
        if found := owed.first():
            return found, period
    return None


def _returned_before(user, current, on):
    """Reports of earlier periods than the ``current`` ones that came back to the own unit."""
    running = Q()
    for period in current:
        task = {"assignment__task__year": period.year, "assignment__task__period": period.kind}
        running |= Q(period_start=period.start, **task)
    own = Assignment.objects.of(user.organization).in_force(on=on).unsettled(on=on)
    returned = ProgressReport.objects.filter(state=ProgressReport.State.RETURNED, assignment__in=own)
    return returned.exclude(running)


def missing_below(user, *, on):
    """``[(period, count)]``: reports of the current periods that units directly below have not handed in."""
    found = current_periods(rules.of(user), on)
    below = Assignment.objects.children_of(user.organization)
    numbers = count_each([below.missing_reports(period, on=on) for period in found], user=user)
    return [(period, number) for period, number in zip(found, numbers, strict=True) if number]


def _own(user, on):
    found = Assignment.objects.of(user.organization).in_force(on=on).unsettled(on=on).with_status(on=on)
    return list(found.select_related("task__area", "organization").order_by("task__year", "task__order", "task_id"))


def _reports_due(asked, reports, known, on):
    """The report of the running period unless it is handed in, and whatever came back of earlier ones."""
    rows = []
    for assignment, current in asked:
        own = reports.get(assignment.pk, {})
        due = [period for period in _earlier(assignment, current) if _came_back(own.get(period.start))]
        due += [current] if owes_report(assignment, current, on=on) and _is_open(own.get(current.start)) else []
        for period in due:
            cutoff = known.cutoff(period)
            rows.append(ReportDue(assignment, period, cutoff, (cutoff - on).days, own.get(period.start)))
    return sorted(rows, key=lambda row: row.cutoff)


def _missed(asked, reports, on):
    """Assignments with earlier periods that were owed and that nobody has handed in."""
    found = []
    for assignment, current in asked:
        own = reports.get(assignment.pk, {})
        owed = [period for period in _earlier(assignment, current) if owes_report(assignment, period, on=on)]
        pairs = [(period, own.get(period.start)) for period in owed]
        open_pairs = [(period, report) for period, report in pairs if _is_open(report) and not _came_back(report)]
        found += [Missed(assignment, open_pairs)] if open_pairs else []
    return found


def _earlier(assignment, current):
    return [each for each in periods.in_year(assignment.task.year, assignment.task.period) if each < current]


def _is_open(report):
    return report is None or report.is_open


def _came_back(report):
    return report is not None and report.state == ProgressReport.State.RETURNED


def _reports(own):
    """``{assignment: {period_start: report}}`` without the long texts."""
    found = {}
    for report in ProgressReport.objects.filter(assignment__in=own).defer("done", "problems", "next_steps"):
        found.setdefault(report.assignment_id, {})[report.period_start] = report
    return found


def _pressing(own, years, on):
    """Overdue, due soon or behind, the most urgent first; as pairs of assignment and status."""
    urgent = {State.OVERDUE, State.DUE_SOON, State.BEHIND}
    pairs = [(each, each.status(on=on, year=years[each.task.year])) for each in own]
    pairs = [(each, status) for each, status in pairs if status.state in urgent]
    return sorted(pairs, key=lambda pair: pair[1].days)


def _reviews(user):
    found = ProgressReport.objects.awaiting_review_of(user)
    related = found.select_related("assignment__task", "assignment__organization", "submitted_by")
    return related.order_by("submitted_on", "pk")


def _extensions(user):
    found = ExtensionRequest.objects.awaiting_decision_of(user)
    return found.select_related("assignment__task", "assignment__organization", "requested_by").order_by("pk")
