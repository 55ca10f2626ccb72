"""Decide at which level of an area work is handed out: 一、 （一） 1. …

Below an area it is the first level of headings; what stands deeper are parts of a task. Where deeper items count on
through the headings above them (（一）1.2. （二）3.4.), they are one list, and the list is the level. A person may
choose another level for the whole directive or for one area.
"""

from . import minutes
from .numbering import ARTICLE, BULLET, CHAPTER, CIRCLE, FIRSTLY, ITEM, MINUTES, ONE_IS, PAREN, PART, SECTION, SUBITEM
from .tree import counts_on

AREA = "area"
"""The area as a whole is the one task."""
EXAMPLES = {
    CHAPTER: "第一章",
    PART: "一、",
    MINUTES: "会议要求",
    FIRSTLY: "第一，",
    ARTICLE: "第一条",
    SECTION: "（一）",
    ITEM: "1.",
    SUBITEM: "1.1",
    PAREN: "（1）",
    CIRCLE: "①",
    ONE_IS: "一是",
    BULLET: "●",
}
"""How a number of each level looks; the examples are also the keys by which a level is chosen."""


def level_of(node):
    """The key of the level that a node belongs to."""
    return EXAMPLES[node.marker.rank]


def levels_below(area):
    """The keys of all levels below an area, the highest first."""
    found, nodes = [], _first(area)
    while nodes:
        found += map(level_of, nodes)
        nodes = [below for node in nodes for below in _first(node)]
    return list(dict.fromkeys(found))


def items_below(area, level=""):
    """The items of an area at which work is handed out, each with its path of numbers, and the key of their level.

    ``level`` is the level that a person has chosen; a level that the area does not have means the usual one. The
    list is empty if the area has no numbered level; ``AREA`` is then its only level.
    """
    first = _first(area)
    if level and level in levels_below(area):
        return [found for node in first for found in _at(node, level, ())], level
    items = _usual([((node.marker.value,), node) for node in first])
    return items, (level_of(items[0][1]) if items else AREA)


def _first(node):
    """The first level below a node; paragraphs of minutes among the children stand for the items below them."""
    below = node.children or node.listed
    return [found for child in below for found in _through_minutes(child)]


def _through_minutes(node):
    if node.marker.rank != MINUTES:
        return [node]
    if not minutes.demands(node.marker.written):
        return []
    return node.children or node.listed or [node]


def _usual(items):
    """The items themselves, or those below them if these count on through all of them."""
    while counts_on([node for _path, node in items]):
        items = [
            found
            for path, node in items
            for found in ([((*path, child.marker.value), child) for child in node.children] or [(path, node)])
        ]
    return items


def _at(node, level, above):
    """The nodes of a level below ``node`` with their paths; a branch without that level counts as it stands."""
    path = (*above, node.marker.value)
    if level_of(node) == level or level not in _levels_within(node):
        return [(path, node)]
    return [found for child in _first(node) for found in _at(child, level, path)]


def _levels_within(node):
    return {key for child in _first(node) for key in (level_of(child), *_levels_within(child))}
