"""The burden (减负) of a unit: what the portal itself asks of the base, and the list of what else is asked of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accountability.models import BurdenItem
from accountability.portal_ledgers import LEVELS, MONTHS, Asked, asked_by
from audit.paths import below_q
from files.writing import Column
from organizations.models import Organization
from pages.rounding import percentage
from tasks import bindings
from tasks.models import Assignment, ProgressReport, Task

QUARTERS = 4
FIGURE, TEXTS = 1, 3  # cells of a report: its figure; 做法、问题、打算
TIMES = {Task.Period.MONTH: MONTHS, Task.Period.QUARTER: QUARTERS}
NAMES = {
    Organization.Level.COUNTY: gettext_lazy("县（市、区）"),
    Organization.Level.TOWNSHIP: gettext_lazy("乡镇（街道）"),
    Organization.Level.VILLAGE: gettext_lazy("村（社区）"),
}


@dataclass(frozen=True)
class Trend:
    """The confirmed items of one kind in force at the end of last year (``before``) and on the day (``now``)."""

    label: str
    before: int
    now: int

    @property
    def change(self):
        return self.now - self.before


class Burden:
    """What ``unit`` and the units below it are asked in the year of the day ``on``, by ``ledgers`` and by reports."""

    def __init__(self, unit, ledgers, *, on):
        self.unit, self.on, self.year = unit, on, on.year
        self.lines = [*asked_by(ledgers, unit, year=on.year), reports_of_tasks(unit, year=on.year)]
        self.trend = trend_of_items(unit, on=on)

    @property
    def each(self):
        """Cells a year that one unit of each level is asked, with one record each time."""
        return {level: sum(line.each.get(level, 0) for line in self.lines) for level in LEVELS}

    def total(self, name):
        return sum(getattr(line, name) for line in self.lines)

    @property
    def totals(self):
        return {name: self.total(name) for name in ("imported", "typed", "carried", "computed", "cells", "saved")}

    @property
    def saved_share(self):
        """The share of the cells of the year that nobody typed, in percent; ``None`` without cells."""
        return percentage(self.total("saved"), self.total("cells"))

    def as_json(self):
        """Plain data for scripts; the levels have their names in the code."""
        lines = [
            {"key": line.key, "label": line.label, "fields": line.fields, "times": line.times}
            | {"each": {str(level): cells for level, cells in line.each.items()}}
            | {name: getattr(line, name) for name in ("imported", "typed", "carried", "computed")}
            for line in self.lines
        ]
        return {
            "unit": self.unit.code,
            "on": self.on.isoformat(),
            "each": {str(level): cells for level, cells in self.each.items()},
            **self.totals,
            "lines": lines,
            "items": [{"label": row.label, "before": row.before, "now": row.now} for row in self.trend],
        }


def reports_of_tasks(unit, *, year):
    """Return an ``Asked`` for the progress reports of the tasks of ``year``.

    A task that is bound to an indicator asks for nothing: the portal writes its figure, and texts are never owed. The
    cells of one unit are the average over the units of its level that have tasks.
    """
    below = below_q(unit.path, field="organization__path")
    assignments = Assignment.objects.filter(task__year=year, withdrawn_on=None).filter(below)
    owing = assignments.exclude(bindings.bound_q(prefix="task__")).order_by()
    counted = owing.values_list("organization__level", "task__period").annotate(Count("pk"))
    units = dict(
        assignments.order_by().values_list("organization__level").annotate(Count("organization", distinct=True))
    )
    cells = defaultdict(int)
    for level, period, number in counted:
        cells[level] += number * TIMES[period] * (FIGURE + TEXTS)
    reports = ProgressReport.objects.filter(assignment__in=assignments).aggregate(
        typed=Count("pk", filter=Q(indicator="")), computed=Count("pk", filter=~Q(indicator=""))
    )
    return Asked(
        "reports",
        _("重点任务进展填报"),
        FIGURE + TEXTS,
        None,
        {level: round(cells[level] / units[level]) for level in LEVELS if units.get(level)},
        typed=reports["typed"] * (FIGURE + TEXTS),
        computed=reports["computed"] * FIGURE,
    )


def trend_of_items(unit, *, on):
    """Return a ``Trend`` for each kind of item of the list of burdens (减负清单) that ``unit`` or a unit below asks."""
    items = BurdenItem.objects.confirmed().descendants_of(unit, include_self=True)
    before = _by_kind(items.in_force(on=date(on.year - 1, 12, 31)))
    now = _by_kind(items.in_force(on=on))
    kinds = [choice.value for choice in BurdenItem.ledger().column("kind").choices]
    found = [*kinds, *sorted(before.keys() | now.keys() - set(kinds) - {""})]
    rows = [Trend(kind, before.get(kind, 0), now.get(kind, 0)) for kind in dict.fromkeys(found) if kind]
    unknown = Trend(_("未填类别"), before.get("", 0), now.get("", 0))
    return [*rows, unknown] if unknown.before or unknown.now else rows


def _by_kind(items):
    return dict(items.order_by().values_list("kind").annotate(Count("pk")))


def table(burden):
    """Columns and rows of the export."""
    columns = [
        Column(_("台账或报表"), width=30),
        Column(_("每次项数"), "integer", 10),
        Column(_("每年次数"), width=10),
        *(Column(_("每个%(unit)s每年格数") % {"unit": NAMES[level]}, "integer", 16) for level in LEVELS),
        *(Column(title, "integer", 12) for title in (_("导入"), _("手工填写"), _("上年沿用"), _("自动计算"))),
    ]
    return columns, [_row(line) for line in burden.lines]


def _row(line):
    times = _("逐件") if line.times is None else str(line.times)
    each = [line.each.get(level) for level in LEVELS]
    return [line.label, line.fields, times, *each, line.imported, line.typed, line.carried, line.computed]
