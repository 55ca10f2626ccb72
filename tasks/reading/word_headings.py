"""Give headings that Word knows by their style only (标题 1, 标题 2) the numbers that other directives write.

Headings with a number of their own, typed or automatic, keep it; a single highest heading is the title.
"""

from docx.oxml.ns import qn

from .frame import is_attachment_mark
from .numbering import PART, SECTION, opening_marker
from .numerals import chinese

_WRITTEN = (lambda number: f"{chinese(number)}、", lambda number: f"（{chinese(number)}）", lambda number: f"{number}.")
"""How the numbers of the first three levels are written."""


class HeadingNumbers:
    """Counts the headings of one document; ``label`` must be called once for each paragraph, in order."""

    def __init__(self, document, styles, has_list, text_of):
        self._styles = styles
        self._text_of = text_of
        self._counts = {}
        self._levels = self._unnumbered_levels(document.element.body, has_list)

    def label(self, paragraph):
        """The number that is missing before a heading, or ""."""
        level = self._styles.outline_level(paragraph)
        if level not in self._levels or not self._is_heading(paragraph):
            return ""
        depth = self._levels.index(level)
        self._counts = {shown: count for shown, count in self._counts.items() if shown <= depth}
        self._counts[depth] = self._counts.get(depth, 0) + 1
        return _WRITTEN[depth](self._counts[depth])

    def _is_heading(self, paragraph):
        text = self._text_of(paragraph).strip()
        return bool(text) and not is_attachment_mark(text)

    def _unnumbered_levels(self, body, has_list):
        """The levels to number, the highest first; none if paragraphs that are no headings carry numbers."""
        found = {}
        for paragraph in body.iter(qn("w:p")):
            level = self._styles.outline_level(paragraph)
            marker = opening_marker(self._text_of(paragraph))
            numbered = bool(marker) or has_list(paragraph)
            if level is None:
                if marker and marker.rank in (PART, SECTION):
                    return []
            elif self._is_heading(paragraph):
                found.setdefault(level, []).append(numbered)
        levels = sorted(found)
        if levels and len(found[levels[0]]) == 1:
            levels = levels[1:]
        return [] if any(any(found[level]) for level in levels) else levels[: len(_WRITTEN)]
