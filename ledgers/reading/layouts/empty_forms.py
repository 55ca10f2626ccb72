"""Rows of a form that nobody has filled in: a running number, sums of nothing, words of the form (空行)."""

from ledgers.reading import place_headers
from ledgers.reading.text import is_blank, is_error, is_nothing, narrow


def empty_forms(rows, numbers, header, required):
    """Return those of the data rows ``numbers`` (from 0) that hold nothing but a running number, zeros and errors.

    Only rows without a place and without the ``required`` fields are looked at.
    """
    wanted = {*place_headers.PLACES, *required}
    keys = [column for column, match in header.matches.items() if match.field in wanted]
    seq = next((column for column, match in header.matches.items() if match.field == place_headers.SEQ), None)
    if not keys:
        return []
    return [
        number
        for number in numbers
        if all(is_blank(rows[number][column]) for column in keys)
        and all(_is_unfilled(cell) for column, cell in enumerate(rows[number]) if column != seq)
    ]


def _is_unfilled(cell):
    """Whether a cell holds what a formula makes of empty cells, or nothing."""
    if isinstance(cell, (int, float)):
        return cell == 0 and cell is not False
    return is_nothing(cell) or is_error(cell) or narrow(str(cell)).rstrip("%") in ("0", "0.0", "0.00", "¥-")
