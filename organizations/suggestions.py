"""Names that look or sound alike, for suggestions beside a name that nobody knows."""

from functools import lru_cache

from pypinyin import lazy_pinyin
from rapidfuzz import fuzz, process

LOOKS_ALIKE = 55
SOUND_BONUS = 25


@lru_cache(maxsize=50_000)
def sound(name):
    """Toneless pinyin, so that 下泽 and 夏泽 are the same."""
    return " ".join(lazy_pinyin(name))


def nearest(stem, rows, limit):
    """Keys of ``rows`` ((key, name) pairs) nearest to ``stem``; the same sound counts in favour."""
    if not stem:
        return []
    heard = sound(stem)
    scored = []
    for _name, score, position in process.extract(
        stem, [name for _, name in rows], scorer=fuzz.ratio, limit=limit * 4, score_cutoff=30
    ):
        key, name = rows[position]
        bonus = SOUND_BONUS if sound(name) == heard else 0
        scored.append((-(score + bonus), position, key))
    known = {key for _, _, key in scored}
    for position, (key, name) in enumerate(rows):
        if key not in known and len(name) == len(stem) and sound(name) == heard:
            scored.append((-(LOOKS_ALIKE + SOUND_BONUS), position, key))
    return [key for score, _, key in sorted(scored)[:limit] if -score >= LOOKS_ALIKE]
