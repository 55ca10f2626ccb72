"""The list behind every number of a board: its assignments, with filters, order and export."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from dashboards.breadcrumbs import trail
from dashboards.lookup import board_of, visible_place
from dashboards.pictures import GROUPS
from dashboards.tables import SORTS, basis, fraction, own_row
from files.writing import Column
from pages.filters import ChoicesFilter, HiddenFilter, TextFilter
from pages.list_page import ListPage
from tasks.deadlines import State
from tasks.presentation import CONFIRMED_ONLY, status_tag
from tasks.rates import completed, is_counted


class AssignmentList(ListPage):
    """Assignments of the units directly below, or of the unit itself with ``?whose=own`` or if none are below.

    ``?whose=held`` lists the tasks that the unit set and does itself (本级事项).
    """

    url_name, export_url_name = "place-assignments", "place-assignments-export"
    nothing_found = _("没有符合条件的任务")
    q = TextFilter(_("搜索"), placeholder=_("单位、任务（可用拼音首字母）"))
    task = ChoicesFilter(_("任务"), every=_("全部任务"), any_value=True)
    unit = ChoicesFilter(_("单位"), every=_("全部单位"), any_value=True)
    state = ChoicesFilter(_("状态"), State.choices, every=_("全部"), any_value=True)
    whose = HiddenFilter(_("范围"))
    sorts = SORTS | {"unit": lambda line: (line.path, line.task.order)}
    chips_of, chips_label = "state", _("状态")
    always = ("whose",)
    remark = CONFIRMED_ONLY
    columns = (
        Column(_("单位"), width=16),
        Column(_("编号"), width=8),
        Column(_("任务"), width=32),
        Column(_("状态"), width=12),
        Column(_("完成率"), "percent", 10),
        Column(_("时序进度"), "percent", 10),
        Column(_("依据"), width=20),
        Column(_("期限"), "date", 12),
    )

    def __init__(self, request, board):
        self.board = board
        super().__init__(request)

    def prepare(self):
        self.fields["task"].offer([(str(task.pk), str(task)) for task in self.board.tasks])
        self.fields["unit"].offer([(unit.code, unit.label) for unit in self.board.units])

    def all_rows(self):
        whose = self.active_filters.get("whose")
        if whose == "held":
            return self.board.held
        return list(self.board.own.values()) if whose == "own" else self.board.spread

    def filter_q(self, lines, text):
        return [line for line in lines if line.unit.is_named(text) or line.task.is_named(text)]

    def filter_task(self, lines, keys):
        return [line for line in lines if str(line.task.pk) in keys]

    def filter_unit(self, lines, codes):
        return [line for line in lines if line.unit.code in codes]

    def filter_state(self, lines, states):
        return [line for line in lines if str(line.state) in states]

    @cached_property
    def chips(self):
        """A chip for each state and group of states that occurs, with its count under the other filters."""
        lines = self.filtered(without="state")
        groups = [(state.label, [str(state)]) for state in State]
        groups += [(_t("推进中"), [*map(str, GROUPS["running"])]), (_t("临期或滞后"), [*map(str, GROUPS["pressing"])])]
        chips = [self.chip(label, states, sum(str(line.state) in states for line in lines)) for label, states in groups]
        everything = self.chip(_t("全部"), "", len(lines))
        return [everything, *(chip for chip in chips if chip["count"] or chip["current"])]

    @property
    def total(self):
        """Σ confirmed ÷ Σ target when the list is about one counted task; ``None`` for lists of several tasks."""
        one_task = len({line.task.pk for line in self.rows}) == 1
        return completed(self.rows) if one_task and is_counted(self.rows[0].task) else None

    def exported(self, line):
        status = line.status
        return [
            line.unit.label,
            line.task.number,
            line.task.label,
            status_tag(status)["label"],
            fraction(status.progress),
            fraction(status.time_progress),
            basis(line),
            status.due_on,
        ]


@login_required
def assignments(request, code):
    organization = visible_place(request, code)
    day, board = board_of(request, organization)
    listed = AssignmentList(request, board)
    context = {
        "organization": organization,
        "crumbs": trail(organization, request.user, on=day.on, page=_t("任务清单")),
        "asked": day,
        "as_of": day.on,
        "board": board,
        "rows": [own_row(line, day, user=request.user) for line in listed.page.object_list],
        "total": listed.total,
    }
    return render(request, "dashboards/assignments.html", listed.context(**context))


@login_required
def export(request, code):
    organization = visible_place(request, code)
    day, board = board_of(request, organization)
    title = _t("%(name)s%(year)s年重点任务清单") % {"name": organization.name, "year": board.year}
    return AssignmentList(request, board).export(title, on=day.on, organization=organization)
