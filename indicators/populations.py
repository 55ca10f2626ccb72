"""Populations: the sets of things that should be so, declared once and named, so that any area can measure them.

A population is, for example, all secretaries in force on a day, all villages of the tree, or the money allocated. An
indicator divides by it. It is never the set of the rows that were reported: who reports nothing is still in it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, Subquery

from audit.paths import below_q
from ledgers.heads import HeadRecord
from ledgers.records import LedgerRecord
from organizations.models import Organization, Placement, nearest_q, placed_q

UNITS = "organizations"  # stands among ``ledgers`` for changes of the tree of units
_declared = {}


@dataclass(frozen=True)
class Population:
    """A named set of elements that have a place in the tree of units.

    ``rows(span)`` returns the QuerySet of the elements: units, records of a ledger, or their heads. Of records only the
    confirmed ones count and of heads those with a confirmed line, which the engine sees to. ``amount`` is the field or
    expression that is summed where the elements are weighed and not counted: money allocated, members. ``ledgers`` are
    the keys of the ledgers whose records make the set. ``outlives_place``: the elements still count after their unit
    has ended, as events do, which have happened.
    """

    key: str
    label: str
    rows: Callable
    ledgers: tuple = ()
    amount: str | None = None
    outlives_place: bool = False

    def elements(self, span):
        """Return the elements that count, each with ``place_path``, the path of its unit on the last day."""
        rows = self.rows(span)
        if issubclass(rows.model, LedgerRecord | HeadRecord):
            rows = rows.confirmed()
        return placed(rows, on=span.last_day, outlives_place=self.outlives_place)


def placed(rows, *, on, outlives_place=False):
    """Add ``place_path`` to units or records: the path where the unit stood on the day ``on``.

    Rows of units that do not exist on the day are left out. Those that outlive their place stay where it stood last.
    """
    prefix = "" if issubclass(rows.model, Organization) else "organization__"
    stood = placed_q(on, prefix=f"{prefix}placements__")
    if outlives_place:
        last_day = F(f"{prefix}valid_to")
        stood |= Q(**{f"{prefix}placements__until__lt": on, f"{prefix}placements__until": last_day})
    return rows.filter(stood).annotate(place_path=F(f"{prefix}placements__path"))


def path_of_place(on):
    """The path where the unit of a record stood on the day ``on``, for ``rows``, which have no ``place_path`` yet."""
    return Subquery(Placement.objects.nearest(on).filter(unit=OuterRef("organization")).values("path")[:1])


def stood_below_q(path, *, on):
    """Records of places at or below the unit with ``path`` as the tree stood on ``on``; of ended ones, stood last.

    ``path`` is the name of a field of the outer query. The newest path would move the figures of past days with a unit.
    """
    place = "organization__placements__"
    is_below = below_q(OuterRef(path), field=f"{place}path")
    return is_below & nearest_q(on, prefix=place, unit="organization__")


def declare(population):
    """Register ``population``; raise ``ValueError`` when its key is already used."""
    if population.key in _declared:
        raise ValueError(f"the population {population.key} is declared already")
    _declared[population.key] = population
    return population


def get(key):
    """Return the population of ``key``; raise ``LookupError`` when none is declared."""
    if key not in _declared:
        raise LookupError(f"no app declares the population {key}")
    return _declared[key]


def is_declared(key):
    return key in _declared
