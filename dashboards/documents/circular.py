"""The monthly circular (月度通报): how a city or county stands at the end of a month, for the units below it.

All figures come from the functions of the pages: the board of tasks and ``UnitFigures``. Figures that only steer are
never mentioned. Units are named by quartile band, in the order of the tree, never as a ranking; villages never.
"""

from functools import cached_property

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from dashboards.documents import sections, tables
from dashboards.documents.figures import note_figure
from dashboards.documents.wording import words_of
from documents.content import Figures
from indicators import registry
from indicators.registry import COMPARE
from indicators.unit_figures import UnitFigures
from organizations.models import Organization
from tasks.board import Board
from tasks.deadlines import State
from years.models import TaskYear
from years.rules import Rules


class Circular:
    """What the sections of one circular read: the ``board``, the ``indicators``, the ``words`` and the ``figures``."""

    def __init__(self, unit, moment):
        self.unit, self.moment, self.rules = unit, moment, Rules()
        year = moment.on.year
        self.board = Board(unit, year=year, on=moment.on, settings=TaskYear.objects.of(year))
        self.indicators = UnitFigures(
            unit, on=moment.on, today=moment.today, user=None, units=self.board.units, use=COMPARE
        )
        self.words = words_of(unit, self.board.units)
        self.figures = Figures()

    @property
    def named_units(self):
        """The units that the paper may name: all below except villages."""
        return [unit for unit in self.board.units if unit.level != Organization.Level.VILLAGE]

    @cached_property
    def figure_rows_by_area(self):
        """``{number of the area: rows}`` of the compared figures."""
        rows = {}
        for row in self.indicators.rows():
            rows.setdefault(row.figure.indicator.area, []).append(row)
        return rows

    @cached_property
    def bands(self):
        """``{unit: {key: band}}`` of the units that may be named and the figures in which they are compared."""
        bands = {unit: {} for unit in self.named_units}
        for unit, cells in self.indicators.lines:
            if unit in bands:
                bands[unit] = {each.indicator.key: each.comparison.band for each in cells if each.comparison.band}
        return bands

    @cached_property
    def annexes(self):
        """``{key: what the text calls it}`` of the annexes that the paper has: 附件1; one alone has no number."""
        has_rows = {
            "map": bool(self.board.shown_tasks and self.named_units),
            "late": bool(self.late_lines),
            "figures": any(row.figure.counts.denominator for rows in self.figure_rows_by_area.values() for row in rows),
        }
        keys = [key for key, has in has_rows.items() if has]
        if len(keys) == 1:
            return {keys[0]: _("附件")}
        return {key: _("附件%(number)s") % {"number": number} for number, key in enumerate(keys, 1)}

    @cached_property
    def late_lines(self):
        """The overdue assignments of the units below, the longest overdue first; those of villages are left out."""
        named = {unit.pk for unit in self.named_units}
        return [line for line in self.board.pressing if line.state == State.OVERDUE and line.unit.pk in named]

    def rows_url(self, **filters):
        """The page with the assignments behind a count, on the day of the paper."""
        query = urlencode({**filters, "on": self.moment.on.isoformat()}, doseq=True)
        return f"{reverse('place-assignments', args=[self.unit.code])}?{query}"


def context(unit, moment):
    """The content of the circular of ``unit``; see ``documents.content``."""
    circular = Circular(unit, moment)
    year, month = moment.on.year, moment.on.month
    written = sections.all_sections(circular)  # before the tables, which repeat figures of the text
    for figure in circular.indicators.figures:
        note_figure(circular, figure)
    annexes = tables.annexes(circular)
    return {
        "title": _("关于%(year)s年%(month)s月基层党建重点任务推进情况的通报") % {"year": year, "month": month},
        "addressee": circular.words.addressee,
        "sections": written,
        "attachments": tables.listed(annexes),
        "tables": [table for annex in annexes for table in annex["tables"]],
        "figures": circular.figures.entries,
    }


def figure_names():
    """The figures that a template may name one by one: ``{name: label}``."""
    compared = {each.key: each.label for each in registry.all_indicators() if each.use == COMPARE}
    return sections.COUNTS | compared
