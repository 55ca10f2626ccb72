"""What pages show about the figures of a unit: values, thresholds, trend, samples, and the units below compared."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.db.models import Exists, Q, Subquery
from django.utils.translation import gettext as _

from indicators import gap, registry, waking
from indicators.actions import rights
from indicators.counting import count_below
from indicators.counts import NOTHING, Counts
from indicators.figures import Figure, figures_of, frozen_counts
from indicators.models import DirtyMark, FullPass, IndicatorValue, IndicatorYear, Sample
from indicators.populations import UNITS
from indicators.registry import COMPARE, Indicator
from indicators.spans import SpanKind, month_key
from organizations.models import Organization
from pages.rounding import percentage
from years.comparison import Comparison, compare, is_small
from years.periods import add_months

MONTHS = 12  # points of a trend
COLUMNS = 14  # indicators that can be read side by side, also on a sheet of A4
LEVEL_TONES = {
    IndicatorYear.Level.REACHED: "done",
    IndicatorYear.Level.OPEN: "idle",
    IndicatorYear.Level.YELLOW: "warn",
    IndicatorYear.Level.RED: "late",
}
STATE_TONES = {gap.State.MET: "done", gap.State.NOT_MET: "warn", gap.State.UNKNOWN: "wait"}


@dataclass(frozen=True)
class Row:
    """One figure of the unit. ``trend`` has a label and a value in percent or ``None`` for each of twelve months.

    ``settings`` are those valid on the day, ``sample`` is the newest sample of the figure; both may be ``None``.
    """

    figure: Figure
    settings: IndicatorYear | None
    trend: list
    sample: Sample | None

    @property
    def url(self):
        return self.figure.indicator.url(self.figure.organization, on=self.figure.span.last_day)

    @property
    def target(self):
        return self.settings and self.settings.target

    @property
    def before(self):
        """The rate at the end of the month before, in percent; ``None`` without a value."""
        return self.trend[-2]["value"]

    @property
    def change(self):
        """By how many points the rate has risen since the month before.

        ``None`` where one of the two is missing, or where a longer span, such as a quarter, has begun anew since.
        """
        span, missing = self.figure.span, None in {self.before, self.figure.rate}
        of_one_month = span.kind in {SpanKind.DAY, SpanKind.MONTH}
        begun_on = max(span.first_day, span.last_day.replace(month=1, day=1))  # a cycle may have begun this year
        if missing or not (of_one_month or begun_on < span.last_day.replace(day=1)):
            return None
        return self.figure.rate - self.before

    @property
    def span_label(self):
        """The time that the figure is about, in words."""
        span = self.figure.span
        words = {
            SpanKind.DAY: _("截至当天"),
            SpanKind.MONTH: _("本月"),
            SpanKind.QUARTER: _("本季度"),
            SpanKind.HALF_YEAR: _("本半年"),
            SpanKind.YEAR: _("%(year)s 年以来"),
            SpanKind.CYCLE: _("本周期以来"),
        }
        return words[span.kind] % {"year": span.year}

    @property
    def is_compared(self):
        return self.figure.indicator.use == COMPARE

    @property
    def level(self):
        """How the rate stands against target and thresholds; figures that steer are not judged."""
        indicator = self.figure.indicator
        if self.settings is None or indicator.use != COMPARE:
            return None
        return self.settings.level_of(self.figure.rate, better=indicator.better)

    @property
    def tone(self):
        return LEVEL_TONES.get(self.level, "")

    @property
    def element_state(self):
        """The state of the only element, as in most figures of a village; ``None`` if there are none or several."""
        counts = self.figure.counts
        if counts.denominator != 1:
            return None
        if counts.numerator:
            return gap.State.MET
        return gap.State.UNKNOWN if counts.unknown else gap.State.NOT_MET

    @property
    def element_tone(self):
        return STATE_TONES.get(self.element_state, "")


@dataclass(frozen=True)
class Cell:
    """The figure of a unit directly below, and how it compares with its neighbours."""

    indicator: Indicator
    counts: Counts
    comparison: Comparison
    url: str

    @property
    def rate(self):
        return percentage(self.counts.numerator, self.counts.denominator)

    @property
    def is_small(self):
        return bool(self.counts.denominator) and is_small(self.counts)


class UnitFigures:
    """The figures of ``organization`` and the units directly below it as of the day ``on``.

    Figures of ``today`` are the stored values, if all values were computed today; other figures are counted now. They
    are those that ``user`` may read; ``area`` limits them to one area, ``use`` to those that are compared or that
    steer, ``keys`` to some indicators. ``units`` are the units directly below on the day; they are read when they are
    needed. Each property is read once.
    """

    def __init__(self, organization, *, on, today, user, area=None, use=None, keys=None, units=None):
        self.organization, self.on, self.today, self.area, self.user = organization, on, today, area, user
        self.use, self.keys = use, keys
        if units is not None:
            self.units = units

    @cached_property
    def units(self):
        return list(Organization.objects.children_of(self.organization, on=self.on))

    @cached_property
    def settings(self):
        """``{key: IndicatorYear}`` as valid on the day; one query."""
        return IndicatorYear.objects.on(self.on)

    @cached_property
    def indicators(self):
        """The readable indicators of the area that the year does not switch off, in the order of the items."""
        return [
            indicator
            for indicator in registry.all_indicators()
            if self.area in {None, indicator.area}
            and self.use in {None, indicator.use}
            and (self.keys is None or indicator.key in self.keys)
            and rights.may_read(self.user, indicator)
            and (indicator.key not in self.settings or self.settings[indicator.key].in_use)
        ]

    @cached_property
    def _stored(self):
        """Rows of stored values: all months of the unit, and the newest one of each unit below; one query."""
        month = month_key(self.on)
        newest = IndicatorValue.objects.latest_up_to(month).filter(organization__parent=self.organization)
        of_unit = Q(organization=self.organization) & Q(known_to__isnull=True, span__lte=month)
        is_needed = of_unit | Q(pk__in=newest.values("pk")) if self.on == self.today else of_unit
        rows = IndicatorValue.objects.filter(is_needed, indicator__in=[each.key for each in self.indicators])
        rows = rows.annotate(
            computed_on=Subquery(FullPass.objects.order_by("-pk").values("on")[:1]),
            is_marked=Exists(DirtyMark.objects.touching(self.organization)),
        )
        return list(rows.order_by("span"))

    @property
    def is_stored(self):
        """Whether the figures are stored values: of today, after all values were computed today."""
        return self.on == self.today and any(value.computed_on == self.today for value in self._stored)

    @cached_property
    def is_stale(self):
        """Whether records have changed since the stored values were computed; then a worker is woken once more."""
        is_stale = self.is_stored and self._stored[0].is_marked
        if is_stale:
            waking.wake()
        return is_stale

    @cached_property
    def _counts(self):
        """``{(key, organization id): Counts}`` of the unit, and of those directly below it as frozen where they are."""
        if self.is_stored:
            return {
                (value.indicator, value.organization_id): Counts.of(getattr(value, name) for name in Counts.NAMES)
                for value in self._stored
            }
        counted = count_below(self.indicators, self.organization, on=self.on) if self.indicators else {}
        ids = {unit.path_then: unit.pk for unit in self.units}
        ids[self.organization.path_on(self.on)] = self.organization.pk
        counts = {(key, ids[path]): counts for (key, path), counts in counted.items() if path in ids}
        return counts | frozen_counts(self.units, self.indicators, on=self.on)

    @cached_property
    def figures(self):
        """The ``Figure`` of each indicator for the unit; on the last day of a frozen span as it was frozen."""
        own = {each.key: self._counts.get((each.key, self.organization.pk), NOTHING) for each in self.indicators}
        if self.on == self.today:  # no frozen span ends today
            return [Figure(each, self.organization, each.span_on(self.on), own[each.key]) for each in self.indicators]
        return figures_of(self.organization, self.indicators, on=self.on, counted=own)

    @cached_property
    def samples(self):
        """``{key: Sample}``: the newest sample of each figure of the unit, drawn for this day or before; one query."""
        samples = Sample.objects.filter(organization=self.organization, on__lte=self.on).with_results().order_by("pk")
        return {sample.indicator: sample for sample in samples}

    def rows(self, *, with_samples=False):
        """The figures of the unit as ``Row``s."""
        samples = self.samples if with_samples else {}
        return [
            Row(figure, self.settings.get(figure.indicator.key), self._trend(figure), samples.get(figure.indicator.key))
            for figure in self.figures
        ]

    def areas(self, **options):
        """The rows by area (领域): ``[(name, rows)]``; of a village only those with elements."""
        rows = self.rows(**options)
        if self.organization.level == Organization.Level.VILLAGE:
            rows = [row for row in rows if row.figure.counts.denominator or row.figure.counts.waiting]
        by_area = groupby(rows, key=lambda row: row.figure.indicator.area)
        return [(registry.area_label(number), list(rows)) for number, rows in by_area]

    @cached_property
    def _own_values(self):
        """``{key: stored values of the unit}``, those of the earliest month first."""
        by_key = defaultdict(list)
        for value in self._stored:
            if value.organization_id == self.organization.pk:
                by_key[value.indicator].append(value)
        return by_key

    def _trend(self, figure):
        """The rates at the ends of the last months; a month without a stored value has that of the month before."""
        values = self._own_values.get(figure.indicator.key, [])
        first = add_months(self.on.replace(day=1), 1 - MONTHS)
        points = [self._point(values, add_months(first, number)) for number in range(MONTHS - 1)]
        return [*points, {"label": month_key(self.on), "value": figure.rate}]

    def _point(self, values, month):
        earlier = [value for value in values if value.span <= month_key(month)]
        rate = percentage(earlier[-1].numerator, earlier[-1].denominator) if earlier else None
        return {"label": month_key(month), "value": rate}

    @cached_property
    def lines(self):
        """``[(unit, cells)]`` for each unit directly below that has elements of any indicator."""
        compared = {indicator.key: self._compared(indicator) for indicator in self.indicators}
        lines = []
        for unit in self.units:
            cells = [self._cell(indicator, unit, compared[indicator.key]) for indicator in self.indicators]
            if any(cell.counts for cell in cells):
                lines.append((unit, cells))
        return lines

    @cached_property
    def tables(self):
        """``lines`` as tables of at most ``COLUMNS`` indicators: ``[(name, indicators, lines)]``."""
        pieces, start = [], 0
        for name, size in self._pieces():
            end = start + size
            lines = [(unit, cells[start:end]) for unit, cells in self.lines]
            pieces.append((name, self.indicators[start:end], lines))
            start = end
        return pieces

    def _pieces(self):
        """The name and the number of indicators of each table: one table if all fit, else the areas in equal parts."""
        if len(self.indicators) <= COLUMNS:
            return [("", len(self.indicators))]
        pieces = []
        for area, group in groupby(self.indicators, key=lambda indicator: indicator.area):
            count = len(list(group))
            parts = -(-count // COLUMNS)
            sizes = [count // parts + (number < count % parts) for number in range(parts)]
            pieces += [(registry.area_label(area), size) for size in sizes]
        return pieces

    def _cell(self, indicator, unit, compared):
        counts = self._counts.get((indicator.key, unit.pk), NOTHING)
        return Cell(indicator, counts, compared[unit], indicator.url(unit, on=self.on))

    def _compared(self, indicator):
        """``{unit: Comparison}``. Figures that steer are not compared, nor units with few elements."""
        if indicator.use != COMPARE:
            return dict.fromkeys(self.units, Comparison())
        rates = {}
        for unit in self.units:
            counts = self._counts.get((indicator.key, unit.pk), NOTHING)
            rates[unit] = None if is_small(counts) else percentage(counts.numerator, counts.denominator)
        return compare(rates, better=indicator.better)

    @property
    def is_frozen(self):
        return any(figure.frozen for figure in self.figures)

    @property
    def is_empty(self):
        """Whether no ledger has a confirmed record yet: all figures but those over the units are empty."""
        of_ledgers = [figure for figure in self.figures if UNITS not in figure.indicator.population.ledgers]
        return not any(figure.counts.denominator for figure in of_ledgers)

    @property
    def waiting(self):
        """How many records wait for confirmation, at most: several figures may wait for the same records."""
        return max((figure.counts.waiting for figure in self.figures), default=0)
