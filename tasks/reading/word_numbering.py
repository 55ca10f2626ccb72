"""Compute the automatic numbers of Word paragraphs from the list definitions (numbering.xml)."""

import re

from docx.oxml.ns import qn

from .numerals import chinese
from .word_styles import value_of

_DIGITS = "〇一二三四五六七八九"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographTraditional",
    "chineseLegalSimplified",
    "ideographLegalTraditional",
    "japaneseLegal",
}
_MOST_LEVELS = 9


class Counters:
    """Counts the lists of one document; ``label`` must be called once for each paragraph, in order."""

    def __init__(self, document, styles):
        self._levels = _definitions(document)
        self._style_lists = _lists_of_styles(styles, self._levels)
        self._counts = {}

    def has_list(self, paragraph):
        """Whether Word shows a number or a mark before this paragraph."""
        number_id, depth = self._list_of(paragraph)
        return depth in self._levels.get(number_id, {}) and self._levels[number_id][depth]["format"] != "none"

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
        style_list = self._style_lists.get(value_of(properties, "w:pStyle"), (None, 0))
        if own is None:
            return style_list
        return value_of(own, "w:numId") or style_list[0], int(value_of(own, "w:ilvl") or style_list[1])


def _written(levels, depth, counts):
    level = levels[depth]
    if level["format"] in ("bullet", "none"):
        return "• " if level["format"] == "bullet" else ""

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
    if form in ("decimalEnclosedParen", "decimalEnclosedFullstop"):
        return f"（{number}）" if form == "decimalEnclosedParen" else f"{number}."
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
        key = value_of(node, "w:abstractNumId")
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
                "format": value_of(level, "w:numFmt") or "decimal",
                "text": value_of(level, "w:lvlText") or "",
                "start": int(value_of(level, "w:start") or 1),
                "style": value_of(level, "w:pStyle"),
            }
    return levels


def _lists_of_styles(styles, definitions):
    """The list of each paragraph style that has one, as the id of the list and the level in it.

    A level may name the style that it belongs to; the style then says only which list it is.
    """
    lists = {}
    for style_id in styles.ids():
        number = styles.given(style_id, "w:pPr/w:numPr")
        if number is None:
            continue
        number_id = value_of(number, "w:numId")
        levels = definitions.get(number_id, {})
        linked = next(
            (depth for depth, level in levels.items() if depth != "abstract" and level["style"] == style_id), 0
        )
        lists[style_id] = (number_id, int(value_of(number, "w:ilvl") or linked))
    return lists
