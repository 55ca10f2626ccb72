"""Join the rows of an annex (责任分工表) to the tasks of the text that they name again.

The row gives such a task its units and its time limit; a row that names no task of the text stays a task of its own.
"""

from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher

from .titles import clean_heading, heading_end

_ALIKE = 0.75
"""The share of equal characters, in any order, from which two titles name the same task (落实经费, 经费落实)."""
_SHORTEST = 4
"""Characters; a shorter title says too little to be found inside another."""


def join(text, drafted, earlier):
    """The areas of an annex without the drafts that name tasks of ``earlier`` areas, which get the places of these.

    Both are lists of ``(area, drafts)``; most drafts of the annex must name a task of the text, each another one.
    Returns the new ``earlier`` and the areas that are left of ``drafted``.
    """
    rows = [draft for _area, drafts in drafted for draft in drafts]
    tasks = [draft for _area, drafts in earlier for draft in drafts]
    pairs = _pairs([_title(text, row) for row in rows], [_title(text, task) for task in tasks])
    if not rows or 2 * len(pairs) <= len(rows):
        return earlier, drafted
    added = {task: (rows[row].start, rows[row].end) for row, task in pairs.items()}
    places = iter(range(len(tasks)))
    joined = [(area, [_with(draft, added.get(next(places))) for draft in drafts]) for area, drafts in earlier]
    numbered = iter(range(len(rows)))
    left = [(area, [draft for draft in drafts if next(numbered) not in pairs]) for area, drafts in drafted]
    return joined, [(area, drafts) for area, drafts in left if drafts]


def _with(draft, place):
    return replace(draft, beside=(*draft.beside, place)) if place else draft


def _title(text, draft):
    end = heading_end(text, draft.body, draft.end)
    return clean_heading(text[draft.body : end if end > draft.body else draft.end])[:80]


def _pairs(rows, tasks):
    """For each row the task with the title most like it, as indexes; each task is taken once."""
    likeness = sorted(
        (
            (_likeness(row, task), -row_index, -task_index)
            for row_index, row in enumerate(rows)
            for task_index, task in enumerate(tasks)
        ),
        reverse=True,
    )
    pairs = {}
    for share, row, task in likeness:
        if share >= _ALIKE and -row not in pairs and -task not in pairs.values():
            pairs[-row] = -task
    return pairs


def _likeness(row, task):
    if min(len(row), len(task)) >= _SHORTEST and (row in task or task in row):
        return 1.0
    in_common = sum((Counter(row) & Counter(task)).values())
    return max(SequenceMatcher(None, row, task, autojunk=False).ratio(), 2 * in_common / (len(row) + len(task) or 1))
