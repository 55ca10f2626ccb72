"""Compute the automatic numbers of Word paragraphs from the list definitions (numbering.xml)."""

import re

from docx.oxml.ns import qn

from .numerals import chinese

_DIGITS = "〇一二三四五六七八九"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographTraditional",
}
_MOST_LEVELS = 9


class Counters:
    """Counts the lists of one document; ``label`` must be called once for each paragraph, in order."""

    def __init__(self, document):
        self._levels = _definitions(document)
        self._style_lists = _lists_of_styles(document)
        self._counts = {}

    def label(self, paragraph):
        """The number Word shows before this paragraph (一、 or 2.), or ""."""
        number_id, depth = self._list_of(paragraph)
        levels = self._levels.get(number_id)
        if not levels or depth not in levels:
            return ""
        counts = self._counts.setdefault(levels["abstract"], {})
        counts[depth] = counts.get(depth, levels[depth]["start"] - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return _written(levels, depth, counts)

    def _list_of(self, paragraph):
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return None, 0
        own = properties.find(qn("w:numPr"))
        if own is not None:
            return _value(own, "w:numId"), int(_value(own, "w:ilvl") or 0)
        return self._style_lists.get(_value(properties, "w:pStyle"), (None, 0))


def _written(levels, depth, counts):
    level = levels[depth]
    if level["format"] in ("bullet", "none"):
        return ""

    def counted(match):
        index = int(match.group(1)) - 1
        shown = levels.get(index, level)
        return in_format(counts.get(index, shown["start"]), shown["format"])

    label = re.sub(r"%(\d)", counted, level["text"])
    return label + (" " if label[-1:].isdigit() else "")


def in_format(number, form):
    """A number in one of Word's formats: 3, 三, ③ or 二〇 digit by digit; unknown formats use digits."""
    if form in _CHINESE:
        return chinese(number)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and number <= 20:
        return chr(ord("①") + number - 1)
    if form == "ideographDigital":
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    return str(number)


def _definitions(document):
    """The lists by their ids: each level with its format, text and start, and the key of the counter they share."""
    part = _numbering(document)
    if part is None:
        return {}
    abstract = {node.get(qn("w:abstractNumId")): _levels(node) for node in part.iter(qn("w:abstractNum"))}
    lists = {}
    for node in part.iter(qn("w:num")):
        key = _value(node, "w:abstractNumId")
        if key in abstract:
            own = {depth: level for depth, level in _levels(node).items() if level["text"]}
            restarts = node.find(qn("w:lvlOverride")) is not None
            name = (key, node.get(qn("w:numId"))) if restarts else key
            lists[node.get(qn("w:numId"))] = {**abstract[key], **own, "abstract": name}
    return lists


def _numbering(document):
    try:
        return document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return None


def _levels(node):
    levels = {}
    for level in node.iter(qn("w:lvl")):
        depth = int(level.get(qn("w:ilvl")) or 0)
        if depth < _MOST_LEVELS:
            levels[depth] = {
                "format": _value(level, "w:numFmt") or "decimal",
                "text": _value(level, "w:lvlText") or "",
                "start": int(_value(level, "w:start") or 1),
            }
    return levels


def _lists_of_styles(document):
    """The list of each paragraph style that has one, as the id of the list and the level in it."""
    lists = {}
    for style in document.styles.element.iter(qn("w:style")):
        number = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if number is not None:
            lists[style.get(qn("w:styleId"))] = (_value(number, "w:numId"), int(_value(number, "w:ilvl") or 0))
    return lists


def _value(node, name):
    child = node.find(qn(name))
    return None if child is None else child.get(qn("w:val"))
