"""Assignments and reports of the demonstration year, written in bulk."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from dashboards.demonstration import outcomes, texts
from dashboards.demonstration.plan import ITEMS, counts_of, total
from organizations.models import Organization
from tasks import facts
from tasks.models import Assignment, ProgressReport
from years import periods
from years.rates import percent_of

BATCH = 2000
CONFIRMED, SUBMITTED = ProgressReport.State.CONFIRMED, ProgressReport.State.SUBMITTED


@dataclass
class Branch:
    """One task of one county; ``shares`` are pairs of each township that it is cascaded to and its target."""

    task: object
    county: object
    outcome: outcomes.Outcome
    target: Decimal | None
    shares: list = field(default_factory=list)
    random: Random = None


class Progress:
    """Builds assignments and reports up to the day ``on``; ``staff`` maps (organization pk, role) to an account."""

    def __init__(self, *, tasks, counties, on, settings, calendar, staff, reviewer):
        self.on, self.settings, self.calendar = on, settings, calendar
        self.tasks, self.counties, self.staff, self.reviewer = tasks, counties, staff, reviewer
        self.reports = []

    def build(self):
        counts = self._counts()
        branches = [self._branch(task, county, counts) for task in self.tasks for county in self.counties]
        above = self._assign([self._assignment(branch, branch.county, branch.target) for branch in branches])
        below = self._cascade(branches, above)
        for branch in branches:
            self._report(branch, above[branch.task.pk, branch.county.pk], below)
        ProgressReport.objects.bulk_create(self.reports, batch_size=BATCH)
        finished = [assignment for assignment in [*above.values(), *below.values()] if assignment.finished_on]
        Assignment.objects.bulk_update(finished, ["finished_on", "completed_on"], batch_size=500)
        facts.refresh_unknown()

    def _counts(self):
        """``{county pk: [(township, counts), …]}`` from the real villages."""
        villages = defaultdict(list)
        for village in Organization.objects.filter(level="village").territory():
            villages[village.parent_id].append(village)
        counts = defaultdict(list)
        for township in Organization.objects.filter(parent__in=self.counties).territory():
            random = _random("counts", township.code)
            counts[township.parent_id].append((township, counts_of(township, villages[township.pk], random)))
        return counts

    def _branch(self, task, county, counts):
        item = ITEMS[task.number]
        random = _random(county.code, task.number)
        townships = counts[county.pk]
        if item.counted:
            shares = [(township, Decimal(numbers[item.counted])) for township, numbers in townships]
            target = total([numbers for _township, numbers in townships], item.counted)
        else:
            shares = [(township, None) for township, _numbers in townships]
            target = None
        outcome = outcomes.draw(county.code, task.number, on=self.on, random=random)
        cascaded = [share for share in shares if share[1] != 0] if item.cascades else []
        return Branch(task, county, outcome, target, cascaded, random)

    def _assignment(self, branch, organization, target, parent=None):
        assignment = Assignment(
            task=branch.task,
            organization=organization,
            parent=parent,
            target=target,
            assigned_on=branch.outcome.starts_on,
            starts_on=branch.outcome.starts_on,
            due_on=branch.outcome.due_on,
            original_due_on=branch.outcome.due_on,
            lead=branch.task.lead,
        )
        if target == 0:
            assignment.not_applicable_on = branch.outcome.starts_on
            assignment.not_applicable_reason = "经核定，辖区没有这项任务的对象。"
        return assignment

    def _assign(self, assignments):
        created = Assignment.objects.bulk_create(assignments, batch_size=BATCH)
        return {(assignment.task_id, assignment.organization_id): assignment for assignment in created}

    def _cascade(self, branches, above):
        return self._assign(
            [
                self._assignment(branch, township, target, above[branch.task.pk, branch.county.pk])
                for branch in branches
                for township, target in branch.shares
                if branch.target != 0
            ]
        )

    def _report(self, branch, assignment, below):
        if assignment.not_applicable_on:
            return
        ended, running = self._periods(branch)
        townships = [(below[branch.task.pk, township.pk], _speed(branch, township)) for township, _t in branch.shares]
        for number, period in enumerate(ended, 1):
            complete = branch.outcome.is_complete(number, len(ended))
            figures = self._figures(branch, assignment, townships, number, len(ended))
            for reporting, value, progress in figures:
                self._confirmed(branch, reporting, period, value, progress, complete)
            if complete:
                return
        if running and branch.outcome.kind != outcomes.NEW:
            self._waiting(branch, assignment, running)

    def _periods(self, branch):
        """The begun periods whose cut-off day has passed, and the one that runs or ``None``."""
        year_periods = periods.in_year(self.on.year, branch.task.period)
        begun = [
            period for period in year_periods if period.end >= branch.outcome.starts_on and period.start <= self.on
        ]
        ended = [period for period in begun if period.cutoff(self.settings, self.calendar) < self.on]
        return ended, begun[len(ended)] if len(begun) > len(ended) else None

    def _figures(self, branch, assignment, townships, number, count):
        """``[(assignment, value, progress)]`` after one period: each township, then the county as their sum."""
        reached = branch.outcome.reached(number, count)
        rows = [self._figure(branch, below, min(1.0, reached * speed)) for below, speed in townships]
        if branch.target and rows:
            value = sum(row[1] for row in rows)
            return [*rows, (assignment, value, percent_of(value, branch.target))]
        return [*rows, self._figure(branch, assignment, reached)]

    def _figure(self, branch, assignment, share):
        """``(assignment, value, progress)`` at the given share; only a finished task has its whole target."""
        target = assignment.target
        if target is None:
            return assignment, None, Decimal(round(share * 100))
        luck = _random("luck", assignment.organization.code, branch.task.number).random()
        value = Decimal(int(float(target) * share + luck * (share < 1)))
        if branch.outcome.kind != outcomes.DONE and assignment.parent is None:
            value = min(value, target - 1)
        return assignment, value, percent_of(value, target)

    def _confirmed(self, branch, assignment, period, value, progress, complete):
        cutoff = period.cutoff(self.settings, self.calendar)
        submitted_on = min(cutoff, self.on) - timedelta(days=branch.random.randint(0, 4))
        submitted_on = max(submitted_on, period.start, assignment.starts_on)
        reviewed_on = min(submitted_on + timedelta(days=branch.random.randint(1, 3)), self.on)
        self._add(branch, assignment, period, value, progress, submitted_on, reviewed_on)
        if complete or progress == 100:
            assignment.completed_on, assignment.finished_on = submitted_on, reviewed_on

    def _waiting(self, branch, assignment, period):
        """Some counties have submitted the report of the running period; it waits for review."""
        claimed = branch.outcome.kind == outcomes.CLAIMED
        if branch.county.code == outcomes.NEWCOMER or not (claimed or branch.random.random() < 0.3):
            return
        figures = (
            (branch.target, Decimal(100)) if claimed else self._figure(branch, assignment, branch.outcome.final)[1:]
        )
        submitted_on = max(self.on - timedelta(days=branch.random.randint(0, 5)), period.start)
        self._add(branch, assignment, period, *figures, submitted_on, None)

    def _add(self, branch, assignment, period, value, progress, submitted_on, reviewed_on):
        author = self.staff[assignment.organization_id, "editor"]
        above = self.staff.get((assignment.organization.parent_id, "manager"), self.reviewer)
        self.reports.append(
            ProgressReport(
                assignment=assignment,
                period_start=period.start,
                state=CONFIRMED if reviewed_on else SUBMITTED,
                value=value,
                progress=progress,
                author=author,
                submitted_by=author,
                submitted_on=submitted_on,
                submitted_at=_moment(submitted_on, 10),
                reviewer=above if reviewed_on else None,
                reviewed_on=reviewed_on,
                reviewed_at=_moment(reviewed_on, 16) if reviewed_on else None,
                **texts.report_texts(branch.task.area.number, branch.random),
            )
        )


def _random(*seed):
    return Random("-".join(seed))  # noqa: S311 (no secret)


def _speed(branch, township):
    """How much faster or slower a township works than its county; 1 where the county is done."""
    if branch.outcome.kind == outcomes.DONE:
        return 1.0
    return _random("speed", township.code, branch.task.number).uniform(0.85, 1.15)


def _moment(day, hour):
    return timezone.make_aware(datetime.combine(day, time(hour)))
