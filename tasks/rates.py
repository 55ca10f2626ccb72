"""Which rate a task has, and what it counts; stated once for all pages, exports and documents.

A task that is bound to an indicator has the indicator's rate (完成率): Σ numerators ÷ Σ denominators of the units
shown, in the unit of the indicator. A task measured by quantity without an indicator has Σ confirmed ÷ Σ targets. All
other tasks have no such rate: their number is that of the units that have finished (办结单位数), of those that must.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.actions.rights import may_read
from tasks import bindings
from tasks.deadlines import State
from years.rates import Rate


@dataclass(frozen=True)
class TaskRate(Rate):
    """A ``Rate`` with the ``unit`` of its two counts; with ``is_of_units`` it counts the units that have finished."""

    unit: str = ""
    is_of_units: bool = False


def is_counted(task):
    """Whether ``task`` counts things: bound to an indicator, or measured by quantity."""
    return task.is_quantity or bindings.leading(task) is not None


def counts_itself(task):
    """Whether a unit that reports ``task`` itself types a quantity of the same things that the ledgers count."""
    return task.is_quantity and task.unit == unit_of(task)


def unit_of(task):
    """What ``task`` counts in: the unit of its indicator, else its own."""
    indicator = bindings.leading(task)
    return str(indicator.unit) if indicator else task.unit


def counts_of(task, status):
    """Both counts of one unit with ``task`` as a ``TaskRate``; ``None`` where only a percentage is known.

    They come from the ledgers. A unit that reports a quantity itself, in the unit of the task, has its own target.
    """
    if not (counts_itself(task) or (status.is_measured and is_counted(task))):
        return None
    return TaskRate(_whole(status.value or Decimal(0)), _whole(status.target or Decimal(0)), unit_of(task))


def completed(lines):
    """The ``TaskRate`` of one task over the ``lines`` of its units; units that it does not apply to are left out."""
    applicable = [line for line in lines if line.applies]
    if not applicable:
        return TaskRate()
    task = applicable[0].task
    if not is_counted(task):
        finished = sum(line.state == State.DONE for line in applicable)
        return TaskRate(finished, len(applicable), _("个单位已办结"), is_of_units=True)
    parts = [counts for line in applicable if (counts := counts_of(task, line.status))]
    done, everything = sum(part.numerator for part in parts), sum(part.denominator for part in parts)
    return TaskRate(_whole(done), _whole(everything), unit_of(task))


def url_behind(task, organization, *, user, day, own=None):
    """The page of what the rate of ``task`` counts for ``organization`` on ``day`` (``years.shown_day.Day``).

    It is the list behind the indicator, if ``user`` may read it; else the unit's ``own`` line, else the task with its
    units.
    """
    indicator = bindings.leading(task)
    if indicator and may_read(user, indicator):
        return indicator.url(organization, on=day.on)
    url = reverse("tasks:assignment", args=[own.pk]) if own else reverse("tasks:detail", args=[task.pk])
    return f"{url}?{day.query}" if day.is_past else url


def definition_of(task, *, own=None):
    """What the rate of ``task`` divides by what, as a sentence for its readers; ``own`` is the line of their unit."""
    indicator = bindings.leading(task)
    if indicator:
        words = {"label": indicator.label, "population": indicator.population.label}
        return _("“%(label)s”的 ÷ %(population)s，由台账算出，只计已核实的记录。") % words
    if own:
        return _("承担单位已核实的完成数 ÷ 应完成数。") if task.is_quantity else _("承担单位最近一次核实的进度。")
    if task.is_quantity:
        return _("各承担单位已核实的完成数之和 ÷ 应完成数之和。")
    return _("已办结的单位数 ÷ 承担任务的单位数，不适用的单位不计。")


def _whole(number):
    """``number`` as an integer if it is whole, so that pages show 12 and not 12.00."""
    return int(number) if number == int(number) else number
