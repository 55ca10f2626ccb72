"""Deadlines of assignments and cut-off days of reports, for the calendar (``schedule``)."""

from datetime import timedelta

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.paths import below_q
from schedule.providers import DueItem
from tasks import presentation
from tasks.actions import rights
from tasks.models import Assignment
from tasks.queues import period_name
from years import periods, rules

CUTOFF_FIRST = -1  # before the tasks of the same day


def items(scope, *, on):
    """Return the deadlines and cut-off days of ``scope`` as they stand today, the day ``on``; five queries."""
    assignments = _assignments(scope).in_force(on=on)
    return [*_cutoffs(scope, assignments, on), *_deadlines(scope, assignments, on)]


def _assignments(scope):
    """The assignments of the unit, with or without those below; a department has those that it leads or supports."""
    visible, unit = Assignment.objects.visible_to(scope.user), scope.unit
    if unit.is_department:
        return visible
    return visible.filter(below_q(unit.path, field="organization__path")) if scope.with_below else visible.of(unit)


def _deadlines(scope, assignments, on):
    """Return an item for each task and day, however many units it is due for."""
    due = assignments.filter(due_on__range=(scope.first, scope.last)).exclude(not_applicable_on__lte=on)
    columns = ("task", "due_on", "task__order", "task__number", "task__title", "task__short_title")
    rows = (
        due.order_by()
        .values_list(*columns)
        .annotate(units=Count("pk"), assignment=Max("pk"), unit=Max("organization__name"))
    )
    unsettled, late = _counted(due.unsettled(on=on)), _counted(due.overdue(on=on))
    return [
        DueItem(
            day=day,
            title=f"{number} {short_title or title}",
            url=reverse("tasks:assignment", args=[pk]) if units == 1 else reverse("tasks:detail", args=[task]),
            order=order,
            unit=unit if units == 1 else "",
            count=units,
            open_count=unsettled.get((task, day), 0),
            is_late=(task, day) in late,
        )
        for task, day, order, number, title, short_title, units, pk, unit in rows
    ]


def _counted(assignments):
    """Return ``{(task, deadline): number}``; one query."""
    rows = assignments.order_by().values_list("task", "due_on").annotate(number=Count("pk"))
    return {(task, day): number for task, day, number in rows}


def _cutoffs(scope, assignments, on):
    """Return an item for each cut-off day of a month or quarter that some of the ``assignments`` report on."""
    kinds = set(assignments.unsettled(on=on).order_by().values_list("task__year", "task__period").distinct())
    year_rules = rules.of(scope.user)
    return [
        DueItem(
            day=cutoff,
            title=_("%(period)s进展填报截止") % {"period": presentation.short_period(period)},
            url=_reports_url(scope.user, period),
            order=CUTOFF_FIRST,
        )
        for kind in periods.Kind
        for period in _periods_near(scope, kind)
        if (period.year, period.kind) in kinds and scope.first <= (cutoff := year_rules.cutoff(period)) <= scope.last
    ]


def _periods_near(scope, kind):
    """Return the periods whose cut-off day can lie in the month, each once: the running one and those beside it.

    A cut-off day that falls on days off may move before its period, at most by a long holiday.
    """
    running, coming = (periods.containing(day, kind) for day in (scope.last, scope.last + timedelta(7)))
    return dict.fromkeys([running.previous.previous, running.previous, running, coming])


def _reports_url(user, period):
    if rights.may_supervise(user):
        return reverse("tasks:missing", query={"period": period_name(period)})
    return reverse("notices:todo")
