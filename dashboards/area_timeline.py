"""The timeline (时间轴) of an area's tasks: a bar for each from its first day to its deadline, with today's line."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from tasks.models import Assignment

MONTH = 100  # width of a month in the drawing
YEAR = 12 * MONTH


@dataclass(frozen=True)
class Bar:
    """The bar of one task: ``left`` and ``width`` in the drawing, ``done`` the part of the width that is done.

    ``starts_before`` and ``ends_after``: it goes on in the year before or after. Without a deadline (``due_on`` is
    ``None``) it goes on to the end of the year.
    """

    row: dict
    starts_on: date
    due_on: date | None
    left: float
    width: float
    done: float
    starts_before: bool
    ends_after: bool


def position(day, year):
    """Return where ``day`` begins in the drawing of ``year``; days of other years are at its edges."""
    if day.year != year:
        return 0 if day.year < year else YEAR
    return (day.month - 1 + (day.day - 1) / monthrange(year, day.month)[1]) * MONTH


def end_position(day, year):
    """Return where ``day`` ends in the drawing."""
    if day.year != year:
        return position(day, year)
    return (day.month - 1 + day.day / monthrange(year, day.month)[1]) * MONTH


def bars_of(page, year):
    """Return the ``Bar`` of each task of the ``AreaPage``: from the first start among its assignments to its deadline.

    One query.
    """
    assignments = Assignment.objects.filter(pk__in=[line.pk for line in page.lines]).order_by()
    starts = dict(assignments.values_list("task").annotate(first=Min("starts_on")))
    return [_bar(row, starts.get(row["task"].pk), year) for row in page.rows]


def _bar(row, starts_on, year):
    starts_on, due_on = starts_on or date(year, 1, 1), row["due_on"]
    left = position(starts_on, year)
    right = YEAR if due_on is None else end_position(due_on, year)
    width = max(right - left, 0)
    share = min(max(float(row["share"] or 0), 0), 100) / 100
    return Bar(
        row,
        starts_on,
        due_on,
        left=round(left, 1),
        width=round(width, 1),
        done=round(width * share, 1),
        starts_before=starts_on.year < year,
        ends_after=due_on is None or due_on.year > year,
    )


def drawing(day, year):
    """Return what the template draws besides the bars: months, the lines between them, and the line of ``day``."""
    return {
        "months": range(1, 13),
        "rules": range(MONTH, YEAR, MONTH),
        "drawing_width": YEAR,
        "today_at": round(end_position(day, year), 1) if day.year == year else None,
    }
