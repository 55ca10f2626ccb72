"""The chapters of the guide (使用说明), read from ``docs/guide`` once; and the place in it that explains each page.

Each module with addresses says in its ``HELP`` where its pages are explained::

    HELP = {"heshi#一、逐份核实": "review report_read review_many"}

The key is a chapter and one of its headings, the value the names of pages, as in ``urlpatterns``.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from struct import unpack

from django.conf import settings
from django.urls import URLResolver, get_resolver, reverse

from guide.markdown import Heading, Section, Writer, anchor_of, sections_of

DOCS = Path(settings.BASE_DIR) / "docs"
FIRST = "README"  # the page that lists the chapters
ORDER = ("tianbao", "taizhang", "mulu", "heshi", "liucheng", "bushu", "gongwen", "zhibiao", "kanban", "guanliyuan")


@dataclass(frozen=True)
class Chapter:
    """One file of the guide. ``parts`` are pairs of a ``Section`` and its HTML."""

    slug: str
    parts: tuple[tuple[Section, str], ...]

    @property
    def title(self):
        return self.parts[0][0].heading.text

    @property
    def headings(self) -> list[Heading]:
        return [section.heading for section, _html in self.parts]

    @property
    def url(self):
        return reverse("guide:contents") if self.slug == FIRST else reverse("guide:chapter", args=[self.slug])


@cache
def chapters():
    """Return ``{slug: Chapter}`` of the contents and all chapters, in the order of reading."""
    return {slug: _read(slug) for slug in (FIRST, *ORDER)}


def _read(slug):
    sections = sections_of((DOCS / "guide" / f"{slug}.md").read_text(encoding="utf-8"))
    writer = Writer(link=_link, picture=_picture)
    return Chapter(slug, tuple((section, writer.html(section)) for section in sections))


def _link(target):
    """Return the address of another chapter; empty for what lies outside the guide."""
    name, _hash, heading = target.partition("#")
    path = PurePosixPath(name)
    if path.suffix != ".md" or path.name != name or path.stem not in (FIRST, *ORDER):
        return ""
    address = reverse("guide:contents") if path.stem == FIRST else reverse("guide:chapter", args=[path.stem])
    return f"{address}#{anchor_of(heading)}" if heading else address


def _picture(target):
    """Return the address, width and height of a PNG file; its first 24 bytes end with the two numbers."""
    name = PurePosixPath(target).name
    with (DOCS / "images" / name).open("rb") as file:
        width, height = unpack(">II", file.read(24)[16:])
    return reverse("guide:picture", args=[name]), width, height


@cache
def places():
    """Return ``{name of a page: (chapter, heading)}`` as the apps declare it."""
    explained = {}
    for prefix, urls in _urlconfs(get_resolver()):
        for place, names in getattr(urls, "HELP", {}).items():
            slug, _hash, heading = place.partition("#")
            explained |= {f"{prefix}{name}": (slug, heading) for name in names.split()}
    return explained


def _urlconfs(resolver, prefix=""):
    """Yield the modules with addresses below ``resolver``, each with the beginning of the names of its pages."""
    yield prefix, resolver.urlconf_module
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _urlconfs(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)


def help_url(match):
    """Return the address of the place in the guide that explains the page at ``match``; the contents for others."""
    slug, heading = places().get(match.view_name if match else "", (FIRST, ""))
    url = reverse("guide:contents") if slug == FIRST else reverse("guide:chapter", args=[slug])
    return f"{url}#{anchor_of(heading)}" if heading else url
