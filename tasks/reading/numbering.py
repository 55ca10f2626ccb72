"""Numbering that opens a heading or an item: 一、 （一） 1. 1.1 （1） ① 第一， 一是.

Each marker has a rank; a marker of a smaller rank opens a higher level.
"""

import re
from dataclasses import dataclass

from . import minutes
from .numerals import parse

CHAPTER, PART, MINUTES, FIRSTLY, ARTICLE, SECTION, ITEM, SUBITEM, PAREN, CIRCLE, ONE_IS, BULLET = range(12)
"""Ranks: 第一部分 · 一、 · 会议要求， · 第一， · 第一条 · （一） · 1. · 1.1 · （1） · ① · 一是 · ●"""

_CN = "[一二三四五六七八九十]{1,3}"
_FORMS = (
    (CHAPTER, rf"第({_CN})(?:部分|章|篇|个?方面|个问题)[、：:，\s]*"),
    (SUBITEM, r"(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)[.、．]?\s*(?=[\u4e00-\u9fff“《])(?![万亿元个倍月年])"),
    (PART, rf"({_CN})(?:、|[.．]\s*)(?![二三四五六七八九十]、?级)"),
    (FIRSTLY, rf"第({_CN})(?:[，、,：:]|(?=[是要]))"),
    (FIRSTLY, rf"(?:任务|举措|措施|行动)({_CN}|\d{{1,2}})[：:、\s]\s*"),
    (ARTICLE, rf"第({_CN})条(?!件)[、：:，\s]*"),
    (SECTION, rf"[（(]({_CN})[）)][、.]?\s*"),
    (PAREN, r"(?:[（(](\d{1,2})[）)]|(?<!\d)(\d{1,2})[）)])[、.]?\s*"),
    (ITEM, r"(\d{1,2})(?:[、．]|\.(?!\d)|\.(?=\d{1,2}月|20\d\d年))\s*"),
    (CIRCLE, r"([①-⑳])\s*"),
    (ONE_IS, rf"其?({_CN})(?:是|(?=要))"),
)
_FORMS = tuple((rank, re.compile(pattern)) for rank, pattern in _FORMS)
_BARE = re.compile(r"(\d{1,2})(?=[\u4e00-\u9fff“])(?![月日年名个])[^，。；：]{2,30}")
_MARK = re.compile(r"([■●◆★▲△◎○□▪◇☆※➢➤►▶✓✔√•·◦∙\uf000-\uf0ff]|[—–―－\-]{1,3}|[*+](?=\s))\s*(?=[\u4e00-\u9fff“《（(【])")
_INLINE = re.compile(r"(?<=[，,。；：！？:;])[ 　]*")


@dataclass(frozen=True)
class Marker:
    """A numbering sign. ``value`` is its number (2 for 1.2), ``written`` the number as the text writes it.

    Marks of lists and paragraphs of minutes have no number; ``written`` is then the mark (●) or what the meeting did
    (要求). ``inline`` says that the sign stands inside a paragraph.
    """

    rank: int
    value: int
    written: str
    start: int
    end: int
    inline: bool = False

    @property
    def group(self):
        """The first part of a decimal number: 2 of 2.3."""
        return int(self.written.split(".")[0])


def opening_marker(line):
    """The number that ``line`` begins with, or ``None``; an indent before it does not matter."""
    return _marker_at(line, len(line) - len(line.lstrip()))


def opening_mark(line):
    """The mark of a list (● —— ■) that ``line`` begins with, or ``None``."""
    return _bullet_at(line, len(line) - len(line.lstrip()))


def _bullet_at(text, position):
    match = _MARK.match(text, position)
    return Marker(BULLET, 0, match[1], match.start(), match.end()) if match else None


def _minutes_at(text, position):
    match = minutes.opening(text, position)
    return Marker(MINUTES, 0, match["act"], match.start(), match.end()) if match else None


def _turns(text, start, end):
    """Yield where a paragraph of minutes turns from a report to a demand or back: 会议认为，…。会议要求，…"""
    opening = minutes.opening(text, start)
    demands = opening and minutes.demands(opening["act"])
    for stop in re.compile("[。！？]").finditer(text, start, end):
        match = minutes.opening(text, stop.end())
        if match and minutes.demands(match["act"]) != demands:
            demands = minutes.demands(match["act"])
            yield Marker(MINUTES, 0, match["act"], match.start(), match.end())


def _marker_at(text, position, *, inline=False):
    for rank, form in _FORMS:
        if match := form.match(text, position):
            written = next(group for group in match.groups() if group)
            return Marker(rank, _value(rank, written), written, match.start(), match.end(), inline)
    return None


def _value(rank, written):
    if rank == CIRCLE:
        return ord(written) - ord("①") + 1
    if rank == SUBITEM:
        return int(written.split(".")[-1])
    return parse(written) or 0


def find_markers(text, start=0, end=None):
    """All markers of ``text[start:end]`` in order; a marker inside a paragraph counts only as part of a list."""
    markers = []
    end = len(text) if end is None else end
    for line in re.compile(r"[^\n]+").finditer(text, start, end):
        begin = line.start()
        opening = _marker_at(text, begin) or _minutes_at(text, begin) or _bullet_at(text, begin)
        if opening := opening or _bare_heading(text, line, markers):
            markers.append(opening)
        markers.extend(_turns(text, line.start(), line.end()))
        markers.extend(_inside(text, line.start(), line.end()))
    return _counted(sorted(markers, key=lambda marker: marker.start))


def _bare_heading(text, line, markers):
    """The marker of a heading such as 2政治建设: a short line that 2.1 follows or an item 1.x precedes."""
    match = _BARE.fullmatch(line.group())
    if match is None:
        return None
    number = int(match[1])
    headed = re.match(rf"\n{number}\.1(?!\d)", text[line.end() : line.end() + 6])
    follows = any(marker.rank == SUBITEM and marker.group == number - 1 for marker in markers[-1:])
    if not headed and not follows:
        return None
    return Marker(ITEM, number, match[1], line.start(), line.start() + len(match[1]))


def _inside(text, start, end):
    for gap in _INLINE.finditer(text, start + 1, end):
        marker = _marker_at(text, gap.end(), inline=True)
        after_comma = text[gap.start() - 1] in "，,"
        if marker and (marker.rank == ONE_IS or not after_comma):
            yield marker


def _counted(markers):
    """Drop signs inside paragraphs that only look like numbers: a 1 needs a 2 after it, a 2 needs a 1 before it."""
    kept, last = [], {}
    for index, marker in enumerate(markers):
        following = (markers[later] for later in range(index + 1, len(markers)))
        if marker.inline and not _counts_on(marker, last.get(marker.rank), following):
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
