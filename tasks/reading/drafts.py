"""Divide a document into areas and drafts of tasks."""

from dataclasses import dataclass, replace

from . import frame, structure, themes, titles
from .demands import demand_phrases
from .numbering import ARTICLE, ONE_IS
from .outline import Area, Quote
from .quantities import find_quantities
from .sentences import cut


@dataclass(frozen=True)
class Draft:
    """The place of a future task in the text: from ``start``, where its marker stands, to ``end``.

    Its words begin at ``body``. ``theme`` is set when its area was divided by theme, ``heading`` is that of the area.
    """

    area: str
    number: str
    start: int
    body: int
    end: int
    theme: str = ""
    title: str = ""
    heading: Quote | None = None


def draft_areas(text, sections):
    """The areas of a document in order, each with its drafts.

    A section without numbering, such as a covering letter or a form, counts only if no section is numbered.
    """
    trees = [(section, structure.tree(text, section.start, section.end)) for section in sections]
    numbered = [(section, nodes) for section, nodes in trees if _is_divided(text, nodes)]
    drafted = []
    for section, nodes in numbered:
        if structure.holds_areas(nodes):
            for node in nodes:
                drafted.append(_numbered_area(text, node, str(len(drafted) + 1)))
        else:
            drafted.append(_flat_area(text, section, nodes, str(len(drafted) + 1)))
    return drafted if numbered else [_free_area(text, sections[0])]


def _is_divided(text, nodes):
    """Whether numbering divides the text into tasks; several lists of 一是 inside paragraphs do not."""
    if not nodes:
        return False
    return nodes[0].marker.rank != ONE_IS or structure.is_one_list(_demanding(text, nodes))


def _demanding(text, nodes):
    return [node for node in nodes if _demands(text, node.marker.end, _item_end(text, node))]


def _demands(text, start, end):
    """Whether the text demands something with a modal word; an imperative alone may also report the past."""
    return bool(demand_phrases(text, start, end, imperatives=False))


def _numbered_area(text, node, number):
    """The area of a numbered part (一、) and its drafts."""
    items = structure.items_of(node)
    first = items[0][1].start if items else node.end
    heading_end = titles.heading_end(text, node.marker.end, first)
    heading = titles.clean_heading(text[node.marker.end : heading_end]) or titles.first_line(
        text, node.marker.end, first
    )
    area = _area(text, number, heading, node.start, node.end, node.marker.end)
    if structure.is_principle(heading) or structure.refers_to_attachment(text[heading_end : area.end]):
        drafts = []
    elif items:
        drafts = _item_drafts(text, area, items)
    else:
        drafts = _divided(text, area, heading_end)
    drafts = [replace(draft, heading=cut(text, node.marker.end, heading_end)) for draft in drafts]
    if structure.looks_back(heading):
        drafts = [draft for draft in drafts if _demands(text, draft.body, draft.end)]
    return _introduced(text, area, heading_end, node.children[0].start if items else None, drafts), drafts


def _introduced(text, area, start, first, drafts):
    """The area with the demands between its heading and its first task; all its demands if it has no task."""
    end = first or (drafts[0].start if drafts else area.end)
    phrases = (
        demand_phrases(text, start, end, imperatives=not structure.looks_back(area.heading)) if start < end else []
    )
    return replace(area, phrases=tuple(phrases), quantities=find_quantities(phrases, phrases))


def _flat_area(text, section, nodes, number):
    """The one area of a text that is a list of tasks, named after the document, and its drafts."""
    if nodes[0].marker.rank == ONE_IS:
        nodes = _demanding(text, nodes)
    area = _area(text, number, titles.subject(section.title), nodes[0].start, section.end)
    return area, _item_drafts(text, area, structure.paths_of(nodes))


def _free_area(text, section):
    """The one area of a text without numbering; each demanding paragraph is a draft."""
    start = frame.body_start(text, section)
    area = _area(text, "1", titles.subject(section.title), start, section.end)
    parts = themes.divide_free(text, start, section.end)
    return area, _numbered([Draft("1", "", a, a, b) for a, b in parts], area)


def _area(text, number, heading, start, end, marker_end=0):
    return Area(
        number=number,
        heading=heading,
        title=titles.area_title(heading),
        marker=text[start:marker_end].strip(),
        start=start,
        end=body.end if (body := cut(text, start, end)) else end,
    )


def _item_drafts(text, area, items):
    drafts = []
    for path, node in items:
        end = _item_end(text, node)
        if cut(text, node.marker.end, end) and not _is_background(text, node, end):
            number = ".".join([area.number, *map(str, path)])
            drafts.append(Draft(area.number, number, node.start, node.marker.end, end))
    return _unique(drafts)


def _is_background(text, node, end):
    heading = titles.clean_heading(text[node.marker.end : titles.heading_end(text, node.marker.end, node.end)])
    if structure.is_principle(heading):
        return True
    if node.marker.rank == ARTICLE:
        return not demand_phrases(text, node.marker.end, end)
    return structure.looks_back(heading) and not _demands(text, node.marker.end, end)


def _item_end(text, node):
    """Where an item ends: 一是 with its paragraph, any other at the next marker."""
    if node.marker.rank != ONE_IS:
        return node.end
    line_end = text.find("\n", node.start, node.end)
    return node.end if line_end < 0 else line_end


def _divided(text, area, start):
    """The drafts of an area without items; if nothing follows the heading, the heading is the task."""
    if cut(text, start, area.end) is None:
        marker_end = text.find(area.heading, area.start)
        return [Draft(area.number, f"{area.number}.1", area.start, marker_end, area.end)] if area.heading else []
    parts = themes.divide(text, start, area.end, area.heading)
    if len(parts) == 1:
        return [
            Draft(
                area.number,
                f"{area.number}.1",
                parts[0][0],
                parts[0][0],
                parts[0][1],
                title=titles.short_title(area.heading),
            )
        ]
    return _numbered([Draft(area.number, "", a, a, b, theme) for a, b, theme in parts], area)


def _numbered(drafts, area):
    return [replace(draft, number=f"{area.number}.{index}") for index, draft in enumerate(drafts, 1)]


def _unique(drafts):
    """Number the drafts anew if a number occurs twice, as when the author wrote two items 3."""
    if len({draft.number for draft in drafts}) == len(drafts):
        return drafts
    return [replace(draft, number=f"{draft.area}.{index}") for index, draft in enumerate(drafts, 1)]
