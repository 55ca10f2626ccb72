"""The five sections of a circular, each a heading and its paragraphs."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.documents.comparing import compared_section, fourth_band_of
from dashboards.documents.demands import demands_section, late_section
from dashboards.documents.wording import day_in_words, measure_of, ordinal, quoted
from dashboards.pictures import GROUPS, share
from documents.content import passage
from indicators import registry
from pages.templatetags.portal import number as plain_number
from tasks.board import on_time, states_of
from tasks.presentation import plain
from tasks.rates import completed

COUNTS = {
    "tasks": gettext_lazy("任务数"),
    "units": gettext_lazy("承担单位数"),
    "assigned": gettext_lazy("分解项数"),
    "done": gettext_lazy("已办结项数"),
    "running": gettext_lazy("推进中项数"),
    "pressing": gettext_lazy("临期或滞后项数"),
    "overdue": gettext_lazy("逾期项数"),
    "on_time": gettext_lazy("按期率"),
}


def all_sections(circular):
    sections = [
        (_("总体情况"), whole_section(circular)),
        (_("分领域情况"), areas_section(circular)),
        (_("%(units)s推进情况") % {"units": circular.words.below}, compared_section(circular)),
        (_("逾期事项"), late_section(circular)),
        (_("下一步要求"), demands_section(circular)),
    ]
    return [
        {"heading": f"{ordinal(number)}、{heading}", "paragraphs": paragraphs}
        for number, (heading, paragraphs) in enumerate(sections, 1)
    ]


def whole_section(circular):
    """The whole picture: how many tasks, how they stand, and the share on time."""
    lines, words = circular.board.below, circular.words
    values = {"day": day_in_words(circular.moment.on), "whole": words.whole, "units": words.below}
    if not lines:
        _note_counts(circular, lines)
        return [passage(_("截至%(day)s，%(whole)s尚未向各%(units)s下达重点任务。"), **values)]
    counts = _note_counts(circular, lines)
    return [
        passage(
            _("截至%(day)s，%(whole)s%(tasks)s项重点任务分解到%(count)s个%(units)s，共%(all)s项。"),
            **values,
            tasks=counts["tasks"],
            count=counts["units"],
            all=counts["assigned"],
        ),
        [*_states_sentence(counts), *_on_time_sentence(circular, counts, lines)],
    ]


def _note_counts(circular, lines):
    states = states_of(lines)
    groups = {name: sum(states[state] for state in group) for name, group in GROUPS.items()}
    rate = on_time(lines)
    values = {
        "tasks": len({line.task.pk for line in lines}),
        "units": len({line.unit.pk for line in lines}),
        "assigned": sum(groups.values()),
        **groups,
        "on_time": share(rate.percent),
    }
    return {
        name: circular.figures.add(name, label, values[name], circular.rows_url(**_states_behind(name)))
        for name, label in COUNTS.items()
    }


def _states_behind(name):
    return {"state": [str(state) for state in GROUPS[name]]} if name in GROUPS else {}


def _states_sentence(counts):
    if counts["overdue"].text == "0":
        sentence = _("已办结%(done)s项，推进中%(running)s项，临期或滞后%(pressing)s项，没有逾期事项。")
    else:
        sentence = _("已办结%(done)s项，推进中%(running)s项，临期或滞后%(pressing)s项，逾期%(overdue)s项。")
    return passage(sentence, **{name: counts[name] for name in GROUPS})


def _on_time_sentence(circular, counts, lines):
    rate = on_time(lines)
    if rate.percent is None:
        return passage(_("各项任务在本月均不适用，不计按期率。"))
    values = {"numerator": str(rate.numerator), "denominator": str(rate.denominator)}
    sentence = _("既未逾期又未滞后的%(numerator)s项，按期率%(rate)s（应计入%(denominator)s项）。")
    return passage(sentence, rate=counts["on_time"], **values)


# Area by area


def areas_section(circular):
    """A paragraph for the tasks of each area (领域), and one for its compared figures."""
    tasks = {}
    for task in circular.board.shown_tasks:
        tasks.setdefault(task.area.number, (task.area.name, []))[1].append(task)
    figures = {}
    for figure in circular.indicators.figures:
        figures.setdefault(figure.indicator.area, []).append(figure)
    paragraphs = []
    for place, number in enumerate(sorted({*tasks, *figures}), 1):
        name, of_area = tasks.get(number, (registry.area_label(number), []))
        heading = passage(_("（%(place)s）%(name)s。"), place=ordinal(place), name=name)
        sentences = [piece for task in of_area for piece in _task_sentence(circular, task)]
        paragraphs.append(heading + (sentences or passage(_("本领域没有下达任务。"))))
        if figures.get(number):
            paragraphs.append(_figures_paragraph(circular, figures[number]))
    return paragraphs or [passage(_("没有下达任务，也没有可以比较的指标。"))]


def _task_sentence(circular, task):
    lines = [line for line in circular.board.below if line.task.pk == task.pk]
    rate = completed(circular.board.rated(task))
    query = {"on": circular.moment.on.isoformat(), "below": circular.unit.code}
    url = reverse("tasks:detail", args=[task.pk], query=query)
    shown = circular.figures.add(f"task_{task.pk}", task.label, share(rate.percent), url)
    values = {"task": str(task), "done": plain(rate.numerator), "all": plain(rate.denominator), "rate": shown}
    if not any(line.applies for line in lines):
        return passage(_("%(task)s：各单位均不适用。"), **values)
    if not rate.denominator:
        return passage(_("%(task)s：应完成数尚未确定，完成率%(rate)s。"), **values)
    if not rate.is_of_units:
        return passage(
            _("%(task)s：应完成%(all)s%(unit)s，已完成%(done)s%(unit)s，完成率%(rate)s。"), unit=rate.unit, **values
        )
    if not rate.numerator:
        return passage(_("%(task)s：%(all)s个单位均未办结（%(rate)s）。"), **values)
    if rate.numerator == rate.denominator:
        return passage(_("%(task)s：%(all)s个单位全部办结（%(rate)s）。"), **values)
    return passage(_("%(task)s：%(all)s个单位中已有%(done)s个办结，占%(rate)s。"), **values)


def _figures_paragraph(circular, figures):
    """The compared figures of an area: share, both counts, what is unknown, and who is in the fourth band."""
    pieces = passage(_("指标方面，"))
    filled = [figure for figure in figures if figure.counts.denominator]
    for figure in filled:
        pieces += _figure_sentence(circular, figure)
    if empty := [figure for figure in figures if not figure.counts.denominator]:
        for figure in empty:
            _note_figure(circular, figure)
        labels = quoted(*(figure.indicator.label for figure in empty))
        pieces += passage(_("%(labels)s目前没有应计入的对象，不作评价。"), labels=labels)
    return pieces


def _figure_sentence(circular, figure):
    counts, unit = figure.counts, str(figure.indicator.unit)
    values = {
        "label": quoted(figure.indicator.label),
        "rate": _note_figure(circular, figure),
        "done": plain_number(counts.numerator),
        "all": plain_number(counts.denominator),
        "unknown": plain_number(counts.unknown),
        "unit": unit,
        "measure": measure_of(unit),
    }
    if counts.unknown == counts.denominator:
        return passage(_("%(label)s应计入的%(all)s%(unit)s情况均不明。"), **values)
    pieces = passage(_("%(label)s%(rate)s，%(all)s%(unit)s中有%(done)s%(measure)s"), **values)
    if counts.unknown:
        pieces += passage(_("，另有%(unknown)s%(measure)s情况不明"), **values)
    if names := fourth_band_of(circular, figure.indicator):
        pieces += passage(_("，%(names)s处于第四档"), names=names)
    return pieces + passage(_("。"))


def _note_figure(circular, figure):
    """Note the share as the page shows it, for a frozen month as it was frozen, and what is counted now."""
    indicator = figure.indicator
    now = share(figure.rate if figure.corrected is None else figure.corrected_rate)
    url = indicator.url(circular.unit, on=circular.moment.on)
    return circular.figures.add(indicator.key, indicator.label, share(figure.rate), url, now=now)
