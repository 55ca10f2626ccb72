"""How progress grew over the year, month by month, compared with the time that has passed."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from pages.rounding import percentage, rounded
from tasks.deadlines import State
from tasks.models import ProgressReport


def monthly(board):
    """Points of the trend chart: the weighted mean of confirmed progress of the board's tasks at each month's end.

    A month that has not ended is shown as of the board's day; later ones are empty. There are no points for a year
    that has not begun on that day. One query.
    """
    if board.on.year < board.year:
        return []
    lines = [line for line in board.subject if line.applies]
    progress = _progress_by_month(lines, board)
    weight = sum(float(line.weight) for line in lines)
    shown = board.on.month if board.on.year == board.year else 12
    return [_point(month, progress, lines, weight, board, month <= shown) for month in range(1, 13)]


def _point(month, progress, lines, weight, board, shown):
    value = None
    if shown and weight:
        mean = sum(float(line.weight) * progress[line.pk][month] for line in lines) / weight
        value = rounded(Decimal(f"{mean:.6f}"))
    label = _("%(month)s月") % {"month": month}
    return {"label": label, "value": value, "expected": _elapsed(board.year, month)}


def _elapsed(year, month):
    end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    days = (date(year, 12, 31) - date(year, 1, 1)).days + 1
    return percentage(end.timetuple().tm_yday, days)


def _progress_by_month(lines, board):
    """``{line pk: [0, progress at the end of January, … of December]}``."""
    changes = {line.pk: {} for line in lines}
    for pk, progress, day in _confirmed(list(changes), board):
        changes[pk][_month(day, board.year)] = float(progress)
    for line in lines:
        if line.status.state == State.DONE:
            month = _month(line.finished_on.isoformat(), board.year)
            changes[line.pk].update(dict.fromkeys(range(month, 13), 100.0))
    # A month without a change keeps the progress of the month before.
    return {
        pk: list(accumulate(range(1, 13), lambda before, month, months=months: months.get(month, before), initial=0.0))
        for pk, months in changes.items()
    }


def _confirmed(pks, board):
    """Confirmed figures in the order of their periods: ``(assignment pk, progress, day of confirmation)``.

    Figures and days are read as text, because converting thousands of them to decimals and dates is slow.
    """
    return (
        ProgressReport.objects.confirmed()
        .filter(assignment__in=pks, reviewed_on__lte=board.on, progress__isnull=False)
        .order_by("period_start")
        .values_list("assignment_id", Cast("progress", CharField()), Cast("reviewed_on", CharField()))
    )


def _month(day, year):
    """The month of ``year`` in which the ISO day lies; before it the first, after it the last."""
    if day[:4] != str(year):
        return 1 if day[:4] < str(year) else 12
    return int(day[5:7])
