"""How near a header is to the words of each field of a ledger, by the ideas that they share (近义)."""

import re
from functools import lru_cache
from math import log, sqrt
from typing import NamedTuple

from ledgers import declarations
from ledgers.reading import ideas
from ledgers.reading.text import header_key, short_header_key

FAINT = 0.3  # a header that is less near says nothing
WHOLE_WORD, FILLING_WORD, UNKNOWN_WORD = 1.0, 0.12, 0.7
BY_GROUP = 0.9
BY_FIRST = 0.85
CONFLICT = 0.3
OTHER_HEAD = 0.65  # the last word says what a column holds: 网格数 is a number and no 网格名称


_AND = re.compile(r"(?<=..)[及和与](?=..)")


class Near(NamedTuple):
    """How near a header is to a field, 0 to 1; ``covered``: the share of the header that the field's words explain."""

    score: float
    covered: float
    word: str


_FAR = Near(0.0, 0.0, "")


class Likeness:
    """The known words of the fields of one ledger, taken apart into ideas."""

    def __init__(self, ledger):
        self.words = {
            column.field: [
                (word, ideas.ideas_of(key), tuple(dict.fromkeys(ideas.tokens_of(key))))
                for word in dict.fromkeys((str(column.label), *column.synonyms))
                if (key := short_header_key(word))
            ]
            for column in ledger.columns
        }
        self.groups = {
            column.field: frozenset().union(*(ideas.ideas_of(header_key(word)) for word in column.groups))
            for column in ledger.columns
        }
        self.union = {
            field: frozenset().union(*(own for _, own, _tokens in words)) for field, words in self.words.items()
        }
        self.fields_of = {}
        for field, union in self.union.items():
            for idea in union:
                self.fields_of.setdefault(idea, []).append(field)
        self.weights = {}
        self.near = lru_cache(maxsize=4096)(self._near)

    def weight(self, idea):
        """Return how telling an idea is in this ledger: one that many columns share tells little."""
        if idea not in self.weights:
            self.weights[idea] = self._weight(idea)
        return self.weights[idea]

    def _weight(self, idea):
        if ideas.is_filling(idea):
            return FILLING_WORD
        base = UNKNOWN_WORD if idea.startswith(ideas.UNKNOWN) else WHOLE_WORD
        here = len(self.fields_of.get(idea, ()))
        return base / (1 + 0.35 * log(max(1, _everywhere().get(idea, 1)))) / sqrt(max(1, here) ** 0.7)

    def _near(self, parts):
        """Return {field: ``Near``} of the fields that share an idea with a header path.

        A header of two things (主要措施及成效) may be known by the first of them.
        """
        key = short_header_key(parts[-1])
        found = self._near_to(key, parts[:-1])
        first = _AND.split(key)[0]
        if first != key:
            for field, near in self._near_to(first, parts[:-1]).items():
                if near.score * BY_FIRST > found.get(field, _FAR).score:
                    found[field] = near._replace(score=near.score * BY_FIRST)
        return found

    def _near_to(self, key, groups):
        own = tuple(dict.fromkeys(ideas.tokens_of(key)))
        if not own:
            return {}
        said = frozenset(idea for token in own for idea in token)
        above = frozenset().union(*(ideas.ideas_of(short_header_key(part)) for part in groups)) - said
        fields = {field for idea in said for field in self.fields_of.get(idea, ())}
        found = {}
        for field in fields:
            near = self._to(field, own, said, above)
            if near.score >= FAINT:
                found[field] = near
        return found

    def _to(self, field, own, said, above):
        union = self.union[field] | self.groups[field]
        covered = self._covered(own, union)
        score, word = 0.0, ""
        helped = said | (above & union)
        for text, wanted, tokens in self.words[field]:
            if not wanted & said:
                continue
            reached = max(self._covered(tokens, said), BY_GROUP * self._covered(tokens, helped))
            value = sqrt(covered * reached) * (CONFLICT if _conflict(own, wanted, union) else 1)
            if value > score:
                score, word = value, text
        return Near(score if _head(own) & union else score * OTHER_HEAD, covered, word)

    def _covered(self, tokens, known):
        """Return the share, by weight, of the ``tokens`` of which one meaning is ``known``."""
        total = reached = 0.0
        for token in tokens:
            met = [idea for idea in token if idea in known]
            if met:
                weight = max(map(self.weight, met))
                reached += weight
            else:
                weight = min(map(self.weight, token))
            total += weight
        return reached / total if total else 0.0


def _head(tokens):
    """Return the meanings of the last telling word of a header."""
    telling = [token for token in tokens if not any(map(ideas.is_filling, token))]
    return frozenset((telling or tokens)[-1])


def _conflict(own, wanted, union):
    """Whether a header says what a word excludes: 应到 against 实到, or a 副 that no word of the field has."""
    vocabulary = ideas.vocabulary()
    said = frozenset(idea for token in own for idea in token)
    for token in own:
        opposed = frozenset().union(*(vocabulary.contraries.get(idea, frozenset()) for idea in token))
        if opposed & wanted and not wanted & frozenset(token):
            return True
    limits = {idea for idea in said ^ wanted if vocabulary.sorts.get(idea) == ideas.LIMITING}
    return bool(limits - (union & said))


@lru_cache(maxsize=1)
def _everywhere():
    """Return the number of declared columns by idea."""
    counts = {}
    for ledger in declarations.all_ledgers():
        for column in ledger.columns:
            words = (str(column.label), *column.synonyms)
            for idea in frozenset().union(*(ideas.ideas_of(header_key(word)) for word in words)):
                counts[idea] = counts.get(idea, 0) + 1
    return counts
