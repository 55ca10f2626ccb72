"""Figures beside the report form, so that people need not type what the portal already knows.

Apps that keep ledgers or indicators register a provider in ``AppConfig.ready``::

    @provide_figures
    def inspected(assignment, period, on):
        return [Figure(_("县级验收"), 5, total=11, note=_("取自整顿台账"), url=...)]
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from indicators.figures import figures_of
from pages.templatetags.portal import percent
from tasks import bindings, deadlines
from tasks.models import Assignment, ProgressReport
from tasks.presentation import plain
from tasks.rates import counts_itself
from years import rates

_providers = []


@dataclass(frozen=True)
class Figure:
    """One computed figure: ``value``, of ``total`` if there is one; ``note`` says where it comes from.

    ``adopt`` is what the button 采用 puts into the report: a value in the task's unit, or a percentage
    if the task has no quantity; ``None`` for figures that are only shown.
    """

    label: str
    value: Decimal | int
    total: Decimal | int | None = None
    note: str = ""
    url: str = ""
    unit: str = ""
    adopt: Decimal | None = None


def provide_figures(function):
    """Register ``function(assignment, period, on)``, which returns a list of ``Figure`` with few queries."""
    _providers.append(function)
    return function


def figures_for(assignment, period, *, on):
    """The figures of all providers for ``assignment`` at the end of ``period``, in the order of registration.

    ``on`` is today: figures of a period that has not ended are those of today.
    """
    return [figure for provider in _providers for figure in provider(assignment, period, on)]


@provide_figures
def sum_of_children(assignment, period, on):
    """The sum of what the units below have confirmed (逐级汇总); for percentages the weighted mean."""
    children = list(_with_confirmed(assignment, period))
    if not children:
        return []
    confirmed = [child for child in children if child.progress_below is not None]
    note = _("下级 %(known)s / %(all)s 个单位已核实") % {"known": len(confirmed), "all": len(children)}
    if assignment.task.is_quantity:
        if not counts_itself(assignment.task):  # the ledgers count other things below
            return []
        value = sum((child.value_below or Decimal(0) for child in confirmed), Decimal(0))
        return [Figure(_("下级合计"), value, assignment.target, note, unit=assignment.task.unit, adopt=value)]
    mean = rates.weighted((child.progress_below, child.weight) for child in children)
    return [] if mean is None else [Figure(_("下级平均进度"), mean, note=note, unit="%", adopt=mean)]


@provide_figures
def from_ledgers(assignment, period, on):
    """The indicator that the title proposes, for the unit and all units below it, as of the last day of the period.

    Nothing for a bound task: the system writes its figures.
    """
    indicator, day = bindings.proposed(assignment.task), min(period.end, on)
    computed = figures_of(assignment.organization, [indicator], on=day) if indicator else []
    return [_from_ledgers(figure, assignment, day) for figure in computed if figure.counts.denominator]


def _from_ledgers(figure, assignment, day):
    task, indicator, counts = assignment.task, figure.indicator, figure.counts
    counts_the_same = task.is_quantity and task.unit == str(indicator.unit)
    return Figure(
        str(indicator.label),
        counts.numerator,
        counts.denominator,
        note=_("取自台账，截至 %(day)s，仅计已核实记录") % {"day": day.isoformat()},
        url=indicator.url(assignment.organization, on=day),
        unit=str(indicator.unit),
        adopt=Decimal(counts.numerator) if counts_the_same else None,
    )


def strip_of_indicators(assignment, period, *, on):
    """The key figures above a report that the system writes: its indicator, then those shown beside it."""
    indicator, day = bindings.leading(assignment.task), min(period.end, on)
    if indicator is None:
        return []
    figures = figures_of(assignment.organization, [indicator, *bindings.beside(indicator)], on=day)
    return [_key_figure(figure, assignment, day) for figure in figures]


def _key_figure(figure, assignment, day):
    counts = figure.counts
    values = {"rate": percent(figure.rate), "unknown": plain(counts.unknown), "waiting": plain(counts.waiting)}
    detail = _("%(rate)s；不明 %(unknown)s，待核实 %(waiting)s，截至 %(day)s") % (values | {"day": day.isoformat()})
    if figure.corrected:
        now = {"numerator": plain(figure.corrected.numerator), "denominator": plain(figure.corrected.denominator)}
        detail = _("%(detail)s；已定格，更正后 %(numerator)s / %(denominator)s") % (now | {"detail": detail})
    return {
        "label": str(figure.indicator.label),
        "value": plain(counts.numerator),
        "unit": f"/ {plain(counts.denominator)} {figure.indicator.unit}",
        "detail": detail,
        "detail_url": figure.indicator.url(assignment.organization, on=day),
    }


def _with_confirmed(assignment, period):
    """Child assignments in force at the end of ``period``, with the newest figures confirmed for it or before.

    Assignments withdrawn by then do not count, nor do those of a unit that had ended: its successor reports.
    """
    confirmed = ProgressReport.objects.confirmed().filter(assignment=OuterRef("pk"), period_start__lte=period.start)
    confirmed = confirmed.order_by("-period_start")
    children = Assignment.objects.cascaded_from(assignment, on=period.end).in_force(on=period.end)
    return (
        children.exclude(deadlines.not_applicable_q(period.end))
        .order_by()
        .annotate(
            value_below=Subquery(confirmed.values("value")[:1]),
            progress_below=Subquery(confirmed.values("progress")[:1]),
        )
    )
