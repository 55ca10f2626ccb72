"""What the portal's own ledgers ask of the base in a year, from their declarations, and how their cells came in.

A cell is one column of one record, filled or blank.
"""

from dataclasses import dataclass

from django.db.models import Count, Q, TextField, Value

from ledgers.declarations import Tenure
from ledgers.resources import model_of
from organizations.models import Organization

LEVELS = (Organization.Level.COUNTY, Organization.Level.TOWNSHIP, Organization.Level.VILLAGE)
MONTHS = 12


@dataclass(frozen=True)
class Asked:
    """What one ledger or form of the portal asks in a year.

    ``fields`` is the number of cells of one record; ``times`` how often a unit gives a record, ``None`` where there is
    one for each thing that happens. ``each``: the cells of one unit with one record each time, by level. The other
    numbers are cells of the year: ``imported`` from files, ``typed`` by hand, ``carried`` over from an earlier year,
    ``computed`` by the portal.
    """

    key: str
    label: str
    fields: int
    times: int | None
    each: dict
    imported: int = 0
    typed: int = 0
    carried: int = 0
    computed: int = 0

    @property
    def cells(self):
        return self.imported + self.typed + self.saved_otherwise

    @property
    def saved_otherwise(self):
        """Cells that nobody had to bring in this year: carried over or computed."""
        return self.carried + self.computed

    @property
    def saved(self):
        """Cells that nobody typed."""
        return self.imported + self.saved_otherwise


def times_of(ledger):
    """How often a year a unit gives a record: each month, once, or ``None`` for each thing that happens."""
    if ledger.period:
        return MONTHS
    return 1 if ledger.tenure == Tenure.YEARLY else None


def asked_by(ledgers, unit, *, year):
    """Return an ``Asked`` for each of ``ledgers``, with the cells of the records of ``unit`` and all units below it.

    One statement counts the records of all ledgers.
    """
    rows = _rows(ledgers, unit, year)
    return [_asked(ledger, rows.get(ledger.key, {})) for ledger in ledgers]


def _asked(ledger, rows):
    fields, times = len(ledger.stored_columns), times_of(ledger)
    each = {level: fields * (times or 1) for level in LEVELS if level in ledger.place_levels}
    cells = {how: fields * rows.get(how, 0) for how in ("imported", "typed", "carried")}
    return Asked(ledger.key, str(ledger.title), fields, times, each, **cells)


def _rows(ledgers, unit, year):
    """``{key: {"imported": …, "typed": …, "carried": …}}``, numbers of records of the year."""
    parts = [_counted(ledger, unit, year) for ledger in ledgers]
    if not parts:
        return {}
    counted = parts[0].union(*parts[1:], all=True).order_by()
    return {row.pop("ledger"): row for row in counted}


def _counted(ledger, unit, year):
    model = model_of(ledger)
    carried = Q(year__lt=year) | Q(previous__isnull=False) if ledger.lasts else Q(pk__in=[])
    from_file = Q(import_batch__isnull=False)
    records = model.objects.descendants_of(unit, include_self=True).in_year(year).order_by()
    return records.values(ledger=Value(ledger.key, TextField())).annotate(
        imported=Count("pk", filter=~carried & from_file),
        typed=Count("pk", filter=~carried & ~from_file),
        carried=Count("pk", filter=carried),
    )
