"""Match the columns of a sheet to the fields of a ledger, by comparing their headers with its words (列识别)."""

import re
from functools import lru_cache
from typing import NamedTuple

from ledgers import declarations
from ledgers.declarations import Kind
from ledgers.reading import place_headers
from ledgers.reading.likeness import Likeness
from ledgers.reading.text import header_key, header_unit, is_unit, short_header_key

EXACT, SHORTENED, PARENT, STAND_IN = 90, 84, 80, 50
SAME = 69  # of a header with the very ideas of a known word, which no other field is near to
SURE = 68  # the score of a known word; STAND_IN is one too
NEAR = (28, 30)  # the score of a header that is only near to a word: the base, and what its nearness adds
NEAR_ENOUGH = COVERED = 0.6
NEAR_HEADING = 0.75  # of a cell that may be part of a header
SAME_IDEAS, NO_RIVAL = 0.98, 0.25
LONGEST_NEAR = 16
GROUP_BONUS = 8
LAST_RANK = 30  # an earlier synonym of a column scores higher than a later one
SUB_NAMES = frozenset(("姓名", "名称", "姓名及职务", "单位名称", "时间", "情况", "姓名职务"))
_TIMES = re.compile(r"时间|时限|起止|期限|日期")
_TIME_NAMES = {
    "起": "开始",
    "自": "开始",
    "从": "开始",
    "始": "开始",
    "起始": "开始",
    "止": "结束",
    "至": "结束",
    "到": "结束",
}
_NO_PLACES = re.compile(
    r"资金|经费|投入|投资|收入|收益|补助|金额|配套|万元|验收|审核|审批|意见|备案|联审|考核|评议|领导"
)
UNIT_KINDS = {
    "%": (Kind.PERCENT,),
    "元": (Kind.MONEY,),
    "万元": (Kind.MONEY,),
    "千元": (Kind.MONEY,),
    "亿元": (Kind.MONEY,),
}


class Path(NamedTuple):
    """The header of one column, from the topmost group down to its own text; ``column`` counts from 0."""

    column: int
    parts: tuple[str, ...]

    @property
    def header(self):
        return self.parts[-1] if self.parts else ""

    @property
    def group(self):
        return "·".join(self.parts[:-1]) or None

    @property
    def key(self):
        return "·".join(self.parts)


class Match(NamedTuple):
    field: str
    score: float

    @property
    def sure(self):
        """Whether the header is a known word, or has the very ideas of one."""
        return self.score > SURE or self.score == STAND_IN

    @property
    def by_ideas(self):
        """Whether the header only has the ideas of a known word, so that its cells must fit."""
        return SURE < self.score <= SAME + GROUP_BONUS


@lru_cache(maxsize=32768)
def _key(text):
    """Return the ``header_key`` of a cell, worked out once for all the ledgers that are tried on a file."""
    return header_key(text)


class Matcher:
    """Compare headers with the words of one ledger."""

    def __init__(self, ledger, mapping=None):
        self.ledger = ledger
        self.mapping = mapping or {}
        self.words = {}
        self.ranks = {}
        self.stand_in = place_headers.VILLAGE if "village" in ledger.place_levels else place_headers.COUNTY
        self.own_places = place_headers.keys(ledger.place_words.get("village", ()))
        for field, words in place_headers.KEYS.items():
            self._add(field, words)
        for field, words in ledger.place_words.items():
            if field != place_headers.VILLAGE:
                self._add(field, place_headers.keys(words))
        for column in ledger.columns:
            for rank, word in enumerate((column.label, *column.synonyms)):
                self.ranks.setdefault((header_key(str(word)), column.field), min(rank, LAST_RANK))
            self._add(column.field, {header_key(str(word)) for word in (column.label, *column.synonyms)})
        self.likeness = Likeness(ledger)
        self.groups = {column.field: tuple(header_key(word) for word in column.groups) for column in ledger.columns}
        self.required = {column.field for column in ledger.columns if column.required}
        self.essential = {column.field for column in ledger.columns if column.required and not column.may_lack}
        self.refused = {column.field for column in ledger.columns if column.refuses_file}
        self.kinds = {column.field: column.kind for column in ledger.columns}
        self.common = {column.field for column in ledger.columns if not column.telling or column.kind == Kind.PHONE}
        self.scores = lru_cache(maxsize=4096)(self._scores)

    def _add(self, field, keys):
        for key in keys:
            self.words.setdefault(key, []).append(field)

    def is_mapped(self, column):
        """Whether a person has assigned ``column`` (a path or a column) to a field, or dropped it."""
        return column.key in self.mapping or column.header in self.mapping

    def mapped(self, path):
        """Return the field that the mapping assigns to a mapped ``path``; None if it drops the column."""
        return self.mapping.get(path.key, self.mapping.get(path.header))

    def knows(self, text):
        """Whether ``text`` alone is a header of this ledger, or near to one."""
        key = _key(text)
        if key in self.words or key in place_headers.ORGANIZATION_KEYS:
            return True
        if not 0 < len(key) <= LONGEST_NEAR:
            return False
        return any(near.score >= NEAR_HEADING for near in self.likeness.near((text,)).values())

    def _scores(self, parts):
        """Return a ``Match`` for every field that a header path may mean, with its score."""
        # Below 资金来源, 县 is money of the county; below 验收, 乡镇 is a verdict. Neither is a place of the row.
        holds_no_places = any(_NO_PLACES.search(group) for group in parts[:-1])
        scores = {}
        for keys, score in self._spellings(parts):
            for key in keys:
                for field in self.words.get(key, ()):
                    if field in place_headers.WORDS and holds_no_places:
                        continue
                    scores[field] = max(scores.get(field, 0), score - self.ranks.get((key, field), 0) / LAST_RANK)
        if not scores:
            self._by_likeness(parts, scores)
        if not holds_no_places:
            self._stand_ins(parts, scores)
        return tuple(Match(field, self._adjusted(field, score, parts)) for field, score in scores.items())

    def _spellings(self, parts):
        """Yield (keys, score) for each way to read a header path, most certain first."""
        *groups, header = parts
        joined = [group + header for group in groups]
        yield [header_key(text) for text in joined], EXACT + GROUP_BONUS + 1
        yield [header_key(header)], EXACT
        yield [short_header_key(text) for text in joined], SHORTENED + GROUP_BONUS
        yield [short_header_key(header)], SHORTENED
        if groups and (header_key(header) in SUB_NAMES or is_unit(header)):
            yield [header_key(groups[-1]), short_header_key(groups[-1])], PARENT
        if groups and _TIMES.search(groups[-1]):
            key = header_key(header)
            yield [_TIME_NAMES.get(key, key) + "时间"], PARENT

    def _by_likeness(self, parts, scores):
        """Add the fields that the header is near to; what the cells say decides later."""
        found = self.likeness.near(parts)
        best = max(found.values(), default=None)
        rivals = sum(near.score > best.score - NO_RIVAL for near in found.values()) - 1 if best else 0
        for field, near in found.items():
            if near.score >= SAME_IDEAS and near.covered >= SAME_IDEAS and not rivals:
                scores[field] = SAME
            elif near.score >= NEAR_ENOUGH and near.covered >= COVERED:
                scores[field] = NEAR[0] + NEAR[1] * near.score

    def _stand_ins(self, parts, scores):
        """Add the place level that a header such as 党支部 or 责任单位 means in a table without a place column."""
        keys = {header_key(parts[-1]), short_header_key(parts[-1])}
        if keys & self.own_places:
            scores[place_headers.VILLAGE] = max(scores.get(place_headers.VILLAGE, 0), SHORTENED)
        elif keys & (place_headers.ORGANIZATION_KEYS | place_headers.WHOLE_KEYS):
            scores.setdefault(self.stand_in, STAND_IN)
        elif keys & place_headers.DOUBTFUL_KEYS and self.stand_in == place_headers.COUNTY:
            scores.setdefault(self.stand_in, STAND_IN - 1)

    def _adjusted(self, field, score, parts):
        """Return ``score``, raised if the group above fits the field, lowered if the unit is of another kind."""
        groups = self.groups.get(field)
        above = header_key("".join(parts[:-1]))
        if groups and above and any(group in above for group in groups):
            score += GROUP_BONUS
        unit = header_unit(parts[-1])
        if unit in UNIT_KINDS and self.kinds.get(field) not in (*UNIT_KINDS[unit], None):
            score -= 30
        return score

    def named_by(self, parts):
        """Return the field of the ledger that a header path names with a known word; an empty text if none does."""
        own = [match for match in self.scores(parts) if match.field in self.kinds and match.score > SURE]
        return max(own, key=lambda match: match.score).field if own else ""

    def assign(self, paths, boxes=()):
        """Return {column: Match} for the paths that match; each field is given once, to the best match.

        The first column of each of the ``boxes`` gets its field, unless the mapping gives it to another column.
        """
        used_fields, matches = set(), {}
        for path in paths:
            if self.is_mapped(path):
                field = self.mapped(path)
                matches[path.column] = Match(field, 100)
                used_fields.add(field)
        boxed = {column for box in boxes for column in box.columns}
        for box in boxes:
            if box.field not in used_fields:
                matches[box.columns[0]] = Match(box.field, EXACT)
                used_fields.add(box.field)
        offers = [
            (-match.score, path.column, match)
            for path in paths
            if path.column not in matches and path.column not in boxed and path.parts
            for match in self.scores(path.parts)
            if match.score > 30
        ]
        for _score, column, match in sorted(offers):
            if column not in matches and match.field not in used_fields and not self._superseded(match.field, offers):
                matches[column] = match
                used_fields.add(match.field)
        return {column: match for column, match in matches.items() if match.field}

    def _superseded(self, field, offers):
        """Whether the field is declared with ``unless`` another field, and that field has a column."""
        unless = next((column.unless for column in self.ledger.columns if column.field == field), "")
        return bool(unless) and any(match.field == unless and match.score >= SHORTENED for _, _, match in offers)

    def weight(self, matches):
        """Return the weight of the matches as evidence for this ledger; places, phones and remarks count little."""
        weight = 0
        for match in matches.values():
            if match.field in place_headers.WORDS or match.field in self.common:
                weight += 0.4
            else:
                weight += (1.0 if match.sure else 0.5) + (0.5 if match.field in self.required else 0)
        return weight

    def covers_required(self, matches):
        """Whether every column that a table must have has been matched."""
        return self.essential <= {match.field for match in matches.values()}

    def covers_something_required(self, matches):
        """Whether at least one column that a table must have, or that makes it refused, has been matched."""
        return not self.essential or bool((self.essential | self.refused) & {match.field for match in matches.values()})


@lru_cache(maxsize=64)
def _cached(key):
    return Matcher(declarations.get(key))


def matcher_for(ledger, mapping=None):
    """Return the matcher of a ledger; matchers without a mapping are cached."""
    is_registered = any(registered is ledger for registered in declarations.all_ledgers())
    return _cached(ledger.key) if is_registered and not mapping else Matcher(ledger, mapping)
