"""Turn the guide (``docs/guide/*.md``) into HTML: headings, paragraphs, lists, tables, pictures, code, links.

Only what the guide uses; everything else stays text. All text is escaped.
"""

import re
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

_HEADING = re.compile(r"(#{1,3}) (.+)")
_ITEM = re.compile(r"(\s*)(-|(\d+)\.) +(.*)")
_INLINE = re.compile(
    r"`(?P<code>[^`]+)`|\*\*(?P<strong>.+?)\*\*|(?P<image>!)?\[(?P<text>[^\]]*)\]\((?P<target>[^)]+)\)"
)
_CHINESE_EDGE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef，。；：、”）]$")


@dataclass(frozen=True)
class Heading:
    """A heading with its level (1–3), and the anchor that links to it."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Section:
    """The lines below one heading, as they are written."""

    heading: Heading
    text: str


def anchor_of(text):
    """Return the anchor of a heading: its words without marks between them."""
    return re.sub(r"\W+", "-", text).strip("-")


def sections_of(source):
    """Return the ``Section`` of each heading of ``source``, in order. The guide begins with a heading."""
    sections, is_code = [], False
    for line in source.splitlines():
        is_code ^= line.startswith("```")
        if not is_code and (match := _HEADING.fullmatch(line)):
            text = _plain(match[2].strip())
            sections.append((Heading(len(match[1]), text, anchor_of(text)), []))
        else:
            sections[-1][1].append(line)
    return [Section(heading, "\n".join(lines)) for heading, lines in sections]


def _plain(text):
    return _INLINE.sub(lambda match: match["code"] or match["strong"] or match["text"], text)


class Writer:
    """Writes HTML.

    ``link(target)`` returns an address, or an empty text for what has none; ``picture(target)`` an address, width and
    height: a page whose pictures load later then stays where its anchor is.
    """

    def __init__(self, *, link, picture):
        self.link, self.picture = link, picture

    def html(self, section):
        """Return the HTML of ``section`` without its heading."""
        return mark_safe("\n".join(self._blocks(section.text.split("\n"))))  # noqa: S308 (every part is escaped)

    def _blocks(self, lines):
        lines = list(lines)
        while lines:
            if not lines[0].strip():
                lines.pop(0)
            elif lines[0].startswith("```"):
                yield self._code(lines)
            elif lines[0].startswith("|"):
                yield self._table(lines)
            elif _ITEM.fullmatch(lines[0]):
                yield self._list(lines)
            elif text := self._paragraph(lines):
                yield format_html("<p>{}</p>", text)

    def _code(self, lines):
        lines.pop(0)
        code = []
        while lines and not lines[0].startswith("```"):
            code.append(lines.pop(0))
        del lines[:1]
        return format_html("<pre>{}</pre>", "\n".join(code))

    def _table(self, lines):
        rows = []
        while lines and lines[0].startswith("|"):
            rows.append([cell.strip() for cell in lines.pop(0).strip().strip("|").split("|")])
        head, body = rows[0], rows[2:]
        parts = ['<div class="scroll" tabindex="0"><table><thead><tr>']
        parts += [format_html('<th scope="col">{}</th>', self._inline(cell)) for cell in head]
        parts.append("</tr></thead><tbody>")
        for first, *others in body:
            parts.append(format_html('<tr><th scope="row">{}</th>', self._inline(first)))
            parts += [format_html("<td>{}</td>", self._inline(cell)) for cell in others]
            parts.append("</tr>")
        parts.append("</tbody></table></div>")
        return "".join(parts)

    def _list(self, lines):
        """Write the list at the beginning of ``lines``; lines that are indented further belong to its items."""
        indent, _mark, number, _text = _ITEM.fullmatch(lines[0]).groups()
        opened = "<ul>" if number is None else "<ol>" if number == "1" else format_html('<ol start="{}">', number)
        items = []
        while lines and (match := _ITEM.fullmatch(lines[0])) and match[1] == indent:
            if (match[3] is None) != (number is None):
                break
            lines.pop(0)
            inner = [match[4]]
            while lines and lines[0].strip() and len(lines[0]) - len(lines[0].lstrip()) > len(indent):
                inner.append(lines.pop(0))
            items.append(f"<li>{self._item(inner)}</li>")
        return f"{opened}{''.join(items)}{'</ul>' if number is None else '</ol>'}"

    def _item(self, lines):
        """Write the text of one item, and the list inside it."""
        text = [lines.pop(0)]
        while lines and not _ITEM.fullmatch(lines[0]):
            text.append(lines.pop(0))
        return self._joined(text) + (self._list(lines) if lines else "")

    def _paragraph(self, lines):
        """Return the text of the paragraph at the beginning of ``lines``; empty if it only links out of the guide."""
        text = [lines.pop(0)]
        while lines and lines[0].strip() and not lines[0].startswith(("|", "```")) and not _ITEM.fullmatch(lines[0]):
            text.append(lines.pop(0))
        alone = _INLINE.fullmatch(text[0].strip()) if len(text) == 1 else None
        if alone and alone["target"] and not alone["image"] and not self.link(alone["target"]):
            return ""
        return self._joined(text)

    def _joined(self, lines):
        """Return the lines as one text: Chinese needs no blank where a line ends."""
        text = ""
        for line in lines:
            text += ("" if not text or _CHINESE_EDGE.search(text) else " ") + line.strip()
        return self._inline(text)

    def _inline(self, text):
        parts, end = [], 0
        for match in _INLINE.finditer(text):
            parts += [escape(text[end : match.start()]), self._mark(match)]
            end = match.end()
        return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 (every part is escaped)

    def _mark(self, match):
        if match["code"]:
            return format_html("<code>{}</code>", match["code"])
        if match["strong"]:
            return format_html("<strong>{}</strong>", self._inline(match["strong"]))
        if match["image"]:
            address, width, height = self.picture(match["target"])
            return format_html('<img src="{}" alt="{}" width="{}" height="{}">', address, match["text"], width, height)
        address = self.link(match["target"])
        return format_html('<a href="{}">{}</a>', address, match["text"]) if address else escape(match["text"])
