"""The figures of tasks and indicators as a circular notes them, and the annex with all compared figures."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.documents.comparing import FIRST, LAST, units_in_band
from dashboards.documents.wording import listed, ordinal
from dashboards.pictures import NOTHING, share
from documents.content import cell
from indicators import registry
from pages.templatetags.portal import number as plain_number
from tasks.rates import completed


def note_task(circular, task):
    """Note the completion of the task over all units below, as its page shows it."""
    rate = completed(circular.board.rated(task))
    query = {"on": circular.moment.on.isoformat(), "below": circular.unit.code}
    url = reverse("tasks:detail", args=[task.pk], query=query)
    return circular.figures.add(f"task_{task.pk}", task.label, share(rate.percent), url)


def note_figure(circular, figure):
    """Note the share as the page shows it, for a frozen month as it was frozen, and what is counted now."""
    indicator = figure.indicator
    now = share(figure.rate if figure.corrected is None else figure.corrected_rate)
    url = indicator.url(circular.unit, on=circular.moment.on)
    return circular.figures.add(indicator.key, indicator.label, share(figure.rate), url, now=now)


def figure_tables(circular, title):
    """The table of all compared figures, area by area; a figure without elements has dashes."""
    columns = [_("指标"), _("本月"), _("上月"), _("目标"), _("达到"), _("应计入"), _("不明"), _("第一档"), _("第四档")]
    rows = []
    for place, (area, of_area) in enumerate(sorted(circular.figure_rows_by_area.items()), 1):
        heading = _("%(place)s、%(name)s") % {"place": ordinal(place), "name": registry.area_label(area)}
        rows.append([cell(heading), *[cell("")] * (len(columns) - 1)])
        rows += [_figure_row(circular, row) for row in of_area]
    note = _(
        "注：单位按行政区划顺序排列，不分名次；不明的不计入已达到；“—”为没有应计入的对象、没有上月的数或没有目标。"
    )
    return [{"title": title, "columns": columns, "rows": rows, "note": note}]


def _figure_row(circular, row):
    indicator, counts = row.figure.indicator, row.figure.counts
    numbers = [plain_number(each) for each in (counts.numerator, counts.denominator, counts.unknown)]
    numbers[1] += str(indicator.unit)
    return [
        cell(indicator.label),
        note_figure(circular, row.figure).as_json(),
        cell(share(row.before)),
        cell(share(row.target)),
        *map(cell, numbers if counts.denominator else [NOTHING] * len(numbers)),
        *[cell(listed(units_in_band(circular, indicator, band)) or NOTHING) for band in (FIRST, LAST)],
    ]
