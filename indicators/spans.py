"""The time that a figure is about, from its first day to the day as of which it is counted.

The key of a span is a text that sorts by time within its kind: 2026-05-31, 2026-05, 2026-Q2, 2026-H1, 2026 and
2019-2023.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ledgers.periods import PeriodKind
from years import periods
from years.models import CYCLE_YEARS, TaskYear

_KEY = re.compile(
    r"(?P<year>20\d\d)"
    r"(?:-(?P<month>0[1-9]|1[0-2])|-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<last_year>20\d\d))?"
)
MONTHS_OF_HALF_YEAR = 6


class SpanKind(StrEnum):
    """How much time a figure is about: the state on a day, or what happened since the first day of a span."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    CYCLE = "cycle"  # the five years of a plan for training members (TaskYear.cycle_first_year)


@dataclass(frozen=True)
class Span:
    """The days from ``first_day`` to ``last_day``, both included. ``last_day`` is the day as of which one counts.

    The span of the year 2026 as of 31 May has the key 2026 and ends on 31 May: nothing later is counted.
    """

    kind: SpanKind
    first_day: date
    last_day: date

    @property
    def year(self):
        return self.last_day.year

    @property
    def key(self):
        first = self.first_day
        return {
            SpanKind.DAY: self.last_day.isoformat(),
            SpanKind.MONTH: month_key(first),
            SpanKind.QUARTER: PeriodKind.QUARTER.key_of(first),
            SpanKind.HALF_YEAR: f"{first.year}-H{1 if first.month == 1 else 2}",
            SpanKind.YEAR: str(first.year),
            SpanKind.CYCLE: f"{first.year}-{first.year + CYCLE_YEARS - 1}",
        }[self.kind]


def month_key(day):
    """The key of the month of ``day``: 2026-05."""
    return f"{day:%Y-%m}"


def span_of(kind, on):
    """Return the span of ``kind`` as of the day ``on``; for a cycle one query, since its first year is a setting."""
    kind = SpanKind(kind)
    return Span(kind, _first_day(kind, on), on)


def _first_day(kind, on):
    if kind == SpanKind.DAY:
        return on
    if kind in {SpanKind.MONTH, SpanKind.QUARTER}:
        return periods.containing(on, kind.value).start
    if kind == SpanKind.HALF_YEAR:
        return date(on.year, 1 if on.month <= MONTHS_OF_HALF_YEAR else MONTHS_OF_HALF_YEAR + 1, 1)
    return date(on.year if kind == SpanKind.YEAR else TaskYear.objects.cycle_first_year(on.year), 1, 1)


def whole_span(key):
    """Return the whole span with the key 2026-05, 2026-Q2, 2026-H1, 2026 or 2019-2023.

    Raises ``ValidationError`` for others.
    """
    match = _KEY.fullmatch(key.strip())
    if match is None:
        raise ValidationError(
            _("“%(key)s”不是期间，请写作 2026-05、2026-Q2、2026-H1、2026 或 2019-2023。") % {"key": key[:20]}
        )
    year = int(match["year"])
    if match["month"]:
        return _whole(SpanKind.MONTH, date(year, int(match["month"]), 1))
    if match["quarter"]:
        return _whole(SpanKind.QUARTER, date(year, int(match["quarter"]) * 3, 1))
    if match["half"]:
        return _whole(SpanKind.HALF_YEAR, date(year, int(match["half"]) * MONTHS_OF_HALF_YEAR, 1))
    if match["last_year"] is None:
        return _whole(SpanKind.YEAR, date(year, 1, 1))
    cycle = _whole(SpanKind.CYCLE, date(year, 1, 1))
    if cycle.key != match[0]:
        raise ValidationError(
            _("“%(key)s”不是一个五年周期，最近的周期是 %(cycle)s。") % {"key": key, "cycle": cycle.key}
        )
    return cycle


def _whole(kind, day):
    first = span_of(kind, day).first_day
    if kind in {SpanKind.MONTH, SpanKind.QUARTER}:
        return Span(kind, first, periods.of(first, kind.value).end)
    if kind == SpanKind.HALF_YEAR:
        return Span(kind, first, periods.add_months(first, MONTHS_OF_HALF_YEAR) - timedelta(days=1))
    years = 1 if kind == SpanKind.YEAR else CYCLE_YEARS
    return Span(kind, first, date(first.year + years - 1, 12, 31))
