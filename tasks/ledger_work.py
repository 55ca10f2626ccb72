"""What a unit imports or enters for a task that ledgers prove (凭台账落实): what there is, and what is still missing.

The ledgers are those of ``bindings.proving_ledgers``. The number of queries depends on them, not on units or records.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Window
from django.urls import reverse

from audit.paths import below_q
from indicators import gap, populations
from indicators.actions import rights as indicator_rights
from indicators.figures import day_of_year
from indicators.needed import needed_columns
from indicators.populations import UNITS
from ledgers import overview
from ledgers.actions import rights as ledger_rights
from ledgers.declarations import Ledger
from ledgers.records import own_key_fields
from ledgers.resources import model_of
from organizations.models import Organization
from tasks import bindings

NAMED = 3  # elements or units of which a page shows the names


@dataclass(frozen=True)
class Blank:
    """How many records say nothing in a column that the figure needs."""

    label: str
    records: int


@dataclass(frozen=True)
class Missing:
    """What is missing: how many there are, and the names of the first ones."""

    total: int
    names: list

    @property
    def has_more(self):
        return self.total > len(self.names)


@dataclass(frozen=True)
class Entry:
    """One ledger of the task: the numbers of its records in the unit, and what is missing.

    ``without`` are the units without any record, ``None`` where a unit may have several or needs none.
    """

    ledger: Ledger
    organization: Organization
    year: int
    states: overview.States
    may_enter: bool
    without: Missing | None
    blanks: list

    @property
    def records_url(self):
        query = {"place": self.organization.code, "year": self.year}
        return reverse("ledgers:records", args=[self.ledger.key], query=query)

    @property
    def template_url(self):
        return reverse("ledgers:template", args=[self.ledger.key])

    @property
    def add_url(self):
        return reverse("ledgers:add", args=[self.ledger.key])

    @property
    def upload_url(self):
        return reverse("ledgers:upload", query={"key": self.ledger.key})

    @property
    def last_year_url(self):
        """The file of the records at the end of the year before."""
        query = {"place": self.organization.code, "on": date(self.year - 1, 12, 31).isoformat(), "format": "xlsx"}
        return reverse("ledgers:export", args=[self.ledger.key], query=query)


@dataclass(frozen=True)
class Gap:
    """The elements of the leading indicator that are not met or unknown; ``url`` lists them all."""

    label: str
    not_met: int
    unknown: int
    names: list
    url: str

    @property
    def has_more(self):
        return self.not_met + self.unknown > len(self.names)


class LedgerWork:
    """What ``organization`` and the units below it import or enter for ``task``, as ``user`` may see it ``today``."""

    def __init__(self, task, organization, *, user, today):
        self.task, self.organization, self.user = task, organization, user
        self.on = day_of_year(task.year, today=today)
        self.indicator = bindings.leading(task)
        self.ledgers = [ledger for ledger in bindings.proving_ledgers(task) if ledger.is_open_to(user)]
        self.entries = self._entries() if self.ledgers else []
        self.gap = self._gap() if self.indicator and indicator_rights.may_read(user, self.indicator) else None

    @property
    def may_import(self):
        return any(entry.may_enter for entry in self.entries)

    def _entries(self):
        year = self.task.year
        states = overview.states_below(self.ledgers, self.organization, self.user, year=year)
        needed = needed_columns(self.indicator, on=self.on) if self.indicator else []
        needed = [(ledger, column) for ledger, column in needed if ledger in self.ledgers]
        blanks = overview.blanks_below(needed, self.organization, self.user, year=year)
        return [
            Entry(
                ledger,
                self.organization,
                year,
                states[ledger.key],
                ledger_rights.may_enter(self.user, ledger, self.organization),
                self._without(ledger),
                [
                    Blank(str(column.label), blanks[ledger.key, column.field])
                    for of, column in needed
                    if of is ledger and (ledger.key, column.field) in blanks
                ],
            )
            for ledger in self.ledgers
        ]

    def _without(self, ledger):
        """The units without a record of the year, where each unit has one record; one query."""
        if own_key_fields(ledger):
            return None
        records = model_of(ledger).objects.visible_to(self.user).in_year(self.task.year)
        units = self._units_owing(ledger).filter(~Exists(records.filter(organization=OuterRef("pk"))))
        named = units.annotate(all_units=Window(Count("pk"))).order_by("place_path")[:NAMED]
        rows = list(named)
        return Missing(rows[0].all_units if rows else 0, [unit.label for unit in rows])

    def _units_owing(self, ledger):
        """The units that should have a record: the population of the indicator if it consists of them, else all."""
        scope = below_q(self.organization.path_on(self.on), field="place_path")
        if self._measures_units_by(ledger):
            units = self.indicator.elements(self.indicator.span_on(self.on))
        else:
            units = populations.placed(Organization.objects.in_force(on=self.on).territory(), on=self.on)
        return units.filter(scope, level__in=ledger.place_levels)

    def _measures_units_by(self, ledger):
        """Whether the indicator counts units by their record of ``ledger``, which does not make its population."""
        if self.indicator is None or ledger.key not in self.indicator.ledgers:
            return False
        population = self.indicator.population
        return ledger.key not in population.ledgers and set(population.ledgers) <= {UNITS}

    def _gap(self):
        elements = gap.elements(self.indicator, self.organization, on=self.on)
        open_elements = elements.exclude(gap_state=gap.State.MET)
        states = open_elements.order_by().values_list("gap_state").annotate(Count("pk"))
        counts = dict(states)
        names = [gap.label_of(element, user=self.user) for element in open_elements[:NAMED]] if counts else []
        return Gap(
            str(self.indicator.label),
            counts.get(gap.State.NOT_MET, 0),
            counts.get(gap.State.UNKNOWN, 0),
            names,
            self.indicator.url(self.organization, on=self.on),
        )


def of(assignment, *, user, today):
    """The ``LedgerWork`` of an assignment; ``None`` when no ledger that ``user`` may read proves its task."""
    work = LedgerWork(assignment.task, assignment.organization, user=user, today=today)
    return work if work.entries else None
