"""A board as rows: the unit's own tasks, and tables to download."""

from datetime import date

from django.utils.translation import gettext as _

from dashboards.pictures import counts_text, figure, line_url
from files.writing import Column
from pages.list_page import sorted_rows
from tasks.board import on_time
from tasks.deadlines import State
from tasks.presentation import short_period, status_tag
from tasks.rates import counts_of, url_behind
from years import periods

SORTS = {
    "number": lambda line: (line.task.order,),
    "due": lambda line: (line.status.due_on or date.max, line.task.order),
    "progress": lambda line: (line.status.progress or 0, line.task.order),
    "state": lambda line: (list(State).index(line.state), line.task.order),
}


def own_rows(board, day, *, sort, user):
    """The unit's own tasks (任务进展) as the table shows them."""
    return [own_row(line, day, user=user) for line in sorted_rows(list(board.own.values()), sort, SORTS)]


def held_rows(board, day, *, user):
    """The tasks that the unit does itself (本级事项), which no figure counts."""
    return [own_row(line, day, user=user) for line in board.held]


def own_row(line, day, *, user):
    """The row of a line; ``names_url`` is the page of what its rate counts, as ``user`` may read it."""
    status = line.status
    return {
        "line": line,
        "url": line_url(line, day),
        "names_url": url_behind(line.task, line.unit, user=user, day=day, own=line),
        "tag": status_tag(status),
        "progress": status.progress,
        "tone": {State.OVERDUE: "late", State.DUE_SOON: "warn", State.BEHIND: "warn"}.get(line.state, "ok"),
        "share": figure(status),
        "basis": basis(line),
        "due_on": status.due_on,
    }


def basis(line):
    """What the figure is based on: both counts, or the period of the last verified report."""
    status = line.status
    counts = counts_of(line.task, status)
    if counts and status.target is not None:
        return counts_text(counts)
    if status.period_start is None:
        return _("尚无已核实的填报")
    period = periods.containing(status.period_start, line.task.period)
    return _("%(period)s已核实") % {"period": short_period(period)}


def map_table(board):
    """The map as a table to download: for each task a column with the percentage and one with the state."""
    columns = [Column(_("单位"), width=16)]
    for task in board.shown_tasks:
        columns += [Column(_("%(task)s 完成率") % {"task": task}, "percent", 12), Column(_("状态"), width=10)]
    return [*columns, Column(_("按期率"), "percent", 10)], [_map_row(board, unit) for unit in board.units]


def _map_row(board, unit):
    row = [unit.label]
    for task in board.shown_tasks:
        line = board.cells.get((unit.pk, task.pk))
        row += [fraction(line.status.progress), status_tag(line.status)["label"]] if line else [None, _("未下达")]
    return [*row, fraction(on_time(board.of_unit(unit)).percent)]


def fraction(percent):
    return None if percent is None else float(percent) / 100


def own_table(board):
    """The unit's own tasks to download."""
    columns = [
        Column(_("编号"), width=8),
        Column(_("任务"), width=32),
        Column(_("状态"), width=12),
        Column(_("完成率"), "percent", 10),
        Column(_("依据"), width=20),
        Column(_("期限"), "date", 12),
    ]
    rows = [
        [
            line.task.number,
            line.task.label,
            status_tag(line.status)["label"],
            fraction(line.status.progress),
            basis(line),
            line.status.due_on,
        ]
        for line in board.own.values()
    ]
    return columns, rows
