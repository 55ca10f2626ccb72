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
    """A county with its task, and the townships that it was cascaded to; values run along ``ended`` periods."""

    task: object
    county: object
    fate: outcomes.Fate
    target: Decimal | None
    shares: list = field(default_factory=list)
    random: Random = None


class Progress:
    """Builds the year up to the day ``on``; ``staff`` maps (organization pk, role) to an account."""

    def __init__(self, *, tasks, counties, on, settings, calendar, staff, reviewer):
        self.on, self.settings, self.calendar = on, settings, calendar
        self.tasks, self.counties, self.staff, self.reviewer = tasks, counties, staff, reviewer
        self.reports = []

    def build(self):
        counts = self._counts()
        branches = [self._branch(task, county, counts) for task in self.tasks for county in self.counties]
        above = self._assign([self._assignment(each, each.county, each.target) for each in branches])
        below = self._cascade(branches, above)
        for branch in branches:
            self._report(branch, above[branch.task.pk, branch.county.pk], below)
        ProgressReport.objects.bulk_create(self.reports, batch_size=BATCH)
        finished = [each for each in [*above.values(), *below.values()] if each.finished_on]
        Assignment.objects.bulk_update(finished, ["finished_on", "completed_on"], batch_size=500)
        facts.refresh_unknown()

    def _counts(self):
        """``{county pk: [(township, counts), …]}`` from the real villages."""
        villages = defaultdict(list)
        for village in Organization.objects.filter(level="village").territory():
            villages[village.parent_id].append(village)
        found = defaultdict(list)
        for township in Organization.objects.filter(parent__in=self.counties).territory():
            random = _random("counts", township.code)
            found[township.parent_id].append((township, counts_of(township, villages[township.pk], random)))
        return found

    def _branch(self, task, county, counts):
        item = ITEMS[task.number]
        random = _random(county.code, task.number)
        shares = [(township, Decimal(each[item.counted])) for township, each in counts[county.pk] if item.counted]
        target = total([each for _township, each in counts[county.pk]], item.counted) if item.counted else None
        if not item.counted:
            shares = [(township, None) for township, _each in counts[county.pk]]
        fate = outcomes.draw(county.code, task.number, on=self.on, random=random)
        cascaded = [share for share in shares if share[1] != 0] if item.cascades else []
        return Branch(task, county, fate, target, cascaded, random)

    def _assignment(self, branch, organization, target, parent=None):
        assignment = Assignment(
            task=branch.task,
            organization=organization,
            parent=parent,
            target=target,
            assigned_on=branch.fate.starts_on,
            starts_on=branch.fate.starts_on,
            due_on=branch.fate.due_on,
            original_due_on=branch.fate.due_on,
            lead=branch.task.lead,
        )
        if target == 0:
            assignment.not_applicable_on = branch.fate.starts_on
            assignment.not_applicable_reason = "经核定，辖区没有这项任务的对象。"
        return assignment

    def _assign(self, assignments):
        created = Assignment.objects.bulk_create(assignments, batch_size=BATCH)
        return {(each.task_id, each.organization_id): each for each in created}

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
            complete = branch.fate.is_complete(number, len(ended))
            figures = self._figures(branch, assignment, townships, number, len(ended))
            for each, value, progress in figures:
                self._confirmed(branch, each, period, value, progress, complete)
            if complete:
                return
        if running and branch.fate.kind != outcomes.NEW:
            self._waiting(branch, assignment, running)

    def _periods(self, branch):
        """Periods whose cut-off day has passed since the work began, and the one that runs."""
        every = periods.in_year(self.on.year, branch.task.period)
        begun = [each for each in every if each.end >= branch.fate.starts_on and each.start <= self.on]
        ended = [each for each in begun if each.cutoff(self.settings, self.calendar) < self.on]
        return ended, begun[len(ended)] if len(begun) > len(ended) else None

    def _figures(self, branch, assignment, townships, number, count):
        """``[(assignment, value, progress)]`` after one period: each township, then the county as their sum."""
        reached = branch.fate.reached(number, count)
        rows = [self._figure(branch, each, min(1.0, reached * speed)) for each, speed in townships]
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
        if branch.fate.kind != outcomes.DONE and assignment.parent is None:
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
        """Of the counties, some have handed in the running period, and it waits to be verified."""
        claimed = branch.fate.kind == outcomes.CLAIMED
        if branch.county.code == outcomes.NEWCOMER or not (claimed or branch.random.random() < 0.3):
            return
        figures = (branch.target, Decimal(100)) if claimed else self._figure(branch, assignment, branch.fate.final)[1:]
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
    """How much quicker or slower than its county a township works; all are through where the county is."""
    if branch.fate.kind == outcomes.DONE:
        return 1.0
    return _random("speed", township.code, branch.task.number).uniform(0.85, 1.15)


def _moment(day, hour):
    return timezone.make_aware(datetime.combine(day, time(hour)))
