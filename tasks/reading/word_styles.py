"""The styles of a Word document: what a paragraph or run has from its style and from the styles that this builds on."""

from docx.oxml.ns import qn

_MOST_BASES = 20
"""Styles that build on one another; a longer chain is a loop."""


class Styles:
    """Answers for one document which properties its styles give."""

    def __init__(self, document):
        self._styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}

    def ids(self):
        """The ids of all styles."""
        return list(self._styles)

    def given(self, style_id, path):
        """The property (``w:pPr/w:outlineLvl``) of a style or of the nearest style below it; ``None`` without one."""
        for _ in range(_MOST_BASES):
            style = self._styles.get(style_id)
            if style is None:
                return None
            found = style.find("/".join(qn(name) for name in path.split("/")))
            if found is not None:
                return found
            style_id = value_of(style, "w:basedOn")
        return None

    def outline_level(self, paragraph):
        """The level of a heading, 0 for the highest; ``None`` for other paragraphs."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return None
        own = properties.find(qn("w:outlineLvl"))
        level = own if own is not None else self.given(value_of(properties, "w:pStyle"), "w:pPr/w:outlineLvl")
        value = None if level is None else level.get(qn("w:val"))
        return int(value) if value and value.isdigit() and int(value) < 9 else None

    def hides(self, run):
        """Whether a run is hidden text (字体-隐藏), by itself or by its style."""
        properties = run.find(qn("w:rPr"))
        if properties is None:
            return False
        own = properties.find(qn("w:vanish"))
        return is_on(own if own is not None else self.given(value_of(properties, "w:rStyle"), "w:rPr/w:vanish"))

    def hides_paragraph(self, paragraph):
        """Whether the style of a paragraph hides all of its text."""
        properties = paragraph.find(qn("w:pPr"))
        style = None if properties is None else value_of(properties, "w:pStyle")
        return is_on(self.given(style, "w:rPr/w:vanish"))


def is_on(switch):
    """Whether a property that is on by its mere presence is on."""
    return switch is not None and switch.get(qn("w:val")) not in ("0", "false", "off")


def value_of(node, name):
    """The value of a child element, or ``None`` without that child."""
    child = node.find(qn(name))
    return None if child is None else child.get(qn("w:val"))
