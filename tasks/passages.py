"""The text of a directive, split into pieces of plain text that a template escapes; demands are marked."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Piece:
    """A stretch of text.

    ``proposal`` is the task proposal that demands it, if any; ``first`` marks the first piece of a proposal.
    """

    text: str
    proposal: object = None
    first: bool = False


@dataclass
class Paragraph:
    pieces: list = field(default_factory=list)
    heading: str = ""


def paragraphs(text, proposals, areas=()):
    """Split ``text`` into paragraphs. ``proposals`` have ``phrases`` with offsets into it, ``areas`` a ``start``."""
    result, start = [], 0
    marks = _marks(text, proposals)
    starts, ends = [mark[0] for mark in marks], [mark[1] for mark in marks]
    numbers = {area["start"]: area["number"] for area in areas}
    heads = sorted(numbers)
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            within = marks[bisect_right(ends, start) : bisect_left(starts, end)]
            heading = heads[bisect_left(heads, start) : bisect_left(heads, end)]
            result.append(Paragraph(_pieces(text, start, end, within), numbers[heading[0]] if heading else ""))
        start = end + 1
    return result


def _marks(text, proposals):
    """``(start, end, proposal, first)`` without overlaps, in the order of the text."""
    spans = sorted(
        (phrase["start"], phrase["end"], proposal.pk, proposal)
        for proposal in proposals
        for phrase in proposal.phrases
        if 0 <= phrase["start"] < phrase["end"] <= len(text)
    )
    marks, seen, last = [], set(), 0
    for start, end, pk, proposal in spans:
        if start >= last:
            marks.append((start, end, proposal, pk not in seen))
            seen.add(pk)
            last = end
    return marks


def _pieces(text, start, end, marks):
    pieces, at = [], start
    for begin, finish, proposal, first in marks:
        begin, finish = max(begin, start), min(finish, end)
        if begin >= finish:
            continue
        if begin > at:
            pieces.append(Piece(text[at:begin]))
        pieces.append(Piece(text[begin:finish], proposal, first))
        at = finish
    if at < end:
        pieces.append(Piece(text[at:end]))
    return pieces
