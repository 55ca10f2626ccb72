"""Counts and records of all ledgers together, in one query each."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import connection
from django.db.models import Count, IntegerField, Q, TextField, Value
from django.db.models.functions import Cast

from audit.paths import SOME_PATH, with_path
from ledgers import declarations
from ledgers.declarations import Kind
from ledgers.records import LedgerRecord, own_key_fields, read_unit, returned_q, waiting_q
from ledgers.resources import model_of
from organizations.models import Organization

WITHOUT_TEXT = {Kind.YES_NO, Kind.COUNT, Kind.DECIMAL, Kind.PERCENT, Kind.MONEY}  # a blank is null, not an empty text


@dataclass(frozen=True)
class Held:
    """Records of one ledger, loaded with only the columns of their names."""

    ledger: declarations.Ledger
    records: list


@dataclass(frozen=True)
class States:
    """How many records of a ledger there are: confirmed, to be confirmed or returned, to be corrected.

    A confirmed record with a waiting change is in two of the numbers. ``last_year`` counts those at the end of the
    year before.
    """

    NAMES = ("confirmed", "waiting", "returned")

    confirmed: int
    waiting: int
    returned: int
    last_year: int


def counts(user, *, year):
    """``{key: {"total": …, "waiting": …}}`` of the ledgers that hold records of ``year`` for ``user``."""
    keys = tuple(ledger.key for ledger in declarations.open_to(user))
    if not keys:
        return {}
    sql, params = _counting(keys, year)
    with connection.cursor() as cursor:
        cursor.execute(sql, with_path(params, read_unit(user).path))
        return {key: {"total": total, "waiting": waiting} for key, total, waiting in cursor.fetchall()}


@lru_cache(maxsize=64)
def _counting(keys, year):
    """Return SQL and parameters that count the records below ``SOME_PATH`` in the ledgers with ``keys``.

    They are kept, since Django needs a millisecond or two to write the part of each ledger.
    """
    some_unit, parts = Organization(path=SOME_PATH), []
    for key in keys:
        model = model_of(declarations.get(key))
        records = model.objects.descendants_of(some_unit, include_self=True).in_year(year).order_by()
        waiting = Count("pk", filter=waiting_q(model))
        parts.append(records.values_list(Value(key, TextField())).annotate(total=Count("pk"), waiting=waiting))
    return _united(parts).query.sql_with_params()


def states_below(ledgers, organization, user, *, year):
    """Return ``{key: States}``: how many records ``user`` sees of ``organization`` and the units below it in ``year``.

    Each ``States`` also has the number of records that the lists of the last day of the year before show. One query.
    """
    eve = date(year - 1, 12, 31)
    parts = []
    for ledger in ledgers:
        model = model_of(ledger)
        counted = {
            "confirmed": Count("pk", filter=Q(state=LedgerRecord.State.CONFIRMED)),
            "waiting": Count("pk", filter=waiting_q(model)),
            "returned": Count("pk", filter=returned_q(model)),
        }
        below = model.objects.visible_to(user).descendants_of(organization, include_self=True).order_by()
        before = model.objects.visible_to(user).descendants_of(organization, on=eve, include_self=True).order_by()
        for records, is_now in [(below.in_year(year), 1), (before.until_day(eve), 0)]:
            parts.append(
                records.values(ledger=Value(ledger.key, TextField()), is_now=Value(is_now, IntegerField())).annotate(
                    total=Count("pk"), **counted
                )
            )
    rows = {(row.pop("ledger"), row.pop("is_now")): row for row in _united(parts)}
    nothing = dict.fromkeys(States.NAMES, 0)
    return {
        ledger.key: States(
            **{name: rows.get((ledger.key, 1), nothing)[name] for name in States.NAMES},
            last_year=rows.get((ledger.key, 0), {"total": 0})["total"],
        )
        for ledger in ledgers
    }


def blanks_below(columns, organization, user, *, year):
    """Return ``{(key of the ledger, column): number}`` of the records of ``year`` in which the column is blank.

    ``columns`` are pairs of a ledger and one of its columns. Columns without a blank are left out. One query.
    """
    parts = []
    for ledger, column in columns:
        records = _records(ledger, user, year).descendants_of(organization, include_self=True)
        names = {"ledger": Value(ledger.key, TextField()), "column": Value(column.field, TextField())}
        parts.append(records.filter(_blank_q(ledger, column)).values(**names).annotate(blank=Count("pk")))
    return {(row["ledger"], row["column"]): row["blank"] for row in _united(parts) if row["blank"]}


def _blank_q(ledger, column):
    name = ledger.lookup(column.field)
    return Q(**{f"{name}__isnull": True}) if column.kind in WITHOUT_TEXT else Q(**{name: ""})


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
