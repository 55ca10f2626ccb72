"""Cut a text into sentences and clauses with their offsets, not at marks inside quotes and brackets."""

from .outline import Quote

_OPEN, _CLOSE = "“《（(〔【", "”》）)〕】"


def cut(text, start, end):
    """The part of ``text`` from ``start`` to ``end`` as a quote, without blanks around it; ``None`` if it is empty."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quote(text[start:end], start, end) if end > start else None


def sentences(text, start, end):
    """The sentences between two offsets; a semicolon ends one too."""
    quotes, begin, depth = [], start, 0
    for index in range(start, end):
        depth = 0 if text[index] == "\n" else _depth(text[index], depth)
        if depth == 0 and _ends_sentence(text, index):
            quotes.append(cut(text, begin, index + 1))
            begin = index + 1
    return [sentence for sentence in [*quotes, cut(text, begin, end)] if sentence]


def _ends_sentence(text, index):
    """Whether ``index`` is a full stop, a semicolon, a line break, or the closing mark after a full stop."""
    return text[index] in "。！？；\n" or (text[index] in "”）" and text[index - 1] in "。！？")


def clauses(sentence):
    """The clauses of a sentence, each with the comma that ends it."""
    places, begin, depth = [], 0, 0
    for index, char in enumerate(sentence.text):
        depth = _depth(char, depth)
        if depth == 0 and (char == "，" or (char == "," and not sentence.text[index + 1 : index + 2].isdigit())):
            places.append((begin, index + 1))
            begin = index + 1
    if begin < len(sentence.text):
        places.append((begin, len(sentence.text)))
    return [Quote(sentence.text[a:b], sentence.start + a, sentence.start + b) for a, b in places]


def _depth(char, depth):
    if char in _OPEN:
        return depth + 1
    return max(depth - 1, 0) if char in _CLOSE else depth
