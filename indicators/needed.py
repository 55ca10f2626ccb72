"""Which columns of ledgers an indicator needs: those whose blank leaves an element unknown.

They are read from the condition ``unknown`` of the indicator, so that no declaration has to repeat them.
"""

from django.db.models import BooleanField
from django.db.models.expressions import Col, NegatedExpression
from django.db.models.lookups import Exact, IsNull
from django.db.models.sql.where import WhereNode

from indicators.populations import UNITS
from ledgers import declarations
from ledgers.resources import model_of


def needed_columns(indicator, *, on):
    """Return ``[(ledger, column)]`` of the columns that ``unknown`` asks to be blank, in the order of the ledgers.

    Of a yes-or-no column every question counts. A first or last day is no column that is needed: an open case has none.
    """
    if indicator.unknown is None:
        return []
    asked = {(field.model, field.name) for field in _asked_fields(indicator, indicator.span_on(on))}
    ledgers = [declarations.get(key) for key in indicator.read_ledgers if key != UNITS]
    return [(ledger, column) for ledger in ledgers for column in _asked_columns(ledger, asked)]


def _asked_columns(ledger, asked):
    model = model_of(ledger)
    head = model._meta.get_field("head").related_model if ledger.head else None
    ends = {ledger.since, ledger.closed_on}
    columns = [column for column in ledger.stored_columns if column.field not in ends and not column.leaves]
    return [column for column in columns if ((head if column.of_head else model), column.field) in asked]


def _asked_fields(indicator, span):
    """The model fields of the blanks that the condition ``unknown`` of ``indicator`` asks for."""
    rows = indicator.population.elements(span)
    before = len(rows.query.where.children)
    where = rows.filter(indicator.unknown(span)).query.where
    for condition in where.children[before:]:
        yield from _blanks(condition, is_negated=False)


def _blanks(node, *, is_negated):
    """Yield the fields that ``node`` asks to be blank, also in subqueries; ``is_negated``: below a NOT."""
    if isinstance(node, WhereNode):
        for child in node.children:
            yield from _blanks(child, is_negated=is_negated != node.negated)
    elif isinstance(node, NegatedExpression):
        yield from _blanks(node.get_source_expressions()[0], is_negated=not is_negated)
    elif isinstance(node, IsNull | Exact) and isinstance(node.lhs, Col):
        if _asks_for_blank(node, is_negated):
            yield node.lhs.target
    elif query := getattr(node, "query", None):
        yield from _blanks(query.where, is_negated=is_negated)
    elif hasattr(node, "get_source_expressions"):
        for expression in node.get_source_expressions():
            yield from _blanks(expression, is_negated=is_negated)


def _asks_for_blank(lookup, is_negated):
    if isinstance(lookup, IsNull):
        return lookup.rhs != is_negated
    return isinstance(lookup.lhs.target, BooleanField) or (lookup.rhs == "" and not is_negated)
