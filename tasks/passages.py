"""The text of a directive with its demanding phrases marked, as plain pieces that a template escapes."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Piece:
    """Words in a row; ``proposal`` is the one that demands them, ``first`` marks its first words in the text."""

    text: str
    proposal: object = None
    first: bool = False


@dataclass
class Paragraph:
    pieces: list = field(default_factory=list)
    heading: str = ""


def paragraphs(text, proposals, areas=()):
    """Paragraphs of pieces; ``proposals`` carry ``phrases`` with offsets into ``text``, ``areas`` have a ``start``."""
    found, at = [], 0
    marks = _marks(text, proposals)
    starts, ends = [mark[0] for mark in marks], [mark[1] for mark in marks]
    numbers = {area["start"]: area["number"] for area in areas}
    heads = sorted(numbers)
    for line in text.split("\n"):
        end = at + len(line)
        if line.strip():
            within = marks[bisect_right(ends, at) : bisect_left(starts, end)]
            heading = heads[bisect_left(heads, at) : bisect_left(heads, end)]
            found.append(Paragraph(_pieces(text, at, end, within), numbers[heading[0]] if heading else ""))
        at = end + 1
    return found


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
