"""What can prove that a demand is met: the records of a ledger, an indicator, or a kind of record of the portal itself.

A proof is stored by its key: ``ledger:visit``, ``indicator:villages_visited``, ``portal:assignments``. Apps declare the
kinds of records of the portal that are no ledger: ``declare("assignments", _("任务、责任单位和期限"))``.
"""

from dataclasses import dataclass

from django.urls import reverse

from indicators import registry
from ledgers import declarations

LEDGER, INDICATOR, PORTAL = "ledger", "indicator", "portal"
_declared = {}


@dataclass(frozen=True)
class Proof:
    """Something that proves a demand. ``url`` is the page that shows it, "" where there is none."""

    key: str
    label: str
    item: str = ""
    url: str = ""
    words: tuple = ()


def declare(name, label, *, url_name=""):
    """Declare the kind of records ``name`` of the portal; ``url_name`` is the address of a page without arguments."""
    if name in _declared:
        raise ValueError(f"the proof {name} is declared already")
    _declared[name] = label, url_name


def all_proofs():
    """Return ``{key: Proof}``: ledgers and indicators in the order of the speech, then the records of the portal."""
    ledgers = [
        Proof(
            f"{LEDGER}:{ledger.key}",
            str(ledger.title),
            item=ledger.item,
            url=reverse("ledgers:records", args=[ledger.key]),
            words=ledger.title_words,
        )
        for ledger in declarations.all_ledgers()
    ]
    indicators = [
        Proof(f"{INDICATOR}:{indicator.key}", str(indicator.label), item=indicator.item, words=indicator.words)
        for indicator in registry.all_indicators()
    ]
    portal = [
        Proof(f"{PORTAL}:{name}", str(label), url=reverse(url_name) if url_name else "")
        for name, (label, url_name) in _declared.items()
    ]
    return {proof.key: proof for proof in [*ledgers, *indicators, *portal]}


def proposed(phrase, proofs):
    """Return the keys of ``proofs`` one of whose words stands in ``phrase``; a person decides."""
    return [proof.key for proof in proofs.values() if any(word in phrase for word in proof.words)]


def choices(item):
    """Return all proofs as choices of a field, those of ``item`` first."""
    proofs = sorted(all_proofs().values(), key=lambda proof: not (item and proof.item == item))
    return [(proof.key, f"{proof.item} {proof.label}".strip()) for proof in proofs]
