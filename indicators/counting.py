"""Count indicators live, set-wise in SQL: one statement for a few indicators and all units below one unit.

Counts are grouped by the beginning of the path of the place, and added up in Python to the units above.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from django.db import connection
from django.db.models import Case, Count, DecimalField, IntegerField, Q, Sum, TextField, Value, When
from django.db.models.functions import Coalesce, Left

from audit.paths import SOME_PATH, SOME_PATHS_ABOVE, below_q, with_path
from indicators import populations
from indicators.counts import NOTHING, Counts
from indicators.model_days import model_day, translated
from indicators.spans import span_of
from ledgers import declarations
from ledgers.resources import model_of
from organizations import tree
from organizations.models import Placement

# Indicators counted in one statement. SQLite keeps the cursors of all parts of a statement open until its end, and
# each subquery that opens one walks through all of them: one statement for all indicators took nine times as long.
PART = 3
SOME_WIDTH = "<width>"  # stands in the parameters of a kept statement for how much of the path of a place is told
WHOLE_PATH = Placement._meta.get_field("path").max_length
# No field of a record or a unit may have these names.
COLUMNS = ("part", "place_prefix", "counts_as", "sum_met", "sum_all", "sum_unknown", "sum_waiting")
# What ``counts_as`` says about a group of elements: whether they are in the sums of the met and of the unknown.
NEITHER, MET, UNKNOWN, BOTH = range(4)
UNITED = """
SELECT part, place_prefix, CASE WHEN counts_as IN (1, 3) THEN sum_met ELSE 0 END, sum_all,
    CASE WHEN counts_as IN (2, 3) THEN sum_unknown ELSE 0 END, sum_waiting
FROM ({parts}) parts
"""


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


def parts_of(indicators):
    """Return ``indicators`` in parts that are counted in one statement each, those of the same population together.

    Figures that steer have parts of their own, so that whoever needs only the others finds the same statements kept.
    """
    parts = []
    for _use, group in groupby(sorted(indicators, key=_kinship), key=lambda indicator: indicator.use):
        together = list(group)
        parts += [together[start : start + PART] for start in range(0, len(together), PART)]
    return parts


def _kinship(indicator):
    return indicator.use, indicator.of, indicator.span


def rolled_up(grouped, top):
    """Add ``{(key, path): Counts}`` up to all units above, as far as the unit with the path ``top``."""
    totals = {}
    for (key, path), counts in grouped.items():
        for end in range(len(top), len(path) + 1, tree.STEP):
            place = key, path[:end]
            totals[place] = totals[place] + counts if place in totals else counts
    return totals


def _grouped(indicators, path, on, *, width=WHOLE_PATH):
    """Return ``{(key, beginning of the path): Counts}`` of the elements below the unit with ``path``.

    Elements are grouped by ``width`` characters of the path of their place; without it by the whole path.
    """
    totals = {}
    for part in parts_of(indicators):
        statement = statement_on(part, on).below(path, width=width)
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, statement.params)
            for name, place, *numbers in cursor.fetchall():
                counts = Counts.of(numbers)
                for key in statement.keys_by_part[name]:
                    totals[key, place] = totals[key, place] + counts if (key, place) in totals else counts
    return totals


def statement_on(indicators, on):
    """Return the ``Statement`` of ``indicators`` for the day ``on``: that of its model day with other parameters."""
    model = model_day(on)
    try:
        written = written_statement(indicators, model)
        return replace(written, params=translated(written.params, model=model, on=on))
    except LookupError:
        return written_statement(indicators, on)


def written_statement(indicators, on):
    """Return the ``Statement`` as it is written for the day ``on`` itself."""
    return _statement(_measured(indicators, on))


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

    def below(self, path, *, above=(), width=WHOLE_PATH):
        """The statement that counts below the unit with ``path``, and at the units with the paths ``above``.

        It counts by ``width`` characters of the path of the place.
        """
        params = with_path(self.params, path, above=above)
        return replace(self, params=tuple(width if param == SOME_WIDTH else param for param in params))


@lru_cache(maxsize=1024)
def _statement(measured):
    """Return the ``Statement`` for triples of an indicator, its population and its span as of a day.

    It is kept, since Django needs ten milliseconds to write the SQL of one indicator, often more than the database
    needs to run it. Conditions therefore depend on the span alone; what they look up is a subquery.
    """
    spans = {indicator: span for indicator, _population, span in measured}
    keys_by_waiting = {}
    for indicator, span in spans.items():
        for waiting in _waiting_of(indicator, span):
            keys_by_waiting.setdefault(waiting, []).append(indicator.key)
    names = {waiting: f"waiting {number}" for number, waiting in enumerate(keys_by_waiting)}
    parts = [_counted(indicator, span) for indicator, span in spans.items()]
    parts += [_waiting(name, waiting) for waiting, name in names.items()]
    sql, params = parts[0].union(*parts[1:], all=True).order_by().query.sql_with_params()
    keys = {indicator.key: [indicator.key] for indicator in spans}
    keys |= {name: keys_by_waiting[waiting] for waiting, name in names.items()}
    return Statement(UNITED.format(parts=sql), params, keys)


def _counted(indicator, span):
    """Return the grouped QuerySet that counts the elements of ``indicator``.

    Elements are also grouped by what they count as, so that the conditions are looked at once for each element.
    """
    rows, amount = indicator.elements(span), indicator.population.amount
    if amount is None:
        sums = Count("pk"), Count("pk"), Count("pk")
    else:
        sums = _sum(indicator.met_amount or amount), _sum(amount), _sum(indicator.unknown_amount or amount)
    return _grouped_rows(rows, indicator.key, _counts_as(indicator, span), *sums, Value(0))


def _counts_as(indicator, span):
    """Return the expression that says in which sums an element is."""
    if indicator.unknown_amount is not None:
        return Value(BOTH)
    if indicator.met_amount is not None and indicator.unknown is None:
        return Value(MET)
    met, unknown = indicator.conditions(span)
    # Of what is not met as a whole, a part may be. What is unknown as a whole is not met in part.
    rest = NEITHER if indicator.met_amount is None else MET
    whens = [When(met, then=Value(MET)), When(unknown, then=Value(UNKNOWN))]
    return Case(*whens, default=Value(rest), output_field=IntegerField())


def _waiting_of(indicator, span):
    """The sets of records that wait for this indicator, (ledger, first day, last day); indicators share them."""
    return [(key, span.first_day, span.last_day) for key in indicator.read_ledgers if key != populations.UNITS]


def _waiting(name, waiting):
    """Return the grouped QuerySet that counts the records of one ledger that wait for confirmation."""
    key, first_day, last_day = waiting
    records = model_of(declarations.get(key)).objects.waiting().in_span(first_day, last_day)
    rows = populations.placed(records, on=last_day, outlives_place=True)
    return _grouped_rows(rows, name, Value(NEITHER), Value(0), Value(0), Value(0), Count("pk"))


def _grouped_rows(rows, name, counts_as, *numbers):
    # That there is a place is said too: with the "or" alone Django would make the join of the places an outer one.
    scope = below_q(SOME_PATH, field="place_path") | Q(place_path__in=SOME_PATHS_ABOVE)
    place = Left("place_path", Value(SOME_WIDTH))
    groups = {"part": Value(name, TextField()), "place_prefix": place, "counts_as": counts_as}
    grouped = rows.filter(scope, place_path__isnull=False).order_by().values(**groups)
    return grouped.annotate(**dict(zip(COLUMNS[3:], numbers, strict=True)))


def _sum(field):
    return Coalesce(Sum(field), Value(0), output_field=DecimalField())
