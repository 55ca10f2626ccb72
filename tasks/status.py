"""The status of an assignment on one day, as lists, maps and pages show it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.apps import apps

from tasks import deadlines
from tasks.deadlines import Facts, State
from years.models import TaskYear


@dataclass(frozen=True)
class Status:
    """State and figures of an assignment at the end of the day ``as_of``; only confirmed figures count.

    ``days`` is the number of days until the deadline (negative when late), ``time_progress`` the percentage of the time
    that has passed; ``report_id`` and ``period_start`` name the confirmed report that the figures come from.
    ``target`` is what ``value`` is compared with: the total of the ledgers if the system wrote the figures from them,
    else the assignment's own target; ``is_measured`` tells the two apart.
    """

    state: State
    as_of: date
    progress: Decimal | None
    value: Decimal | None
    target: Decimal | None
    is_measured: bool
    due_on: date | None
    claimed_on: date | None
    finished_on: date | None
    days: int | None
    time_progress: Decimal | None
    report_id: int | None
    period_start: date | None

    @property
    def has_deadline(self):
        return self.due_on is not None

    @property
    def days_late(self):
        """Days past the deadline, 0 unless overdue."""
        return -self.days if self.state == State.OVERDUE else 0

    @property
    def gap(self):
        """Points behind time progress, negative when ahead of it; ``None`` without a deadline."""
        return None if self.time_progress is None else self.time_progress - (self.progress or 0)


def of(assignment, *, on, year=None):
    """The status of ``assignment`` on the day ``on``; see ``Assignment.status``."""
    row = assignment
    if getattr(assignment, "status_as_of", None) != on:
        row = apps.get_model("tasks", "Assignment").objects.from_reports(on=on).get(pk=assignment.pk)
    settings = year or TaskYear.objects.of(assignment.task.year)
    due_on = row.status_due_on
    return Status(
        state=deadlines.state(facts(row), on=on, settings=settings),
        as_of=on,
        progress=row.status_progress,
        value=row.status_value,
        target=row.target if row.status_total is None else row.status_total,
        is_measured=row.status_total is not None,
        due_on=due_on,
        claimed_on=row.status_claimed_on,
        finished_on=row.status_finished_on,
        days=deadlines.days_left(due_on, on=on),
        time_progress=deadlines.time_progress(row.starts_on, due_on, on=on),
        report_id=row.status_report_id,
        period_start=row.status_period,
    )


def facts(row):
    """The facts of an assignment that comes from ``with_status``."""
    return Facts(
        starts_on=row.starts_on,
        due_on=row.status_due_on,
        progress=row.status_progress,
        claimed_on=row.status_claimed_on,
        finished_on=row.status_finished_on,
        not_applicable_on=row.not_applicable_on,
    )
