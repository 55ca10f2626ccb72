"""Compare subtotal and total rows with the sums of their rows; a difference is a warning (合计核对)."""

from decimal import Decimal

from django.utils.translation import gettext as _

from ledgers.declarations import Kind
from ledgers.reading import reasons
from ledgers.reading.result import Problem
from ledgers.reading.text import is_blank
from ledgers.reading.values.base import Doubtful, UnreadableError
from ledgers.reading.values.base import shown as shown_cell

SUMMED = (Kind.MONEY, Kind.COUNT, Kind.DECIMAL)
TOLERANCE = Decimal("0.011")


def check_totals(totals, typed, numbers, rows):
    """Return a warning for each figure of the rows ``totals`` ([(row from 0, kind)]) that differs from the sum.

    ``typed``: the read columns, ``numbers``: the spreadsheet rows of their values. A subtotal may be
    the sum of the rows before it or of the rows after it; what is carried to the next page (过次页), of all before.
    """
    warnings = []
    stops = sorted(row for row, kind in totals if kind == "subtotal")
    for row, kind in totals:
        for column in typed:
            if column.reader.column.kind in SUMMED and (
                warning := _difference(row, kind, column, numbers, rows, stops)
            ):
                warnings.append(warning)
    return warnings


def _difference(row, kind, column, numbers, rows, stops):
    cell = rows[row][column.column - 1]
    if is_blank(cell):
        return None
    try:
        stated = column.reader.read(cell)
    except UnreadableError:
        return None
    if stated is None or type(stated) is Doubtful:
        return None
    sums = [_sum(column, numbers, *span) for span in _spans(row, kind, stops, len(rows))]
    scale = (
        Decimal(10_000)
        if column.reader.column.kind == Kind.MONEY and column.reader.setting.money_unit == "万元"
        else Decimal(1)
    )
    if any(abs(added - Decimal(str(stated))) <= TOLERANCE * scale for added in sums):
        return None
    message = _("合计行里“%(label)s”写的是“%(text)s”，与各行之和 %(sum)s 不符，请核对。合计行不导入。") % {
        "label": column.reader.label,
        "text": shown_cell(cell),
        "sum": _shown_sum(sums[0], scale),
    }
    return Problem(reasons.TOTAL_DIFFERS, message, row + 1, column.column, column.field, shown_cell(cell))


def _shown_sum(added, scale):
    return f"{(added / scale).normalize():f}"


def _spans(row, kind, stops, end):
    if kind == "total":
        return [(0, end)]
    previous_stop = max((stop for stop in stops if stop < row), default=-1)
    next_stop = min((stop for stop in stops if stop > row), default=end)
    return [(previous_stop + 1, row), (row + 1, next_stop), (0, row)]


def _sum(column, numbers, first, last):
    return sum(
        (
            Decimal(str(value))
            for value, number in zip(column.values, numbers, strict=True)
            if value is not None and first < number <= last
        ),
        Decimal(0),
    )
