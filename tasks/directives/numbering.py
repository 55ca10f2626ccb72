"""Numbering that opens a heading or an item: 一、 （一） 1. 1.1 （1） ① 第一， 一是.

A marker has a rank: the smaller, the higher the level it opens.
"""

import re
from dataclasses import dataclass

from .numerals import parse

CHAPTER, PART, FIRSTLY, SECTION, ITEM, SUBITEM, PAREN, CIRCLE, ONE_IS = range(9)
"""Ranks: 第一部分 · 一、 · 第一， · （一） · 1. · 1.1 · （1） · ① · 一是"""

_CN = "[一二三四五六七八九十]{1,3}"
_FORMS = (
    (CHAPTER, rf"第({_CN})(?:部分|章|篇|个?方面|个问题)[、：:，\s]*"),
    (SUBITEM, r"(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)[.、．]?\s*(?=[\u4e00-\u9fff“《])(?![万亿元个倍])"),
    (PART, rf"({_CN})(?:、|[.．]\s*)(?![二三四五六七八九十]、?级)"),
    (FIRSTLY, rf"第({_CN})(?:[，、,：:]|(?=[是要]))"),
    (SECTION, rf"[（(]({_CN})[）)][、.]?\s*"),
    (PAREN, r"(?:[（(](\d{1,2})[）)]|(?<!\d)(\d{1,2})[）)])[、.]?\s*"),
    (ITEM, r"(\d{1,2})(?:[、．]|\.(?!\d))\s*"),
    (CIRCLE, r"([①-⑳])\s*"),
    (ONE_IS, rf"({_CN})(?:是|(?=要))"),
)
_FORMS = tuple((rank, re.compile(pattern)) for rank, pattern in _FORMS)
_INLINE = re.compile(r"(?<=[。；：！？:;])\s*")
_INLINE_WEAK = re.compile(r"(?<=[，,。；：！？:;])\s*")


@dataclass(frozen=True)
class Marker:
    """One numbering sign: ``value`` is its number (1.2 keeps both parts), ``inline`` stands inside a paragraph."""

    rank: int
    value: int
    written: str
    start: int
    end: int
    inline: bool = False


def opening_marker(line, offset=0, *, inline=False):
    """The marker that ``line`` begins with, or ``None``; an indent before it does not matter."""
    body = line.lstrip()
    offset += len(line) - len(body)
    for rank, form in _FORMS:
        if match := form.match(body):
            written = next(group for group in match.groups() if group)
            return Marker(rank, _value(rank, written), written, offset, offset + match.end(), inline)
    return None


def _value(rank, written):
    if rank == CIRCLE:
        return ord(written) - ord("①") + 1
    if rank == SUBITEM:
        return int(written.split(".")[-1])
    return parse(written) or 0


def find_markers(text, start=0, end=None):
    """All markers of ``text[start:end]`` in order, those inside paragraphs only where they count on properly."""
    found = []
    end = len(text) if end is None else end
    for line in re.finditer(r"[^\n]+", text[:end][start:]):
        offset = start + line.start()
        if opening := opening_marker(line.group(), offset):
            found.append(opening)
        found.extend(_inside(line.group(), offset))
    return _counted(found)


def _inside(line, offset):
    for gap in _INLINE_WEAK.finditer(line):
        marker = opening_marker(line[gap.end() :], offset + gap.end(), inline=True)
        after_full_stop = line[gap.start() - 1] not in "，,"
        if marker and (after_full_stop or marker.rank == ONE_IS):
            yield marker


def _counted(markers):
    """Drop what only looks like numbering: inside a paragraph a 1 needs its 2, a 2 its 1."""
    kept, last = [], {}
    for index, marker in enumerate(markers):
        if marker.inline and not _counts_on(marker, last.get(marker.rank), markers[index + 1 :]):
            continue
        kept.append(marker)
        last = {rank: value for rank, value in last.items() if rank <= marker.rank}
        last[marker.rank] = marker.value
    return kept


def _counts_on(marker, previous, following):
    if marker.value != 1:
        return previous is not None and marker.value == previous + 1
    peers = (other for other in following if other.rank <= marker.rank)
    follower = next(peers, None)
    return follower is not None and follower.rank == marker.rank and follower.value == 2
