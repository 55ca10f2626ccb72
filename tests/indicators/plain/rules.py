"""How a computation names its elements and their states."""

from dataclasses import dataclass

COMPUTATIONS = {}
OUTLIVES = set()  # keys of indicators whose elements count after their unit has ended


@dataclass(frozen=True)
class Element:
    """One element of a population: the unit or record, its state, and how much of it counts, is met and unknown."""

    what: object
    state: str
    amount: object = 1
    met: object = 0
    unknown: object = 0

    @property
    def unit(self):
        return getattr(self.what, "place", self.what)


def plain(key, *, outlives_place=False):
    """Register a function ``(world, span)`` that returns the elements of the indicator ``key``."""

    def register(function):
        COMPUTATIONS[key] = function
        if outlives_place:
            OUTLIVES.add(key)
        return function

    return register


def verdict(is_met, is_unknown):
    return "met" if is_met else "unknown" if is_unknown else "not_met"


def judge(rows, met, unknown=lambda row: False):
    """Elements that count one each; what is both met and unknown is met."""
    return [counted(row, verdict(met(row), unknown(row))) for row in rows]


def counted(what, state):
    return Element(what, state, 1, int(state == "met"), int(state == "unknown"))


def weighed(what, state, amount, met):
    """An element with an amount, part of which is met; what is unknown is unknown with the whole amount."""
    amount, met = amount or 0, met or 0
    return Element(what, state, amount, 0 if state == "unknown" else met, amount if state == "unknown" else 0)


def at_most(value, limit):
    return None if value is None or limit is None else min(value, limit)


def yes_or_blank(value):
    """The state of a box: yes, no, or blank."""
    return verdict(value is True, value is None)


def done(row, box, day, on):
    """The state of something with a box and a day: the day beats the box, and a day to come is not done yet."""
    text, said = getattr(row, day), getattr(row, box)
    if text:
        return verdict(text[:10] <= on.isoformat(), False)
    return yes_or_blank(said)
