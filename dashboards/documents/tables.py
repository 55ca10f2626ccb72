"""The annexes of a circular: the map of units and tasks, the list of overdue assignments, all compared figures."""

from django.utils.translation import gettext as _

from dashboards.documents.comparing import shares_of
from dashboards.documents.figures import figure_tables, note_task
from dashboards.pictures import figure, line_url, share
from documents.content import cell
from tasks.deadlines import State

WIDEST = 14  # tasks beside each other on a page of A4 in landscape format
WORDS = {  # states that stand below the figure of a cell; the others say enough with the figure alone
    State.OVERDUE: State.OVERDUE.label,
    State.DUE_SOON: State.DUE_SOON.label,
    State.BEHIND: State.BEHIND.label,
    State.CLAIMED: State.CLAIMED.label,
}


def annexes(circular):
    """``[{"name": …, "tables": […]}]`` of the annexes of the circular; the map is always the first."""
    makers = {
        "map": (_("各%(units)s重点任务推进情况表") % {"units": circular.words.below}, _map_tables),
        "late": (_("逾期事项清单"), _late_tables),
        "figures": (_("各领域指标情况表"), figure_tables),
    }
    found = []
    for key, annex in circular.annexes.items():
        name, tables_of = makers[key]
        found.append({"name": name, "tables": tables_of(circular, f"{annex}　{name}")})
    return found


def listed(annexes):
    """The names of the annexes as the text announces them; one alone has no number."""
    names = [annex["name"] for annex in annexes]
    return names if len(names) == 1 else [f"{number}．{name}" for number, name in enumerate(names, 1)]


def _map_tables(circular, title):
    tasks = circular.board.shown_tasks
    parts = [tasks[first : first + WIDEST] for first in range(0, len(tasks), WIDEST)]
    titles = [title, *[_("%(title)s（续）") % {"title": title.partition("　")[0]}] * len(parts)]
    return [_map_table(circular, part, titles[number]) for number, part in enumerate(parts)]


def _map_table(circular, tasks, title):
    names = "；".join(str(task) for task in tasks)
    return {
        "title": title,
        "columns": [_("单位"), *(task.number for task in tasks), _("按期率")],
        "rows": [*_unit_rows(circular, tasks), _total_row(circular, tasks)],
        "note": _("注：格内为完成率（%%）；“—”为未下达或不适用。%(names)s。") % {"names": names},
    }


def _unit_rows(circular, tasks):
    return [
        [cell(unit.label), *(_map_cell(circular, unit, task) for task in tasks), _share_cell(circular, unit, percent)]
        for unit, percent in shares_of(circular).items()
    ]


def _map_cell(circular, unit, task):
    line = circular.board.cells.get((unit.pk, task.pk))
    if line is None:
        return cell("—")
    text = "\n".join(filter(None, [figure(line.status), str(WORDS.get(line.state, ""))]))
    label = _("%(unit)s %(task)s") % {"unit": unit.label, "task": task}
    return circular.figures.add(f"line_{line.pk}", label, text, line_url(line, circular.moment)).as_json()


def _share_cell(circular, unit, percent):
    label = _("%(unit)s按期率") % {"unit": unit.label}
    return circular.figures.add(f"unit_{unit.pk}", label, share(percent), circular.rows_url(unit=unit.code)).as_json()


def _total_row(circular, tasks):
    """The completion of each task and the share on time of all units, as the text has them."""
    rates = [note_task(circular, task).as_json() for task in tasks]
    on_time = circular.figures.entries["on_time"]["value"]
    return [cell(circular.words.whole), *rates, {"text": on_time, "figure": "on_time"}]


def _late_tables(circular, title):
    columns = [_("序号"), _("单位"), _("任务"), _("期限"), _("逾期天数"), _("完成率（%）")]
    rows = [
        [
            cell(number),
            cell(line.unit.label),
            cell(line.task),
            cell(line.status.due_on.isoformat()),
            cell(line.status.days_late),
            {"text": figure(line.status), "figure": f"line_{line.pk}"},
        ]
        for number, line in enumerate(circular.late_lines, 1)
    ]
    return [{"title": title, "columns": columns, "rows": rows, "note": ""}]
