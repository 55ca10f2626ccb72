"""Find the unit that a name in a ledger or a search box means (地名识别).

``PlaceIndex`` is built from tuples and makes no queries. When several units match, it returns all of
them and does not choose one.
"""

from collections import defaultdict
from typing import NamedTuple

from organizations import names
from organizations.suggestions import nearest

LEVELS = ("city", "county", "township", "village")
LONGEST_NAME = 120  # characters, enough for the names of all levels together; longer texts match nothing


class Unit(NamedTuple):
    """The values of an organization that the index needs; dates are ISO strings, dates or None."""

    code: str
    name: str
    level: str
    parent_code: str = ""
    kind: str = ""
    aliases: tuple = ()
    valid_from: object = None
    valid_to: object = None
    successor_code: str = ""


class Found(NamedTuple):
    """The codes of the units that match a text: one, several or none.

    ``via`` is the alias or old name by which a single unit was found; pages can show it.
    """

    codes: tuple[str, ...] = ()
    via: str = ""

    @property
    def code(self):
        """The code if exactly one unit matches, else an empty text."""
        return self.codes[0] if len(self.codes) == 1 else ""


NOTHING = Found()


class PlaceIndex:
    """An index of the names of units, for one or several cities.

    ``units``: ``Unit`` rows, or tuples with the same order of values; departments (部门) are left out.
    Building takes time linear in their number. Tables of names are built when they are first needed.
    """

    def __init__(self, units):
        self._units = {}
        self._children = defaultdict(list)
        for row in units:
            unit = row if type(row) is Unit else Unit(*row)
            if unit.kind != "部门":
                self._units[unit.code] = unit
                self._children[unit.parent_code or ""].append(unit.code)
        self._tables = {}
        self._below = {}

    def __contains__(self, code):
        return code in self._units

    def __len__(self):
        return len(self._units)

    def unit(self, code):
        """Return the ``Unit`` with ``code``; raise ``KeyError`` if there is none."""
        return self._units[code]

    def name(self, code):
        unit = self._units.get(code)
        return unit.name if unit else ""

    def level(self, code):
        unit = self._units.get(code)
        return unit.level if unit else ""

    def chain(self, code):
        """Return ``{level: unit}`` for the unit with ``code`` and all units above it."""
        units = {}
        while unit := self._units.get(code):
            if unit.level in units:
                break
            units[unit.level] = unit
            code = unit.parent_code
        return units

    def ancestor(self, code, level):
        """Return the code of the unit at ``level`` that is or contains the unit ``code``; empty if there is none."""
        unit = self.chain(code).get(level)
        return unit.code if unit else ""

    def is_within(self, code, scope):
        """Whether ``code`` is ``scope`` or below it; an empty scope contains everything."""
        if not scope:
            return True
        for _ in LEVELS:
            if code == scope:
                return True
            unit = self._units.get(code)
            if unit is None:
                return False
            code = unit.parent_code
        return code == scope

    def full_name(self, code):
        """Return the names of county, township and village as one text, for a list of choices."""
        chain = self.chain(code)
        return "".join(unit.name for level in LEVELS[1:] if (unit := chain.get(level))) or self.name(code)

    def at(self, level, within=""):
        """Return the codes of the units of ``level`` in ``within`` (itself included), in the order of the index."""
        key = (level, within)
        if key not in self._below:
            self._below[key] = [code for code in self._walk(within) if self._units[code].level == level]
        return self._below[key]

    def _walk(self, within):
        if within:
            roots = [within] if within in self._units else []
        else:
            roots = [code for code, unit in self._units.items() if unit.parent_code not in self._units]
        while roots:
            code = roots.pop()
            yield code
            roots.extend(reversed(self._children.get(code, ())))

    def only_city(self, code=""):
        """Return the city that contains ``code``, or else the only city of the index; empty if there are several."""
        if code and (city := self.ancestor(code, "city")):
            return city
        cities = self.at("city")
        return cities[0] if len(cities) == 1 else ""

    def resolve(self, text, *, level, within=""):
        """Return the units of ``level`` in ``within`` whose code, name, short name or alias is ``text``."""
        name = names.plain(text)
        if not name or len(name) > LONGEST_NAME:
            return NOTHING
        code = name.ljust(12, "0") if name.isdecimal() and len(name) >= 6 else name
        if code in self._units and self._units[code].level == level and self.is_within(code, within):
            return Found((code,))
        table = self._table(level, within)
        for key in READERS[level](name):
            if hits := table.get(key):
                return self._settled(hits)
        return NOTHING

    def qualified(self, text, *, level, within=""):
        """Return the units of ``level`` whose name follows the name of a higher unit in ``text``: 弋阳县漆工镇."""
        name = names.plain(text)
        if len(name) > LONGEST_NAME:
            return NOTHING
        codes = set()
        for code in self._begins(name, LEVELS[: LEVELS.index(level)], within):
            rest, inside = name[len(names.plain(self.name(code))) :], code if self.is_within(code, within) else within
            found = self.resolve(rest, level=level, within=inside)
            codes.update(found.codes or self.qualified(rest, level=level, within=inside).codes)
        return Found(tuple(sorted(codes)))

    def _begins(self, name, levels, within):
        """Return the codes of units in or above ``within`` with whose full name ``name`` begins."""
        above = [unit.code for level, unit in self.chain(within).items() if level in levels and unit.code != within]
        inside = [code for level in levels for code in self.at(level, within)]
        return [code for code in (*above, *inside) if name.startswith(names.plain(self.name(code)))]

    def _settled(self, hits):
        """Return the ``Found`` for ``hits``, pairs of code and alias: units in force, else successors of ended ones."""
        in_force = {code: via for code, via in reversed(hits) if not self._units[code].valid_to}
        if in_force:
            codes = tuple(sorted(in_force))
            return Found(codes, in_force[codes[0]] if len(codes) == 1 else "")
        heirs = {self._heir(code) for code, _via in hits} - {""}
        if not heirs:
            return Found(tuple(sorted({code for code, _via in hits})))
        return Found(tuple(sorted(heirs)), self._units[hits[0][0]].name if len(heirs) == 1 else "")

    def _heir(self, code):
        seen = set()
        while code and code not in seen:
            seen.add(code)
            unit = self._units.get(code)
            if unit is None:
                return ""
            if not unit.valid_to:
                return code
            code = unit.successor_code
        return ""

    def _table(self, level, within):
        key = (level, within)
        if key not in self._tables:
            table = defaultdict(list)
            for code in self.at(level, within):
                unit = self._units[code]
                self._enter(table, unit, unit.name, "")
                for alias in unit.aliases:
                    self._enter(table, unit, alias, alias)
                if level == "township" and (rest := self._without_parent(unit)):
                    self._enter(table, unit, rest, "")
            self._tables[key] = table
        return self._tables[key]

    def _without_parent(self, unit):
        """Return the name of a unit without that of its parent: 青溪办事处 for 铅山县青溪办事处; else an empty text."""
        parent = self.name(unit.parent_code)
        return unit.name[len(parent) :] if parent and unit.name.startswith(parent) else ""

    def _enter(self, table, unit, name, via):
        for form in set(KEYS[unit.level](name, unit.kind)):
            if all(code != unit.code for code, _via in table[form]):
                table[form].append((unit.code, via))

    def prefixes(self, text, *, level, within=""):
        """Return ``(code, rest)`` for every unit of ``level`` with whose name ``text`` begins.

        Full names come before short ones, and longer names first. ``rest`` is the text after the name, as
        ``names.plain`` cleans it.
        """
        name = names.plain(text)
        if len(name) > LONGEST_NAME:
            return []
        if level != "village":
            name = names.cut_party(name)
        matches = []
        for code, head, is_full in self._heads(level, within):
            if name.startswith(head) and (rest := name[len(head) :].lstrip("/\\|")):
                matches.append((not is_full, -len(head), code, rest))
        return [(code, rest) for _, _, code, rest in sorted(matches)]

    def _heads(self, level, within):
        key = ("heads", level, within)
        if key not in self._tables:
            heads = []
            for code in self.at(level, within):
                unit = self._units[code]
                for name in (unit.name, *unit.aliases):
                    full = names.plain(name)
                    heads += [(code, head, True) for head in {full, MIDDLE[level](full)}]
                    short = SHORT[level](full)
                    if short != full and len(short) > 1:
                        heads.append((code, short, False))
            self._tables[key] = heads
        return self._tables[key]

    def mentioned(self, text, *, level, within="", short=False):
        """Return the codes of units of ``level`` whose full name or alias occurs in ``text``.

        A name that is part of a longer matching name is ignored. ``short`` searches for short names
        instead: 鄱阳 for 鄱阳县.
        """
        name = names.plain(text)
        codes = {}
        for code, head, is_full in self._heads(level, within):
            if is_full is not short and head in name:
                codes.setdefault(head, set()).add(code)
        longest = [head for head in codes if not any(head != other and head in other for other in codes)]
        return tuple(sorted({self._heir(code) or code for head in longest for code in codes[head]}))

    def near(self, text, *, level, within="", limit=5):
        """Return the codes of units whose names look or sound like ``text``, the most similar first."""
        stem = STEM[level](names.cut_party(names.plain(text)[:LONGEST_NAME]))
        rows = [(code, STEM[level](names.plain(self._units[code].name))) for code in self.at(level, within)]
        return nearest(stem, rows, limit)


def _village_keys(name, kind):
    full = names.plain(name)
    return [key for form in {full, names.without_tail(full)} for key in _village_forms(form, kind)]


def _village_forms(full, kind):
    stem, ending_kind = names.cut_committee(full)
    kind = ending_kind or (kind if kind in ("村", "社区") else "")
    short = names.core(stem) if kind == "村" else stem
    keys = [("full", names.formal(full)), ("stem", stem, kind), ("core", short, kind), ("any", stem), ("any", short)]
    if (brief := names.without_people(stem)) != stem:
        keys += [("brief", brief, kind), ("brief", brief, "")]
    if "(" in full:
        keys += [("any", names.flat(stem)), ("core", names.flat(short), kind), ("full", names.formal(names.flat(full)))]
    return keys


def _village_reader(name):
    """Yield the keys under which to search for ``name``, the most exact first."""
    for text in _variants(name, names.cut_tail, names.cut_party, names.flat, names.without_brackets):
        stem, kind = names.cut_committee(text)
        if not kind or text.endswith("委员会"):  # a short ending is ambiguous: 张村委会 may be that of 张 or of 张村
            yield "full", text
        if kind:
            if stem.endswith(kind):
                yield "stem", stem, kind
            yield "core", (names.core(stem) if kind == "村" else stem), kind
            yield "any", text
        else:
            yield "any", stem
            if stem.endswith("居") and len(stem) > 2:
                yield "stem", stem[:-1], "社区"
        yield "brief", stem, kind


def _variants(name, *changes):
    """Yield ``name`` and the result of each function in ``changes``, without duplicates and empty texts."""
    seen = {""}
    for change in (str, *changes):
        text = change(name)
        if text not in seen:
            seen.add(text)
            yield text


def _township_keys(name, kind):
    full = names.plain(name)
    stem = names.township_stem(full)
    return [("full", full), ("stem", stem, names.township_kind(full)), ("any", stem)]


def _township_reader(name):
    for text in _variants(name, names.cut_party, names.without_brackets):
        stem, kind = names.township_stem(text), names.township_kind(text)
        yield "full", text
        yield ("stem", stem, kind) if kind else ("any", stem)
        if text.endswith(("镇委", "乡委")):
            yield "full", text[:-1]
        elif text.endswith("办"):  # 新篁办 means 新篁办事处, 灵溪办 means 灵溪街道办事处; neither is a 镇 or 乡
            yield "stem", text[:-1], ""
            yield "stem", text[:-1], "街道"
        elif text.endswith("街"):  # 水南街 for 水南街道, unless a town is called so: 油墩街 is 油墩街镇
            yield "stem", text[:-1], "街道"


def _county_keys(name, kind):
    full = names.plain(name)
    return [full, names.county_short(full), names.county_stem(full)]


def _county_reader(name):
    for text in _variants(name, names.cut_party, names.without_brackets):
        yield text
        yield names.county_short(text)
        if text.endswith("委") and len(text) > 1:
            yield text[:-1]


KEYS = {"village": _village_keys, "township": _township_keys, "county": _county_keys, "city": _county_keys}
READERS = {"village": _village_reader, "township": _township_reader, "county": _county_reader, "city": _county_reader}
STEM = {
    "village": lambda name: names.core(names.cut_committee(name).stem),
    "township": names.township_stem,
    "county": names.county_stem,
    "city": names.county_stem,
}
SHORT = STEM
MIDDLE = {
    "village": str,
    "township": str,
    "county": names.county_short,
    "city": str,
}
