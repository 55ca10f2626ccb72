"""Amounts that are summed up: how much of an element is met."""

from django.db.models import Case, F, Q, When
from django.db.models.lookups import GreaterThan, LessThanOrEqual


def at_most(value, limit, **options):
    """Return the expression ``value``, cut off at ``limit``; null where one of the two is.

    ``Least`` differs: on PostgreSQL it returns the other one for a null, and a blank would count as the whole limit.
    ``options`` are those of ``Case``.
    """
    value, limit = (F(each) if isinstance(each, str) else each for each in (value, limit))
    is_more, is_not_more = Q(GreaterThan(value, limit)), Q(LessThanOrEqual(value, limit))
    return Case(When(is_more, then=limit), When(is_not_more, then=value), **options)
