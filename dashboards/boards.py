"""A board: the units directly below one organization × the tasks of a year, as they stand on one day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from organizations.models import Organization
from tasks import status
from tasks.deadlines import State
from tasks.models import Assignment, Task
from years.rates import Rate

SETTLED = {State.DONE, State.NOT_APPLICABLE}
PRESSING = {State.OVERDUE, State.DUE_SOON, State.BEHIND}
NEEDED = ["pk", "organization_id", "task_id", "target", "weight", "starts_on", "finished_on", "not_applicable_on"]
UNIT_FIELDS = ["code", "name", "short_name", "level", "kind", "path", "parent_id", "initials"]
STATUS_COLUMNS = [
    "status_due_on",
    "status_report_id",
    "status_progress",
    "status_value",
    "status_period",
    "status_claimed_on",
    "status_as_of",
]


@dataclass(frozen=True)
class Line:
    """One assignment on the board, with its task, its unit and its status."""

    pk: int
    task: Task
    unit: Organization
    weight: Decimal
    finished_on: date | None
    status: status.Status

    @property
    def state(self):
        return self.status.state

    @property
    def applies(self):
        return self.state != State.NOT_APPLICABLE


class Board:
    """Everything a page of ``organization`` shows of ``year`` on the day ``on``; four queries, whatever the size.

    ``own`` maps a task's pk to the organization's own line, ``below`` are the lines of the units directly
    below. Figures and sentence are about the own tasks; where the organization has none, as the one that
    sets them, about the tasks of the units below (``subject``).
    """

    def __init__(self, organization, *, year, on, settings):
        self.organization, self.year, self.on, self.settings = organization, year, on, settings

    @cached_property
    def tasks(self):
        """Tasks of the year that reach this organization, in the order of the directive."""
        found = Task.objects.in_year(self.year).reaching(self.organization)
        needless = ("text", "quantities", "addressees")
        return list(found.select_related("area").defer(*needless).in_order())

    @cached_property
    def units(self):
        """Territorial units directly below that exist on the day."""
        found = Organization.objects.children_of(self.organization, on=self.on)
        return list(found.only(*UNIT_FIELDS))

    @cached_property
    def _lines(self):
        """Own lines and those of the units below, one query."""
        units = {each.pk: each for each in [self.organization, *self.units]}
        tasks = {each.pk: each for each in self.tasks}
        rows = (
            Assignment.objects.filter(organization__in=list(units), task__in=list(tasks))
            .in_force(on=self.on)
            .with_status(on=self.on)
            .order_by("task__order", "task_id", "organization__path")
            .values_list(*NEEDED, *STATUS_COLUMNS, named=True)
        )
        return [self._line(row, tasks[row.task_id], units[row.organization_id]) for row in rows]

    def _line(self, row, task, unit):
        found = status.of(row, on=self.on, year=self.settings)
        return Line(row.pk, task, unit, row.weight, row.finished_on, status=found)

    @cached_property
    def own(self):
        return {line.task.pk: line for line in self._lines if line.unit.pk == self.organization.pk}

    @cached_property
    def below(self):
        return [line for line in self._lines if line.unit.pk != self.organization.pk]

    @cached_property
    def subject(self):
        return list(self.own.values()) or self.below

    @cached_property
    def is_about_own(self):
        return bool(self.own)

    @cached_property
    def spread(self):
        """What presses and what lists show: the units below, else the organization itself."""
        return self.below or self.subject

    @cached_property
    def cells(self):
        """``{(unit pk, task pk): line}`` of the units below."""
        return {(line.unit.pk, line.task.pk): line for line in self.below}

    @cached_property
    def shown_tasks(self):
        """Tasks that a unit below has been given: the columns of the map."""
        given = {line.task.pk for line in self.below}
        return [task for task in self.tasks if task.pk in given]

    @cached_property
    def states(self):
        """How many lines of the subject stand in each state."""
        return Counter(line.state for line in self.subject)

    @cached_property
    def pressing(self):
        """Lines that need a decision: overdue ones longest first, then by the days left, then those behind."""
        urgent = [line for line in self.spread if line.state in PRESSING]
        return sorted(urgent, key=_urgency)

    def of_unit(self, unit):
        return [self.cells[unit.pk, task.pk] for task in self.shown_tasks if (unit.pk, task.pk) in self.cells]

    def of_task(self, task):
        """The own line of a task, else those of the units below."""
        own = self.own.get(task.pk)
        return [own] if own else [line for line in self.below if line.task.pk == task.pk]


def _urgency(line):
    rank = {State.OVERDUE: 0, State.DUE_SOON: 1, State.BEHIND: 2}[line.state]
    return rank, line.status.days if line.status.days is not None else 0, line.task.order, line.unit.path


def on_time(lines):
    """Share of the applicable tasks that are neither overdue nor behind (按期率), as a ``Rate`` of tasks."""
    applicable = [line for line in lines if line.applies]
    late = sum(line.state in {State.OVERDUE, State.BEHIND} for line in applicable)
    return Rate(Decimal(len(applicable) - late), Decimal(len(applicable)))


def completed(lines):
    """Σ confirmed figures ÷ Σ targets of the lines of one task; of a task without counts, finished ÷ applicable."""
    applicable = [line for line in lines if line.applies]
    if applicable and applicable[0].task.is_quantity:
        done = sum((line.status.value or Decimal(0) for line in applicable), Decimal(0))
        return Rate(done, sum((line.status.target or Decimal(0) for line in applicable), Decimal(0)))
    return Rate(Decimal(sum(line.state == State.DONE for line in applicable)), Decimal(len(applicable)))
