"""Rebuild paragraphs: remove page numbers and running heads, and join lines that were broken in mid-sentence."""

import re
from collections import Counter

from .numbering import opening_mark, opening_marker

_PAGE_NUMBER = re.compile(
    r"[\s　]*(?:[—–\-－─·•]{1,3}\s*\d{1,3}\s*[—–\-－─·•]{1,3}|第\s*\d{1,3}\s*页(?:[，,/\s]*共\s*\d{1,3}\s*页)?"
    r"|\d{1,3}\s*/\s*\d{1,3}|\d{1,3}|[Pp]age\s*\d+.*)[\s　]*"
)
_ENDS = re.compile(r"(?:[。！？；：…）)】.!?;:]|[。！？…][”』」])$")
_OPENERS = re.compile(
    r"附\s*件|抄送|主送|签发|印发|责任(?:单位|部门|人|领导)|牵头(?:单位|部门|领导)|配合单位|完成(?:时限|时间)|时限"
    r"|同志们|各位|（?\d{4}年\d{1,2}月\d{1,2}日"
)
_PAIRS = {"“": "”", "《": "》", "（": "）", "〔": "〕", "【": "】"}
LONGEST_PARAGRAPH = 5_000
"""Characters; no line is joined to a paragraph longer than this."""
HEADING_LENGTH = 60
"""Characters; no heading is longer in practice."""


def rebuild(text):
    """Return ``text`` without page numbers and running heads, each paragraph on one line."""
    lines = _without_page_marks(text.split("\n"))
    width = _wrap_width(lines)
    indented = _indents_open_paragraphs(lines)
    joined, last, apart = [], "", False
    for line in lines:
        if not line.strip():
            apart = True
            continue
        if joined and _continues(joined[-1], last, line, width=width, indented=indented, apart=apart):
            joined[-1] += line.strip()
        else:
            joined.append(line.rstrip())
        last, apart = line.strip(), False
    return "\n".join(line.strip() for line in joined)


def _indents_open_paragraphs(lines):
    """Whether an indent opens a paragraph: more than a quarter of the lines have one, fewer than nine in ten."""
    filled = [line for line in lines if line.strip()]
    return len(filled) / 4 < sum(line.startswith("　") for line in filled) < 0.9 * len(filled)


def _without_page_marks(lines):
    """The lines without page numbers; of each running head only the first occurrence is kept."""
    counts = Counter(line.strip() for line in lines if line.strip())
    running_heads = {line for line, count in counts.items() if count > 2 and len(line) <= 30 and _is_head(line)}
    kept, seen = [], set()
    for line in lines:
        head = line.strip()
        if _PAGE_NUMBER.fullmatch(line) or head in seen:
            continue
        if head in running_heads:
            seen.add(head)
        kept.append(head if head in running_heads else line)
    return kept


def _is_head(line):
    return not re.search("[。；：|]", line) and not opening_marker(line) and not _OPENERS.match(line)


def _wrap_width(lines):
    """The width at which lines were broken, as in text copied from a PDF; 0 if each line is a whole paragraph."""
    lengths = [len(line.strip()) for line in lines if line.strip()]
    widest = max(lengths, default=0)
    full = sum(length >= widest - 3 for length in lengths)
    return widest if 15 <= widest <= 60 and len(lengths) >= 6 and full >= 0.4 * len(lengths) else 0


def _continues(paragraph, last, line, *, width, indented, apart):
    """Whether ``line`` continues ``paragraph``.

    ``last`` is the last line of the paragraph so far; ``apart`` says that an empty line follows it.
    """
    if len(paragraph) > LONGEST_PARAGRAPH:
        return False
    if re.match("[，。、；：！？”）》]", line.strip()):
        return True
    if width and indented and paragraph.startswith("　"):
        return not line.startswith("　")
    if _opens_paragraph(line, indented):
        return False
    if _ENDS.search(paragraph) and not _unbalanced(paragraph):
        return False
    if paragraph[-1] in "，、" or _unbalanced(paragraph):
        return True
    return bool(width and len(last) >= width - 2) or _is_open_sentence(paragraph, apart or width)


def _opens_paragraph(line, indented):
    numbered = opening_marker(line) or opening_mark(line)
    return bool((indented and line.startswith("　")) or numbered or _OPENERS.match(line.strip()))


def _is_open_sentence(previous, apart):
    """Whether a paragraph without a full stop at its end is running text and not a heading."""
    if "。" in previous.rstrip("。"):
        return True
    return not apart and not opening_marker(previous) and len(previous) > HEADING_LENGTH // 2 and "，" in previous


def _unbalanced(line):
    return any(line.count(opening) > line.count(closing) for opening, closing in _PAIRS.items())
