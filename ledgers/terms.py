"""Which stored record a row of a file means where several of one natural key follow one another.

A person leaves a register and comes back; a village is listed again years after its case was closed. Then the records
have the same natural key, and the days decide.
"""

from ledgers.declarations import Tenure

NEVER_ENDED = "9999"


def opens_after(opening, closing):
    """Whether the partial date ``opening`` lies after ``closing`` for sure; both are texts and may be blank."""
    size = min(len(opening), len(closing))
    return bool(size) and opening[:size] > closing[:size]


class Terms:
    """The rule for one ledger; records are ``resources.Existing``, openings the texts of ``Ledger.since``."""

    def __init__(self, ledger):
        self.tenure = ledger.tenure
        fields = list(ledger.fields)
        self.since_at = fields.index(ledger.since) if ledger.since else None
        self.closed_at = fields.index(ledger.closed_on) if ledger.closed_on else None

    def newest(self, records):
        """Return the newest of several records of one natural key, linked to the earlier ones."""
        newest = None
        for record in sorted(records, key=self._rank):
            newest = record._replace(earlier=newest)
        return newest

    def _rank(self, record):
        if self.tenure == Tenure.REGISTER:
            return record.until or NEVER_ENDED
        return self.opening(record.values)

    def opening(self, values):
        """Return the first day in the values of all fields, "" if it is blank."""
        return values[self.since_at] or "" if self.since_at is not None else ""

    def meant(self, newest, opening):
        """Return (record that a row with ``opening`` means, record that it resembles); either may be None.

        Register: the row means the newest term, unless it starts after that term ended. Case: the newest one that may
        be the same (see ``is_another``); a row about another case resembles the newest, and a person decides.
        """
        if self.tenure == Tenure.REGISTER:
            return (None, None) if newest.until and opens_after(opening, newest.until) else (newest, None)
        if self.tenure != Tenure.CASE:
            return newest, None
        candidates = list(_chain(newest))
        exact = [record for record in candidates if self.opening(record.values) == opening]
        same = exact or [record for record in candidates if not self.is_another(opening, record)]
        return (same[0], None) if same else (None, newest)

    def is_another(self, opening, record):
        """Whether a case that was opened at ``opening`` cannot be the stored ``record``.

        Both openings are known and lie in different years, or it was opened after the record was closed. A later day in
        the same year corrects the opening of an open case. Only cases have an opening in this sense.
        """
        if self.tenure != Tenure.CASE:
            return False
        stored_opening = self.opening(record.values)
        closed = record.values[self.closed_at] or "" if self.closed_at is not None else ""
        another_year = bool(opening and stored_opening) and opening[:4] != stored_opening[:4]
        return another_year or opens_after(opening, closed)


def _chain(record):
    while record is not None:
        yield record
        record = record.earlier
