"""Conditions over two partial dates of a record: the limit by which it had to be done, and when it was done.

A date is compared as exactly as both were given: a box of the ledger such as 是否超期 does not count.
"""

from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Left, Length
from django.db.models.lookups import Exact, GreaterThanOrEqual, LessThan, LessThanOrEqual

MONTH, DAY = len("2026-05"), len("2026-05-31")


def fell_due_q(limit, span):
    """Records whose limit, in the field ``limit``, ran out in the span, done or not.

    A figure states the end of its last day, so what is due on this day counts. A limit that is only a month runs out
    on the last day of the month.
    """
    first, last = span.first_day.isoformat(), span.last_day.isoformat()
    past_months = (span.last_day + timedelta(days=1)).isoformat()[:MONTH]
    exact = Q(GreaterThanOrEqual(Left(limit, DAY), first)) & Q(LessThanOrEqual(Left(limit, DAY), last))
    of_month = Q(**{f"{limit}__gte": first[:MONTH], f"{limit}__lt": past_months})
    return Q(GreaterThanOrEqual(Length(limit), DAY)) & exact | Q(Exact(Length(limit), MONTH)) & of_month


def in_time_q(done, limit):
    """Records done by their limit, by the dates alone."""
    done_then, limit_then = _as_exact_as_both(done, limit)
    is_exact = GreaterThanOrEqual(Length(done), Length(limit))
    in_time = Q(LessThan(done_then, limit_then)) | Q(Exact(done_then, limit_then)) & Q(is_exact)
    return ~Q(**{limit: ""}) & ~Q(**{done: ""}) & in_time


def in_time_unknown_q(done, limit):
    """Records without a limit, or whose day of being done is not exact enough to compare it."""
    done_then, limit_then = _as_exact_as_both(done, limit)
    same_time = Q(Exact(done_then, limit_then)) & Q(LessThan(Length(done), Length(limit)))
    return Q(**{limit: ""}) | ~Q(**{done: ""}) & same_time


def _as_exact_as_both(done, limit):
    """Both dates, cut to the length of the less exact one."""
    return Left(done, Length(limit)), Left(limit, Length(done))
