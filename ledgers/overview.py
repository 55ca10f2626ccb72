"""Counts and records of all ledgers together, in one query each."""

from dataclasses import dataclass

from django.db.models import Count, TextField, Value
from django.db.models.functions import Cast

from ledgers import declarations
from ledgers.records import own_key_fields, waiting_q
from ledgers.resources import model_of


@dataclass(frozen=True)
class Held:
    """Records of one ledger, loaded with only the columns of their names."""

    ledger: declarations.Ledger
    records: list


def counts(user, *, year):
    """``{key: {"total": …, "waiting": …}}`` of the ledgers that hold records of ``year`` for ``user``."""
    parts = [
        _records(ledger, user, year)
        .values(ledger=Value(ledger.key, TextField()))
        .annotate(total=Count("pk"), waiting=Count("pk", filter=waiting_q(model_of(ledger))))
        for ledger in declarations.open_to(user)
    ]
    return {row.pop("ledger"): row for row in _united(parts)}


def of_place(organization, user, *, year):
    """Return the records of one unit in all ledgers (一村一档), as a list of ``Held`` in the order of the speech."""
    ledgers = declarations.open_to(user)
    width = max((len(own_key_fields(ledger)) for ledger in ledgers), default=0)
    parts = []
    for ledger in ledgers:
        texts = [Cast(ledger.lookup(name), TextField()) for name in own_key_fields(ledger)]
        texts += [Value("", TextField())] * (width - len(texts))
        records = _records(ledger, user, year).filter(organization=organization)
        parts.append(records.values_list(Value(ledger.key, TextField()), "pk", "state", *texts))
    records_by_key = {}
    for key, pk, state, *names in sorted(_united(parts)):
        ledger = declarations.get(key)
        values = dict(zip(own_key_fields(ledger), names, strict=False))
        record = model_of(ledger)(pk=pk, state=state, organization=organization, year=year, **values)
        records_by_key.setdefault(key, []).append(record)
    return [Held(ledger, records_by_key[ledger.key]) for ledger in ledgers if ledger.key in records_by_key]


def _records(ledger, user, year):
    return model_of(ledger).objects.visible_to(user).in_year(year).order_by()


def _united(parts):
    """Return the union of ``parts`` without an order; else Django 6.1 would sort by the first table's columns."""
    return parts[0].union(*parts[1:], all=True).order_by() if parts else []
