"""The year's key tasks, and one task across organizations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from files.writing import Column
from indicators import registry as indicators
from organizations.models import Organization
from pages import listing, paging
from pages.frame import chosen_year
from tasks import actions, comparison, presentation
from tasks.actions import rights
from tasks.board import Across, cascaded_below, completed, states_of, viewpoint
from tasks.deadlines import State
from tasks.exporting import exported
from tasks.forms.reporting import ReminderForm
from tasks.models import Assignment, Task
from years import rules, shown_day

PRESSING = {State.OVERDUE, State.DUE_SOON, State.BEHIND}
SETTLED = {State.DONE, State.NOT_APPLICABLE}

# The list

SORTS = {
    "due": lambda row: (row["task"].deadline is None, str(row["task"].deadline or ""), row["task"].order),
    "units": lambda row: (row["count"], row["task"].order),
    "rate": lambda row: (row["rate"].percent or 0, row["task"].order),
    "overdue": lambda row: (row["states"][State.OVERDUE], row["task"].order),
}


@login_required
@require_GET
def task_list(request):
    """What the own unit and those above it set for the year, each task with how it stands in the units below."""
    year = shown_day.year_asked(request, chosen_year(request))
    asked = shown_day.asked(request, year=year)
    everything = _task_rows(request.user, year, asked.on)
    rows = _narrowed(everything, request.GET)
    page = paging.page_of(request, rows)
    context = {
        "asked": asked,
        "as_of": asked.on,
        "year": year,
        "page": page,
        "total": len(everything),
        "states": sum((row["states"] for row in everything), start=states_of([])),
        "undated": sum(row["task"].deadline is None for row in everything),
        "grouped": not request.GET.get("sort"),
        "chips": _area_chips(request, everything),
        "state_options": listing.options(request, "state", [("", _("全部状态")), *State.choices]),
        "department_options": listing.options(request, "department", _departments(everything)),
        "may_issue": rights.may_issue(request.user, request.user.organization),
        "issues_some": any(row["task"].organization_id == request.user.organization_id for row in everything),
        "q": listing.text_asked(request),
        "is_narrowed": len(rows) != len(everything),
    }
    return render(request, "tasks/task_list.html", context)


def settings_of(user, year):
    """The settings of ``year``, fetched together with those that the badge at 待办 needs around today."""
    today = timezone.localdate()
    return rules.of(user).years({year, today.year - 1, today.year})[year]


def _task_rows(user, year, on):
    """Every task of the year that reaches the user, with counts; four queries."""
    found = Task.objects.in_year(year).reaching(user.organization).select_related("area", "lead", "organization")
    needless = ("text", "quantities", "addressees", "phrases")
    tasks = list(found.defer(*needless).prefetch_related("supporting").in_order())
    settings = settings_of(user, year)
    across = Across(tasks, place=viewpoint(user), user=user, on=on, settings=settings)
    return [_task_row(task, across.lines(task)) for task in tasks]


def _task_row(task, lines):
    states = states_of(lines)
    tags = [
        {"state": state, "label": state.label, "tone": presentation.STATE_TONES[state], "count": states[state]}
        for state in comparison.BY_URGENCY
        if states[state]
    ]
    departments = [each for each in [task.lead, *task.supporting.all()] if each]
    return {
        "task": task,
        "lines": lines,
        "count": len(lines),
        "states": states,
        "tags": tags,
        "rate": completed(lines),
        "departments": departments,
    }


def _narrowed(rows, asked):
    """Rows that match the filters of the address, in its order."""
    state, text = asked.get("state", ""), asked.get("q", "").strip().lower()
    area, department = asked.get("area", ""), asked.get("department", "")
    found = [
        row
        for row in rows
        if (not state or row["states"].get(state))
        and (not area or str(row["task"].area_id) == area)
        and (not department or department in {str(each.pk) for each in row["departments"]})
        and _says(row["task"], text)
    ]
    sort = asked.get("sort", "")
    key = SORTS.get(sort.removeprefix("-"))
    return sorted(found, key=key, reverse=sort.startswith("-")) if key else found


def _says(task, text):
    return not text or any(text in word.lower() for word in (task.number, task.title, task.short_title))


def _area_chips(request, rows):
    areas = {row["task"].area_id: row["task"].area for row in rows}
    chips = [listing.chip(request, _("全部领域"), name="area", value="", count=len(rows))]
    for pk, area in areas.items():
        count = sum(row["task"].area_id == pk for row in rows)
        chips.append(listing.chip(request, area.name, name="area", value=str(pk), count=count))
    return chips if len(areas) > 1 else []


def _departments(rows):
    found = {each.pk: each.label for row in rows for each in row["departments"]}
    return [("", _("全部部门")), *((str(pk), label) for pk, label in found.items())]


@login_required
@require_GET
def export_list(request):
    year = shown_day.year_asked(request, chosen_year(request))
    on = shown_day.asked(request, year=year).on
    columns = [
        Column(_("领域"), width=12),
        Column(_("编号"), width=8),
        Column(_("任务"), width=36),
        Column(_("完成期限"), "date", 12),
        Column(_("期限来源"), width=10),
        Column(_("计量方式"), width=10),
        Column(_("牵头部门"), width=14),
        Column(_("配合部门"), width=20),
        Column(_("承担单位"), "integer", 10),
        *(Column(state.label, "integer", 8) for state in State),
        Column(_("完成数"), "decimal", 10),
        Column(_("应完成数"), "decimal", 10),
        Column(_("完成率"), "percent", 10),
    ]
    rows = [_exported_task(row) for row in _narrowed(_task_rows(request.user, year, on), request.GET)]
    title = _("%(unit)s%(year)s年重点任务（截至%(day)s）")
    values = {"unit": request.user.organization.label, "year": year, "day": f"{on:%Y-%m-%d}"}
    return exported(request, title % values, columns, rows, filters=request.GET.urlencode())


def _exported_task(row):
    task, rate = row["task"], row["rate"]
    return [
        task.area.name,
        task.number,
        task.title,
        task.deadline,
        task.get_deadline_label_display() if task.deadline else _("尚无期限"),
        task.get_measure_display(),
        task.lead.label if task.lead else "",
        "、".join(each.label for each in task.supporting.all()),
        row["count"],
        *(row["states"][state] for state in State),
        rate.numerator,
        rate.denominator,
        None if rate.percent is None else rate.percent / 100,
    ]


# One task


def task_in_reach(user, pk):
    """The task, if it was set in the user's subtree or above it; otherwise it does not exist."""
    found = Task.objects.visible_to(user).select_related("area", "lead", "directive", "organization")
    return get_object_or_404(found, pk=pk)


class TaskView:
    """What the page and the export of one task are about: the place, the day, the rows."""

    def __init__(self, request, pk):
        self.request, self.task = request, task_in_reach(request.user, pk)
        self.asked = shown_day.asked(request, year=self.task.year)
        self.place = self._place()
        settings = settings_of(request.user, self.task.year)
        self.across = Across([self.task], place=self.place, user=request.user, on=self.asked.on, settings=settings)
        self.lines = self.across.lines(self.task)
        units = [line.unit.pk for line in self.lines]
        below = cascaded_below(self.task, units, on=self.asked.on) if units else {}
        self.rows = comparison.rows_of(self.lines, below)

    def _place(self):
        """The own unit, or the one in scope that ``?below=`` names."""
        code = listing.text_asked(self.request, "below")
        if not code:
            return viewpoint(self.request.user)
        found = Organization.objects.visible_to(self.request.user).filter(code=code).first()
        if found is None:
            raise Http404
        return found

    def chosen(self, *, state=None):
        asked = self.request.GET
        state = asked.get("state", "") if state is None else state
        return comparison.chosen(self.rows, state=state, text=asked.get("q", ""), sort=asked.get("sort", ""))


@login_required
@require_GET
def task(request, pk):
    """One task in the units directly below a place: who has come how far, on any past day."""
    view = TaskView(request, pk)
    found, lines = view.task, view.lines
    page = paging.page_of(request, view.chosen())
    directs = any(rights.may_direct(request.user, line.unit) for line in lines[:1])
    context = {
        "task": found,
        "place": view.place,
        "asked": view.asked,
        "as_of": view.asked.on,
        "page": page,
        "sizes": paging.SIZES,
        "chips": _state_chips(request, view),
        "states": states_of(lines),
        "total": len(lines),
        "rate": completed(lines),
        "stays": [line.unit.pk for line in lines] == [view.place.pk],
        "banded": any(row.band for row in view.rows),
        "supporting": list(found.supporting.all()),
        "indicators": indicators.of_task(found),
        "q": listing.text_asked(request),
        "pressing": sum(line.state in PRESSING for line in lines),
        "may_remind": directs and not view.asked.is_past,
        "form": ReminderForm(),
        **_buttons(request.user, found, view),
        "crumbs": _crumbs(request, view),
    }
    return render(request, "tasks/task.html", context)


def _buttons(user, found, view):
    """What the page offers: the issuer's manager edits; who holds the task or set it hands it down."""
    own = view.across.own.get(found.pk) if view.place.pk == user.organization_id else None
    handed = [line for line in view.lines if line.unit.pk != user.organization_id]
    hands = rights.may_hand_down(user, found, own=own)
    issues = rights.may_issue(user, found.organization)
    return {"may_edit": issues, "may_hand_down": hands, "may_withdraw": bool(hands and handed)}


def _state_chips(request, view):
    found = view.chosen(state="")
    counts = states_of([row.line for row in found])
    chips = [listing.chip(request, _("全部"), name="state", value="", count=len(found))]
    for state in comparison.BY_URGENCY:
        if counts[state] or request.GET.get("state") == state:
            chips.append(listing.chip(request, state.label, name="state", value=str(state), count=counts[state]))
    return chips


def _crumbs(request, view):
    trail = [{"label": _("重点任务"), "url": reverse("tasks:list")}]
    top = viewpoint(request.user)
    if view.place.pk == top.pk:
        return [*trail, {"label": view.task.number}]
    above = Organization.objects.visible_to(request.user).ancestors_of(view.place)
    places = [top, *(each for each in above if each.pk != top.pk)]
    url = reverse("tasks:detail", args=[view.task.pk])
    kept = {"on": view.asked.on.isoformat()} if view.asked.is_past else {}
    for place in places:
        query = urlencode(kept | ({} if place.pk == top.pk else {"below": place.code}))
        label = _("%(number)s %(place)s") % {"number": view.task.number, "place": place.label}
        trail.append({"label": label, "url": f"{url}?{query}" if query else url})
    return [*trail, {"label": view.place.label}]


@login_required
@require_POST
def remind(request, pk):
    """催办: the ticked units, or (``do=pressing``) all that are overdue, due soon or behind; once a day each."""
    view = TaskView(request, pk)
    rights.check_may_supervise(request.user)
    form = ReminderForm(request.POST)
    back = f"{reverse('tasks:detail', args=[pk])}?{request.GET.urlencode()}"
    if form.is_valid():
        _remind(request, _reminded(request, view.lines), form.cleaned_data["note"])
    else:
        messages.error(request, form.errors["note"][0])
    return redirect(back)


def _reminded(request, lines):
    """The assignments to remind about: none that is settled."""
    if request.POST.get("do") == "pressing":
        chosen = [line.pk for line in lines if line.state in PRESSING]
    else:
        ticked = set(listing.numbers_posted(request, "row"))
        chosen = [line.pk for line in lines if line.pk in ticked and line.state not in SETTLED]
    found = Assignment.objects.visible_to(request.user).filter(pk__in=chosen)
    return list(found.select_related("organization", "task"))


def _remind(request, rows, note):
    try:
        sent = actions.remind(rows, by=request.user, on=timezone.localdate(), note=note)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return
    if sent:
        messages.success(request, _("已向 %(units)s 个单位发出催办。") % {"units": len(sent)})
    if len(sent) < len(rows):
        messages.info(request, _("%(count)s 个单位今天已经催办过，没有重复发送。") % {"count": len(rows) - len(sent)})


@login_required
@require_GET
def export(request, pk):
    view = TaskView(request, pk)
    columns = [
        Column(_("单位"), width=16),
        Column(_("状态"), width=12),
        Column(_("完成率"), "percent", 10),
        Column(_("时序进度"), "percent", 10),
        Column(_("完成数"), "decimal", 10),
        Column(_("目标"), "decimal", 10),
        Column(_("完成期限"), "date", 12),
        Column(_("原定期限"), "date", 12),
        Column(_("责任人"), width=12),
        Column(_("最近核实所属期"), "date", 14),
    ]
    if any(row.band for row in view.rows):
        columns += [Column(_("所在档次"), width=10), Column(_("与中位数相差（百分点）"), "decimal", 14)]
    rows = [_exported_row(row, len(columns)) for row in view.chosen()]
    title = _("%(unit)s%(task)s推进情况（截至%(day)s）")
    values = {"unit": view.place.label, "task": view.task.label, "day": f"{view.asked.on:%Y-%m-%d}"}
    filters = request.GET.urlencode()
    return exported(request, title % values, columns, rows, filters=filters, organization=view.place)


def _exported_row(row, width):
    line, status = row.line, row.line.status
    cells = [
        line.unit.label,
        row.tag["label"],
        None if row.progress is None else row.progress / 100,
        None if status.time_progress is None else status.time_progress / 100,
        status.value,
        line.target,
        status.due_on,
        line.original_due_on,
        line.responsible,
        status.period_start,
        str(row.band_label),
        row.distance,
    ]
    return cells[:width]
