"""What a number format of a spreadsheet makes of a number: 000000 shows 12 as 000012, 0!.0, shows 500000 as 50.0."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]\-]*)[^\]]*\]|\[[^\]]*\]|(?P<sign>.)',
    re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_COMPARE = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b, "<>": lambda a, b: a != b,
}  # fmt: skip
_GENERAL = re.compile(r"^(?:G/通用格式|General)", re.IGNORECASE)
_TELLING = re.compile(r"[一-龥%]")


class NumberFormat(NamedTuple):
    """The parts of a format that tell more than the number itself.

    ``pieces`` are the places of digits (``0``, ``#`` or ``?``, one each) and the texts between them, up to a decimal
    point. ``scale``: what the number is divided by before it is shown. ``percent``: it is shown times a hundred.
    """

    pieces: tuple = ()
    scale: int = 1
    percent: bool = False
    has_point: bool = False

    @property
    def text(self):
        """The words before and after the digits: 万元."""
        return "".join(piece for piece, is_digit in self.pieces if not is_digit and piece != ".").strip()

    @property
    def is_telling(self):
        zeros = sum(1 for piece, is_digit in self.pieces if is_digit and piece == "0")
        fills = not self.has_point and zeros > 1
        return bool(fills or self.scale != 1 or self.percent or _TELLING.search(self.text))

    def shown(self, number):
        """Return a whole number as it is shown; None where decimals or scales make it another number."""
        if self.has_point or self.scale != 1 or self.percent or number != int(number) or number < 0:
            return None
        digits = list(str(int(number)))
        places = sum(1 for _piece, is_digit in self.pieces if is_digit)
        if not places:
            return None
        texts, left = [], places
        for piece, is_digit in reversed(self.pieces):
            if not is_digit:
                texts.append(piece)
                continue
            left -= 1
            taken = "".join(digits[-1:]) if left else "".join(digits)
            digits = digits[:-1] if left else []
            texts.append(taken or ("0" if piece == "0" else ""))
        return "".join(reversed(texts)).strip()


def is_telling(code):
    """Whether a format shows something that the number alone does not say: zeros in front, another scale, a unit."""
    return any(_parsed(section).is_telling for section in _sections(code)[:3])


def format_for(code, number):
    """Return the ``NumberFormat`` that ``code`` applies to ``number``; one without pieces for dates and texts."""
    return _parsed(_section_for(code, number))


@lru_cache(maxsize=512)
def _sections(code):
    return [section[0] for section in re.finditer(r'(?:"[^"]*"|[\\!_*].|\[[^\]]*\]|[^;])+|(?<=;)(?=;|$)', code)] or [""]


def _section_for(code, number):
    sections = _sections(code)
    if any(_CONDITION.search(section) for section in sections[:2]):
        for section in sections[:2]:
            condition = _CONDITION.search(section)
            if not condition or _COMPARE[condition[1]](Decimal(str(number)), Decimal(condition[2])):
                return section
        return sections[min(2, len(sections) - 1)]
    if number < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if number == 0 and len(sections) > 2 else sections[0]


@lru_cache(maxsize=512)
def _parsed(section):
    pieces, scale, percent, has_point = [], 1, False, False
    if match := _GENERAL.match(section):
        pieces.append(("#", True))
        section = section[match.end() :]
    for match in _TOKEN.finditer(section):
        if (literal := match["quoted"] or match["escaped"] or match["currency"]) is not None:
            pieces.append((literal, False))
        elif not (sign := match["sign"]):
            continue
        elif sign in "0#?":
            pieces += [] if has_point else [(sign, True)]
        elif sign == ".":
            has_point = True
        elif sign == ",":
            scale *= 1 if re.match(r"[^;]*[0#?]", section[match.end() :]) else 1000
        elif sign == "%":
            percent = True
        elif sign in "yYmMdDhHsSeE@":
            return NumberFormat()
        else:
            pieces.append((sign, False))
    return NumberFormat(tuple(pieces), scale * _below_written_point(pieces, has_point), percent, has_point)


def _below_written_point(pieces, has_point):
    """Return 10 for each digit behind a point that is only written, as in 0!.0 for tenths of the number."""
    if has_point or (".", False) not in pieces:
        return 1
    behind = pieces[len(pieces) - pieces[::-1].index((".", False)) :]
    return 10 ** sum(1 for _piece, is_digit in behind if is_digit)
