"""Fill merged cells downwards (合并单元格)."""

from ledgers.declarations import Kind

NOT_SHARED = frozenset((Kind.MONEY, Kind.COUNT, Kind.DECIMAL))


def fill_down(rows, merges, first, kinds):
    """Copy the top cell of each vertical merge into the rows below it, from row ``first`` on.

    Amounts and counts are not copied, since they belong to all rows of the merged cell together;
    the list of their (row, column) is returned. ``kinds``: the kind of each column.
    """
    shared = []
    for top, left, bottom, _right in merges:
        if bottom <= top or bottom < first or top >= len(rows) or left >= len(rows[top]):
            continue
        cell = rows[top][left]
        if cell == "":
            continue
        if kinds.get(left) in NOT_SHARED:
            shared.append((top, left))
            continue
        for number in range(max(top + 1, first), min(bottom + 1, len(rows))):
            if rows[number][left] == "":
                rows[number][left] = cell
    return shared
