"""Find new rows that resemble a stored record with another wording, for a person to decide.

The natural key of a ledger may contain a text, such as the problem of a weak village. If the next file words the
same problem differently, storing it would create a second record.
"""

from collections import defaultdict
from difflib import SequenceMatcher

from ledgers.declarations import Kind
from ledgers.records import own_key_fields

ALIKE = 0.5  # share of equal letters in the same order; different problems of one village stay well below
LOOKED_AT = 500  # letters compared of each text
MOST = 20  # records of one place that are compared


class Wording:
    """Compare natural keys of ``ledger`` that differ only in their text column; without one nothing is found."""

    def __init__(self, ledger, key_size):
        own = own_key_fields(ledger)
        texts = [at for at, name in enumerate(own) if ledger.column(name).kind == Kind.TEXT]
        self.at = key_size - len(own) + texts[0] if len(texts) == 1 else None

    def pairs(self, new_keys, left_over):
        """Return {new key: stored key} of the best pairs, each key once; ``left_over`` are stored keys of no row."""
        if self.at is None:
            return {}
        keys_by_place = defaultdict(list)
        for key in left_over:
            keys_by_place[self._rest(key)].append(key)
        pairs = [
            (likeness, new_key, old_key)
            for new_key in new_keys
            for old_key in keys_by_place.get(self._rest(new_key), ())[:MOST]
            if (likeness := self._likeness(new_key, old_key)) >= ALIKE
        ]
        return _best(pairs)

    def _rest(self, key):
        return key[: self.at] + key[self.at + 1 :]

    def _likeness(self, new_key, old_key):
        matcher = SequenceMatcher(None, new_key[self.at][:LOOKED_AT], old_key[self.at][:LOOKED_AT], autojunk=False)
        return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0


def _best(pairs):
    best_pairs, used_keys = {}, set()
    for _likeness, new_key, old_key in sorted(pairs, key=lambda pair: -pair[0]):
        if new_key not in best_pairs and old_key not in used_keys:
            best_pairs[new_key] = old_key
            used_keys.add(old_key)
    return best_pairs
