"""The content of a paper as plain JSON, and the sentences in it, which know the figures that they contain.

::

    {"title": "关于……的通报", "addressee": "各县（市、区）委组织部：",
     "sections": [{"heading": "一、总体情况", "paragraphs": [[{"text": "共", "figure": ""}, …], …]}],
     "attachments": ["1. ……"],
     "tables": [{"title": "……", "columns": ["单位"], "rows": [[{"text": "92.1%", "figure": "on_time"}]], "note": ""}],
     "figures": {"on_time": {"label": "按期率", "value": "92.1%", "now": "92.1%", "url": "/places/…"}}}

``value`` is what the paper says: as it stood at its moment, for a frozen month as it was frozen. ``now`` is what is
counted today for the same moment, after corrections.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

PLACE = re.compile(r"%\((\w+)\)s")
NOTHING = "—"


@dataclass(frozen=True)
class Shown:
    """A figure as a sentence or a cell shows it: its text and its name among the figures."""

    text: str
    figure: str

    def as_json(self):
        return {"text": self.text, "figure": self.figure}


@dataclass
class Figures:
    """Collects the figures of a paper."""

    entries: dict = field(default_factory=dict)

    def add(self, name, label, value, url, *, now=None):
        """Note a figure and return it for a sentence; ``now`` is given if today another value is counted."""
        value = str(value)
        self.entries[name] = {"label": str(label), "value": value, "now": value if now is None else now, "url": url}
        return Shown(value, name)


def passage(sentence, **values):
    """Return ``sentence`` as pieces, its named placeholders filled in; a value is a text or a ``Shown`` figure."""
    pieces = []
    for number, part in enumerate(PLACE.split(sentence)):
        value = values[part] if number % 2 else part
        pieces.append(value.as_json() if isinstance(value, Shown) else cell(value))
    return [piece for piece in pieces if piece["text"]]


def cell(text):
    """A piece or a cell of a table without a figure."""
    return {"text": str(text), "figure": ""}


def text_of(pieces):
    return "".join(piece["text"] for piece in pieces)


def length_of(content):
    """The number of characters of the sections, without blanks: what offices call 字数."""
    texts = [section["heading"] for section in content["sections"]]
    texts += [text_of(pieces) for section in content["sections"] for pieces in section["paragraphs"]]
    return sum(not sign.isspace() for text in texts for sign in text)


def placeholders(figures):
    """Return what a Word template may name: a dictionary of labels, where a list with one item stands for many.

    ``figures`` are those of the kind, ``{name: label}``.
    """
    return {
        "number": _("文号，草稿里是空的"),
        "title": _("标题"),
        "addressee": _("主送单位"),
        "sections": [{"heading": _("一部分的标题"), "paragraphs": [_("一段正文")]}],
        "remark": _("补充内容，没有时是空的"),
        "attachments": [_("附件的序号和名称")],
        "signature": _("落款"),
        "date": _("印发日期，草稿里是空的"),
        "tables": [
            {
                "title": _("附表的名称"),
                "columns": [_("一列的名称")],
                "rows": [{"cells": [_("一格")]}],
                "note": _("附表的注释，没有时是空的"),
            }
        ],
        "figures": {name: str(label) for name, label in figures.items()},
    }


def described(placeholders, above=""):
    """Return ``[(name, label)]`` of all placeholders for people; those of a group stand below what it is called."""
    lines = []
    for name, inner in placeholders.items():
        if isinstance(inner, str):
            lines.append((f"{above}{name}", inner))
        elif isinstance(inner, dict):
            lines += described(inner, f"{above}{name}.")
        else:
            item = name.removesuffix("s")
            lines.append((f"for {item} in {above}{name}", _("逐项写出，以 endfor 结束")))
            lines += described(inner[0], f"{item}.") if isinstance(inner[0], dict) else [(item, inner[0])]
    return lines


def for_word(content, facts, *, figures):
    """Return the plain data that a Word template reads: texts only, no figures behind them.

    ``facts`` are the number, the signature and the date; ``figures`` names those that a template may use by name. One
    that the paper does not have is a dash.
    """
    known = {name: entry["value"] for name, entry in content["figures"].items()}
    data = {
        "title": content["title"],
        "addressee": content["addressee"],
        "sections": [
            {"heading": section["heading"], "paragraphs": [text_of(pieces) for pieces in section["paragraphs"]]}
            for section in content["sections"]
        ],
        "attachments": content["attachments"],
        "tables": [
            table | {"rows": [{"cells": [each["text"] for each in row]} for row in table["rows"]]}
            for table in content["tables"]
        ],
        "figures": {name: known.get(name, NOTHING) for name in figures},
        **facts,
    }
    return _printable(data)


def _printable(value):
    """Remove control characters, which a Word file cannot contain; line breaks and the wide blank stay."""
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_printable(each) for each in value]
    return "".join(sign for sign in value if sign.isprintable() or sign in "\n\u3000")
