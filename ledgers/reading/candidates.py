"""The ledgers that are worth a closer look for a file, by the words in its short texts and its titles (候选台账)."""

from collections import Counter
from functools import lru_cache

from ledgers import declarations
from ledgers.reading import ideas
from ledgers.reading.columns import matcher_for
from ledgers.reading.text import header_key, is_blank, short_header_key
from organizations.names import plain

MOST = 10
ROWS = 60
LONGEST = 24
KNOWN, RELATED, TITLED = 1.0, 0.4, 3.0


def candidates(sheets, file_name):
    """Return the ledgers with the most words of the ``sheets`` and the file name, the best first."""
    scores = Counter()
    for sheet in sheets:
        best = Counter()
        for cells in _header_like(sheet.rows[:ROWS]):
            for key, score in _scores_of(cells).items():
                best[key] = max(best[key], score)
        for key, score in best.items():
            scores[key] = max(scores[key], score)
    words = plain("".join([file_name, *(sheet.name for sheet in sheets), *_titles(sheets)]))
    told = ideas.ideas_of(words[:200])
    for ledger in declarations.all_ledgers():
        scores[ledger.key] += title_score(ledger, words, told) * TITLED
    best = sorted(scores.items(), key=lambda item: -item[1])[:MOST]
    return [declarations.get(key) for key, score in best if score > 0]


def title_score(ledger, words, told):
    """Return 0 to 1: a title word of the ledger stands in ``words``, or its ideas are among those ``told``."""
    if any(plain(word) in words for word in ledger.title_words):
        return 1.0
    return max((_share(own, told) for own in _title_ideas(ledger.title_words)), default=0.0)


def _share(own, told):
    return len(own & told) / len(own) * 0.8 if len(own) > 1 else 0.0


@lru_cache(maxsize=128)
def _title_ideas(title_words):
    """Return the sets of telling ideas of the title words of a ledger."""
    found = [
        frozenset(idea for idea in ideas.ideas_of(plain(str(word))) if not ideas.is_filling(idea))
        for word in title_words
    ]
    return tuple(dict.fromkeys(found))


def _header_like(rows):
    """Yield the short texts of each row that may be part of a header: words without figures."""
    for row in rows:
        filled = [cell for cell in row if not is_blank(cell)]
        texts = {cell for cell in filled if type(cell) is str and len(cell) <= LONGEST}
        bare = [text for text in texts if not any(character.isdigit() for character in text)]
        if len(bare) >= 2 and len(bare) * 2 >= len(filled):
            yield bare


def _titles(sheets):
    for sheet in sheets:
        for row in sheet.rows[:6]:
            texts = [cell for cell in row if type(cell) is str and cell]
            if len(texts) <= 3:
                yield from (text[:100] for text in texts)


def _scores_of(texts):
    """Return {ledger key: score} of the words in one row."""
    words, known_ideas = _index()
    scores = Counter()
    for text in texts:
        owners = words.get(_key(text)) or ()
        for key in owners:
            scores[key] += KNOWN
        if owners:
            continue
        tokens = [token for token in ideas.tokens_of(short_header_key(text)) if not ideas.is_filling(token[0])]
        if tokens:
            common = frozenset.intersection(
                *(frozenset().union(*(known_ideas.get(idea, frozenset()) for idea in token)) for token in tokens)
            )
            for key in common:
                scores[key] += RELATED
    return scores


@lru_cache(maxsize=8192)
def _key(text):
    return header_key(text)


@lru_cache(maxsize=1)
def _index():
    """Return the keys of the ledgers by known word, and by idea."""
    words, known_ideas = {}, {}
    for ledger in declarations.all_ledgers():
        matcher = matcher_for(ledger)
        for word, fields in matcher.words.items():
            if any(field in matcher.kinds for field in fields):
                words.setdefault(word, set()).add(ledger.key)
        for idea in matcher.likeness.fields_of:
            known_ideas.setdefault(idea, set()).add(ledger.key)
    return words, {idea: frozenset(keys) for idea, keys in known_ideas.items()}
