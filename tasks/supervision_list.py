"""The list of the page 督办: what was handed down in the reader's scope, and what became of it."""

from django.db.models import Case, Count, IntegerField, Sum, Value, When
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from files.writing import Column
from pages.filters import ChoiceFilter, KeyFilter, TextFilter
from pages.frame import chosen_year
from pages.list_page import ListPage
from tasks import deadlines, presentation, supervision
from tasks.actions import rights
from tasks.models import Assignment
from tasks.queues import searched_q
from years import rules


class Supervised(ListPage):
    """Assignments that were handed down, unanswered and unsigned ones first.

    Without ``scope`` they are those of the user's own unit and of the units directly below; a department sees those
    that it leads or supports.
    """

    url_name, export_url_name = "supervision:list", "supervision:export"
    nothing_found = _("没有符合条件的督办事项")
    q = TextFilter(_("搜索"), placeholder=_("任务、单位"))
    scope = ChoiceFilter(
        _("范围"),
        [("own", _("交给本单位的")), ("below", _("直属下级的")), ("all", _("全部下级的"))],
        every=_("本单位和直属下级"),
    )
    task = KeyFilter(_("任务"), every=_("全部任务"))
    state = ChoiceFilter(
        _("状态"),
        [
            ("unanswered", _("已催办未反馈")),
            ("unsigned", _("未签收")),
            ("overdue", _("逾期")),
            ("replied", _("已反馈")),
            ("done", _("已办结")),
        ],
        every=_("全部"),
    )
    sorts = {
        "unit": ["organization__path", "task__order"],
        "task": ["task__order", "organization__path"],
        "handed": ["assigned_on", "organization__path"],
        "signed": ["signed_on", "organization__path"],
        "reminded": ["reminded_at"],
        "replied": ["replied_at"],
        "due": ["status_due_on", "organization__path"],
    }
    order = ["rank", "status_due_on", "organization__path", "task__order", "pk"]
    chips_of, chips_label = "state", _("按状态筛选")
    always = ("scope",)
    columns = (
        Column(_("单位"), width=18),
        Column(_("编号"), width=8),
        Column(_("任务"), width=36),
        Column(_("交办日期"), "date"),
        Column(_("签收日期"), "date"),
        Column(_("签收人"), width=10),
        Column(_("最近催办"), "date"),
        Column(_("反馈期限"), "date"),
        Column(_("最近反馈"), "date"),
        Column(_("反馈内容"), width=40),
        Column(_("完成期限"), "date"),
        Column(_("状态"), width=12),
        Column(_("督办情况"), width=14),
    )

    def prepare(self):
        self.on = timezone.localdate()
        self.year = chosen_year(self.request)
        self.fields["task"].offer(self.tasks)

    @cached_property
    def in_scope(self):
        """The assignments that ``scope`` names, without what does not apply to its unit."""
        unit, scope = self.user.organization, self.active_filters.get("scope", "")
        handed_down = Assignment.objects.visible_to(self.user).handed_down().in_force(on=self.on).in_year(self.year)
        handed_down = handed_down.exclude(deadlines.not_applicable_q(self.on))
        if scope == "own":
            return handed_down.of(unit)
        if scope == "all":
            return handed_down.descendants_of(unit)
        if scope == "below":
            return handed_down.children_of(unit)
        return handed_down if unit.is_department else handed_down.of(unit) | handed_down.children_of(unit)

    @cached_property
    def rules_of_states(self):
        """``{state: the rule in SQL}``; a row may match several."""
        is_open = ~deadlines.done_q(self.on)
        return {
            "unanswered": is_open & supervision.unanswered_q(),
            "unsigned": is_open & supervision.unsigned_q(),
            "overdue": deadlines.overdue_q(self.on),
            "replied": is_open & supervision.replied_q(),
            "done": deadlines.done_q(self.on),
        }

    def all_rows(self):
        with_status = self.in_scope.with_status(on=self.on).select_related("task", "organization", "signed_by")
        places = {"unanswered": 0, "unsigned": 1, "overdue": 2, "done": 9}
        urgent = [When(self.rules_of_states[state], then=Value(place)) for state, place in places.items()]
        rank = Case(*urgent, default=Value(5), output_field=IntegerField())
        return supervision.with_supervision(with_status).annotate(rank=rank)

    def filter_q(self, rows, text):
        return rows.filter(searched_q(text))

    def filter_state(self, rows, state):
        return rows.filter(self.rules_of_states[state])

    @cached_property
    def counts(self):
        """``{state: number of rows}`` under the other filters, in one query; the key ``""`` has the total."""
        rows = self.filtered(without="state").order_by()
        is_in = {f"is_{state}": _one_if(rule) for state, rule in self.rules_of_states.items()}
        sums = {state: Sum(f"is_{state}", default=0) for state in self.rules_of_states}
        counted = rows.annotate(**is_in).aggregate(total=Count("pk"), **sums)
        return {"": counted.pop("total"), **counted}

    def chip_counts(self):
        return self.counts

    def tasks(self):
        """Choices of the filter ``task``, in the order of the tasks."""
        found = self.in_scope.order_by("task__order", "task").values_list("task", "task__number", "task__title")
        return [(pk, f"{number} {title}") for pk, number, title in found.distinct()]

    @cached_property
    def unsigned_own(self):
        """What the user may sign for: open assignments of the user's unit, of any year."""
        if not self.user.can_edit:
            return Assignment.objects.none()
        handed = supervision.handed_to(self.user.organization, on=self.on)
        return handed.filter(supervision.unsigned_q())

    def described_rows(self):
        """The rows of the page with their status, flags and buttons."""
        return [self.described_row(assignment) for assignment in self.page.object_list]

    def described_row(self, assignment):
        year = rules.of(self.user).year(assignment.task.year)
        status = assignment.status(on=self.on, year=year)
        is_open = status.state not in deadlines.SETTLED
        return {
            "assignment": assignment,
            "status": status,
            "tag": presentation.status_tag(status),
            "is_unsigned": is_open and assignment.signed_on is None,
            "is_unanswered": is_open and supervision.is_unanswered(assignment),
            "may_sign": is_open and assignment.signed_on is None and rights.may_sign(self.user, assignment),
            "may_remind": is_open and rights.may_change(self.user, assignment),
        }

    def exported(self, assignment):
        row = self.described_row(assignment)
        flags = [(row["is_unanswered"], _t("已催办未反馈")), (row["is_unsigned"], _t("未签收"))]
        return [
            assignment.organization.name,
            assignment.task.number,
            assignment.task.title,
            assignment.assigned_on,
            assignment.signed_on,
            assignment.signed_by.name if assignment.signed_by else "",
            assignment.reminded_on,
            assignment.reply_by,
            assignment.replied_on,
            assignment.reply_text or "",
            row["status"].due_on,
            row["tag"]["label"],
            "、".join(label for applies, label in flags if applies),
        ]


def _one_if(rule):
    return Case(When(rule, then=Value(1)), default=Value(0), output_field=IntegerField())
