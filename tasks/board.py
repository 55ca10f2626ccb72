"""Tasks across organizations: the units directly below one place, and how each stands with each task on one day."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Count

from organizations.models import Organization
from tasks import status
from tasks.deadlines import State
from tasks.models import Assignment, Task
from years.rates import Rate

NEEDED = ["pk", "organization_id", "task_id", "parent_id", "target", "weight", "responsible"]
FACTS = ["starts_on", "finished_on", "not_applicable_on", "original_due_on"]
STATUS_COLUMNS = [
    "status_due_on",
    "status_report_id",
    "status_progress",
    "status_value",
    "status_period",
    "status_claimed_on",
    "status_as_of",
]
UNIT_FIELDS = ["code", "name", "short_name", "level", "kind", "path", "parent_id", "initials"]


@dataclass(frozen=True)
class Line:
    """One unit with one task: the assignment's figures and its status."""

    pk: int
    task: Task
    unit: Organization
    target: Decimal | None
    weight: Decimal
    responsible: str
    original_due_on: date | None
    status: status.Status

    @property
    def organization(self):
        return self.unit

    @property
    def state(self):
        return self.status.state

    @property
    def applies(self):
        return self.state != State.NOT_APPLICABLE


def viewpoint(user):
    """The unit whose next level ``user`` looks at: the own one; for people of a department the unit it serves."""
    own = user.organization
    return own.parent if own.is_department and own.parent else own


class Across:
    """How ``tasks`` stand in the units directly below ``place`` on the day ``on``, as far as ``user`` may see.

    Two queries, whatever the number of units. ``settings`` are the ``TaskYear`` of the tasks' year. Where
    nothing was handed down below ``place``, its own assignments are what there is.
    """

    def __init__(self, tasks, *, place, user, on, settings):
        self.tasks, self.place, self.user, self.on, self.settings = tasks, place, user, on, settings

    @cached_property
    def units(self):
        """Units directly below with the departments, by pk; ended ones too, for days on which they were there."""
        found = Organization.objects.filter(parent=self.place).only(*UNIT_FIELDS)
        return {each.pk: each for each in [self.place, *found.order_by("path")]}

    @cached_property
    def _all(self):
        tasks = {each.pk: each for each in self.tasks}
        rows = (
            Assignment.objects.visible_to(self.user)
            .filter(organization__in=list(self.units), task__in=list(tasks))
            .in_force(on=self.on)
            .with_status(on=self.on)
            .order_by("organization__path")
            .values_list(*NEEDED, *FACTS, *STATUS_COLUMNS, named=True)
        )
        return [self._line(row, tasks[row.task_id]) for row in rows]

    def _line(self, row, task):
        found = status.of(row, on=self.on, year=self.settings)
        unit = self.units[row.organization_id]
        return Line(row.pk, task, unit, row.target, row.weight, row.responsible, row.original_due_on, found)

    @cached_property
    def by_task(self):
        """``{task pk: lines}`` of the units below; of a task that stayed with ``place``, its own line."""
        below, own = defaultdict(list), defaultdict(list)
        for line in self._all:
            (own if line.unit.pk == self.place.pk else below)[line.task.pk].append(line)
        return {task.pk: below.get(task.pk) or own.get(task.pk, []) for task in self.tasks}

    @cached_property
    def own(self):
        """``{task pk: line}`` of ``place`` itself."""
        return {line.task.pk: line for line in self._all if line.unit.pk == self.place.pk}

    def lines(self, task):
        return self.by_task.get(task.pk, [])


def states_of(lines):
    return Counter(line.state for line in lines)


def completed(lines):
    """Σ confirmed figures ÷ Σ targets of one task; of a task without counts, finished ÷ applicable (as a ``Rate``)."""
    applicable = [line for line in lines if line.applies]
    if applicable and applicable[0].task.is_quantity:
        done = sum((line.status.value or Decimal(0) for line in applicable), Decimal(0))
        return Rate(_whole(done), _whole(sum((line.target or Decimal(0) for line in applicable), Decimal(0))))
    return Rate(sum(line.state == State.DONE for line in applicable), len(applicable))


def _whole(number):
    """Counts are whole where they can be, so that pages show 12 and not 12.00."""
    return int(number) if number == int(number) else number


def cascaded_below(task, units, *, on):
    """``{unit pk: how many units directly below it hold the task}``; one query."""
    found = Assignment.objects.filter(task=task, organization__parent__in=units).in_force(on=on).order_by()
    return dict(found.values_list("organization__parent").annotate(Count("pk")))
