"""Count indicators live, set-wise in SQL: one statement for a few indicators and all units below one unit.

Counts are grouped by the beginning of the path of the place, and added up in Python to the units above.
"""

from dataclasses import dataclass, replace
from functools import lru_cache, partial

from django.db import connection
from django.db.models import Count, DecimalField, F, Q, Sum, TextField, Value
from django.db.models.functions import Coalesce, Left

from audit.paths import below_q
from indicators import populations
from indicators.counts import NOTHING, Counts
from indicators.registry import is_not
from indicators.spans import span_of
from ledgers import declarations
from ledgers.resources import model_of
from organizations import tree

PART = 3  # indicators counted in one statement; SQLite takes nine times as long for all of them in one
SOME_PATH = "<path>"  # stands in the parameters of a kept statement for the path of a unit
# No field of a record or a unit may have these names.
COLUMNS = ("part", "place_prefix", "sum_met", "sum_all", "sum_unknown", "sum_waiting")


def count(indicators, organization, *, on):
    """Return ``{key: Counts}`` of ``organization`` and all units below it as of the day ``on``."""
    path = organization.path_on(on)
    grouped = _grouped(indicators, path, on, width=len(path))
    return {indicator.key: grouped.get((indicator.key, path), NOTHING) for indicator in indicators}


def count_below(indicators, organization, *, on):
    """Return ``{(key, path): Counts}`` of the unit and of those directly below it that have any."""
    path = organization.path_on(on)
    return rolled_up(_grouped(indicators, path, on, width=len(path) + tree.STEP), path)


def count_everywhere(indicators, organization, *, on):
    """Return ``{(key, path): Counts}`` of the unit and of all units below it that have any."""
    path = organization.path_on(on)
    return rolled_up(_grouped(indicators, path, on), path)


def statement_below(indicators, path, *, on):
    """Return the ``Statement`` that counts by place the elements below the unit with ``path``, with its own ones."""
    return _statement(_measured(indicators, on)).for_path(path)


def statement_at(indicators, path, *, on):
    """Return the ``Statement`` that counts the elements placed at the unit with ``path``, without units below."""
    return _statement(_measured(indicators, on), only_own=True).for_path(path)


def parts_of(indicators):
    """Return ``indicators`` in parts that are counted in one statement each, those of the same population together."""
    together = sorted(indicators, key=lambda indicator: (indicator.of, indicator.span))
    return [together[start : start + PART] for start in range(0, len(together), PART)]


def rolled_up(grouped, top):
    """Add ``{(key, path): Counts}`` up to all units above, as far as the unit with the path ``top``."""
    totals = {}
    for (key, path), counts in grouped.items():
        for end in range(len(top), len(path) + 1, tree.STEP):
            place = key, path[:end]
            totals[place] = totals[place] + counts if place in totals else counts
    return totals


def _grouped(indicators, path, on, *, width=None):
    """Return ``{(key, beginning of the path): Counts}`` of the elements below the unit with ``path``.

    Elements are grouped by ``width`` characters of the path of their place; by the whole path without it.
    """
    totals = {}
    for measured in map(partial(_measured, on=on), parts_of(indicators)):
        statement = _statement(measured, width).for_path(path)
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, statement.params)
            for part, place, *numbers in cursor.fetchall():
                counts = Counts.of(numbers)
                for key in statement.keys_by_part[part]:
                    totals[key, place] = totals[key, place] + counts if (key, place) in totals else counts
    return totals


def _measured(indicators, on):
    """The indicators with their populations and spans, by which the statement is kept."""
    spans = {kind: span_of(kind, on) for kind in {indicator.span for indicator in indicators}}
    return tuple((indicator, indicator.population, spans[indicator.span]) for indicator in indicators)


@dataclass(frozen=True)
class Statement:
    """SQL that counts indicators below any unit. Each of its rows is about one part, which indicators may share."""

    sql: str
    params: tuple
    keys_by_part: dict

    def for_path(self, path):
        """The statement that counts below the unit with ``path``."""
        params = [param.replace(SOME_PATH, path) if isinstance(param, str) else param for param in self.params]
        return replace(self, params=tuple(params))


@lru_cache(maxsize=1024)
def _statement(measured, width=None, only_own=False):
    """Return the ``Statement`` for triples of an indicator, its population and its span as of a day.

    It is kept, since Django needs ten milliseconds to write the SQL of one indicator, often more than the database
    needs to run it. Conditions therefore depend on the span alone; what they look up is a subquery.
    """
    spans = {indicator: span for indicator, _population, span in measured}
    scope = Q(place_path=SOME_PATH) if only_own else below_q(SOME_PATH, field="place_path")
    place = Left("place_path", width) if width else F("place_path")
    keys_by_waiting = {}
    for indicator, span in spans.items():
        for waiting in _waiting_of(indicator, span):
            keys_by_waiting.setdefault(waiting, []).append(indicator.key)
    names = {waiting: f"waiting {number}" for number, waiting in enumerate(keys_by_waiting)}
    parts = [_counted(indicator, span, scope, place) for indicator, span in spans.items()]
    parts += [_waiting(name, waiting, scope, place) for waiting, name in names.items()]
    sql, params = parts[0].union(*parts[1:], all=True).order_by().query.sql_with_params()
    keys = {indicator.key: [indicator.key] for indicator in spans}
    return Statement(sql, params, keys | {name: keys_by_waiting[waiting] for waiting, name in names.items()})


def _counted(indicator, span, scope, place):
    """Return the grouped QuerySet that counts the elements of ``indicator``."""
    met, unknown = indicator.conditions(span)
    rows, amount = indicator.elements(span).filter(scope), indicator.population.amount
    if amount is None:
        counts = Count("pk", filter=met), Count("pk"), Count("pk", filter=unknown)
    else:
        is_part = indicator.unknown_amount is not None
        # What is unknown as a whole is not met in part.
        counted = is_not(unknown) if indicator.unknown and not is_part else None
        met_amount = _sum(amount, met) if indicator.met_amount is None else _sum(indicator.met_amount, counted)
        counts = met_amount, _sum(amount), _sum(indicator.unknown_amount) if is_part else _sum(amount, unknown)
    return _grouped_rows(rows, indicator.key, place, *counts, Value(0))


def _waiting_of(indicator, span):
    """The sets of records that wait for this indicator, (ledger, first day, last day); indicators share them."""
    return [(key, span.first_day, span.last_day) for key in indicator.read_ledgers if key != populations.UNITS]


def _waiting(name, waiting, scope, place):
    """Return the grouped QuerySet that counts the records of one ledger that wait for confirmation."""
    key, first_day, last_day = waiting
    records = model_of(declarations.get(key)).objects.waiting().in_span(first_day, last_day)
    rows = populations.placed(records, on=last_day, outlives_place=True).filter(scope)
    return _grouped_rows(rows, name, place, Value(0), Value(0), Value(0), Count("pk"))


def _grouped_rows(rows, name, place, *numbers):
    grouped = rows.order_by().values(part=Value(name, TextField()), place_prefix=place)
    return grouped.annotate(**dict(zip(COLUMNS[2:], numbers, strict=True)))


def _sum(field, condition=None):
    return Coalesce(Sum(field, filter=condition), Value(0), output_field=DecimalField())
