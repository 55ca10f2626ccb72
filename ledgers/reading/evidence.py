"""Which field of the ledger a column of the file is, by heading, content, relations and order (列识别的依据).

Columns with a known word are taken before. Every pair of another column and a free field gets a score, and one
assignment over the sheet gives each field to one column at most. What is *certain* is read; what is *likely* is
proposed to a person; the rest stays *open*.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _

from ledgers.reading import ideas
from ledgers.reading.content import FEW, FITS, UNFIT, Fit, fit
from ledgers.reading.text import short_header_key

CERTAIN, LIKELY, OPEN = "certain", "likely", "open"
NEAR, COVERED, MARGIN, FOREIGN = 0.6, 0.6, 0.06, -0.35
RARE = -0.15  # few files say who has left
LIKELY_SCORE, LIKELY_MARGIN = 0.1, 0.02
BY_HEADING, BY_CONTENT, BY_ORDER, BY_MEMORY = 0.6, 0.8, 0.08, 0.4
SHOWN = 3
BOTH = 2  # neighbours


class Pair(NamedTuple):
    """What speaks for a column of the file being a field."""

    score: float
    column: int
    field: str
    heading: float
    covered: float
    fit: Fit
    relation: float
    order: int
    word: str
    hinted: bool = False

    def reasons(self, label):
        """Return why a person may believe it, in Chinese, the strongest reason first."""
        found = []
        if self.heading >= NEAR:
            found.append(_("列名与“%(word)s”意思相近") % {"word": self.word})
        elif self.heading > 0:
            found.append(_("列名与“%(word)s”有些相近") % {"word": self.word})
        if self.hinted:
            found.append(_("其他单位曾这样对应"))
        if self.fit.telling and self.fit.share >= FITS:
            share = round(self.fit.share * 100)
            found.append(_("内容有 %(share)d%% 像“%(label)s”") % {"share": share, "label": label})
        if self.relation > 0:
            found.append(_("与其他列的数量或先后关系对得上"))
        if self.order:
            found.append(_("排在常见的位置"))
        return tuple(found)


class Verdict(NamedTuple):
    """What was decided about one column: ``certainty`` of ``field`` and its reasons, and other fields it may be."""

    field: str
    certainty: str
    reasons: tuple
    alternatives: tuple


def understood(header):
    """Return the share of a header, 0 to 1, that consists of known words that tell something."""
    tokens = ideas.tokens_of(short_header_key(header))
    telling = [token for token in tokens if not ideas.is_filling(token[0])]
    if not telling:
        return 0.0
    return sum(not token[0].startswith(ideas.UNKNOWN) for token in telling) / len(telling)


class Evidence:
    """The evidence for the columns of one table whose headers are no known words.

    ``looks``: {column: ``shapes.Column``} of all columns; ``taken``: {column: field} of those with a known word;
    ``hints``: {key of a path: field} as other units mapped it.
    ``relate(column, field, taken)`` returns how the declared rules speak for or against a pair, -1 to 1.
    """

    def __init__(self, matcher, paths, looks, taken, relate, hints=None):
        self.ledger = matcher.ledger
        self.likeness = matcher.likeness
        self.paths = {path.column: path for path in paths if path.parts}
        self.looks = looks
        self.taken = dict(taken)
        self.relate = relate
        self.hints = hints or {}
        self.fits = {}
        self.columns = sorted(self.paths)
        self.declared = {column.field: column for column in self.ledger.columns}
        staying = [column.field for column in self.ledger.columns if not column.leaves]
        self.position = {field: number for number, field in enumerate(staying)}
        self.free = [column for column in self.paths if column not in taken]

    def pairs(self):
        """Return every pair of a free column and a free field that nothing speaks against."""
        used = set(self.taken.values())
        fields = [field for field in self.declared if field not in used and not self._superseded(field, used)]
        return [pair for column in self.free for field in fields if (pair := self._pair(column, field))]

    def _superseded(self, field, used):
        return self.declared[field].unless in used if self.declared[field].unless else False

    def _pair(self, column, field):
        near = self.likeness.near(self.paths[column].parts).get(field)
        found = self._fit(column, field)
        if self.looks[column].count >= FEW and found.share < UNFIT:
            return None
        hinted = self.hints.get(self.paths[column].key) == field
        order = self._order(column, field)
        speaks = found.share >= FITS and found.telling > 0 if not self.looks[column].is_blank else order == BOTH
        if near is None and not hinted and not speaks:
            return None
        heading = near.score if near else 0.0
        foreign = FOREIGN * understood(self.paths[column].header) if near is None else 0.0
        relation = self.relate(column, field, self.taken)
        score = (
            BY_HEADING * heading
            + BY_CONTENT * found.telling * (found.share - 0.5)
            + BY_ORDER * order
            + relation
            + (BY_MEMORY if hinted else foreign)
            + (RARE if near is None and self.declared[field].leaves else 0.0)
        )
        return Pair(score, column, field, heading, near.covered if near else 0.0, found, relation, order,
                    near.word if near else "", hinted)  # fmt: skip

    def _fit(self, column, field):
        key = column, field
        if key not in self.fits:
            self.fits[key] = fit(self.looks[column], self.declared[field])
        return self.fits[key]

    def _order(self, column, field):
        """Return how many of the columns beside it are the fields declared beside the field."""
        at, own = self.position.get(field), 0
        if at is None:
            return 0
        for step in (-1, 1):
            beside = self._beside(column, step)
            is_end = step == 1 and beside is None and at == len(self.position) - 1
            own += is_end or self.position.get(self.taken.get(beside), -9) == at + step
        return own

    def _beside(self, column, step):
        at = self.columns.index(column) + step
        return self.columns[at] if 0 <= at < len(self.columns) else None

    def decide(self):
        """Return {column: ``Verdict``} for all free columns."""
        verdicts = {}
        while chosen := self._next():
            pair, margin = chosen
            verdicts[pair.column] = self._verdict(pair, margin)
            self.taken[pair.column] = pair.field
            self.free.remove(pair.column)
        for column in self.free:
            verdicts[column] = Verdict("", OPEN, (), self._others(column, ""))
        return verdicts

    def _next(self):
        """Return the (pair, margin) to settle next: the one with the widest margin over its rivals."""
        pairs = self.pairs()
        self._last = pairs
        best = None
        for pair in pairs:
            rivals = [other.score for other in pairs if (other.column == pair.column) != (other.field == pair.field)]
            margin = pair.score - max(rivals, default=0.0)
            if pair.score < LIKELY_SCORE or margin < LIKELY_MARGIN:
                continue
            rank = (self._is_certain(pair, margin), pair.score + margin)
            if best is None or rank > best[0]:
                best = rank, pair, margin
        return best and best[1:]

    def _is_certain(self, pair, margin):
        """A near word, cells that fit, and no rival."""
        return (
            pair.heading >= NEAR
            and pair.covered >= COVERED
            and margin >= MARGIN
            and pair.relation >= 0
            and not self._is_rather(pair)
            and (self.looks[pair.column].is_blank or pair.fit.share >= FITS)
        )

    def _is_rather(self, pair):
        """Whether the column might as well be a field that another column holds already."""
        near = self.likeness.near(self.paths[pair.column].parts)
        others = (
            near[field].score
            for field in set(self.taken.values())
            if field in near and self._fit(pair.column, field).share >= UNFIT
        )
        return max(others, default=0.0) > pair.heading - MARGIN

    def _verdict(self, pair, margin):
        certainty = CERTAIN if self._is_certain(pair, margin) else LIKELY
        return Verdict(
            pair.field, certainty, pair.reasons(self.declared[pair.field].label), self._others(pair.column, pair.field)
        )

    def _others(self, column, field):
        pairs = sorted((pair for pair in self._last if pair.column == column and pair.field != field), reverse=True)
        return tuple(pair.field for pair in pairs[:SHOWN] if pair.score > 0)
