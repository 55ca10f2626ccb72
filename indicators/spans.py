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

    The span of the year 2026 as of 31 May has the key 2026 and ends on 31 May: nothing later is counted. A cycle begins
    on the earliest possible day, since its real first year is a setting: the conditions of its indicators ask for
    ``TaskYear.objects.cycle_first_year_in_sql``, and its key costs a query.
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
        if self.kind == SpanKind.CYCLE:
            first_year = TaskYear.objects.cycle_first_year(self.year)
            return f"{first_year}-{first_year + CYCLE_YEARS - 1}"
        return {
            SpanKind.DAY: self.last_day.isoformat(),
            SpanKind.MONTH: month_key(first),
            SpanKind.QUARTER: PeriodKind.QUARTER.key_of(first),
            SpanKind.HALF_YEAR: f"{first.year}-H{1 if first.month == 1 else 2}",
            SpanKind.YEAR: str(first.year),
        }[self.kind]


def month_key(day):
    """The key of the month of ``day``: 2026-05."""
    return f"{day:%Y-%m}"


def span_of(kind, on):
    """Return the span of ``kind`` as of the day ``on``."""
    kind = SpanKind(kind)
    return Span(kind, _first_day(kind, on), on)


def _first_day(kind, on):
    if kind == SpanKind.DAY:
        return on
    if kind in {SpanKind.MONTH, SpanKind.QUARTER}:
        return periods.containing(on, kind.value).start
    if kind == SpanKind.HALF_YEAR:
        return date(on.year, 1 if on.month <= MONTHS_OF_HALF_YEAR else MONTHS_OF_HALF_YEAR + 1, 1)
    return date(on.year if kind == SpanKind.YEAR else on.year - CYCLE_YEARS + 1, 1, 1)


def kind_of(key):
    """Return the kind of the span with the ``key``; raise ``ValidationError`` for a text that is none."""
    return _parsed(key)[0]


def whole_span(key):
    """Return the whole span with the key 2026-05, 2026-Q2, 2026-H1, 2026 or 2019-2023.

    Raises ``ValidationError`` for others.
    """
    kind, first_day = _parsed(key)
    span = _whole(kind, first_day)
    if kind == SpanKind.CYCLE and span.key != key.strip():
        message = _("“%(key)s”不是一个五年周期，最近的周期是 %(cycle)s。")
        raise ValidationError(message % {"key": key, "cycle": span.key})
    return span


def _parsed(key):
    """Return (kind, first day) of the ``key`` of a span; of a cycle as it is written."""
    match = _KEY.fullmatch(key.strip())
    if match is None:
        message = _("“%(key)s”不是期间，请写作 2026-05、2026-Q2、2026-H1、2026 或 2019-2023。")
        raise ValidationError(message % {"key": key[:20]})
    year = int(match["year"])
    if match["month"]:
        return SpanKind.MONTH, date(year, int(match["month"]), 1)
    if match["quarter"]:
        return SpanKind.QUARTER, date(year, 3 * int(match["quarter"]) - 2, 1)
    if match["half"]:
        return SpanKind.HALF_YEAR, date(year, MONTHS_OF_HALF_YEAR * (int(match["half"]) - 1) + 1, 1)
    return SpanKind.CYCLE if match["last_year"] else SpanKind.YEAR, date(year, 1, 1)


def _whole(kind, first):
    if kind in {SpanKind.MONTH, SpanKind.QUARTER}:
        return Span(kind, first, periods.of(first, kind.value).end)
    if kind == SpanKind.HALF_YEAR:
        return Span(kind, first, periods.add_months(first, MONTHS_OF_HALF_YEAR) - timedelta(days=1))
    if kind == SpanKind.YEAR:
        return Span(kind, first, date(first.year, 12, 31))
    first_year = TaskYear.objects.cycle_first_year(first.year)
    return Span(kind, date(first_year, 1, 1), date(first_year + CYCLE_YEARS - 1, 12, 31))
