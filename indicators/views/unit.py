"""The figures of one unit, of the units directly below it, and their export."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from files.writing import Column
from indicators.breadcrumbs import trail
from indicators.lists import visible_unit
from indicators.unit_figures import UnitFigures
from ledgers.records import read_unit
from pages.export import export as export_table
from pages.frame import chosen_year
from years import shown_day


@login_required
@require_GET
def own(request):
    """Show the figures of the user's own unit, for a department those of its city or county."""
    return _page(request, read_unit(request.user))


@login_required
@require_GET
def figures(request, code):
    """Show all figures of one unit as of a day (``?on=``), by area, and compare the units directly below it."""
    return _page(request, visible_unit(request, code))


def _page(request, organization):
    day = _day(request)
    shown = UnitFigures(organization, on=day.on, today=day.today, user=request.user)
    context = {
        "unit": organization,
        "asked": day,
        "as_of": day.on,
        "figures": shown,
        "areas": shown.areas(with_samples=True),
        "may_enter": request.user.can_edit,
        "crumbs": trail(organization, request.user, on=day.on),
    }
    return render(request, "indicators/unit.html", context)


def _day(request):
    year = shown_day.year_from_request(request, chosen_year(request))
    return shown_day.from_request(request, year=year)


@login_required
@require_GET
def export(request, code):
    """Export the figures of a unit and of the units directly below it, a row for each unit and indicator."""
    organization, day = visible_unit(request, code), _day(request)
    shown = UnitFigures(organization, on=day.on, today=day.today, user=request.user)
    columns = [
        Column(_("单位"), width=16),
        Column(_("编号"), width=8),
        Column(_("指标"), width=24),
        Column(_("已达到"), "decimal", 12),
        Column(_("应计入"), "decimal", 12),
        Column(_("完成率"), "percent", 10),
        Column(_("不明"), "decimal", 10),
        Column(_("待核实"), "integer", 10),
        Column(_("目标"), "percent", 10),
        Column(_("状态"), width=12),
        Column(_("更正后完成率"), "percent", 14),
        Column(_("所在档次"), width=10),
        Column(_("与中位数相差（百分点）"), "decimal", 14),
    ]
    title = _("%(unit)s指标") % {"unit": organization.label}
    remark = _("仅含已核实数据。")
    return export_table(request, title, columns, _exported(shown), on=day.on, organization=organization, remark=remark)


def _exported(shown):
    for row in shown.rows():
        figure = row.figure
        judged = [_share(row.target), str(row.level.label) if row.level else ""]
        corrected = _share(figure.corrected_rate)
        yield [*_counted(figure.organization, figure.indicator, figure), *judged, corrected, "", None]
    for unit, cells in shown.lines:
        for cell in cells:
            compared = cell.comparison
            judged = [None, "", None, str(compared.label), compared.distance]
            yield [*_counted(unit, cell.indicator, cell), *judged]


def _counted(unit, indicator, figure):
    counts, indicator_cells = figure.counts, [indicator.item, str(indicator.label)]
    numbers = [counts.numerator, counts.denominator, _share(figure.rate), counts.unknown, counts.waiting]
    return [unit.label, *indicator_cells, *numbers]


def _share(percent):
    return None if percent is None else float(percent) / 100
