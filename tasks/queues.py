"""Lists that a manager works through: reports to verify, and missing reports."""

import re
from datetime import date
from typing import NamedTuple

from django import forms
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from files.writing import Column
from notices.models import Reminder
from pages.filters import ChoiceFilter, KeyFilter, TextFilter
from pages.frame import chosen_year
from pages.list_page import ListPage
from tasks.models import Assignment, ProgressReport
from tasks.subjects import ASSIGNMENT
from years import periods, rules


def searched_q(text, prefix=""):
    """Assignments whose unit name or task title contains ``text``, or whose task number equals it."""
    return (
        Q(**{f"{prefix}organization__name__contains": text})
        | Q(**{f"{prefix}task__title__contains": text})
        | Q(**{f"{prefix}task__number": text})
    )


class Place(NamedTuple):
    """Where a report stands in the queue: its number, and the pks of those beside it.

    ``next_waiting`` is the one to review after it: the next, and after the last one the first that was skipped.
    """

    number: int
    total: int
    before: int | None
    after: int | None
    next_waiting: int | None


class ReviewQueue(ListPage):
    """Submitted reports that the user has to verify (待核实), the longest waiting first."""

    url_name, export_url_name = "tasks:review", "tasks:review_export"
    nothing_found = _("没有符合条件的填报")
    q = TextFilter(_("搜索"), placeholder=_("任务、单位"))
    task = KeyFilter(_("任务"), every=_("全部任务"), lookup="assignment__task")
    unit = KeyFilter(_("单位"), every=_("全部单位"), lookup="assignment__organization")
    period = ChoiceFilter(_("所属期"), every=_("全部所属期"), any_value=True)
    sorts = {
        "unit": ["assignment__organization__path", "assignment__task__order"],
        "task": ["assignment__task__order", "assignment__organization__path"],
        "submitted": ["submitted_on"],
        "progress": ["progress"],
    }
    order = ["submitted_on", "pk"]
    columns = (
        Column(_("单位"), width=18),
        Column(_("编号"), width=8),
        Column(_("任务"), width=30),
        Column(_("所属期"), width=14),
        Column(_("累计数"), "decimal"),
        Column(_("累计进度（%）"), "decimal"),
        Column(_("做法"), width=40),
        Column(_("存在问题"), width=30),
        Column(_("下步打算"), width=30),
        Column(_("提交人"), width=10),
        Column(_("提交日期"), "date"),
    )

    def prepare(self):
        for name in ("task", "unit", "period"):
            self.fields[name].offer(lambda name=name: self.occurring[name])

    @cached_property
    def waiting(self):
        return ProgressReport.objects.awaiting_review_of(self.user)

    def all_rows(self):
        """Reports that wait for review, each with the last figures confirmed before it."""
        confirmed = ProgressReport.objects.confirmed()
        earlier = confirmed.filter(assignment=OuterRef("assignment"), period_start__lt=OuterRef("period_start"))
        earlier = earlier.order_by("-period_start")
        waiting = self.waiting.select_related("assignment__task", "assignment__organization", "submitted_by")
        return waiting.annotate(
            last_value=Subquery(earlier.values("value")[:1]), last_progress=Subquery(earlier.values("progress")[:1])
        )

    def filter_q(self, reports, text):
        return reports.filter(searched_q(text, "assignment__"))

    def filter_period(self, reports, text):
        period = period_asked(text, default=None)
        if period is None:
            return reports.none()
        return reports.filter(period_start=period.start, assignment__task__period=period.kind)

    @cached_property
    def occurring(self):
        """Choices of the filters, ``{filter: [(value, label)]}``: tasks, units and periods that occur; one query."""
        task = ("assignment__task__order", "assignment__task", "assignment__task__number", "assignment__task__title")
        unit = ("assignment__organization__path", "assignment__organization", "assignment__organization__name")
        period = ("period_start", "assignment__task__period")
        rows = list(self.waiting.order_by().values_list(*task, *unit, *period))
        tasks = sorted({(order, pk, f"{number} {title}") for order, pk, number, title, *_rest in rows})
        units = sorted({tuple(row[4:7]) for row in rows})
        occurring = sorted({periods.of(*row[7:]) for row in rows}, reverse=True)
        return {
            "task": [(pk, label) for _order, pk, label in tasks],
            "unit": [(pk, name) for _path, pk, name in units],
            "period": [(period_name(period), period.label) for period in occurring],
        }

    def around(self, report):
        """Return the place of ``report`` in the queue (``Place``); ``None`` if it does not wait any more."""
        pks = list(self.rows.values_list("pk", flat=True))
        if report.pk not in pks:
            return None
        index = pks.index(report.pk)
        return Place(
            number=index + 1,
            total=len(pks),
            before=pks[index - 1] if index else None,
            after=pks[index + 1] if index + 1 < len(pks) else None,
            next_waiting=next(iter([*pks[index + 1 :], *pks[:index]]), None),
        )

    def exported(self, report):
        assignment, person = report.assignment, report.submitted_by
        return [
            assignment.organization.name,
            assignment.task.number,
            assignment.task.title,
            periods.of(report.period_start, assignment.task.period).label,
            report.value,
            report.progress,
            report.done,
            report.problems,
            report.next_steps,
            person.name if person else "",
            report.submitted_on,
        ]


class MissingReports(ListPage):
    """Assignments without their report of one period (未填报).

    The list shows the units directly below, or with ``depth=all`` all units below.
    """

    url_name, export_url_name = "tasks:missing", "tasks:missing_export"
    nothing_found = _("没有符合条件的单位")
    period = ChoiceFilter(_("所属期"), any_value=True)
    depth = ChoiceFilter(_("范围"), [("all", _("全部下级"))], every=_("直属下级"))
    q = TextFilter(_("搜索"), placeholder=_("任务、单位"))
    task = KeyFilter(_("任务"), every=_("全部任务"))
    unit = KeyFilter(_("单位"), lookup="organization", widget=forms.HiddenInput)
    sorts = {"unit": ["organization__path", "task__order"], "task": ["task__order", "organization__path"]}
    order = ["organization__path", "task__order", "pk"]
    chips_of, chips_label = "task", _("按任务筛选")
    always = ("period", "depth")
    columns = (
        Column(_("上级单位"), width=18),
        Column(_("单位"), width=18),
        Column(_("编号"), width=8),
        Column(_("任务"), width=36),
        Column(_("所属期"), width=14),
        Column(_("填报截止"), "date"),
        Column(_("今日已催办"), width=10),
    )

    def completed(self, data):
        """If the address names no period, use the month to report in the chosen year."""
        self.on = timezone.localdate()
        self.period = period_asked(data.get("period", ""), default=_running(self.request, self.on))
        data = data.copy()
        data["period"] = period_name(self.period)
        return data

    def prepare(self):
        begun = [
            period
            for kind in periods.Kind
            for period in reversed(periods.in_year(self.period.year, kind))
            if period.start <= self.on
        ]
        self.fields["period"].offer([(period_name(period), period.label) for period in begun])
        self.fields["task"].offer(self.tasks)

    @property
    def is_deep(self):
        return self.active_filters.get("depth") == "all"

    @cached_property
    def cutoff(self):
        return rules.of(self.user).cutoff(self.period)

    def assignments_below(self):
        """Assignments of the units that the list is about."""
        unit = self.user.organization
        assignments = Assignment.objects.handed_down()  # what a unit holds of its own tasks, it owes to nobody above
        return assignments.descendants_of(unit) if self.is_deep else assignments.children_of(unit)

    def all_rows(self):
        """Assignments without their report, each with ``reminded_today``."""
        reminders = Reminder.objects.filter(
            subject_kind=ASSIGNMENT.key,
            subject_id=OuterRef("pk"),
            period_start=self.period.start,
            sent_on=self.on,
        )
        missing = (
            self.assignments_below()
            .missing_reports(self.period, on=self.on)
            .select_related("task", "organization__parent")
        )
        return missing.annotate(reminded_today=Exists(reminders))

    def filter_q(self, assignments, text):
        return assignments.filter(searched_q(text))

    @cached_property
    def tally(self):
        """``(task, number of the task, unit)`` of every missing report before any filter; one query."""
        missing = self.assignments_below().missing_reports(self.period, on=self.on)
        return list(missing.order_by().values_list("task", "task__number", "organization"))

    def tasks(self):
        """Choices of the filter ``task``, in the order of their numbers: ``2.10`` after ``2.9``."""
        numbers = {task: number for task, number, _unit in self.tally}
        return sorted(numbers.items(), key=lambda pair: [(len(part), part) for part in pair[1].split(".")])

    def chip_counts(self):
        counts = {"": len(self.tally)}
        for task, _number, _unit in self.tally:
            counts[str(task)] = counts.get(str(task), 0) + 1
        return counts

    def owing(self):
        """The number of reports that are owed, submitted or not."""
        return self.assignments_below().owing(self.period, on=self.on).count()

    def exported(self, assignment):
        unit = assignment.organization
        return [
            unit.parent.name if unit.parent else "",
            unit.name,
            assignment.task.number,
            assignment.task.title,
            self.period.label,
            self.cutoff,
            _t("是") if assignment.reminded_today else "",
        ]


def _running(request, on):
    """The month to report on the day ``on``; December if that month is not in the chosen year."""
    year_rules, year = rules.of(request.user), chosen_year(request)
    running = periods.current(on, periods.Kind.MONTH, year_rules.year(on.year), year_rules.calendar)
    return running if running.year == year else periods.in_year(year, periods.Kind.MONTH)[-1]


def period_asked(text, *, default):
    """The period named ``2026-11`` (a month) or ``2026-Q4`` (a quarter); ``default`` for anything else."""
    if not re.fullmatch(r"20\d\d-(?:0[1-9]|1[0-2]|Q[1-4])", text, re.ASCII):
        return default
    year, _dash, rest = text.partition("-")
    if rest.startswith("Q"):
        return periods.of(date(int(year), int(rest[1:]) * 3 - 2, 1), periods.Kind.QUARTER)
    return periods.of(date(int(year), int(rest), 1), periods.Kind.MONTH)


def period_name(period):
    """The name of a period in an address; ``period_asked`` reads it."""
    if period.kind == "month":
        return f"{period.start:%Y-%m}"
    return f"{period.start:%Y}-Q{period.start.month // 3 + 1}"
