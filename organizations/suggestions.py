"""Find names that look or sound similar, as suggestions for an unknown name."""

from functools import lru_cache

from pypinyin import lazy_pinyin
from rapidfuzz import fuzz, process

LOOKS_ALIKE = 55  # the lowest score (0-100) of a suggestion
SOUND_BONUS = 25  # added to the score of a name with the same pinyin


@lru_cache(maxsize=50_000)
def sound(name):
    """Return ``name`` as pinyin without tones: 下泽 and 夏泽 are equal."""
    return " ".join(lazy_pinyin(name))


def nearest(stem, rows, limit):
    """Return at most ``limit`` keys of ``rows`` (pairs of key and name), those most similar to ``stem`` first."""
    if not stem:
        return []
    sound_of_stem = sound(stem)
    scored = []
    for _name, score, position in process.extract(
        stem, [name for _, name in rows], scorer=fuzz.ratio, limit=limit * 4, score_cutoff=30
    ):
        key, name = rows[position]
        bonus = SOUND_BONUS if sound(name) == sound_of_stem else 0
        scored.append((-(score + bonus), position, key))
    scored_keys = {key for _, _, key in scored}
    for position, (key, name) in enumerate(rows):
        if key not in scored_keys and len(name) == len(stem) and sound(name) == sound_of_stem:
            scored.append((-(LOOKS_ALIKE + SOUND_BONUS), position, key))
    return [key for score, _, key in sorted(scored)[:limit] if -score >= LOOKS_ALIKE]
