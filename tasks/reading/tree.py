"""Arrange the numbers of a text as a tree: headings, the items below them, and the lists inside their paragraphs.

Numbers at the start of a line build the tree; a number of a higher rank closes those below it. A list inside a
running paragraph (一要…二要…) belongs to that paragraph and never closes a heading; numbers inside one sentence
(三笔账：1.结转；2.收缴) are no outline at all. Only a text without any numbered line is divided by numbers inside it.
"""

from dataclasses import dataclass, field, replace
from itertools import pairwise

from .numbering import ARTICLE, BULLET, FIRSTLY, ITEM, MINUTES, ONE_IS, PART, SECTION, SUBITEM, Marker, find_markers


@dataclass
class Node:
    """A heading or item with the text that belongs to it, up to the next marker of its rank or of a higher one.

    ``listed`` are the items of the only list inside its own paragraphs, before its first child.
    """

    marker: Marker
    start: int
    end: int
    children: list = field(default_factory=list)
    listed: list = field(default_factory=list)

    @property
    def form(self):
        """What the nodes of one level share: the rank, and for marks of lists the mark itself."""
        return _form(self.marker)

    @property
    def own_end(self):
        """Where the text of the node itself ends and that of its children begins."""
        return self.children[0].start if self.children else self.end


def tree(text, start, end):
    """The nodes of the highest rank between two offsets, each with its children."""
    found = find_markers(text, start, end)
    kept = set(_sentence_lists(text, [marker for marker in found if marker.inline]))
    found = _led_by_line(text, [marker for marker in found if not marker.inline or marker in kept])
    lines = [marker for marker in found if not marker.inline]
    inside = [marker for marker in found if marker.inline]
    if not lines:
        lines = [replace(marker, inline=False) for marker in inside if marker.rank != ONE_IS]
        inside = [marker for marker in inside if marker.rank == ONE_IS]
    tops = _nested(lines, end)
    for node in _all(tops):
        node.listed = _listed(text, inside, node.start, node.own_end)
    return _without_tail(text, tops or _listed(text, inside, start, end))


def _led_by_line(text, markers):
    """Count the items of a paragraph as lines if its first item begins the line: 一是…。二是…。三是…。"""
    counted, last = [], None
    for marker in markers:
        goes_on = last and (marker.rank, marker.value) == (last.rank, last.value + 1)
        if marker.inline and goes_on and "\n" not in text[last.start : marker.start]:
            marker = replace(marker, inline=False)
        counted.append(marker)
        last = last if marker.inline else marker
    return counted


def _sentence_lists(text, markers):
    """Drop the numbers whose items are parts of one sentence: each item after the first must begin a sentence."""
    kept = []
    for marker in markers:
        words = marker.rank in (ONE_IS, FIRSTLY, PART)
        if words or marker.value == 1 or text[: marker.start].rstrip(" 　\n")[-1:] in "。！？":
            kept.append(marker)
    followed = {marker.rank for marker in kept if marker.value == 2}
    return [marker for marker in kept if marker.value != 1 or marker.rank in followed]


def _nested(markers, end):
    tops, open_nodes = [], []
    for marker in markers:
        closed = _closed(marker, open_nodes)
        for node in closed:
            node.end = marker.start
        open_nodes = open_nodes[: len(open_nodes) - len(closed)]
        siblings = open_nodes[-1].children if open_nodes else tops
        node = Node(_counted(marker, siblings), marker.start, end)
        siblings.append(node)
        open_nodes.append(node)
    return tops


def _closed(marker, open_nodes):
    """The open nodes that ``marker`` closes: down to one of its own level, else those that it outranks."""
    forms = [node.form for node in open_nodes]
    if _form(marker) in forms:
        return open_nodes[forms.index(_form(marker)) :]
    if marker.rank == FIRSTLY and marker.value == 1 and open_nodes and open_nodes[-1].marker.rank > FIRSTLY:
        return []
    outranking = (index for index, node in enumerate(open_nodes) if node.marker.rank > marker.rank)
    return open_nodes[next(outranking, len(open_nodes)) :]


def _form(marker):
    return (marker.rank, marker.written if marker.rank == BULLET else "")


def _counted(marker, siblings):
    """Marks and paragraphs of minutes have no number of their own; they are counted among their siblings."""
    return replace(marker, value=len(siblings) + 1) if marker.rank in (BULLET, MINUTES) else marker


def _all(nodes):
    for node in nodes:
        yield node
        yield from _all(node.children)


def _listed(text, markers, start, end):
    """The items of the only list in ``text[start:end]``; several lists belong to their paragraphs."""
    own = [marker for marker in markers if start < marker.start < end or marker.start == start == 0]
    rank = min((marker.rank for marker in own), default=None)
    own = [marker for marker in own if marker.rank == rank]
    if len(own) < 2 or sum(marker.value == 1 for marker in own) != 1:
        return []
    nodes = []
    for marker, following in zip(own, [*own[1:], None], strict=True):
        line_end = text.find("\n", marker.start, end)
        ends = [end, *([following.start] if following else []), *([line_end] if line_end >= 0 else [])]
        nodes.append(Node(marker, marker.start, min(ends)))
    return nodes


def _without_tail(text, tops):
    """Let the last item end with its paragraph if all others are one paragraph: what follows is on them all."""
    leaves = [node for node in _all(tops) if not node.children]
    if len(leaves) < 3 or any("\n" in text[leaf.start : leaf.end].strip() for leaf in leaves[:-1]):
        return tops
    last = leaves[-1]
    line_end = text.find("\n", last.start, last.end)
    if line_end >= 0 and last.marker.rank > PART and not last.marker.inline:
        last.end = line_end
    return tops


def holds_areas(nodes):
    """Whether the nodes are areas (领域); otherwise they are the tasks themselves."""
    if nodes[0].marker.rank <= MINUTES:
        return True
    return any(_divides(node) for node in nodes)


def _divides(node):
    """Whether the children of a node are a level of tasks: （一） over 1., 1. over 1.1, 第一 over any."""
    if node.marker.rank == FIRSTLY:
        return bool(node.children)
    if node.marker.rank == ARTICLE or not node.children:
        return False
    below = node.children[0].marker.rank
    return below == SUBITEM if node.marker.rank >= ITEM else below in (FIRSTLY, ARTICLE, SECTION, ITEM)


def counts_on(nodes):
    """Whether the children of several nodes are one list that counts on through them: （一）1.2. （二）3.4."""
    values = [[child.marker.value for child in node.children] for node in nodes if node.children]
    forms = {child.form for node in nodes for child in node.children}
    if len(values) < 2 or len(forms) != 1 or next(iter(forms))[0] in (BULLET, MINUTES):
        return False
    return all(later[0] == earlier[-1] + 1 for earlier, later in pairwise(values))
