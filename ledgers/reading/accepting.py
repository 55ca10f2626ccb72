"""Which doubtful rows a person takes as they stand (按原样接受)."""

from ledgers.reading.reasons import is_doubtful

ALL_DOUBTFUL = "all"


class Accepted:
    """Asked for each doubt of a row of one sheet; ``rows``: {row (from 1): reasons}, or ``ALL_DOUBTFUL``."""

    def __init__(self, rows):
        self.rows = rows

    def includes(self, row, reason):
        """Whether the row may be stored in spite of ``reason``; never for what cannot be true."""
        return is_doubtful(reason) and (self.rows == ALL_DOUBTFUL or reason in self.rows.get(row, ()))

    def relaid(self, layout):
        """Return the same for the rows of a table that was converted by ``layout``."""
        if self.rows == ALL_DOUBTFUL or not self.rows:
            return self
        stand = {row: layout.where(row, 0)[0] for row in range(1, len(layout.grid.rows) + 1)}
        return Accepted({row: self.rows[at] for row, at in stand.items() if at in self.rows})


def accepted_in(sheet, accepted):
    """Return the ``Accepted`` rows of ``sheet``; ``accepted`` as ``read`` takes it."""
    if accepted == ALL_DOUBTFUL:
        return Accepted(ALL_DOUBTFUL)
    return Accepted({row: reasons for (name, row), reasons in (accepted or {}).items() if name == sheet})
