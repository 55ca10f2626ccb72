"""Write the values that differ from the stored ones, set-wise in SQL: no value passes through Python.

What is counted goes into one temporary table, and what differs from the stored values into another, from which the rows
are written. Both live inside the transaction of the caller; the SQL is the same on both databases.
"""

from django.db import connection
from django.db.models import Max, Value
from django.db.models.functions import Length
from django.utils import timezone

from indicators.counting import parts_of, statement_on
from indicators.counts import Counts
from indicators.models import IndicatorValue
from indicators.spans import month_key
from organizations import tree
from organizations.models import Organization, Placement
from years.periods import add_months

# Copies of columns, so that types and collations are theirs. PostgreSQL drops the tables at the end of the transaction;
# SQLite keeps them while the connection is open, since each new table would make it prepare all kept statements again.
TABLES = (
    """
CREATE TEMPORARY TABLE IF NOT EXISTS indicators_counted {lifetime} AS
SELECT value.indicator, placement.path, value.numerator + 0 AS numerator, value.denominator + 0 AS denominator,
    value.unknown + 0 AS unknown, value.waiting
FROM indicators_indicatorvalue value, organizations_placement placement LIMIT 0
""",
    """
CREATE TEMPORARY TABLE IF NOT EXISTS indicators_change {lifetime} AS
SELECT indicator, organization_id AS unit, id AS old_id, span AS old_span, numerator AS old_numerator,
    denominator AS old_denominator, unknown AS old_unknown, waiting AS old_waiting,
    numerator, denominator, unknown, waiting
FROM indicators_indicatorvalue LIMIT 0
""",
    "{empty} indicators_counted",
    "{empty} indicators_change",
)
# Rows deleted in PostgreSQL would be read over again until the end of the transaction.
POSTGRESQL = {"lifetime": "ON COMMIT DROP", "empty": "TRUNCATE"}
SQLITE = {"lifetime": "", "empty": "DELETE FROM"}
# keys: which indicators a row of the statement is about.
COUNT = """
INSERT INTO indicators_counted
WITH keys(part, indicator) AS (VALUES {keys}),
    statement(part, path, numerator, denominator, unknown, waiting) AS ({statement})
SELECT keys.indicator, path, numerator, denominator, unknown, waiting
FROM statement JOIN keys ON keys.part = statement.part
"""
# places: the unit at each path on the day. beside: stored values of units beside those that are counted, for the sums.
# An indicator that has a stored value and no element any more has the value 0 of 0.
COMPARE = """
INSERT INTO indicators_change WITH
    places(path, unit) AS ({places}),
    stored(id, indicator, unit, span, numerator, denominator, unknown, waiting) AS MATERIALIZED ({stored}),
    counted(indicator, unit, numerator, denominator, unknown, waiting) AS (
        SELECT indicator, places.unit, numerator, denominator, unknown, waiting
        FROM ({levels}) levels JOIN places ON places.path = levels.path
        UNION ALL SELECT indicator, unit, 0, 0, 0, 0 FROM stored
        {beside}
    ),
    current(indicator, unit, numerator, denominator, unknown, waiting) AS (
        SELECT indicator, unit, ROUND(SUM(numerator), 2), ROUND(SUM(denominator), 2), ROUND(SUM(unknown), 2),
            SUM(waiting)
        FROM counted GROUP BY indicator, unit
    )
SELECT current.indicator, current.unit, stored.id, stored.span,
    COALESCE(stored.numerator, 0), COALESCE(stored.denominator, 0), COALESCE(stored.unknown, 0),
    COALESCE(stored.waiting, 0), current.numerator, current.denominator, current.unknown, current.waiting
FROM current LEFT JOIN stored ON stored.indicator = current.indicator AND stored.unit = current.unit
WHERE current.numerator <> COALESCE(stored.numerator, 0) OR current.denominator <> COALESCE(stored.denominator, 0)
    OR current.unknown <> COALESCE(stored.unknown, 0) OR current.waiting <> COALESCE(stored.waiting, 0)
"""
LEVEL = """
SELECT indicator, SUBSTR(path, 1, {end}) AS path, numerator, denominator, unknown, waiting
FROM indicators_counted WHERE LENGTH(path) >= {end}
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


def store(unit, indicators, *, on, now):
    """Store the values of ``unit``, of all units below it and of all above it as of the day ``on``.

    The value of a unit above is the sum of the elements placed at the unit itself and of the values of the units
    directly below it, of which those beside ``unit`` are the stored ones. Returns the changes as (key, organization id,
    old ``Counts``, new ``Counts``).
    """
    path = unit.path_on(on)
    placed = Placement.objects.on(on).filter(path__in=tree.ancestor_paths(path))
    above = list(Organization.objects.filter(placements__in=placed).order_by("path"))
    with connection.cursor() as cursor:
        words = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
        for statement in TABLES:
            cursor.execute(statement.format(**words))
        for part in parts_of(indicators):
            _count(cursor, statement_on(part, on), path, [higher.path_on(on) for higher in above])
        cursor.execute(*_comparison(unit, above, indicators, on))
    return _write(on, now)


def _count(cursor, statement, path, paths_above):
    """Count the elements below the unit with ``path``, and those placed at the units above."""
    keys = [(part, key) for part, keys in statement.keys_by_part.items() for key in keys]
    sql = COUNT.format(keys=", ".join(["(%s, %s)"] * len(keys)), statement=statement.sql)
    named = [name for pair in keys for name in pair]
    cursor.execute(sql, [*named, *statement.below(path, above=paths_above).params])


def _comparison(unit, above, indicators, on):
    """Return the SQL that fills the table of changes, and its parameters."""
    path = unit.path_on(on)
    below = Placement.objects.nearest(on).below(path)
    places = [below]
    stored = [_stored(Organization.objects.nearest_below(unit, on=on, include_self=True), indicators, on)]
    if above:
        places.append(Placement.objects.on(on).filter(unit__in=above))
        stored.append(_stored(Organization.objects.filter(pk__in=[higher.pk for higher in above]), indicators, on))
    longest = below.aggregate(longest=Max(Length("path")))["longest"] or len(path)
    levels = [LEVEL.format(end=end) for end in range(tree.STEP, longest + 1, tree.STEP)]
    places_sql, places_params = _union(rows.values_list("path", "unit") for rows in places)
    stored_sql, stored_params = _union(
        rows.values_list("pk", "indicator", "organization", "span", *Counts.NAMES) for rows in stored
    )
    beside_sql, beside_params = _union(_values_beside(path, above, indicators, on))
    sql = COMPARE.format(
        places=places_sql,
        stored=stored_sql,
        levels=" UNION ALL ".join(levels),
        beside=beside_sql and f"UNION ALL {beside_sql}",
    )
    return sql, [*places_params, *stored_params, *beside_params]


def _values_beside(path, above, indicators, on):
    """Yield the stored values of the units beside the way to ``path``, once for each unit above them."""
    for number, higher in enumerate(above):
        on_the_way = path[: len(higher.path_on(on)) + tree.STEP]
        units = Organization.objects.directly_below(higher, on=on).exclude(path_then=on_the_way)
        values = _stored(units, indicators, on)
        for reached in above[: number + 1]:
            yield values.values_list("indicator", Value(reached.pk), *Counts.NAMES)


def _union(parts):
    """The SQL and the parameters of all rows of some QuerySets."""
    written = [rows.order_by().query.sql_with_params() for rows in parts]
    return " UNION ALL ".join(sql for sql, _params in written), [param for _sql, params in written for param in params]


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
