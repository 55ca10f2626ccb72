"""Lists of directives, of the tasks of a year, and of the units that hold one task."""

from collections import Counter
from decimal import Decimal

from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from files.writing import Column
from organizations.models import Organization
from pages.filters import ChoiceFilter, FlagFilter, TextFilter, YearFilter, text_from_request
from pages.list_page import ListPage
from tasks import comparison, presentation
from tasks.board import TaskBoard, cascaded_below, states_of, viewpoint
from tasks.deadlines import State
from tasks.lookup import task_in_reach
from tasks.models import Demand, Directive, Task
from tasks.proofs import all_proofs
from tasks.rates import completed, counts_of, url_behind
from years import periods, rules, shown_day

Stage = Directive.Stage


class DirectiveList(ListPage):
    """Speeches and notices (部署文件), the newest first."""

    url_name, export_url_name = "tasks:directives", "tasks:directives_export"
    nothing_found = _("没有符合条件的部署文件")
    q = TextFilter(_("搜索"), placeholder=_("标题、发文单位"))
    year = YearFilter(_("年度"), every=_("全部年度"), lookup="base_year")
    stage = ChoiceFilter(_("状态"), Stage.choices, every=_("全部状态"))
    sorts = {"title": ["title"], "year": ["base_year"], "issued": ["issued_on"], "tasks": ["task_count"]}
    order = ["-base_year", "-issued_on", "-id"]
    columns = (
        Column(_("标题"), width=50),
        Column(_("部署单位"), width=16),
        Column(_("发文人或单位"), width=20),
        Column(_("发文日期"), "date", 12),
        Column(_("年度"), "integer", 8),
        Column(_("任务"), "integer", 8),
        Column(_("待核对"), "integer", 8),
        Column(_("状态"), width=10),
    )

    def prepare(self):
        self.fields["year"].offer(self.years)

    def years(self):
        directives = Directive.objects.visible_to(self.user).order_by("-base_year")
        return [(year, year) for year in directives.values_list("base_year", flat=True).distinct()]

    def all_rows(self):
        directives = Directive.objects.visible_to(self.user).select_related("organization")
        return directives.defer("text", "outline").with_stage()

    def filter_q(self, directives, text):
        return directives.search(text)

    def exported(self, directive):
        return [
            directive.title,
            directive.organization.label,
            directive.issuer,
            directive.issued_on,
            directive.base_year,
            directive.task_count,
            directive.open_count,
            Stage(directive.stage).label,
        ]


class DemandList(ListPage):
    """The demands of one directive (原文要求) with what proves each."""

    url_name, export_url_name = "tasks:demands", "tasks:demands_export"
    nothing_found = _("没有符合条件的要求")
    q = TextFilter(_("搜索"), placeholder=_("原文要求、责任对象"))
    item = ChoiceFilter(_("任务"), every=_("全部任务"), any_value=True)
    state = ChoiceFilter(_("状态"), Demand.State.choices, every=_("全部状态"))
    sorts = {
        "number": lambda demand: demand.number,
        "item": lambda demand: (demand.item, demand.number),
    }
    columns = (
        Column(_("序号"), "integer", 8),
        Column(_("任务编号"), width=10),
        Column(_("原文要求"), width=50),
        Column(_("责任对象"), width=16),
        Column(_("由什么证明"), width=50),
        Column(_("状态"), width=20),
        Column(_("没有证明的原因"), width=40),
    )

    def __init__(self, request, directive):
        self.directive, self.proofs = directive, all_proofs()
        super().__init__(request)

    def prepare(self):
        items = dict.fromkeys(demand.item for demand in self.base if demand.item)
        self.fields["item"].offer([(item, item) for item in items])

    def all_rows(self):
        return list(self.directive.demands.all())

    def filter_q(self, demands, text):
        return [demand for demand in demands if text in demand.phrase or text in demand.addressees]

    def filter_item(self, demands, item):
        return [demand for demand in demands if demand.item == item]

    def filter_state(self, demands, state):
        return [demand for demand in demands if demand.state == state]

    def counts(self):
        """How many demands are in each state, and all."""
        counts = Counter(demand.state for demand in self.base)
        return {"all": len(self.base)} | {state.value: counts[state] for state in Demand.State}

    def exported(self, demand):
        labels = [self.proofs[key].label for key in demand.proofs if key in self.proofs]
        return [
            demand.number,
            demand.item,
            demand.phrase,
            demand.addressees,
            "、".join(labels),
            demand.state.label,
            demand.reason,
        ]


class TaskList(ListPage):
    """Tasks of ``year`` that the user's unit or a unit above it has set, with their states on ``day`` (``Day``).

    A unit that holds a task sees its own deadline, state and figures; those of other levels stand beside their names.
    Tasks that reach the unit from above, but were given neither to it nor to a unit below it, are left out until the
    filter ``others`` asks for them.
    """

    url_name, export_url_name = "tasks:list", "tasks:list_export"
    nothing_found = _("没有符合条件的任务")
    q = TextFilter(_("搜索"), placeholder=_("编号、任务名称"))
    state = ChoiceFilter(_("状态"), State.choices, every=_("全部状态"))
    department = ChoiceFilter(_("部门"), every=_("全部部门"), any_value=True)
    area = ChoiceFilter(_("领域"), every=_("全部领域"), any_value=True)
    others = FlagFilter(_("包括没有分解到本单位的任务"))
    always = ("others",)
    sorts = {
        "due": lambda row: (row["due_on"] is None, str(row["due_on"] or ""), row["task"].order),
        "rate": lambda row: (row["share"] or 0, row["task"].order),
        "overdue": lambda row: (row["states"][State.OVERDUE], row["task"].order),
    }
    chips_of, chips_label = "area", _("领域")
    remark = presentation.CONFIRMED_ONLY

    def __init__(self, request, *, year, day):
        self.year, self.day = year, day
        super().__init__(request)

    def prepare(self):
        tasks = [row["task"] for row in self.base]
        departments = {department.pk: department.label for row in self.base for department in row["departments"]}
        self.fields["area"].offer(list({str(task.area_id): task.area.name for task in tasks}.items()))
        self.fields["department"].offer([(str(pk), label) for pk, label in departments.items()])
        if not self.left_out:
            del self.fields["others"]

    @cached_property
    def left_out(self):
        """The rows of tasks that concern neither the user's unit nor a unit below it."""
        return [row for row in self.base if not row["concerns"]]

    def filtered(self, *, without=""):
        rows = super().filtered(without=without)
        return rows if self.active_filters.get("others") else [row for row in rows if row["concerns"]]

    def all_rows(self):
        """Every task of the year that reaches the user, with counts; four queries."""
        tasks = Task.objects.in_year(self.year).reaching(self.user.organization, on=self.day.on)
        tasks = tasks.select_related("area", "lead", "organization").prefetch_related("supporting")
        tasks = list(tasks.defer("text", "quantities", "addressees", "phrases").in_order())
        settings, place = settings_of(self.user, self.year), viewpoint(self.user)
        board = TaskBoard(tasks, organization=place, user=self.user, on=self.day.on, settings=settings)
        held = {line.task.pk: line for line in board.held}
        rows = [_task_row(task, board, held.get(task.pk)) for task in tasks]
        for row in rows:
            row["url"] = url_behind(row["task"], place, user=self.user, day=self.day, own=row["own"])
        return rows

    def filter_q(self, rows, text):
        return [row for row in rows if row["task"].is_named(text)]

    def filter_state(self, rows, state):
        return [row for row in rows if row["states"][state]]

    def filter_department(self, rows, key):
        return [row for row in rows if key in {str(department.pk) for department in row["departments"]}]

    def filter_area(self, rows, key):
        return [row for row in rows if str(row["task"].area_id) == key]

    @property
    def chips(self):
        chips = super().chips
        return chips if len(chips) > 2 else []

    def chip_values(self, row):
        return [row["task"].area_id]

    def export_columns(self):
        return [
            Column(_t("领域"), width=12),
            Column(_t("编号"), width=8),
            Column(_t("任务"), width=36),
            Column(_t("本单位期限"), "date", 12),
            Column(_t("本单位状态"), width=12),
            Column(_t("部署单位"), width=12),
            Column(_t("部署单位期限"), "date", 12),
            Column(_t("期限来源"), width=10),
            Column(_t("计量方式"), width=10),
            Column(_t("牵头部门"), width=14),
            Column(_t("配合部门"), width=20),
            Column(_t("下级承担单位"), "integer", 10),
            *(Column(_t("下级%(state)s") % {"state": state.label}, "integer", 10) for state in State),
            Column(_t("完成数"), "decimal", 10),
            Column(_t("应完成数"), "decimal", 10),
            Column(_t("计数单位"), width=14),
            Column(_t("完成率"), "percent", 10),
        ]

    def exported(self, row):
        task, rate, own = row["task"], row["rate"], row["own"]
        return [
            task.area.name,
            task.number,
            task.title,
            own and own.status.due_on,
            own and presentation.status_tag(own.status)["label"],
            task.organization.label,
            task.deadline,
            task.get_deadline_label_display() if task.deadline else _t("尚无期限"),
            task.get_measure_display(),
            task.lead.label if task.lead else "",
            "、".join(department.label for department in task.supporting.all()),
            row["count"],
            *(row["states_below"][state] for state in State),
            rate.numerator if rate else None,
            rate.denominator if rate else None,
            rate.unit if rate else None,
            None if row["share"] is None else row["share"] / 100,
        ]


def _task_row(task, board, held):
    """One task for the unit of the board.

    ``own`` is the unit's own line; of a task that it set and holds itself (``held``) only where no unit below holds it.
    ``rate`` and ``share`` are the unit's own, else those of the units below; a rate that counts finished units is no
    percentage and has no ``share``.
    """
    own = board.own.get(task.pk)
    below = [line for line in board.spread_of(task) if line is not own]
    own = own or (None if below else held)
    states, rate = states_of(below), completed(board.rated(task))
    if own:
        rate = counts_of(task, own.status) if own.applies else None
    return {
        "task": task,
        "own": own,
        "own_tag": presentation.status_tag(own.status) if own else None,
        "is_held": bool(held),
        "is_set_here": task.organization_id == board.organization.pk,
        "concerns": bool(own or below) or task.organization_id == board.organization.pk,
        "due_on": own.status.due_on if own else task.deadline,
        "count": len(below),
        "states": states_of([*below, own]) if own else states,
        "states_below": states,
        "tags": [
            {"state": state, "label": state.label, "tone": presentation.STATE_TONES[state], "count": states[state]}
            for state in comparison.BY_URGENCY
            if states[state]
        ],
        "rate": rate,
        "share": _share(own, rate),
        "departments": [department for department in [task.lead, *task.supporting.all()] if department],
    }


def _share(own, rate):
    if own:
        return (own.status.progress or Decimal(0)) if own.applies else None
    return None if rate.is_of_units else rate.percent


def settings_of(user, year):
    """The settings of ``year``; the same query fetches those around today, which the badge at 待办 needs."""
    today = timezone.localdate()
    return rules.of(user).years({year, today.year - 1, today.year})[year]


class UnitsOfTask(ListPage):
    """The units directly below a place that hold one task, as of today or a past day.

    ``?below=`` names the place; without it the place is the user's unit.
    """

    url_name, export_url_name = "tasks:detail", "tasks:detail_export"
    nothing_found = _("没有符合条件的单位")
    q = TextFilter(_("搜索"), placeholder=_("单位名称或拼音首字母"))
    state = ChoiceFilter(_("状态"), [(state.value, state.label) for state in comparison.BY_URGENCY], every=_("全部"))
    sorts = {
        "unit": lambda row: row.line.path,
        "state": lambda row: (
            comparison.BY_URGENCY.index(row.line.state),
            row.line.status.days or 0,
            row.line.path,
        ),
        "progress": lambda row: (row.progress if row.progress is not None else -1, row.line.path),
        "due": lambda row: (row.line.status.due_on is None, row.line.status.due_on or "", row.line.path),
        "confirmed": lambda row: (str(row.line.status.period_start or ""), row.line.path),
    }
    chips_of, chips_label = "state", _("状态")
    remark = presentation.CONFIRMED_ONLY

    def __init__(self, request, pk):
        self.task = task_in_reach(request.user, pk)
        self.day = shown_day.from_request(request, year=self.task.year)
        self.place = _place(request)
        settings = settings_of(request.user, self.task.year)
        self.board = TaskBoard(
            [self.task], organization=self.place, user=request.user, on=self.day.on, settings=settings
        )
        self.lines = self.board.spread_of(self.task)
        super().__init__(request)

    def all_rows(self):
        below = cascaded_below(self.task, self.lines, on=self.day.on)
        return comparison.rows_of(self.lines, below, self._url_of)

    def _url_of(self, line):
        return url_behind(self.task, line.unit, user=self.user, day=self.day, own=line)

    @property
    def is_banded(self):
        return any(row.comparison.band for row in self.base)

    def filter_q(self, rows, text):
        return [row for row in rows if row.line.unit.is_named(text)]

    def filter_state(self, rows, state):
        return [row for row in rows if row.line.state == state]

    def chip_values(self, row):
        return [row.line.state]

    def export_columns(self):
        columns = [
            Column(_t("单位"), width=16),
            Column(_t("状态"), width=12),
            Column(_t("完成率"), "percent", 10),
            Column(_t("时序进度"), "percent", 10),
            Column(_t("完成数"), "decimal", 10),
            Column(_t("目标"), "decimal", 10),
            Column(_t("起算日期"), "date", 12),
            Column(_t("完成期限"), "date", 12),
            Column(_t("原定期限"), "date", 12),
            Column(_t("责任人"), width=12),
            Column(_t("最近核实所属期"), width=14),
        ]
        compared = [Column(_t("所在档次"), width=10), Column(_t("与中位数相差（百分点）"), "decimal", 14)]
        return columns + compared if self.is_banded else columns

    def exported(self, row):
        line, status = row.line, row.line.status
        cells = [
            line.unit.label,
            row.tag["label"],
            None if row.progress is None else row.progress / 100,
            None if status.time_progress is None else status.time_progress / 100,
            status.value,
            line.target,
            line.starts_on,
            status.due_on,
            line.original_due_on,
            line.responsible,
            periods.containing(status.period_start, line.task.period).label if status.period_start else "",
        ]
        return [*cells, str(row.comparison.label), row.comparison.distance] if self.is_banded else cells


def _place(request):
    """The unit in scope that ``?below=`` names, else ``board.viewpoint``; 404 outside the scope."""
    code = text_from_request(request, "below")
    if not code:
        return viewpoint(request.user)
    place = Organization.objects.visible_to(request.user).filter(code=code).first()
    if place is None:
        raise Http404
    return place
