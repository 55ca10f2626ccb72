"""A board: the units directly below one organization × tasks of a year, as they stand at the end of one day."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Count
from django.db.models.functions import Left, Length

from organizations import tree
from organizations.models import Organization, placed_q
from tasks import bindings, status
from tasks.deadlines import PRESSING, State
from tasks.models import Assignment, Task
from years.rates import Rate

ASSIGNMENT_COLUMNS = ["pk", "organization_id", "task_id", "target", "weight", "responsible", "original_due_on"]
FACT_COLUMNS = ["starts_on", "not_applicable_on"]
STATUS_COLUMNS = [
    "status_due_on",
    "status_report_id",
    "status_progress",
    "status_value",
    "status_total",
    "status_period",
    "status_claimed_on",
    "status_finished_on",
    "status_as_of",
]
UNIT_FIELDS = ["code", "name", "short_name", "level", "kind", "path", "path_since", "initials"]


@dataclass(frozen=True)
class Line:
    """One unit with one task: the figures of its assignment and its status on the day of the board.

    ``path`` is the path of the unit on that day.
    """

    pk: int
    task: Task
    unit: Organization
    path: str
    weight: Decimal
    responsible: str
    starts_on: date
    original_due_on: date | None
    status: status.Status

    @property
    def target(self):
        return self.status.target

    @property
    def finished_on(self):
        return self.status.finished_on

    @property
    def state(self):
        return self.status.state

    @property
    def applies(self):
        return self.state != State.NOT_APPLICABLE

    @property
    def is_held_by_issuer(self):
        return self.unit.pk == self.task.organization_id


class Board:
    """The data that pages show about ``organization`` in ``year`` on the day ``on``; always four queries.

    The units below are those that stood there on the day.

    ``own`` maps a task's pk to the organization's own line; ``below`` are the lines of the units directly below.
    ``settings`` is the ``TaskYear`` of the year. ``subject`` are the lines that the figures and the sentence of a page
    are about: the organization's own, or those of the units below if it has none because it sets the tasks itself.
    ``held`` are the lines of tasks that their issuer does itself (本级事项); no figure counts them.
    """

    def __init__(self, organization, *, year, on, settings):
        self.organization, self.year, self.on, self.settings = organization, year, on, settings

    @cached_property
    def tasks(self):
        """Tasks of the year that reach this organization, in the order of the directive."""
        tasks = Task.objects.in_year(self.year).reaching(self.organization, on=self.on).select_related("area")
        return list(tasks.defer("text", "quantities", "addressees").in_order())

    @cached_property
    def units(self):
        """Territorial units directly below that exist on the day."""
        return list(Organization.objects.children_of(self.organization, on=self.on).only(*UNIT_FIELDS))

    @property
    def assignments(self):
        """The assignments that the board may show."""
        return Assignment.objects.all()

    @cached_property
    def _lines(self):
        """The organization's own lines and those of the units below; one query."""
        units = {unit.pk: (unit, unit.path_then) for unit in self.units}
        units[self.organization.pk] = self.organization, self.organization.path_on(self.on)
        tasks = {task.pk: task for task in self.tasks}
        rows = (
            self.assignments.filter(organization__in=list(units), task__in=list(tasks))
            .in_force(on=self.on)
            .with_status(on=self.on)
            .order_by()
            .values_list(*ASSIGNMENT_COLUMNS, *FACT_COLUMNS, *STATUS_COLUMNS, named=True)
        )
        rows = sorted(rows, key=lambda row: (tasks[row.task_id].order, row.task_id, units[row.organization_id][1]))
        return [
            Line(
                row.pk,
                tasks[row.task_id],
                *units[row.organization_id],
                row.weight,
                row.responsible,
                row.starts_on,
                row.original_due_on,
                status.of(row, on=self.on, year=self.settings),
            )
            for row in rows
        ]

    @cached_property
    def own(self):
        return {line.task.pk: line for line in self._handed_down if line.unit.pk == self.organization.pk}

    @cached_property
    def below(self):
        return [line for line in self._handed_down if line.unit.pk != self.organization.pk]

    @cached_property
    def held(self):
        return [line for line in self._lines if line.is_held_by_issuer]

    @cached_property
    def _handed_down(self):
        return [line for line in self._lines if not line.is_held_by_issuer]

    @cached_property
    def subject(self):
        return list(self.own.values()) or self.below

    @cached_property
    def is_about_own(self):
        return bool(self.own)

    @cached_property
    def spread(self):
        """The lines that lists and ``pressing`` show: those of the units below, else the organization's own."""
        return self.below or self.subject

    @cached_property
    def cells(self):
        """``{(unit pk, task pk): line}`` of the units below."""
        return {(line.unit.pk, line.task.pk): line for line in self.below}

    @cached_property
    def shown_tasks(self):
        """Tasks that at least one unit below has: the columns of the map."""
        return [task for task in self.tasks if task.pk in self._below_by_task]

    @cached_property
    def states(self):
        """``{state: number of lines}`` of ``subject``."""
        return states_of(self.subject)

    @cached_property
    def pressing(self):
        """Lines that need a decision: first overdue ones, the longest overdue on top, then due soon, then behind."""
        return sorted((line for line in self.spread if line.state in PRESSING), key=_urgency)

    @cached_property
    def _below_by_task(self):
        lines = defaultdict(list)
        for line in self.below:
            lines[line.task.pk].append(line)
        return dict(lines)

    def of_unit(self, unit):
        return [self.cells[unit.pk, task.pk] for task in self.shown_tasks if (unit.pk, task.pk) in self.cells]

    def of_task(self, task):
        """The lines behind the headline figure of a task: the organization's own, else those of the units below."""
        own = self.own.get(task.pk)
        return [own] if own else self._below_by_task.get(task.pk, [])

    def spread_of(self, task):
        """The lines of a task in the units below; the organization's own line if the task was not handed down."""
        own = self.own.get(task.pk)
        return self._below_by_task.get(task.pk) or ([own] if own else [])

    def rated(self, task):
        """The lines that ``tasks.rates.completed`` adds up for a task: of a bound one the unit's own line.

        Its ledgers also count what lies in units below that do not hold the task.
        """
        return self.of_task(task) if bindings.leading(task) else self.spread_of(task)


class TaskBoard(Board):
    """A board of the given ``tasks`` of one year, limited to what ``user`` may see; two queries.

    It includes departments, and units that have ended since, for the days on which they existed.
    """

    def __init__(self, tasks, *, organization, user, on, settings):
        super().__init__(organization, year=settings.year, on=on, settings=settings)
        self.tasks, self.user = tasks, user

    @cached_property
    def units(self):
        return list(Organization.objects.directly_below(self.organization, on=self.on).only(*UNIT_FIELDS))

    @property
    def assignments(self):
        return Assignment.objects.visible_to(self.user)


def viewpoint(user):
    """The unit whose lower level ``user`` sees: the user's own unit, or for a department the unit above it."""
    own = user.organization
    return own.parent if own.is_department and own.parent else own


def _urgency(line):
    rank = {State.OVERDUE: 0, State.DUE_SOON: 1, State.BEHIND: 2}[line.state]
    return rank, line.status.days if line.status.days is not None else 0, line.task.order, line.path


def states_of(lines):
    return Counter(line.state for line in lines)


def on_time(lines):
    """Share of the applicable tasks that are neither overdue nor behind (按期率), as a ``Rate`` of tasks."""
    applicable = [line for line in lines if line.applies]
    late = sum(line.state in {State.OVERDUE, State.BEHIND} for line in applicable)
    return Rate(len(applicable) - late, len(applicable))


def cascaded_below(task, lines, *, on):
    """``{unit pk: number of units directly below it that hold the task}`` for the units of ``lines``; one query."""
    units = {line.path: line.unit.pk for line in lines}
    if not units:
        return {}
    place = "organization__placements__"
    above = Left(f"{place}path", Length(f"{place}path") - tree.STEP)
    holders = Assignment.objects.filter(placed_q(on, prefix=place), task=task).in_force(on=on).order_by()
    holders = holders.annotate(above=above).filter(above__in=units).values_list("above").annotate(Count("pk"))
    return {units[path]: total for path, total in holders}
