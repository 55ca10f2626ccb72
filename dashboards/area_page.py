"""The page of one area (领域): its tasks with their rates, what is late, and who holds it."""

from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.auth.decorators import login_required
from django.db.models import Count, IntegerField, Max, Value
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from dashboards import area_timeline, pictures, tables
from dashboards.breadcrumbs import trail
from dashboards.lookup import board_of
from files.writing import Column
from indicators import registry
from indicators.unit_figures import UnitFigures
from notices.models import Reminder
from pages import export as exporting
from tasks.deadlines import State
from tasks.models import Assignment, Task
from tasks.presentation import CONFIRMED_ONLY, status_tag
from tasks.rates import completed, url_behind
from tasks.subjects import ASSIGNMENT

LEAD, SUPPORTING = 0, 1


@dataclass
class Holders:
    """Who holds a task: the departments of the task and of its assignments, and the responsible persons by unit."""

    leading: list = field(default_factory=list)
    supporting: list = field(default_factory=list)
    others: str = ""
    responsible: list = field(default_factory=list)


class AreaPage:
    """The area ``number`` of the year of ``board``, as pages and the export show it.

    Its lines are all assignments that the board shows: the unit's own, also those it holds as issuer, and those of the
    units directly below. Raises ``Http404`` when neither a task nor an indicator belongs to the area.
    """

    def __init__(self, board, day, number, *, user):
        self.board, self.day, self.number, self.user = board, day, number, user
        self.names = self._names()
        if number not in self.names:
            raise Http404
        self.name = self.names[number]
        self.tasks = [task for task in board.tasks if task.area.number == number]
        self.heading = self.tasks[0].area.heading if self.tasks else ""

    def _names(self):
        """``{number: name}`` of the areas of the speech and of those that the tasks of the year belong to."""
        names = registry.area_labels() | {task.area.number: task.area.name for task in self.board.tasks}
        return dict(sorted(names.items()))

    @cached_property
    def lines(self):
        everything = [*self.board.own.values(), *self.board.held, *self.board.below]
        return [line for line in everything if line.task.area.number == self.number]

    @property
    def rows(self):
        """The tasks, each with the rate of the unit's own assignment, or of those below it."""
        return [self._row(task, [line for line in self.lines if line.task.pk == task.pk]) for task in self.tasks]

    def _row(self, task, lines):
        own = self.board.own.get(task.pk) or next((line for line in lines if line.is_held_by_issuer), None)
        below = [line for line in lines if line.unit.pk != self.board.organization.pk]
        counted = completed(self.board.of_task(task))
        is_percentage = not counted.is_of_units  # a number of finished units is no percentage
        return {
            "task": task,
            "share": own.status.progress if own else counted.percent if is_percentage else None,
            "url": url_behind(task, self.board.organization, user=self.user, day=self.day, own=own),
            "basis": tables.basis(own) if own else pictures.counts_text(counted) if below else _("未下达"),
            "due_on": own.status.due_on if own else task.deadline,
            "due_by": "" if own or task.organization_id == self.board.organization.pk else task.organization.label,
            "units": len(below),
            "units_url": pictures.rows_url(self.board.organization, self.day, task=task.pk),
            "is_own": bool(own),
            "late": sum(line.state == State.OVERDUE for line in lines),
        }

    @cached_property
    def late(self):
        """The overdue assignments, those that are late for the longest time first, with their reminders."""
        late = [line for line in self.lines if line.state == State.OVERDUE]
        reminders = self._reminders([line.pk for line in late])
        late.sort(key=lambda line: (-line.status.days_late, line.task.order, line.path))
        return [
            {
                "line": line,
                "url": pictures.line_url(line, self.day),
                "days": line.status.days_late,
                "tag": status_tag(line.status),
                "progress": line.status.progress,
                "reminders": reminders.get(line.pk),
            }
            for line in late
        ]

    def _reminders(self, pks):
        """``{assignment pk: {"count", "last"}}`` of the reminders sent by the day; one query if there is any pk."""
        if not pks:
            return {}
        sent = Reminder.objects.about(ASSIGNMENT, pks).filter(sent_on__lte=self.board.on).order_by()
        rows = sent.values("subject_id").annotate(count=Count("pk"), last=Max("sent_on"))
        return {row["subject_id"]: row for row in rows}

    @cached_property
    def holders(self):
        """``{task pk: Holders}``; one query."""
        holders = {task.pk: Holders(others=task.departments) for task in self.tasks}
        for task, role, _path, short_name, name in sorted(_departments(self.tasks, self.lines)):
            departments = holders[task].leading if role == LEAD else holders[task].supporting
            departments.append(short_name or name)
        for line in self.lines:
            if line.responsible:
                holders[line.task.pk].responsible.append({"unit": line.unit.label, "person": line.responsible})
        return holders

    @property
    def held_by(self):
        """The tasks with their holders, in the order of the directive."""
        return [{"task": task, "holders": self.holders[task.pk]} for task in self.tasks]


def _departments(tasks, lines):
    """Rows of (task, role, path, short name, name) of the departments of ``tasks`` and of the assignments ``lines``."""
    task_pks, pks = [task.pk for task in tasks], [line.pk for line in lines]
    if not task_pks:
        return []
    of_tasks = Task.objects.filter(pk__in=task_pks)
    of_lines = Assignment.objects.filter(pk__in=pks)
    parts = [
        (of_tasks.filter(lead__isnull=False), "pk", "lead", LEAD),
        (of_tasks.filter(supporting__isnull=False), "pk", "supporting", SUPPORTING),
        (of_lines.filter(lead__isnull=False), "task_id", "lead", LEAD),
        (of_lines.filter(supporting__isnull=False), "task_id", "supporting", SUPPORTING),
    ]
    united = [
        rows.order_by().values_list(
            task_of, Value(role, IntegerField()), f"{unit}__path", f"{unit}__short_name", f"{unit}__name"
        )
        for rows, task_of, unit, role in parts
    ]
    return united[0].union(*united[1:]).order_by()


@login_required
def area(request, number):
    """Show one area of the year for the user's own unit: rows, what is late, who holds it, map and figures."""
    day, board = board_of(request, request.user.organization)
    page = AreaPage(board, day, number, user=request.user)
    figures = UnitFigures(
        board.organization, on=day.on, today=day.today, user=request.user, area=number, units=board.units
    )
    context = {
        "organization": board.organization,
        "crumbs": trail(board.organization, request.user, on=day.on, page=page.name),
        "asked": day,
        "as_of": day.on,
        "board": board,
        "area": page,
        "figures": figures,
        "map": pictures.the_map(board, day, [task for task in board.shown_tasks if task in page.tasks]),
        "may_enter": request.user.can_edit,
    }
    return render(request, "dashboards/area.html", context)


@login_required
def timeline(request, number):
    """Show the tasks of one area as bars over the year, for the user's own unit."""
    day, board = board_of(request, request.user.organization)
    page = AreaPage(board, day, number, user=request.user)
    context = {
        "organization": board.organization,
        "crumbs": [*trail(board.organization, request.user, on=day.on, page=page.name), {"label": _("时间轴")}],
        "asked": day,
        "as_of": day.on,
        "area": page,
        "year": board.year,
        "bars": area_timeline.bars_of(page, board.year),
        **area_timeline.drawing(day.on, board.year),
    }
    return render(request, "dashboards/area_timeline.html", context)


@login_required
def export(request, number):
    """Export the assignments of the area with their holders, days late and reminders."""
    day, board = board_of(request, request.user.organization)
    page = AreaPage(board, day, number, user=request.user)
    columns = [
        Column(_("编号"), width=8),
        Column(_("任务"), width=32),
        Column(_("单位"), width=16),
        Column(_("状态"), width=12),
        Column(_("完成率"), "percent", 10),
        Column(_("期限"), "date", 12),
        Column(_("逾期天数"), "integer", 10),
        Column(_("催办次数"), "integer", 10),
        Column(_("最近催办"), "date", 12),
        Column(_("牵头部门"), width=20),
        Column(_("配合部门"), width=24),
        Column(_("责任人"), width=12),
    ]
    reminders = {row["line"].pk: row["reminders"] for row in page.late}
    rows = [_exported(line, page.holders[line.task.pk], reminders.get(line.pk)) for line in page.lines]
    values = {"unit": board.organization.label, "year": board.year, "area": page.name}
    title = _("%(unit)s%(year)s年%(area)s推进情况") % values
    return exporting.export(
        request, title, columns, rows, on=day.on, organization=board.organization, remark=CONFIRMED_ONLY
    )


def _exported(line, holders, reminders):
    status = line.status
    return [
        line.task.number,
        line.task.label,
        line.unit.label,
        status_tag(status)["label"],
        tables.fraction(status.progress),
        status.due_on,
        status.days_late or None,
        reminders["count"] if reminders else None,
        reminders["last"] if reminders else None,
        "、".join(holders.leading),
        "、".join(filter(None, [*holders.supporting, holders.others])),
        line.responsible,
    ]
