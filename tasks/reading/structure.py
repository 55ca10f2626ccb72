"""Arrange the markers of a text as a tree of headings and the items below them."""

import re
from dataclasses import dataclass, field

from .numbering import ARTICLE, FIRSTLY, ITEM, ONE_IS, PART, SECTION, SUBITEM, Marker, find_markers

_PRINCIPLE = re.compile(
    r"(?:总体要求|总体思路|总的要求|指导思想|基本原则|工作原则|主要原则|工作思路|重要意义|重大意义|附则|适用范围|编制依据|工作依据|会议议程)(?:[和及、].{2,8})?"
)
_LOOKS_BACK = re.compile(
    r"取得的?.{0,6}(?:成绩|成效)|主要(?:做法|成效|成绩)|(?:肯定|总结).{0,8}成绩|回顾|存在的?.{0,6}(?:问题|不足|困难)|(?:认清|分析|面临的?).{0,6}形势"
    r"|^(?:基本情况|工作背景|现状|参[加会训]人员|(?:会议|培训|活动)?(?:时间|地点)(?:和地点|、地点|地点)?)$"
)


@dataclass
class Node:
    """A numbered heading or item with the text that belongs to it, up to the next marker of its rank."""

    marker: Marker
    start: int
    end: int
    children: list = field(default_factory=list)


def tree(text, start, end):
    """The nodes of the highest rank between two offsets, each with its children."""
    markers = find_markers(text, start, end)
    first = next((marker.start for marker in markers if marker.rank != ONE_IS), None)
    if first is not None:
        markers = [marker for marker in markers if marker.rank != ONE_IS or first < marker.start]
    return _nest(markers, end)


def _nest(markers, end):
    nodes = []
    if not markers:
        return nodes
    rank = min(marker.rank for marker in markers)
    tops = [index for index, marker in enumerate(markers) if marker.rank == rank]
    for number, index in enumerate(tops):
        stop = tops[number + 1] if number + 1 < len(tops) else len(markers)
        node_end = markers[stop].start if stop < len(markers) else end
        below = markers[index + 1 : stop]
        nodes.append(Node(markers[index], markers[index].start, node_end, _nest(below, node_end)))
    return nodes


def holds_areas(nodes):
    """Whether the nodes are areas (领域); otherwise they are the tasks themselves."""
    if nodes[0].marker.rank <= PART:
        return True
    return any(_proper_children(node, in_area=False) for node in nodes)


def items_of(node):
    """The leaves below an area that are tasks, each with its path of numbers."""
    return [leaf for child in _proper_children(node, in_area=True) for leaf in _leaves(child, ())]


def _leaves(node, path):
    path = (*path, node.marker.value)
    children = _proper_children(node, in_area=False)
    return [leaf for child in children for leaf in _leaves(child, path)] if children else [(path, node)]


def paths_of(nodes):
    """The nodes with their paths of numbers, for a text whose nodes are the tasks themselves."""
    return [((node.marker.value,), node) for node in nodes]


def _proper_children(node, *, in_area):
    """The children that are tasks. Only directly below an area may a list of ① or 一是 be tasks."""
    if in_area:
        return node.children if _is_numbered(node.children) or is_one_list(node.children) else []
    if node.marker.rank == ARTICLE:
        return []
    if node.marker.rank >= ITEM and not _is_decimal(node.children):
        return []
    return node.children if _is_numbered(node.children) and not any(c.marker.inline for c in node.children) else []


def is_one_list(nodes):
    """Whether the nodes form a single list; several lists of 一是, 二是 belong to their paragraphs."""
    return len(nodes) > 1 and sum(node.marker.value == 1 for node in nodes) == 1


def _is_numbered(children):
    return bool(children) and children[0].marker.rank in (PART, FIRSTLY, ARTICLE, SECTION, ITEM, SUBITEM)


def _is_decimal(children):
    return bool(children) and children[0].marker.rank == SUBITEM


def is_principle(heading):
    """Whether a heading has no tasks below it: 指导思想, 基本原则, 重要意义 …"""
    return bool(_PRINCIPLE.fullmatch(heading))


def refers_to_attachment(body):
    """Whether a part only refers to an attachment that has the tasks (具体任务见附件)."""
    return bool(re.fullmatch(r"[^\n]{0,80}见附件[^\n]{0,10}", body.strip()))


def looks_back(heading):
    """Whether a heading is about results, problems or particulars (取得的成绩, 存在的问题, 会议时间).

    Below such a heading a task needs a modal word (要, 必须), as a verb alone may report the past.
    """
    return bool(_LOOKS_BACK.search(heading))
