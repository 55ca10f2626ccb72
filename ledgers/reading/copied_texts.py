"""Find groups of rows whose texts were copied from one another (雷同文本)."""

import re
from collections import defaultdict

from rapidfuzz import fuzz

from ledgers.reading.text import narrow

SHARED = 0.4  # share of equal clauses from which two texts are compared in full
ALIKE = 88
SHORTEST = 40
COMMON = 200  # a clause in more texts than this is ignored

_SENTENCES = re.compile(r"[。；;!！?？\n]")
_CLAUSES = re.compile(r"[，,、：:]")


def similar_groups(texts, own_names):
    """Return lists of positions in ``texts`` with copied texts; each text is compared without its place name."""
    cleaned = [_cleaned(text or "", name) for text, name in zip(texts, own_names, strict=True)]
    clauses = [frozenset(_clauses(text)) for text in cleaned]
    parent = list(range(len(texts)))
    for position, other_position in _pairs(clauses):
        if _root(parent, position) != _root(parent, other_position) and fuzz.ratio(
            cleaned[position], cleaned[other_position], score_cutoff=ALIKE
        ):
            parent[_root(parent, other_position)] = _root(parent, position)
    groups = defaultdict(list)
    for position in range(len(texts)):
        groups[_root(parent, position)].append(position)
    return [group for group in groups.values() if len(group) > 1]


def _cleaned(text, name):
    text = narrow(text)
    return text.replace(name, "") if name else text


def _clauses(text):
    if len(text) < SHORTEST:
        return
    for sentence in _SENTENCES.split(text):
        yield from (clause for clause in _CLAUSES.split(sentence) if len(clause) >= 6)


def _pairs(clauses):
    """Return the pairs of texts that share enough clauses, found through an index of clauses."""
    positions_of = defaultdict(list)
    for position, clauses_of_text in enumerate(clauses):
        for clause in clauses_of_text:
            positions_of[clause].append(position)
    shared = defaultdict(int)
    for positions in positions_of.values():
        if len(positions) <= COMMON:
            for index, position in enumerate(positions):
                for other_position in positions[index + 1 :]:
                    shared[position, other_position] += 1
    return sorted(
        pair for pair, count in shared.items() if count >= SHARED * max(len(clauses[pair[0]]), len(clauses[pair[1]]))
    )


def _root(parent, position):
    while parent[position] != position:
        parent[position] = parent[parent[position]]
        position = parent[position]
    return position
