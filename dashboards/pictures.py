"""Context of the components that show a board: map, figures, feed. Labels, tones and links; no queries."""

from collections import Counter
from decimal import Decimal
from functools import cache
from itertools import chain, groupby

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from pages.rounding import WHOLE, rounded
from tasks.board import on_time
from tasks.deadlines import State
from tasks.presentation import plain, state_tag, status_tag
from tasks.rates import completed, counts_of, definition_of, url_behind

NOTHING = "—"
HEADLINES = 5
FEED = 6


def rows_url(organization, day, **filters):
    """Address of the list of assignments below ``organization`` on the day, narrowed by ``filters``."""
    url = reverse("place-assignments", args=[organization.code])
    query = urlencode(filters | ({"on": day.on.isoformat()} if day.is_past else {}), doseq=True)
    return f"{url}?{query}" if query else url


def line_url(line, day):
    return addresses_of_lines(day)(line)


def addresses_of_lines(day):
    """A function from a line to its address; it calls ``reverse`` once, since a map has hundreds of lines."""
    before, after = reverse("tasks:assignment", args=[0]).rsplit("0", 1)
    query = f"?{day.query}" if day.is_past else ""
    return lambda line: f"{before}{line.pk}{after}{query}"


def place_url(unit, day):
    url = reverse("place", args=[unit.code])
    return f"{url}?{day.query}" if day.is_past else url


# The map


def the_map(board, day, tasks=None):
    """Context of ``_components/map.html``: units below × tasks given to any of them."""
    tasks = board.shown_tasks if tasks is None else tasks
    cells = Cells(day)
    rows = [_map_row(board, unit, tasks, day, cells) for unit in board.units]
    return {
        "areas": [_area(area, list(items), day) for area, items in groupby(tasks, key=lambda task: task.area)],
        "rows": rows,
        "urgent": sorted(rows, key=lambda row: row["urgency"]),  # the same rank keeps the order of the tree
    }


class Cells:
    """The cells of one map; labels and addresses that many cells share are looked up once."""

    def __init__(self, day):
        self.address = addresses_of_lines(day)
        self.tag = cache(state_tag)
        self.title = _("%(unit)s · %(task)s：%(state)s")
        self.counted_title = _("%(unit)s · %(task)s：%(state)s，%(counts)s")
        self.missing = {"label": NOTHING, "tone": "na", "word": _("未下达"), "url": ""}

    def of(self, line):
        tag = self.tag(line.state, line.status.days)
        word = tag["label"]
        return {
            "label": figure(line.status),
            "tone": tag["tone"],
            "word": word,
            "url": self.address(line),
            "title": self._title(line, word),
        }

    def _title(self, line, word):
        values = {"unit": line.unit.label, "task": line.task, "state": word}
        counts = counts_of(line.task, line.status) if line.applies else None
        return self.counted_title % (values | {"counts": counts_text(counts)}) if counts else self.title % values

    def without(self, task):
        """The cell of a unit that was not given the task."""
        return self.missing | {"title": _("%(task)s：未下达") % {"task": task}}


def _area(area, tasks, day):
    items = [
        {"label": task.number, "title": task.label, "url": reverse("tasks:detail", args=[task.pk])} for task in tasks
    ]
    url = reverse("area", args=[area.number], query={"on": day.on.isoformat()} if day.is_past else None)
    return {"label": area.name, "url": url, "items": items}


def _map_row(board, unit, tasks, day, cells):
    lines_of_tasks = [board.cells.get((unit.pk, task.pk)) for task in tasks]
    lines = [line for line in lines_of_tasks if line]
    rate = on_time(lines)
    return {
        "label": unit.label,
        "url": place_url(unit, day),
        "cells": [
            cells.of(line) if line else cells.without(task) for line, task in zip(lines_of_tasks, tasks, strict=True)
        ],
        "total": share(rate.percent),
        "note": _row_note(lines),
        "urgency": _urgency(lines),
    }


def _urgency(lines):
    """A key that puts units first which need attention most: overdue, then due soon or behind, then not begun."""
    counts = Counter(line.state for line in lines)
    return -counts[State.OVERDUE], -counts[State.DUE_SOON] - counts[State.BEHIND], -counts[State.NOT_STARTED]


def _row_note(lines):
    """The row in words, for phones: the most urgent states first."""
    groups = [
        (_("逾期"), [line for line in lines if line.state == State.OVERDUE]),
        (_("临期或滞后"), [line for line in lines if line.state in {State.DUE_SOON, State.BEHIND}]),
        (_("未启动"), [line for line in lines if line.state == State.NOT_STARTED]),
    ]
    parts = [
        _("%(state)s %(count)s 项：%(numbers)s")
        % {"state": state, "count": len(group), "numbers": "、".join(line.task.number for line in group)}
        for state, group in groups
        if group
    ]
    return "；".join(parts) or _("正常")


def figure(status):
    """The figure of a cell: whole percents, a dash where the task does not apply."""
    if status.state == State.NOT_APPLICABLE:
        return NOTHING
    if status.state == State.DONE and not status.is_measured:
        return "100"
    return f"{rounded(status.progress or Decimal(0), WHOLE)}"


def share(percent):
    return NOTHING if percent is None else f"{plain(percent)}%"


# Figures


def headlines(board, day, *, user):
    """Headline figures of the tasks marked for the overview, with both counts and the time that has passed."""
    shown = [task for task in board.tasks if task.is_headline][:HEADLINES]
    return [_headline(board, task, board.of_task(task), day, user=user) for task in shown if board.of_task(task)]


def _headline(board, task, lines, day, *, user):
    """One figure: the unit's own progress where it holds the task, else the rate of the units below."""
    own = board.own.get(task.pk)
    rate = counts_of(task, own.status) if own else completed(lines)
    percent = own.status.progress if own else rate.percent
    counts = counts_text(rate) if rate else _("已核实进度")
    times = [line.status.time_progress for line in lines if line.applies and line.status.has_deadline]
    expected = rounded(sum(times) / len(times)) if times else None
    is_behind = expected is not None and expected - (percent or 0) > board.settings.behind_points
    is_of_units = not own and rate.is_of_units  # a number of units is no percentage
    return {
        "label": task.label,
        "definition": definition_of(task, own=own),
        "value": plain(rate.numerator) if is_of_units else share(percent),
        "unit": f"/ {plain(rate.denominator)}" if is_of_units else "",
        "url": url_behind(task, board.organization, user=user, day=day, own=own),
        "detail": counts if expected is None else _with_time(counts, expected),
        "share": percent,
        "expected": expected,
        "tone": "warn" if is_behind else "ok",
    }


def _with_time(counts, expected):
    return _("%(counts)s · 时序 %(time)s") % {"counts": counts, "time": share(expected)}


def counts_text(rate):
    """Both counts of a ``TaskRate`` in its unit: 5 / 11 个村."""
    values = {"done": plain(rate.numerator), "all": plain(rate.denominator), "unit": rate.unit}
    return _("%(done)s / %(all)s %(unit)s") % values


# The status sentence


GROUPS = {
    "done": [State.DONE],
    "running": [State.ON_TRACK, State.CLAIMED],
    "not_started": [State.NOT_STARTED],
    "pressing": [State.DUE_SOON, State.BEHIND],
    "overdue": [State.OVERDUE],
}


def summary(board, day):
    """The counts of the status sentence, the addresses of the rows behind them, and the line overdue longest."""
    counts = {name: sum(board.states[state] for state in states) for name, states in GROUPS.items()}
    whose = {"whose": "own"} if board.is_about_own and board.below else {}
    groups = GROUPS | {"not_applicable": [State.NOT_APPLICABLE], "all": [*chain.from_iterable(GROUPS.values())]}
    urls = {
        name: rows_url(board.organization, day, state=[*map(str, states)], **whose) for name, states in groups.items()
    }
    late = sorted((line for line in board.subject if line.state == State.OVERDUE), key=lambda line: line.status.days)
    return {
        "tasks": len({line.task.pk for line in board.subject}),
        "all": sum(counts.values()),
        "counts": counts,
        "urls": urls,
        "first": late[0] if late else None,
        "not_applicable": board.states[State.NOT_APPLICABLE],
    }


# What needs a decision


def feed(board, day, reminders):
    """Entries of the most urgent lines; ``reminders`` maps the pk of an assignment to its reminders, newest first."""
    return [_entry(line, day, reminders.get(line.pk)) for line in board.pressing[:FEED]]


def _entry(line, day, reminders):
    status = line.status
    tag = status_tag(status)
    notes = [_("应办 %(day)s") % {"day": status.due_on}]
    notes.append(_("进度 %(share)s") % {"share": share(status.progress or 0)})
    if status.state == State.BEHIND:
        notes.append(_("时序 %(share)s") % {"share": share(status.time_progress)})
    if reminders:
        notes.append(_("%(day)s 已催办") % {"day": f"{reminders[0].sent_on:%m-%d}"})
    return {
        "title": _("%(unit)s · %(task)s") % {"unit": line.unit.label, "task": line.task},
        "url": line_url(line, day),
        "tag": tag["label"],
        "tone": tag["tone"],
        "note": " · ".join(notes),
    }
