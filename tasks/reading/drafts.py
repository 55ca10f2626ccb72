"""Divide a document into areas and drafts of tasks."""

from dataclasses import dataclass, replace

from . import annexes, background, frame, levels, minutes, themes, titles
from .demands import demand_phrases
from .numbering import ARTICLE, CHAPTER, MINUTES, ONE_IS, Marker
from .outline import Area, Quote
from .quantities import find_quantities
from .sentences import cut
from .timewords import names_a_day
from .tree import Node, holds_areas, tree


@dataclass(frozen=True)
class Draft:
    """The place of a future task in the text: from ``start``, where its marker stands, to ``end``.

    Its words begin at ``body``. ``theme`` is set when its area was divided by theme, ``heading`` is that of the area.
    ``beside`` are the places of the rows in annexes that name the same task.
    """

    area: str
    number: str
    start: int
    body: int
    end: int
    theme: str = ""
    title: str = ""
    heading: Quote | None = None
    untitled: bool = False
    beside: tuple[tuple[int, int], ...] = ()


def draft_areas(text, sections, chosen):
    """The areas of a document in order, each with its drafts.

    A section without numbering, such as a covering letter or a form, counts only if no section is numbered.
    ``chosen`` has the levels that a person chose: of an area by its number, of all others by "".
    """
    drafted = []
    for section in sections:
        nodes = tree(text, section.start, section.end)
        if _is_divided(text, nodes):
            found = _Section(text, section, nodes, len(drafted), chosen).areas()
            drafted, found = annexes.join(text, found, drafted)
            drafted += found
    return drafted or [_free_area(text, sections[0])]


def _is_divided(text, nodes):
    """Whether numbering divides the text into tasks; items of one paragraph count only if they demand something."""
    if not nodes:
        return False
    return nodes[0].marker.rank != ONE_IS or len(_demanding(text, nodes)) > 1


def _demanding(text, nodes):
    return [node for node in nodes if background.demands(text, node.marker.start, _item_end(text, node))]


def _item_end(text, node):
    """Where an item ends: 一是 with its paragraph, any other at the next marker."""
    if node.marker.rank != ONE_IS:
        return node.end
    line_end = text.find("\n", node.start, node.end)
    return node.end if line_end < 0 else line_end


class _Section:
    """Drafts the areas of one numbered section; ``before`` areas stand in the sections before it."""

    def __init__(self, text, section, nodes, before, chosen):
        self.text = text
        self.section = section
        self.nodes = nodes
        self.before = before
        self.chosen = chosen

    def areas(self):
        if not holds_areas(self.nodes):
            return [self._flat()]
        drafted = []
        for node in self.nodes:
            if node.marker.rank != MINUTES or minutes.demands(node.marker.written):
                drafted.append(_Area(self.text, node, str(self.before + len(drafted) + 1), self.chosen).drafted())
        return self._with_tail(drafted)

    def _flat(self):
        """The one area of a text that is a list of tasks, named after the document."""
        nodes = self.nodes
        if nodes[0].marker.rank == ONE_IS:
            nodes = _demanding(self.text, nodes)
        start = nodes[0].start
        root = Node(Marker(CHAPTER, 0, "", start, start), start, self.section.end, nodes)
        return self._with_tail(
            [_Area(self.text, root, str(self.before + 1), self.chosen, self.section.title).drafted()]
        )[0]

    def _with_tail(self, drafted):
        """Add what stands behind the last item and speaks of all: a task if it names a day, else a demand."""
        last = max((node.end for node in _leaves(self.nodes)), default=self.section.end)
        tail = [
            quote
            for quote in _paragraphs(self.text, last, self.section.end)
            if background.demands(self.text, quote.start, quote.end)
        ]
        if not tail or not drafted:
            return drafted
        area, drafts = drafted[-1]
        number = len(drafts)
        for quote in tail:
            if names_a_day(quote.text) and not background.reports(quote.text):
                number += 1
                drafts = [
                    *drafts,
                    Draft(area.number, f"{area.number}.{number}", quote.start, quote.start, quote.end, untitled=True),
                ]
        return [*drafted[:-1], (area, _unique(drafts))]


def _leaves(nodes):
    for node in nodes:
        yield from _leaves(node.children) if node.children else [node]


def _paragraphs(text, start, end):
    lines = frame.lines_of(text, start, end)
    return [cut(text, line.start, line.end) for line in lines]


class _Area:
    """Drafts the tasks of one area."""

    def __init__(self, text, node, number, chosen, document=""):
        self.text = text
        self.node = node
        self.number = number
        self.document = document
        self.level = chosen.get(number) or chosen.get("", "")
        self.is_chosen = bool(chosen.get(number)) and chosen[number] in (levels.AREA, *levels.levels_below(node))
        self.heading_end = node.marker.end
        self.heading = titles.subject(document)
        if not document:
            self._find_heading()

    def _find_heading(self):
        body, own_end = self.node.marker.end, self.node.own_end
        if self.node.marker.rank == MINUTES and not self.node.children:
            asked = demand_phrases(self.text, body, own_end)
            self.heading_end = body
            self.heading = titles.title_from_phrases(asked) or titles.first_line(self.text, body, own_end)
            return
        if self.node.listed:
            own_end = min(own_end, self.node.listed[0].start)
        self.heading_end = titles.heading_end(self.text, body, own_end)
        self.heading = titles.clean_heading(self.text[body : self.heading_end])
        if not self.heading:
            self.heading = titles.first_line(self.text, body, own_end)

    def drafted(self):
        """The area and its drafts."""
        items, level = levels.items_below(self.node, self.level)
        if self.level == levels.AREA and not self.document:
            drafts, level = [self._whole()], levels.AREA
        elif self._sets_no_task() and not self.is_chosen:
            drafts = []
        elif items and (self.node.children or self._lists_demands(items)):
            drafts = self._of_items(items)
        else:
            drafts, level = self._of_text(), levels.AREA
        if not self.document:
            quote = cut(self.text, self.node.marker.end, self.heading_end)
            drafts = [replace(draft, heading=quote) for draft in drafts]
        return self._described(level, drafts), drafts

    def _lists_demands(self, items):
        """Whether at least two items of the list inside a paragraph ask for something."""
        return sum(background.asks(self.text, node.start, _item_end(self.text, node)) for _path, node in items) > 1

    def _sets_no_task(self):
        body = self.text[self.heading_end : self.node.end]
        return background.is_principle(self.heading) or background.refers_to_attachment(body)

    def _whole(self):
        node = self.node
        return Draft(self.number, f"{self.number}.1", node.start, node.marker.end, node.end)

    def _of_items(self, items):
        drafts = []
        for path, node in items:
            end = _item_end(self.text, node)
            if cut(self.text, node.marker.end, end) and (self.is_chosen or not self._is_background(node, end)):
                number = ".".join([self.number, *map(str, path)])
                draft = Draft(self.number, number, node.start, node.marker.end, end)
                drafts.append(
                    replace(draft, **self._title_of_minutes(len(items))) if node.marker.rank == MINUTES else draft
                )
        return _unique(drafts)

    def _title_of_minutes(self, count):
        """The title of a paragraph of minutes: the heading of its area if it is the only one, else from its demand."""
        return {"title": titles.short_title(titles.subject(self.heading))} if count == 1 else {"untitled": True}

    def _is_background(self, node, end):
        heading = titles.clean_heading(
            self.text[node.marker.end : titles.heading_end(self.text, node.marker.end, node.end)]
        )
        if background.is_principle(heading):
            return True
        if background.demands(self.text, node.start, end):
            return False
        if node.marker.rank in (ARTICLE, MINUTES):
            return node.marker.rank == MINUTES or not demand_phrases(self.text, node.marker.end, end)
        if node.marker.rank == ONE_IS:
            return not background.asks(self.text, node.marker.end, end)
        looks_back = background.looks_back(heading) or background.looks_back(self.heading)
        return looks_back or background.only_reports(self.text, node.marker.end, end)

    def _of_text(self):
        """The drafts of an area without items; if nothing follows the heading, the heading is the task."""
        text, start, end = self.text, self.heading_end, self.node.end
        if cut(text, start, end) is None:
            body = text.find(self.heading, self.node.start)
            return [Draft(self.number, f"{self.number}.1", self.node.start, body, end)] if self.heading else []
        if self._reports(start, end):
            return []
        parts = themes.divide(text, start, end, self.heading)
        others = [part for part in parts[1:] if background.asks_for_report(text[part[0] : part[1]])]
        if len(parts) - len(others) == 1:
            begin, first_end, _theme = parts[0]
            drafts = self._one(begin, first_end) + [
                Draft(self.number, "", a, a, b, untitled=True) for a, b, _ in others
            ]
        else:
            drafts = [Draft(self.number, "", a, a, b, theme) for a, b, theme in parts]
        return _numbered(drafts, self.number)

    def _reports(self, start, end):
        text = self.text
        if background.is_goal(self.heading) and not background.sets_measure(text, start, end):
            return True
        if self.node.marker.rank == MINUTES and not demand_phrases(text, self.node.marker.end, end):
            return True
        if background.looks_back(self.heading) and not background.demands(text, start, end):
            return True
        return background.only_reports(text, start, end)

    def _one(self, start, end):
        """The one task of an area, which has the area's heading as its title unless that names no work."""
        untitled = self.node.marker.rank == MINUTES or background.is_administrative(self.heading)
        title = "" if untitled else titles.short_title(self.heading)
        return [Draft(self.number, f"{self.number}.1", start, start, end, title=title, untitled=untitled)]

    def _described(self, level, drafts):
        """The area with the demands between its heading and its first task; all its demands if it has no task."""
        node, text = self.node, self.text
        body_end = body.end if (body := cut(text, node.start, node.end)) else node.end
        first = drafts[0].start if drafts else body_end
        if node.children and not self.document:
            first = node.children[0].start
        imperatives = not background.looks_back(self.heading)
        phrases = (
            demand_phrases(text, self.heading_end, first, imperatives=imperatives)
            if self.heading_end < first and not self.document
            else []
        )
        return Area(
            number=self.number,
            heading=self.heading,
            title=titles.area_title(self.heading),
            marker=text[node.start : node.marker.end].strip(),
            start=node.start,
            end=body_end,
            phrases=tuple(phrases),
            quantities=find_quantities(phrases, phrases),
            level=level,
            levels=tuple(levels.levels_below(node)),
        )


def _free_area(text, section):
    """The one area of a text without numbering; each demanding paragraph is a draft."""
    start = frame.body_start(text, section)
    heading = titles.subject(section.title)
    end = body.end if (body := cut(text, start, section.end)) else section.end
    area = Area("1", heading, titles.area_title(heading), "", start, end)
    parts = themes.divide_free(text, start, section.end)
    return area, _numbered([Draft("1", "", a, a, b) for a, b in parts], "1")


def _numbered(drafts, area):
    return [replace(draft, number=f"{area}.{index}") for index, draft in enumerate(drafts, 1)]


def _unique(drafts):
    """Number the drafts anew if a number occurs twice, as when the author wrote two items 3."""
    if len({draft.number for draft in drafts}) == len(drafts):
        return drafts
    return [replace(draft, number=f"{draft.area}.{index}") for index, draft in enumerate(drafts, 1)]
