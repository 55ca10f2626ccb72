"""The text of a paper as its page shows it: figures with links, and what is counted now where it differs."""

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from documents import kinds
from documents.worker import counted_content
from ledgers.records import read_unit


def links_for(user, document):
    """Whether ``user`` can open the rows behind the figures: the own unit and units above it, no departments."""
    return not user.organization.is_department and read_unit(user).contains(document.organization)


def figures_now(document):
    """``{name: text}`` of the figures as they are counted today for the moment of the paper."""
    try:
        kinds.get(document.kind)
    except LookupError:
        return {}
    entries = counted_content(document, on=timezone.localdate())["figures"]
    return {name: entry["now"] for name, entry in entries.items()}


class Preview:
    """Sections and tables with their figures, for a template. ``linked``: whether figures lead to their rows."""

    def __init__(self, document, *, linked):
        self.content, self.linked = document.content, linked
        self.now = figures_now(document) if linked else {}

    @property
    def sections(self):
        return [
            {"heading": each["heading"], "paragraphs": [self._line(pieces) for pieces in each["paragraphs"]]}
            for each in self.content["sections"]
        ]

    @property
    def tables(self):
        return [
            table | {"rows": [[self._line([cell]) for cell in row] for row in table["rows"]]}
            for table in self.content["tables"]
        ]

    @property
    def changed(self):
        """The figures that are counted differently today: what the paper says, and what is counted now."""
        return [
            entry | {"now": self.now[name]}
            for name, entry in self.content["figures"].items()
            if name in self.now and self.now[name] != entry["value"]
        ]

    def _line(self, pieces):
        """The pieces of a sentence, or a cell, one after the other as HTML."""
        return format_html_join("", "{}", ((self._piece(piece),) for piece in pieces))

    def _piece(self, piece):
        """A text; a figure with the link to its rows, and what is counted now if that differs."""
        entry = self.content["figures"].get(piece["figure"])
        if entry is None or not self.linked:
            return piece["text"]
        link = format_html('<a href="{}">{}</a>', entry["url"], piece["text"])
        now = self.now.get(piece["figure"], entry["value"])
        if now == entry["value"]:
            return link
        return link + format_html('<span class="now">{}</span>', _("（现在 %(now)s）") % {"now": now})
