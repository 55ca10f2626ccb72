"""Convert the values of rows as read to values as stored."""

from decimal import Decimal

from ledgers.declarations import Kind
from ledgers.staged_rows import TEXT_KINDS


class RowTypes:
    """Convert values as read to values as stored, for the fields of one sheet."""

    def __init__(self, ledger, fields):
        columns = [ledger.column(name) for name in fields]
        self.fields = list(fields)
        self.blanks = ["" if column.kind in TEXT_KINDS else None for column in columns]
        self.money = [at for at, column in enumerate(columns) if column.kind == Kind.MONEY]

    def stored(self, values):
        """Return ``values`` as the database stores them: empty texts instead of None, money as ``Decimal``."""
        row = list(values)
        if None in row:
            row = [blank if value is None else value for value, blank in zip(row, self.blanks, strict=True)]
        for at in self.money:
            if row[at] is not None:
                row[at] = Decimal(row[at])
        return row
