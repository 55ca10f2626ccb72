"""Sections of the guide as results of a search."""

from django.utils.translation import gettext_lazy as _

from guide.chapters import chapters
from search.providers import Hit, Kind


def _find(user, text):
    """Return ``(chapter, section)`` of those sections that contain ``text``; the same for every reader."""
    return [
        (chapter, section)
        for chapter in chapters().values()
        for section, _html in chapter.parts
        if text.lower() in f"{section.heading.text}\n{section.text}".lower()
    ]


def _tell(user, rows):
    return [
        Hit(
            key=f"{chapter.slug}#{section.heading.anchor}",
            title=section.heading.text,
            url=f"{chapter.url}#{section.heading.anchor}",
            place=chapter.title,
        )
        for chapter, section in rows
    ]


GUIDE = Kind(key="guide", label=_("使用说明"), order=70, find=_find, tell=_tell)
