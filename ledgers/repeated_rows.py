"""Rows that stand in two sheets of a file: in that of a township and in the one of all townships (汇总)."""

from collections import Counter

from django.utils.translation import gettext as _

from ledgers.reading.result import Problem

_BLANK = (None, "")


def repetition(dataset, one, other):
    """Return which of two rows only repeats the other one in another sheet; None if each says something of its own."""
    rows = dataset.rows[one], dataset.rows[other]
    if rows[0][0] == rows[1][0] or any(row[:2] in dataset.leaving for row in rows):
        return None
    first, second = (_said(dataset, row) for row in rows)
    if all(first.get(name) == value for name, value in second.items()):
        return other
    return one if all(second.get(name) == value for name, value in first.items()) else None


def _said(dataset, row):
    """Return ``{field: value}`` of the cells of a row that are not blank."""
    fields = dataset.sheets[row[0]]["fields"]
    return {name: value for name, value in zip(fields, row[3], strict=True) if value not in _BLANK}


def repeated_rows_warnings(dataset, result):
    """Return a warning for each sheet with rows that another sheet has too."""
    pairs = Counter((dataset.rows[row][0], dataset.rows[kept][0]) for row, kept in result.repeated.items())
    message = _("“%(sheet)s”有 %(count)d 行与“%(other)s”的相同，只计一次，不会重复入库。")
    name = [facts["name"] for facts in dataset.sheets]
    return [
        Problem("repeated_rows", message % {"sheet": name[sheet], "count": count, "other": name[other]}).as_dict()
        for (sheet, other), count in sorted(pairs.items())
    ]
