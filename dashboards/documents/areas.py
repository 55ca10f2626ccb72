"""The section about the areas (领域): of each only what is decisive; all tasks and figures stand in the annexes."""

from django.utils.translation import gettext as _

from dashboards.documents.comparing import LAST, ahead_and_behind, units_in_band
from dashboards.documents.figures import note_figure, note_task
from dashboards.documents.wording import listed, measure_of, ordinal, quoted
from dashboards.pictures import share
from documents.content import passage
from indicators import registry
from indicators.models import IndicatorYear
from pages.templatetags.portal import number as plain_number
from tasks.deadlines import State
from tasks.presentation import plain
from tasks.rates import completed

FEW = 3  # an area with no more figures has a sentence about each
MOVED = 5  # points since the month before from which on a figure has moved
MOST = 3  # figures that one sentence names as risen, and as fallen


def areas_section(circular):
    """A paragraph for the tasks of each area, and one for its compared figures."""
    tasks, figures = _tasks_by_area(circular), circular.figure_rows_by_area
    paragraphs = []
    for place, number in enumerate(sorted({*tasks, *figures}), 1):
        name, of_area = tasks.get(number, (registry.area_label(number), []))
        heading = passage(_("（%(place)s）%(name)s。"), place=ordinal(place), name=name)
        paragraphs.append(heading + (_tasks_passage(circular, of_area) or passage(_("本领域没有下达任务。"))))
        if number in figures:
            paragraphs.append(_figures_passage(circular, figures[number]))
    return paragraphs or [passage(_("没有下达任务，也没有可以比较的指标。"))]


def _tasks_by_area(circular):
    """``{number of the area: (name, tasks)}``."""
    tasks = {}
    for task in circular.board.shown_tasks:
        tasks.setdefault(task.area.number, (task.area.name, []))[1].append(task)
    return tasks


# Tasks


def _tasks_passage(circular, tasks):
    """Sentences about the headline tasks and those that a unit is late with, and one about the others."""
    annex = circular.annexes.get("map")
    told = [task for task in tasks if not annex or task.is_headline or _is_late(circular, task)]
    pieces = [piece for task in told for piece in _task_sentence(circular, task)]
    values = {"count": str(len(tasks) - len(told)), "annex": annex}
    if not told and tasks:
        pieces += passage(_("%(count)s项任务均没有逾期，完成率见%(annex)s。"), **values)
    elif len(told) < len(tasks):
        pieces += passage(_("其余%(count)s项没有逾期，完成率见%(annex)s。"), **values)
    return pieces


def _is_late(circular, task):
    return any(line.task.pk == task.pk and line.state == State.OVERDUE for line in circular.board.below)


def _task_sentence(circular, task):
    lines = [line for line in circular.board.below if line.task.pk == task.pk]
    rate, shown = completed(circular.board.rated(task)), note_task(circular, task)
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


# Figures


def _figures_passage(circular, rows):
    """The compared figures of an area: each of a few; of many those that are red or have moved, and the units."""
    filled = [row for row in rows if row.figure.counts.denominator]
    if not filled:
        return passage(_("指标方面，目前没有应计入的对象，不作评价。"))
    if len(filled) <= FEW:
        pieces = [piece for row in filled for piece in _figure_sentence(circular, row.figure)]
    else:
        told = (_judged(circular, filled), _moved(circular, filled), _units(circular, filled))
        pieces = [piece for sentence in told for piece in sentence]
        pieces += passage(_("各项数字见%(annex)s。"), annex=circular.annexes["figures"])
    return passage(_("指标方面，")) + pieces


def _figure_sentence(circular, figure):
    counts, unit = figure.counts, str(figure.indicator.unit)
    values = {
        "label": quoted(figure.indicator.label),
        "rate": note_figure(circular, figure),
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
    if names := listed(units_in_band(circular, figure.indicator, LAST)):
        pieces += passage(_("，%(names)s处于第四档"), names=names)
    return pieces + passage(_("。"))


def _judged(circular, rows):
    """How many figures with a target have reached it, and each that is beyond its red limit."""
    judged = [row for row in rows if row.level]
    values = {"count": str(len(rows)), "judged": str(len(judged))}
    if not judged:
        return passage(_("本领域共%(count)s项。"), **values)
    reached = sum(row.level == IndicatorYear.Level.REACHED for row in judged)
    wording = _("本领域共%(count)s项，设有目标的%(judged)s项均未达标")
    if reached:
        wording = _("本领域共%(count)s项，设有目标的%(judged)s项，达标%(reached)s项")
    pieces = passage(wording, reached=str(reached), **values)
    red = [row for row in judged if row.level == IndicatorYear.Level.RED]
    for row in red:
        wording = _("，%(label)s%(rate)s，低于红色界限%(red)s")
        if row.figure.indicator.better == "less":
            wording = _("，%(label)s%(rate)s，高于红色界限%(red)s")
        pieces += passage(wording, **_named(circular, row), red=share(row.settings.red))
    return pieces + passage(_("。"))


def _moved(circular, rows):
    """The figures that have risen and fallen most since the month before."""
    rows = sorted((row for row in rows if row.change is not None), key=lambda row: row.change)
    if not rows:
        return []
    fallen = [row for row in rows if row.change <= -MOVED]
    risen = [row for row in reversed(rows) if row.change >= MOVED]
    if not risen and not fallen:
        return passage(_("与上月相比，变化都不到%(points)s个百分点。"), points=str(MOVED))
    pieces = passage(_("与上月相比"))
    for row in [*risen[:MOST], *fallen[:MOST]]:
        wording = _("，%(label)s由%(before)s升至%(rate)s")
        if row.change < 0:
            wording = _("，%(label)s由%(before)s降至%(rate)s")
        pieces += passage(wording, **_named(circular, row), before=share(row.before))
    return pieces + passage(_("。"))


def _named(circular, row):
    return {"label": quoted(row.figure.indicator.label), "rate": note_figure(circular, row.figure)}


def _units(circular, rows):
    """The units that are ahead and behind in the figures of the area taken together."""
    ahead, behind = ahead_and_behind(circular, [row.figure.indicator for row in rows])
    if ahead and behind:
        sentence = _("综合各项指标的档次，%(ahead)s较好，%(behind)s靠后。")
    elif ahead:
        sentence = _("综合各项指标的档次，%(ahead)s较好。")
    else:
        sentence = _("综合各项指标的档次，%(behind)s靠后。") if behind else ""
    return passage(sentence, ahead=listed(ahead), behind=listed(behind))
