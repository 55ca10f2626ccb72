"""Count indicators live, set-wise in SQL: one statement for many indicators and all units below one unit.

Counts are grouped by the beginning of the path of the place, and added up in Python to the units above.
"""

from django.db.models import Count, DecimalField, F, Q, Sum, TextField, Value
from django.db.models.functions import Coalesce, Left

from audit.paths import below_q
from indicators import populations
from indicators.counts import NOTHING, Counts
from ledgers import declarations
from ledgers.resources import model_of
from organizations import tree

# No field of a record or a unit may have these names.
COLUMNS = ("part", "place_prefix", "sum_met", "sum_all", "sum_unknown", "sum_waiting")


def count(indicators, organization, *, on):
    """Return ``{key: Counts}`` of ``organization`` and all units below it as of the day ``on``; one statement."""
    path = organization.path_on(on)
    grouped = _grouped(indicators, below_q(path, field="place_path"), on, width=len(path))
    return {indicator.key: grouped.get((indicator.key, path), NOTHING) for indicator in indicators}


def count_below(indicators, organization, *, on):
    """Return ``{(key, path): Counts}`` of the unit and of those directly below it that have any; one statement."""
    path = organization.path_on(on)
    grouped = _grouped(indicators, below_q(path, field="place_path"), on, width=len(path) + tree.STEP)
    return rolled_up(grouped, path)


def count_everywhere(indicators, organization, *, on):
    """Return ``{(key, path): Counts}`` of the unit and of all units below it that have any; one statement."""
    path = organization.path_on(on)
    return rolled_up(_grouped(indicators, below_q(path, field="place_path"), on), path)


def count_at(indicators, paths, *, on):
    """Return ``{(key, path): Counts}`` of the elements placed at the units with ``paths``, without units below."""
    return _grouped(indicators, Q(place_path__in=paths), on)


def rolled_up(grouped, top):
    """Add ``{(key, path): Counts}`` up to all units above, as far as the unit with the path ``top``."""
    totals = {}
    for (key, path), counts in grouped.items():
        for end in range(len(top), len(path) + 1, tree.STEP):
            place = key, path[:end]
            totals[place] = totals[place] + counts if place in totals else counts
    return totals


def _grouped(indicators, scope, on, *, width=None):
    """Return ``{(key, beginning of the path): Counts}`` of the elements that ``scope`` selects by ``place_path``.

    Elements are grouped by ``width`` characters of the path of their place; by the whole path without it.
    """
    place = Left("place_path", width) if width else F("place_path")
    totals = {}
    for key, path, *numbers in _rows(indicators, scope, place, on):
        counts = Counts.of(numbers)
        totals[key, path] = totals[key, path] + counts if (key, path) in totals else counts
    return totals


def _rows(indicators, scope, place, on):
    """Yield (key, beginning of the path, numerator, denominator, unknown, waiting); one statement for all."""
    keys_by_waiting = {}
    for indicator in indicators:
        for waiting in _waiting_of(indicator, on):
            keys_by_waiting.setdefault(waiting, []).append(indicator.key)
    waiting_by_name = {str(number): waiting for number, waiting in enumerate(keys_by_waiting)}
    parts = [_counted(indicator, scope, place, on) for indicator in indicators]
    parts += [_waiting(name, waiting, scope, place) for name, waiting in waiting_by_name.items()]
    for row in parts[0].union(*parts[1:], all=True).order_by() if parts else ():
        name, *values = (row[column] for column in COLUMNS)
        keys = keys_by_waiting[waiting_by_name[name]] if name in waiting_by_name else [name]
        for key in keys:
            yield key, *values


def _counted(indicator, scope, place, on):
    """Return the grouped QuerySet that counts the elements of ``indicator``."""
    span = indicator.span_on(on)
    met, unknown = indicator.conditions(span)
    rows, amount = indicator.elements(span).filter(scope), indicator.population.amount
    if amount is None:
        counts = Count("pk", filter=met), Count("pk"), Count("pk", filter=unknown)
    else:
        counts = _sum(indicator.met_amount or amount, met), _sum(amount), _sum(amount, unknown)
    return _grouped_rows(rows, indicator.key, place, *counts, Value(0))


def _waiting_of(indicator, on):
    """The sets of records that wait for this indicator, (ledger, first day, last day); indicators share them."""
    span = indicator.span_on(on)
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
