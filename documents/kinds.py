"""Kinds of papers (公文): what a unit writes about a month; each is declared in the area that it belongs to.

An app declares its kinds in a module or package called ``documents``, which is imported when the portal starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_declared = {}


@dataclass(frozen=True)
class DocumentKind:
    """One kind of paper.

    ``key`` is stored with papers and must never change. ``levels`` are the levels of the units that write it.
    ``context(unit, moment)`` returns the content as plain JSON (``documents.content`` says which); ``moment`` is a
    ``years.shown_day.Day``: the figures stand as they did at the end of ``moment.on``. ``figures()`` returns
    ``{name: label}`` of the figures that a Word template may name one by one. ``template`` is the Word file that is
    used unless the unit has its own.
    """

    key: str
    title: str
    levels: tuple
    context: Callable
    figures: Callable
    template: Path


def declare(kind):
    """Register ``kind``; raise ``ValueError`` when its key is already used."""
    if kind.key in _declared:
        raise ValueError(f"the kind of paper {kind.key} is declared already")
    _declared[kind.key] = kind
    return kind


def get(key):
    """Return the kind of ``key``; raise ``LookupError`` when no app declares it."""
    if key not in _declared:
        raise LookupError(f"no app declares the kind of paper {key}")
    return _declared[key]


def all_kinds():
    return list(_declared.values())


def written_by(unit):
    """The kinds that ``unit`` may write; none for a department."""
    return [] if unit.is_department else [kind for kind in all_kinds() if unit.level in kind.levels]


def written_below(unit):
    """The kinds that a unit below ``unit`` may write, at whatever level."""
    levels = list(type(unit).Level)
    lower = levels[levels.index(unit.level) + 1 :]
    return [] if unit.is_department else [kind for kind in all_kinds() if {*kind.levels} & {*lower}]


def title_of(key):
    """The title of the kind; its key when no app declares it any more."""
    return str(_declared[key].title) if key in _declared else key
