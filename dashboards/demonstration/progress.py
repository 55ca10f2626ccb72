"""Assignments of the demonstration year, written in bulk, and how many objects each unit has in order by now.

The reports are not written here: every task is bound to an indicator, so the system writes them from the records
(``year.replay``).
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from random import Random

from dashboards.demonstration import outcomes
from dashboards.demonstration.plan import ITEMS, counts_of, total
from dashboards.demonstration.registers import leader_names
from organizations.models import Organization
from tasks import facts
from tasks.models import Assignment

BATCH = 2000
SIGNED_AFTER = timedelta(days=2)
UNSIGNED = 0.02  # the part of the assignments that is not signed for
# Which leader is responsible (责任人) for the tasks of an area, by the place of the post in the registers.
RESPONSIBLE = {"county": {1: 4, 2: 2, 3: 6, 4: 0}, "township": {1: 5, 2: 3, 3: 1, 4: 0}}


@dataclass
class Share:
    """One task of one county; ``shares`` are pairs of each township that it is cascaded to and its target."""

    task: object
    county: object
    outcome: outcomes.Outcome
    target: Decimal | None
    shares: list = field(default_factory=list)


class Progress:
    """Plans the tasks of the year as of the day ``on`` and makes their assignments.

    After ``plan``, ``reached`` is ``{(number of the task, organization pk): objects in order}`` of the counted tasks,
    and ``outcomes`` is ``{(number of the task, county pk): Outcome}``.
    """

    def __init__(self, *, tasks, counties, on):
        self.tasks, self.counties, self.on = tasks, counties, on
        self.reached, self.outcomes, self.leaders = {}, {}, {}

    def plan(self):
        """Return the ``Share`` of each county in each task; nothing is written."""
        counts = self._counts()
        return [self._share(task, county, counts) for task in self.tasks for county in self.counties]

    def build(self):
        shares = self.plan()
        above = self._assign([self._assignment(share, share.county, share.target) for share in shares])
        self._cascade(shares, above)
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

    def _share(self, task, county, counts):
        item, townships = ITEMS[task.number], counts[county.pk]
        random = _random(county.code, task.number)
        outcome = outcomes.draw(county.code, task.number, counted=bool(item.counted), on=self.on, random=random)
        self.outcomes[task.number, county.pk] = outcome
        if not item.counted:
            shares = [(township, None) for township, _numbers in townships]
            return Share(task, county, outcome, None, shares if item.cascades else [])
        shares = [(township, Decimal(numbers[item.counted])) for township, numbers in townships]
        self._reach(task.number, county, outcome, shares)
        target = total([numbers for _township, numbers in townships], item.counted)
        return Share(task, county, outcome, target, [pair for pair in shares if pair[1]] if item.cascades else [])

    def _reach(self, number, county, outcome, shares):
        """Note how many objects of the townships and of the county are in order; all only where the county is done."""
        reached = {township: _in_order(outcome, township, number, int(target)) for township, target in shares}
        if outcome.kind != outcomes.DONE and sum(reached.values()) == sum(target for _township, target in shares):
            last = max(reached, key=reached.get)
            reached[last] = max(0, reached[last] - 1)
        self.reached |= {(number, township.pk): size for township, size in reached.items()}
        self.reached[number, county.pk] = sum(reached.values())

    def _assignment(self, share, organization, target, parent=None):
        outcome = share.outcome
        assignment = Assignment(
            task=share.task,
            organization=organization,
            parent=parent,
            target=target,
            assigned_on=outcome.starts_on,
            starts_on=outcome.starts_on,
            due_on=outcome.due_on,
            original_due_on=outcome.due_on,
            lead=share.task.lead,
            responsible=self._responsible(organization, share.task),
        )
        if _random("signed", organization.code, share.task.number).random() >= UNSIGNED:
            assignment.signed_on = min(outcome.starts_on + SIGNED_AFTER, self.on)
        if target == 0:
            assignment.not_applicable_on = outcome.starts_on
            assignment.not_applicable_reason = "经核定，辖区没有这项任务的对象。"
        return assignment

    def _responsible(self, organization, task):
        if organization.pk not in self.leaders:
            self.leaders[organization.pk] = leader_names(organization)
        return self.leaders[organization.pk][RESPONSIBLE[organization.level][task.area.number]]

    def _assign(self, assignments):
        created = Assignment.objects.bulk_create(assignments, batch_size=BATCH)
        return {(assignment.task_id, assignment.organization_id): assignment for assignment in created}

    def _cascade(self, shares, above):
        self._assign(
            [
                self._assignment(share, township, target, above[share.task.pk, share.county.pk])
                for share in shares
                for township, target in share.shares
                if share.target != 0
            ]
        )


def _in_order(outcome, township, number, target):
    """How many of the ``target`` objects of a township are in order by now: it is faster or slower than its county."""
    if outcome.kind == outcomes.DONE:
        return target
    speed = _random("speed", township.code, number).uniform(0.85, 1.15)
    luck = _random("luck", township.code, number).random()
    return min(target, int(target * outcome.final * speed + luck))


def _random(*seed):
    return Random("-".join(seed))  # noqa: S311 (no secret)
