"""The rows behind every number of a board: its assignments, filtered, sorted, to download."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _

from dashboards.boards import completed
from dashboards.downloads import download
from dashboards.pictures import GROUPS
from dashboards.tables import SORTS, basis, fraction, own_row, sorted_lines
from dashboards.views import board_of, trail, visible_place
from files.writing import Column
from pages import paging
from pages.listing import options
from tasks.deadlines import State
from tasks.presentation import status_tag

ROW_SORTS = SORTS | {"unit": lambda line: (line.unit.path, line.task.order)}


@login_required
def assignments(request, code):
    """The assignments of the units directly below; of the unit itself with ``?whose=own`` or where it has none."""
    organization = visible_place(request, code)
    wish, board = board_of(request, organization)
    found = sorted_lines(chosen(board, request.GET), request.GET.get("sort", ""), ROW_SORTS)
    page = paging.page_of(request, found)
    context = {
        "organization": organization,
        "crumbs": trail(organization, request.user, page=_("任务清单")),
        "asked": wish,
        "as_of": wish.on,
        "board": board,
        "page": page,
        "sizes": paging.SIZES,
        "rows": [own_row(line, wish) for line in page.object_list],
        "chips": _chips(board, request.GET),
        "tasks": options(request, "task", [("", _("全部任务")), *((task.pk, task) for task in board.tasks)]),
        "units": options(request, "unit", [("", _("全部单位")), *((unit.code, unit.label) for unit in board.units)]),
        "q": request.GET.get("q", ""),
        "total": _total(request.GET, found),
    }
    return render(request, "dashboards/assignments.html", context)


def chosen(board, asked, *, without=""):
    """The board's lines that match the filters ``whose``, ``state`` (repeatable), ``task``, ``unit`` and ``q``."""
    lines = list(board.own.values()) if asked.get("whose") == "own" else board.spread
    wanted = {name: asked.getlist(name) for name in ("state", "task", "unit") if name != without}
    wanted = {name: set(values) - {""} for name, values in wanted.items()}
    text = asked.get("q", "").strip().lower()
    return [line for line in lines if _fits(line, wanted) and _says(line, text)]


def _fits(line, wanted):
    facts = {"state": str(line.state), "task": str(line.task.pk), "unit": line.unit.code}
    return all(not values or facts[name] in values for name, values in wanted.items())


def _says(line, text):
    words = (line.unit.name, line.unit.short_name, line.unit.initials, line.task.number, line.task.title)
    return not text or any(text in word.lower() for word in (*words, line.task.label))


def _chips(board, asked):
    """The states that occur, with their counts under the other filters; the groups of the status sentence too."""
    lines = chosen(board, asked, without="state")
    wanted = set(asked.getlist("state")) - {""}
    chips = [_chip(asked, _("全部"), [], len(lines), not wanted)]
    for label, states in _states():
        count = sum(line.state in states for line in lines)
        current = wanted == {str(state) for state in states}
        if count or current:
            chips.append(_chip(asked, label, states, count, current))
    return chips


def _states():
    single = [(state.label, [state]) for state in State]
    return [*single, (_("推进中"), GROUPS["running"]), (_("临期或滞后"), GROUPS["pressing"])]


def _chip(asked, label, states, count, current):
    kept = asked.copy()
    kept.setlist("state", [str(state) for state in states])
    kept.pop("page", None)
    return {"label": label, "url": f"?{kept.urlencode()}", "count": count, "current": current}


def _total(asked, lines):
    """Σ confirmed ÷ Σ target when the list is about one counted task; lists of several tasks have no sum."""
    one_task = len({line.task.pk for line in lines}) == 1
    return completed(lines) if one_task and lines[0].task.is_quantity else None


@login_required
def export(request, code):
    organization = visible_place(request, code)
    wish, board = board_of(request, organization)
    lines = sorted_lines(chosen(board, request.GET), request.GET.get("sort", ""), ROW_SORTS)
    title = _("%(name)s%(year)s年重点任务清单") % {"name": organization.name, "year": board.year}
    columns = [
        Column(_("单位"), width=16),
        Column(_("编号"), width=8),
        Column(_("任务"), width=32),
        Column(_("状态"), width=12),
        Column(_("完成率"), "percent", 10),
        Column(_("时序进度"), "percent", 10),
        Column(_("依据"), width=20),
        Column(_("期限"), "date", 12),
    ]
    rows = [_cells(line) for line in lines]
    return download(request, title=title, columns=columns, rows=rows, wish=wish, organization=organization)


def _cells(line):
    status = line.status
    return [
        line.unit.label,
        line.task.number,
        line.task.label,
        status_tag(status)["label"],
        fraction(status.progress),
        fraction(status.time_progress),
        basis(line),
        status.due_on,
    ]
