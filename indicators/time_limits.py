"""Whether something was finished by its limit, where both are partial dates that may be only a month.

The day of finishing and the limit are compared after both are cut to the precision of the less exact one.
"""

from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Left, Length
from django.db.models.lookups import Exact, GreaterThanOrEqual, LessThan

MONTH, DAY = len("2026-05"), len("2026-05-31")


def with_limit_in(records, limit, span):
    """Keep ``records`` whose ``limit`` ran out in the span, finished or not.

    A figure states the end of its last day, so a limit of this day counts. A limit that is only a month runs out on
    the last day of the month.
    """
    first, last = span.first_day.isoformat(), span.last_day.isoformat()
    past_months = (span.last_day + timedelta(days=1)).isoformat()[:MONTH]
    exact = Q(limit_length__gte=DAY, limit_day__gte=first, limit_day__lte=last)
    of_month = Q(limit_length=MONTH, limit_day__gte=first[:MONTH], limit_day__lt=past_months)
    return records.alias(limit_day=Left(limit, DAY), limit_length=Length(limit)).filter(exact | of_month)


def in_time_q(finished, limit):
    """Finished by the limit (按期办结)."""
    is_exact = GreaterThanOrEqual(Length(finished), Length(limit))
    same_time = Q(Exact(_cut(finished, limit), _cut(limit, finished)))
    in_time = Q(LessThan(_cut(finished, limit), _cut(limit, finished))) | same_time & Q(is_exact)
    return _filled(limit) & _filled(finished) & in_time


def in_time_is_unknown_q(finished, limit):
    """There is no limit, or the day of finishing is not exact enough to compare it."""
    same_time = Q(Exact(_cut(finished, limit), _cut(limit, finished)))
    return ~_filled(limit) | _filled(finished) & same_time & Q(LessThan(Length(finished), Length(limit)))


def _cut(field, other):
    return Left(field, Length(other))


def _filled(field):
    return ~Q(**{field: ""})
