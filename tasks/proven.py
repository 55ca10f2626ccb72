"""The demands of a directive with what proves each: how many records a ledger holds, how the figure stands."""

from dataclasses import dataclass

from indicators.actions import rights
from indicators.counting import count
from indicators.figures import day_of_year
from indicators.registry import all_indicators
from ledgers import overview
from pages.rounding import percentage
from tasks import proofs
from tasks.models import Demand


@dataclass(frozen=True)
class Shown:
    """A proof as a reader sees it: ``records`` of a ledger, or ``rate`` in percent of an indicator."""

    proof: proofs.Proof
    url: str
    records: int | None = None
    rate: object = None

    def as_json(self):
        entry = {"key": self.proof.key, "label": self.proof.label}
        if self.records is not None:
            entry["records"] = self.records
        if self.rate is not None:
            entry["rate"] = float(self.rate)
        return entry


class Evidence:
    """What proves demands, as ``user`` may see it for the year of the directive; two queries."""

    def __init__(self, directive, *, user, today):
        self.user, self.day = user, day_of_year(directive.base_year, today=today)
        self.proofs = proofs.all_proofs()
        self._records = overview.counts(user, year=directive.base_year)
        self._indicators = {each.key: each for each in all_indicators() if rights.may_read(user, each)}
        self._counts = count(list(self._indicators.values()), user.organization, on=self.day)

    def of(self, demand):
        """Return the proofs of ``demand`` as a list of ``Shown``; one that no app declares any more is left out."""
        return [self._shown(self.proofs[key]) for key in demand.proofs if key in self.proofs]

    def _shown(self, proof):
        kind, _colon, name = proof.key.partition(":")
        if kind == proofs.LEDGER:
            held = self._records.get(name, {"total": 0})
            return Shown(proof, proof.url, records=held["total"])
        if kind == proofs.INDICATOR and name in self._indicators:
            counts = self._counts[name]
            url = self._indicators[name].url(self.user.organization, on=self.day)
            return Shown(proof, url, rate=percentage(counts.numerator, counts.denominator))
        return Shown(proof, proof.url)


def as_json(directive, *, user, today):
    """Return the demands of a directive as a list of dictionaries for ``manage.py demands``."""
    evidence = Evidence(directive, user=user, today=today)
    return [
        {
            "number": demand.number,
            "item": demand.item,
            "phrase": demand.phrase,
            "to": demand.addressees,
            "state": Demand.State(demand.state).value,
            "proofs": [shown.as_json() for shown in evidence.of(demand)],
            "reason": demand.reason,
        }
        for demand in directive.demands.all()
    ]
