"""What one person has to do (待办); a few queries, however large the tree is."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Q

from notices.todo import count_each
from organizations.models import Organization
from tasks import supervision
from tasks.deadlines import PRESSING
from tasks.models import Assignment, ExtensionRequest, FinishClaim, ProgressReport
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
        """Whether the cut-off day has passed."""
        return self.days < 0


@dataclass(frozen=True)
class Missed:
    """Earlier periods without a report of one assignment of the person's unit, oldest first.

    ``periods`` are pairs of a period and its draft or ``None``.
    """

    assignment: Assignment
    periods: list


@dataclass(frozen=True)
class Todo:
    """What waits for the person: tasks to sign for, reminders to answer, reports to write, and what to decide.

    ``unsigned`` are assignments that the unit has not signed for; they are one entry together. ``reminded`` are those
    with a reminder that waits for an answer. ``claims`` (申报办结) wait for the decision of a manager.

    ``missed`` and ``pressing`` are shown beside the list and not counted. A missed report can be written at any time
    (补报). ``pressing`` are pairs of assignment and status in the person's unit: overdue, due soon or behind. They are
    no entries of their own, because the person deals with them by reporting.
    """

    reports_due: list
    missed: list
    pressing: list
    reviews: list
    extensions: list
    unsigned: list
    reminded: list
    claims: list


def todo_for(user, *, on):
    """What ``user`` has to do on the day ``on``; at most seven queries."""
    assignments = _own_assignments(user, on) if user.can_edit else []
    year_rules = rules.of(user)
    years = year_rules.years({assignment.task.year for assignment in assignments})
    with_current_period = [
        (assignment, periods.current(on, assignment.task.period, years[assignment.task.year], year_rules.calendar))
        for assignment in assignments
    ]
    reports = _reports(assignments)
    return Todo(
        reports_due=_reports_due(with_current_period, reports, year_rules, on),
        missed=_missed(with_current_period, reports, on),
        pressing=_pressing(assignments, years, on),
        reviews=list(_reviews(user)),
        extensions=list(_extensions(user)),
        unsigned=_unsigned(assignments),
        reminded=_reminded(assignments),
        claims=list(_claims(user)),
    )


def waiting_rows(user, *, on):
    """QuerySets that together have a row for each entry that ``todo_for`` counts; none for viewers."""
    if not user.can_edit:
        return []
    current = current_periods(rules.of(user), on)
    return [
        *[_unreported(user, period, on) for period in current],
        _returned_before(user, current, on),
        ProgressReport.objects.awaiting_review_of(user),
        ExtensionRequest.objects.awaiting_decision_of(user),
        _with_unsigned(user, on),
        supervision.unanswered_of(user.organization, on=on),
        FinishClaim.objects.awaiting_decision_of(user),
    ]


def current_periods(year_rules, on):
    """The months and quarters to report on the day ``on``; around New Year there may be some of two years."""
    current = []
    for year in (on.year - 1, on.year):
        for kind in Kind:
            period = periods.current(on, kind, year_rules.year(year), year_rules.calendar)
            current += [period] if period.year == year else []
    return current


def _unreported(user, period, on):
    """Assignments of the user's unit whose report of ``period`` is missing, a draft, or returned."""
    return Assignment.objects.of(user.organization).missing_reports(period, on=on)


def next_report(user, *, on):
    """``(assignment, period)`` of the report that the user's unit owes next; ``None`` if all are submitted."""
    year_rules = rules.of(user)
    for period in sorted(current_periods(year_rules, on), key=year_rules.cutoff):
        owed = _unreported(user, period, on).select_related("task").order_by("task__order", "task_id")
        if assignment := owed.first():
            return assignment, period
    return None


def _returned_before(user, current, on):
    """Returned reports of the user's unit, except those of the ``current`` periods."""
    running = Q()
    for period in current:
        task = {"assignment__task__year": period.year, "assignment__task__period": period.kind}
        running |= Q(period_start=period.start, **task)
    own = Assignment.objects.of(user.organization).in_force(on=on).unsettled(on=on)
    returned = ProgressReport.objects.filter(state=ProgressReport.State.RETURNED, assignment__in=own)
    return returned.exclude(running)


def missing_below(user, *, on):
    """``[(period, count)]``: reports of the current periods that units directly below have not submitted."""
    current = current_periods(rules.of(user), on)
    below = Assignment.objects.handed_down().children_of(user.organization)
    numbers = count_each([below.missing_reports(period, on=on) for period in current], user=user)
    return [(period, number) for period, number in zip(current, numbers, strict=True) if number]


def _own_assignments(user, on):
    assignments = Assignment.objects.of(user.organization).in_force(on=on).unsettled(on=on).with_status(on=on)
    supervised = supervision.with_supervision(assignments).select_related("task__area", "organization")
    return list(supervised.order_by("task__year", "task__order", "task_id"))


def _reports_due(with_current_period, reports, year_rules, on):
    """The report of each current period unless it is submitted, and the returned reports of earlier periods."""
    rows = []
    for assignment, current in with_current_period:
        report_of = reports.get(assignment.pk, {})
        due = [period for period in _earlier(assignment, current) if _is_returned(report_of.get(period.start))]
        due += [current] if owes_report(assignment, current, on=on) and _is_open(report_of.get(current.start)) else []
        for period in due:
            cutoff = year_rules.cutoff(period)
            rows.append(ReportDue(assignment, period, cutoff, (cutoff - on).days, report_of.get(period.start)))
    return sorted(rows, key=lambda row: row.cutoff)


def _missed(with_current_period, reports, on):
    """Assignments with earlier periods whose report is owed and neither submitted nor returned."""
    missed = []
    for assignment, current in with_current_period:
        report_of = reports.get(assignment.pk, {})
        owed = [period for period in _earlier(assignment, current) if owes_report(assignment, period, on=on)]
        pairs = [(period, report_of.get(period.start)) for period in owed]
        open_pairs = [(period, report) for period, report in pairs if _is_open(report) and not _is_returned(report)]
        missed += [Missed(assignment, open_pairs)] if open_pairs else []
    return missed


def _earlier(assignment, current):
    return [period for period in periods.in_year(assignment.task.year, assignment.task.period) if period < current]


def _is_open(report):
    return report is None or report.is_open


def _is_returned(report):
    return report is not None and report.state == ProgressReport.State.RETURNED


def _reports(assignments):
    """``{assignment: {period_start: report}}`` without the long texts."""
    reports = {}
    for report in ProgressReport.objects.filter(assignment__in=assignments).defer("done", "problems", "next_steps"):
        reports.setdefault(report.assignment_id, {})[report.period_start] = report
    return reports


def _pressing(assignments, years, on):
    """Overdue, due soon or behind, the most urgent first; as pairs of assignment and status."""
    pairs = [(assignment, assignment.status(on=on, year=years[assignment.task.year])) for assignment in assignments]
    pairs = [(assignment, status) for assignment, status in pairs if status.state in PRESSING]
    return sorted(pairs, key=lambda pair: pair[1].days)


def _reviews(user):
    reports = ProgressReport.objects.awaiting_review_of(user)
    related = reports.select_related("assignment__task", "assignment__organization", "submitted_by")
    return related.order_by("submitted_on", "pk")


def _with_unsigned(user, on):
    """The user's unit if it has something to sign for: one row, because that is one entry."""
    unsigned = supervision.handed_to(user.organization, on=on).filter(supervision.unsigned_q())
    return Organization.objects.filter(Exists(unsigned), pk=user.organization_id)


def _unsigned(assignments):
    handed_down = [assignment for assignment in assignments if not assignment.is_held_by_issuer]
    unsigned = [assignment for assignment in handed_down if assignment.signed_on is None]
    return sorted(unsigned, key=lambda assignment: (assignment.assigned_on, assignment.pk))


def _reminded(assignments):
    unanswered = [assignment for assignment in assignments if supervision.is_unanswered(assignment)]
    return sorted(unanswered, key=lambda assignment: (assignment.reminded_at, assignment.pk))


def _claims(user):
    claims = FinishClaim.objects.awaiting_decision_of(user)
    return claims.select_related("assignment__task", "assignment__organization", "claimed_by").order_by("pk")


def _extensions(user):
    requests = ExtensionRequest.objects.awaiting_decision_of(user)
    return requests.select_related("assignment__task", "assignment__organization", "requested_by").order_by("pk")
