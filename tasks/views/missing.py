"""Who has not reported (未填报), and the reminder to all of them at once (催办)."""

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from files.writing import Column
from pages import listing, paging
from pages.frame import chosen_year
from tasks import actions, presentation
from tasks.actions import rights
from tasks.exporting import exported
from tasks.forms.reporting import ReminderForm
from tasks.queues import MissingReports, period_asked, period_name
from years import periods, rules
from years.periods import Kind

MOST_REMINDED = 5000


def _asked(request, parameters):
    """The list that the parameters ask for; without a period the month that runs in the chosen year."""
    on = timezone.localdate()
    known, year = rules.of(request.user), chosen_year(request)
    default = periods.current(on, Kind.MONTH, known.year(on.year), known.calendar)
    if default.year != year:
        default = periods.in_year(year, Kind.MONTH)[-1]
    period = period_asked(parameters.get("period", ""), default=default)
    return MissingReports(request.user, parameters, period=period, on=on)


@login_required
@require_GET
def missing(request):
    """Units × tasks whose report of one period is not there."""
    asked = _asked(request, request.GET)
    everything = list(asked.everything.order_by().values_list("task", "task__number", "organization"))
    page = paging.page_of(request, asked.rows())
    cutoff = rules.of(request.user).cutoff(asked.period)
    owing = asked.owing()
    context = {
        "asked": asked,
        "page": page,
        "sizes": paging.SIZES,
        "total": len(everything),
        "units": len({unit for _task, _number, unit in everything}),
        "owing": owing,
        "handed_in": owing - len(everything),
        "cutoff": cutoff,
        "assumed": rules.of(request.user).assumes_cutoff(asked.period),
        "days": (cutoff - asked.on).days,
        "late": cutoff < asked.on,
        "chips": _task_chips(request, everything),
        "periods": _period_options(asked),
        "depths": [
            {"value": "", "label": _("直属下级"), "selected": asked.asked["depth"] != "all"},
            {"value": "all", "label": _("全部下级"), "selected": asked.asked["depth"] == "all"},
        ],
        "may_remind": rights.may_supervise(request.user),
        "form": ReminderForm(),
        "tag": presentation.days_label((cutoff - asked.on).days),
        "as_of": asked.on,
    }
    return render(request, "tasks/missing.html", context)


def _task_chips(request, everything):
    counts = Counter((number, task) for task, number, _unit in everything)
    chips = [listing.chip(request, _("全部任务"), name="task", value="", count=len(everything))]
    for (number, task), count in sorted(counts.items(), key=lambda each: _in_order(each[0][0])):
        chips.append(listing.chip(request, number, name="task", value=str(task), count=count))
    return chips


def _in_order(number):
    """``2.10`` after ``2.9``."""
    return [(len(part), part) for part in number.split(".")]


def _period_options(asked):
    """Months and quarters of the year that have begun, the newest first."""
    year = asked.period.year
    begun = [each for kind in Kind for each in reversed(periods.in_year(year, kind)) if each.start <= asked.on]
    return [{"value": period_name(each), "label": each.label, "selected": each == asked.period} for each in begun]


@login_required
@require_POST
def remind(request):
    """催办: the ticked rows, or (``do=all``) all that the filters show; each unit at most once a day."""
    rights.check_may_supervise(request.user)
    asked = _asked(request, request.POST)
    back = f"{reverse('tasks:missing')}?{asked.query}"
    form = ReminderForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["note"][0])
        return redirect(back)
    rows = asked.rows()
    if request.POST.get("do") != "all":
        rows = rows.filter(pk__in=listing.numbers_posted(request, "row"))
    _remind(request, list(rows[:MOST_REMINDED]), asked, form.cleaned_data["note"])
    return redirect(back)


def _remind(request, rows, asked, note):
    try:
        sent = actions.remind(rows, by=request.user, on=asked.on, period_start=asked.period.start, note=note)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return
    units = len({each.organization_id for each in sent})
    if sent:
        values = {"units": units, "count": len(sent)}
        messages.success(request, _("已向 %(units)s 个单位发出催办，共 %(count)s 项。") % values)
    if len(sent) < len(rows):
        messages.info(request, _("%(count)s 项今天已经催办过，没有重复发送。") % {"count": len(rows) - len(sent)})


@login_required
@require_GET
def export(request):
    """The list as a table."""
    asked = _asked(request, request.GET)
    cutoff = rules.of(request.user).cutoff(asked.period)
    columns = [
        Column(gettext_lazy("上级单位"), width=18),
        Column(gettext_lazy("单位"), width=18),
        Column(gettext_lazy("编号"), width=8),
        Column(gettext_lazy("任务"), width=36),
        Column(gettext_lazy("所属期"), width=14),
        Column(gettext_lazy("填报截止"), "date"),
        Column(gettext_lazy("今日已催办"), width=10),
    ]
    rows = [
        [
            each.organization.parent.name if each.organization.parent else "",
            each.organization.name,
            each.task.number,
            each.task.title,
            asked.period.label,
            cutoff,
            _("是") if each.reminded_today else "",
        ]
        for each in asked.rows().iterator(chunk_size=2000)
    ]
    return exported(request, _("未填报名单"), columns, rows, filters=asked.query)
