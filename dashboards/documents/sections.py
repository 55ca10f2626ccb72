"""The five sections of a circular, each a heading and its paragraphs; the whole picture is written here."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.documents.areas import areas_section
from dashboards.documents.comparing import compared_section
from dashboards.documents.demands import demands_section, late_section
from dashboards.documents.wording import day_in_words, ordinal
from dashboards.pictures import GROUPS, share
from documents.content import passage
from tasks.board import on_time, states_of

COUNTS = {
    "tasks": gettext_lazy("任务数"),
    "units": gettext_lazy("承担单位数"),
    "assigned": gettext_lazy("分解项数"),
    "done": gettext_lazy("已办结项数"),
    "running": gettext_lazy("推进中项数"),
    "not_started": gettext_lazy("未启动项数"),
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
    parts = [_("已办结%(done)s项，推进中%(running)s项，")]
    if counts["not_started"].text != "0":
        parts.append(_("未启动%(not_started)s项，"))
    if counts["overdue"].text == "0":
        parts.append(_("临期或滞后%(pressing)s项，没有逾期事项。"))
    else:
        parts.append(_("临期或滞后%(pressing)s项，逾期%(overdue)s项。"))
    return [piece for part in parts for piece in passage(part, **{name: counts[name] for name in GROUPS})]


def _on_time_sentence(circular, counts, lines):
    rate = on_time(lines)
    if rate.percent is None:
        return passage(_("各项任务在本月均不适用，不计按期率。"))
    values = {"numerator": str(rate.numerator), "denominator": str(rate.denominator)}
    sentence = _("既未逾期又未滞后的%(numerator)s项，按期率%(rate)s（应计入%(denominator)s项）。")
    return passage(sentence, rate=counts["on_time"], **values)
