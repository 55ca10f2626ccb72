"""What is late, and what the circular asks of the units below, by when."""

from django.utils.translation import gettext as _

from dashboards.documents.wording import day_in_words, ordinal, quoted
from documents.content import passage
from tasks.deadlines import State
from years import periods


def late_section(circular):
    """How many assignments are overdue and which one for the longest time."""
    lines = circular.late_lines
    if not lines:
        return [passage(_("截至%(day)s，没有逾期事项。"), day=day_in_words(circular.moment.on))]
    first = lines[0]
    values = {
        "annex": circular.annexes["late"],
        "count": str(len(lines)),
        "number": str(len({line.unit.pk for line in lines})),
        "units": circular.words.below,
        "unit": first.unit.label,
        "task": quoted(first.task),
        "due": day_in_words(first.status.due_on),
        "days": str(first.status.days_late),
    }
    if len(lines) == 1:
        sentence = _("逾期1项：%(unit)s%(task)s应于%(due)s办结，已逾期%(days)s天，见%(annex)s。")
    else:
        sentence = _(
            "逾期%(count)s项，涉及%(number)s个%(units)s，清单见%(annex)s。"
            "其中逾期最久的是%(unit)s“%(task)s”，应于%(due)s办结，已逾期%(days)s天。"
        )
    return [passage(sentence, **values)]


def demands_section(circular):
    """One paragraph for each demand; only the ones for which there is a reason."""
    demands = [demand for demand in (_about_late(circular), _about_near(circular), _about_behind(circular)) if demand]
    demands += [demand for demand in (_about_unknown(circular),) if demand]
    if not demands:
        return [passage(_("请各%(units)s保持力度，按期完成全年任务。"), units=circular.words.below)]
    if len(demands) == 1:
        return demands
    return [passage(f"（{ordinal(number)}）") + demand for number, demand in enumerate(demands, 1)]


def _about_late(circular):
    if not circular.late_lines:
        return None
    sentence = _(
        "%(annex)s所列逾期事项，请有关单位逐项查明原因，于%(day)s前办结并填报；确实不能办结的，在此之前说明情况、申请延期。"
    )
    return passage(sentence, annex=circular.annexes["late"], day=asked_by(circular))


def _about_near(circular):
    if not (count := _count(circular, State.DUE_SOON)):
        return None
    return passage(_("临期的%(count)s项，请在各自期限前办结，不再转为逾期。"), count=str(count))


def _about_behind(circular):
    if not (count := _count(circular, State.BEHIND)):
        return None
    sentence = _("进度滞后的%(count)s项，请对照时序进度排出完成计划，于%(day)s前填报进展。")
    return passage(sentence, count=str(count), day=asked_by(circular))


def _about_unknown(circular):
    if not any(figure.counts.unknown for figure in circular.indicators.figures):
        return None
    sentence = _("指标中情况不明的对象，请在%(day)s前核实并补录台账；不明的不计入已达到。")
    return passage(sentence, day=asked_by(circular))


def _count(circular, state):
    return sum(line.state == state for line in circular.board.below)


def asked_by(circular):
    """The first day after today on which a monthly report is due, in words."""
    today = circular.moment.today
    period = periods.containing(today, periods.Kind.MONTH)
    day = circular.rules.cutoff(period)
    if day <= today:
        day = circular.rules.cutoff(period.next)
    return day_in_words(day)
