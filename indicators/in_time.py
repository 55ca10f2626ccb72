"""When something is done, and whether it was done in time, by the dates of a record."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Left, Length
from django.db.models.lookups import Exact, GreaterThanOrEqual, LessThan

from ledgers.record_days import happened_q

MONTH, DAY = len("2026-05"), len("2026-05-31")


def done_q(on, *, said, day):
    """Done by the day ``on``: the date in the field ``day`` has come. Without a date counts what was ``said``, a ``Q``.

    A date beats a box: what is to be finished later is not done yet.
    """
    has_come = ~Q(**{day: ""}) & Q(**{f"{day}__lte": f"{on.isoformat()}T24:00"})
    return has_come | (Q(**{day: ""}) & said)


@dataclass(frozen=True)
class TimeLimit:
    """The fields of a record with the day by which it must be finished (``due``) and the day when it was (``done``).

    Both are partial dates, "" for no date. A limit that is only a month runs out on the last day of the month.
    """

    due: str
    done: str

    def fell_due_q(self, span):
        """Records whose limit ran out in the span, finished or not.

        A figure states the end of its last day, so a record that is due on this day counts.
        """
        first = span.first_day.isoformat()
        not_before = Q(self._is_month) & Q(**{f"{self.due}__gte": first[:MONTH]}) | Q(**{f"{self.due}__gte": first})
        return not_before & self.ran_out_by_q(span.last_day)

    def ran_out_by_q(self, day):
        """Records whose limit ran out on the ``day`` or on one before it."""
        past_months = (day + timedelta(days=1)).isoformat()[:MONTH]
        by_day = Q(GreaterThanOrEqual(Length(self.due), DAY)) & Q(**{f"{self.due}__lte": f"{day.isoformat()}T24:00"})
        return by_day | (Q(self._is_month) & Q(**{f"{self.due}__lt": past_months}))

    @property
    def _is_month(self):
        return Exact(Length(self.due), MONTH)

    def ran_out_q(self, span, *, since):
        """Like ``fell_due_q``; without a limit those that began in the span, by the day in the field ``since``."""
        began = Q(**{self.due: ""}) & happened_q(since, first=span.first_day, last=span.last_day)
        return self.fell_due_q(span) | began

    @property
    def _cut(self):
        """The day of finishing and the limit, both cut to the precision of the less exact one."""
        return Left(self.done, Length(self.due)), Left(self.due, Length(self.done))

    def kept_q(self):
        """Finished by the limit (按期办结), by the dates alone."""
        finished, limit = self._cut
        is_exact = GreaterThanOrEqual(Length(self.done), Length(self.due))
        in_time = Q(LessThan(finished, limit)) | (Q(Exact(finished, limit)) & Q(is_exact))
        return ~Q(**{self.due: ""}) & ~Q(**{self.done: ""}) & in_time

    def unknown_q(self):
        """There is no limit, or the day of finishing is not exact enough to compare it."""
        finished, limit = self._cut
        is_rough = LessThan(Length(self.done), Length(self.due))
        return Q(**{self.due: ""}) | (~Q(**{self.done: ""}) & Q(Exact(finished, limit)) & Q(is_rough))
