"""Read the figures of a unit: counted now, or as they were known when their span was frozen."""

from dataclasses import dataclass
from datetime import date, timedelta

from indicators.counting import count
from indicators.counts import NOTHING, Counts
from indicators.models import Freeze, IndicatorValue
from indicators.registry import Indicator
from indicators.spans import Span, SpanKind, kind_of, month_key
from organizations.models import Organization
from pages.rounding import percentage


@dataclass(frozen=True)
class Figure:
    """The value of an indicator for a unit and all units below it as of the last day of ``span``.

    ``frozen`` is the freeze whose value ``counts`` is; ``corrected`` is then what is counted now, if it differs.
    """

    indicator: Indicator
    organization: Organization
    span: Span
    counts: Counts
    frozen: Freeze | None = None
    corrected: Counts | None = None

    @property
    def rate(self):
        """The share in percent, rounded to one decimal; ``None`` for an empty population."""
        return percentage(self.counts.numerator, self.counts.denominator)

    @property
    def corrected_rate(self):
        """The rate that is counted now, where it differs from the frozen one."""
        return self.corrected and percentage(self.corrected.numerator, self.corrected.denominator)

    def as_json(self):
        entry = {
            "key": self.indicator.key,
            "unit": self.organization.code,
            "span": self.span.key,
            "on": self.span.last_day.isoformat(),
            **self.counts.as_json(),
            "frozen": self.frozen is not None,
        }
        return entry if self.corrected is None else entry | {"corrected": self.corrected.as_json()}


def figures_of(organization, indicators, *, on, counted=None):
    """Return the ``Figure`` of each indicator as of the day ``on``; three queries at most.

    On the last day of a frozen span it is what was known at the freeze. ``counted`` is what is counted now,
    ``{key: Counts}``, where the caller knows it already.
    """
    counted = count(indicators, organization, on=on) if counted is None else counted
    freezes, frozen = _freezes_of(on), {}
    for freeze in freezes:
        frozen[freeze] = _values_at(freeze, organization)
    figures = []
    for indicator in indicators:
        freeze, now = _freeze_for(indicator, freezes), counted[indicator.key]
        span = indicator.span_on(on)
        if freeze is None:
            figures.append(Figure(indicator, organization, span, now))
            continue
        counts = frozen[freeze].get(indicator.key, NOTHING)
        corrected = now if now.is_other_value(counts) else None
        figures.append(Figure(indicator, organization, span, counts, freeze, corrected))
    return figures


def frozen_counts(units, indicators, *, on):
    """Return ``{(key, organization id): Counts}`` of ``units`` as known at the freeze of the span that ends ``on``.

    Only of indicators that a freeze of this day fixes; three queries at most.
    """
    freezes, frozen = _freezes_of(on), {}
    by_freeze = {indicator.key: _freeze_for(indicator, freezes) for indicator in indicators} if freezes else {}
    for freeze in filter(None, set(by_freeze.values())):
        keys = [key for key, fixed_by in by_freeze.items() if fixed_by == freeze]
        frozen |= dict.fromkeys([(key, unit.pk) for key in keys for unit in units], NOTHING)
        values = IndicatorValue.objects.known_at(freeze.at).up_to(month_key(on)).filter(indicator__in=keys)
        rows = values.filter(organization__in=units).order_by("span", "known_from")
        for key, unit, *numbers in rows.values_list("indicator", "organization", *Counts.NAMES):
            frozen[key, unit] = Counts.of(numbers)
    return frozen


def _freezes_of(on):
    """The freezes of the spans that end on the day; every span ends with a month."""
    ends_a_span = (on + timedelta(days=1)).day == 1
    return list(Freeze.objects.filter(last_day=on)) if ends_a_span else []


def _freeze_for(indicator, freezes):
    """The freeze that fixes the indicator: the one of its own kind of span, or else the shortest span."""
    kind = SpanKind.MONTH if indicator.span == SpanKind.DAY else indicator.span
    kinds = list(SpanKind)
    by_kind = {kind_of(freeze.span): freeze for freeze in freezes}
    return by_kind.get(kind) or next((by_kind[kind] for kind in kinds if kind in by_kind), None)


def _values_at(freeze, organization):
    """Return ``{key: Counts}`` of the unit as known at the freeze."""
    values = IndicatorValue.objects.known_at(freeze.at).up_to(month_key(freeze.last_day))
    return values.counts_of(organization)


def day_of_year(year, *, today):
    """The day that stands for ``year``: its last day, or today in the running year."""
    return min(date(year, 12, 31), today) if year <= today.year else date(year, 12, 31)
