"""Write the values that differ from the stored ones, set-wise in SQL: no value passes through Python.

What is counted is compared with what is stored in one temporary table of changes, from which the rows are written. It
lives inside the transaction of the caller and is the same SQL on both databases.
"""

from contextlib import contextmanager

from django.db import connection
from django.db.models import Max, Value
from django.db.models.functions import Length
from django.utils import timezone

from indicators.counting import statement_at, statement_below
from indicators.counts import Counts
from indicators.models import IndicatorValue
from indicators.spans import month_key
from organizations import tree
from organizations.models import Organization, Placement
from years.periods import add_months

# keys: which indicators a row of the statement is about. places: the unit at each path on the day.
# An indicator that has a stored value and no element any more has the value 0 of 0.
CHANGES = """
CREATE TEMPORARY TABLE indicators_change AS WITH
    keys(part, indicator) AS ({keys}),
    places(path, unit) AS ({places}),
    statement(part, path, numerator, denominator, unknown, waiting) AS MATERIALIZED ({statement}),
    stored(id, indicator, unit, span, numerator, denominator, unknown, waiting) AS MATERIALIZED ({stored}),
    counted(indicator, unit, numerator, denominator, unknown, waiting) AS (
        SELECT keys.indicator, places.unit, numerator, denominator, unknown, waiting
        FROM ({levels}) levels JOIN keys ON keys.part = levels.part JOIN places ON places.path = levels.path
        UNION ALL SELECT indicator, unit, 0, 0, 0, 0 FROM stored
        {more}
    ),
    current(indicator, unit, numerator, denominator, unknown, waiting) AS (
        SELECT indicator, unit, ROUND(SUM(numerator), 2), ROUND(SUM(denominator), 2), ROUND(SUM(unknown), 2),
            SUM(waiting)
        FROM counted GROUP BY indicator, unit
    )
SELECT current.indicator, current.unit, stored.id AS old_id, stored.span AS old_span,
    COALESCE(stored.numerator, 0) AS old_numerator, COALESCE(stored.denominator, 0) AS old_denominator,
    COALESCE(stored.unknown, 0) AS old_unknown, COALESCE(stored.waiting, 0) AS old_waiting,
    current.numerator, current.denominator, current.unknown, current.waiting
FROM current LEFT JOIN stored ON stored.indicator = current.indicator AND stored.unit = current.unit
WHERE current.numerator <> COALESCE(stored.numerator, 0) OR current.denominator <> COALESCE(stored.denominator, 0)
    OR current.unknown <> COALESCE(stored.unknown, 0) OR current.waiting <> COALESCE(stored.waiting, 0)
"""
LEVEL = """
SELECT part, SUBSTR(path, 1, {end}) AS path, numerator, denominator, unknown, waiting
FROM statement WHERE LENGTH(path) >= {end}
"""
CLOSE = """
UPDATE indicators_indicatorvalue SET known_to = %s
WHERE id IN (SELECT old_id FROM indicators_change WHERE old_span = %s)
"""
WRITE = """
INSERT INTO indicators_indicatorvalue
    (span, known_from, indicator, organization_id, numerator, denominator, unknown, waiting)
SELECT %s, %s, indicator, unit, numerator, denominator, unknown, waiting FROM indicators_change
"""
# The month after a corrected one keeps the value that it had through the corrected month.
KEEP_LATER = """
INSERT INTO indicators_indicatorvalue
    (span, known_from, indicator, organization_id, numerator, denominator, unknown, waiting)
SELECT %s, %s, indicator, unit, old_numerator, old_denominator, old_unknown, old_waiting FROM indicators_change
WHERE NOT EXISTS (
    SELECT 1 FROM indicators_indicatorvalue later
    WHERE later.indicator = indicators_change.indicator AND later.organization_id = indicators_change.unit
        AND later.span = %s AND later.known_to IS NULL
)
"""
READ = """
SELECT indicator, unit, old_numerator, old_denominator, old_unknown, old_waiting,
    numerator, denominator, unknown, waiting
FROM indicators_change
"""


def store_below(unit, indicators, *, on, now):
    """Store the values of ``unit`` and of all units below it as of the day ``on``; return the changes.

    A change is (key, organization id, old ``Counts``, new ``Counts``).
    """
    path = unit.path_on(on)
    places = Placement.objects.nearest(on).below(path)
    longest = places.aggregate(longest=Max(Length("path")))["longest"] or len(path)
    levels = [LEVEL.format(end=end) for end in range(len(path), longest + 1, tree.STEP)]
    below = statement_below(indicators, path, on=on)
    units = Organization.objects.nearest_below(unit, on=on, include_self=True)
    with _changes(below, indicators, places, levels, units, on=on):
        return _write(on, now)


def store_above(unit, indicators, *, on, now):
    """Store the values of ``unit``: its own elements, and the stored values of the units directly below it."""
    path = unit.path_on(on)
    places = Placement.objects.nearest(on).filter(path=path)
    children = Organization.objects.directly_below(unit, on=on)
    more = _stored(children, indicators, on).values_list("indicator", Value(unit.pk), *Counts.NAMES)
    own = statement_at(indicators, path, on=on)
    units = Organization.objects.filter(pk=unit.pk)
    with _changes(own, indicators, places, [LEVEL.format(end=len(path))], units, on=on, more=more):
        return _write(on, now)


@contextmanager
def _changes(statement, indicators, places, levels, units, *, on, more=None):
    """Fill the table of changes and drop it at the end."""
    keys = [(part, key) for part, keys in statement.keys_by_part.items() for key in keys]
    places_sql, places_params = _sql(places.values_list("path", "unit"))
    more_sql, more_params = _sql(more) if more is not None else ("", ())
    stored = _stored(units, indicators, on).values_list("pk", "indicator", "organization", "span", *Counts.NAMES)
    stored_sql, stored_params = _sql(stored)
    sql = CHANGES.format(
        keys=f"VALUES {', '.join(['(%s, %s)'] * len(keys))}",
        places=places_sql,
        statement=statement.sql,
        levels=" UNION ALL ".join(levels),
        more=more_sql and f"UNION ALL {more_sql}",
        stored=stored_sql,
    )
    named = [name for pair in keys for name in pair]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*named, *places_params, *statement.params, *stored_params, *more_params])
        yield
        cursor.execute("DROP TABLE indicators_change")


def _sql(rows):
    """The SQL and the parameters of a QuerySet."""
    return rows.order_by().query.sql_with_params()


def _stored(units, indicators, on):
    """The values of ``indicators`` and ``units`` known now that hold in the month of the day ``on``."""
    keys = [indicator.key for indicator in indicators]
    values = IndicatorValue.objects.latest_up_to(month_key(on))
    return values.filter(indicator__in=keys, organization__in=units.order_by().values("pk"))


def _write(on, now):
    """Write the values of the table of changes, and return the changes."""
    month, next_month, moment = month_key(on), month_key(add_months(on.replace(day=1), 1)), _prepared(now)
    with connection.cursor() as cursor:
        cursor.execute(CLOSE, [moment, month])
        if next_month < month_key(timezone.localdate(now)):  # the running month is computed after each earlier one
            cursor.execute(KEEP_LATER, [next_month, moment, next_month])
        cursor.execute(WRITE, [month, moment])
        cursor.execute(READ)
        return [(key, unit, Counts.of(rest[:4]), Counts.of(rest[4:])) for key, unit, *rest in cursor.fetchall()]


def _prepared(moment):
    """The moment as the database stores it."""
    return IndicatorValue._meta.get_field("known_from").get_db_prep_value(moment, connection)
