"""Take headers apart into ideas (意思), with the shared vocabulary: 签到人数 is 实到 and 数.

The vocabulary is ``ledgers/vocabulary/ideas.txt``, which people read and extend. Characters that no word covers stay as
tokens of their own (``=推``), so that two headers with the same unknown word are still alike.
"""

import re
from functools import lru_cache
from pathlib import Path

VOCABULARY = Path(__file__).resolve().parent.parent / "vocabulary" / "ideas.txt"
FILLING, LIMITING, CONTRARY = "虚词", "限定", "相反"
UNKNOWN = "="
_ASKED = re.compile(r"(.{1,3})[不没]\1")
_COST_OF_WORD, _COST_OF_CHARACTER, _COST_OF_UNKNOWN = 1.0, 1.2, 1.6


class Vocabulary:
    """The ideas by word, the sort of each idea, and the pairs of ideas that exclude one another."""

    def __init__(self, text):
        self.ideas, self.sorts, self.contraries = {}, {}, {}
        sort = ""
        for line in map(str.strip, text.splitlines()):
            if line.startswith("["):
                sort = line.strip("[]")
            elif line and not line.startswith("#"):
                self._add(line, sort)
        self.longest = max(map(len, self.ideas))

    def _add(self, line, sort):
        if sort == CONTRARY:
            one, other = line.split()
            self.contraries.setdefault(one, set()).add(other)
            self.contraries.setdefault(other, set()).add(one)
            return
        idea, _colon, others = line.partition(":")
        self.sorts.setdefault(idea, sort)
        for word in (idea, *others.split()):
            self.ideas.setdefault(_squeezed(word), []).append(idea)

    @property
    def size(self):
        """The number of words."""
        return len(self.ideas)

    def tokens(self, key):
        """Return the ideas in ``key`` in their order, each a tuple of the ideas that one word may mean.

        The words are chosen so that few words cover many characters.
        """
        best = [(0.0, ())]
        for end in range(1, len(key) + 1):
            cost, path = best[end - 1]
            options = [(cost + _COST_OF_UNKNOWN, (*path, (UNKNOWN + key[end - 1],)))]
            for start in range(max(0, end - self.longest), end):
                if found := self.ideas.get(key[start:end]):
                    cost, path = best[start]
                    step = _COST_OF_WORD if end - start > 1 else _COST_OF_CHARACTER
                    options.append((cost + step, (*path, tuple(found))))
            best.append(min(options, key=lambda option: option[0]))
        return best[-1][1]


def _squeezed(word):
    return "".join(character for character in word if character not in "/／()（）、")


@lru_cache(maxsize=1)
def vocabulary():
    text = VOCABULARY.read_text(encoding="utf-8").replace("：", ":")
    return Vocabulary(text)


@lru_cache(maxsize=16384)
def tokens_of(key):
    """Return the tokens of a header key (``text.header_key``); 满意不满意 asks 是否满意."""
    return vocabulary().tokens(_ASKED.sub(r"是否\1", key))


@lru_cache(maxsize=16384)
def ideas_of(key):
    """Return the set of ideas and unknown characters of a header key."""
    return frozenset(idea for token in tokens_of(key) for idea in token)


def is_filling(idea):
    return vocabulary().sorts.get(idea) == FILLING


def sort_of(key):
    """Return the sort (人, 时间, 钱 …) of what a column with this header holds: that of its last telling word."""
    sorts = vocabulary().sorts
    for token in reversed(tokens_of(key)):
        own = [sort for idea in token if (sort := sorts.get(idea)) and sort not in (FILLING, LIMITING)]
        if own:
            return own[-1]
    return ""
