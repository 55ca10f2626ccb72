"""The daily scan of deadlines and reports (每日扫描): each limit that is reached creates one event.

The result depends only on the stored facts and the day. Running a scan twice, late, on two machines or for a past day
gives the same events, because subject, stage and due date identify an event. A scan is one transaction, so a worker
that dies in the middle leaves nothing behind.
"""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from notices.models import DeadlineEvent, JobRun
from notices.watch import add_events
from tasks import facts
from tasks.actions.finishing import finish_due
from tasks.models import Assignment, Task
from tasks.subjects import ASSIGNMENT
from years import periods
from years.models import TaskYear
from years.rules import load_calendar

Stage = DeadlineEvent.Stage
DAYS_LATE = {Stage.OVERDUE: 0, Stage.OVERDUE_7: 7, Stage.OVERDUE_15: 15, Stage.OVERDUE_30: 30}
LOOK_BACK = timedelta(days=31)  # a scan that runs late still creates the events of the last cut-off
SCAN, WATCH = "scan", "watch_periods"


@transaction.atomic
def scan_deadlines(*, on):
    """Create events for due dates as of the day ``on``; returns ``{stage: number of new events}``."""
    run = JobRun.objects.lock(SCAN)
    facts.refresh_unknown()
    finish_due(on=on)
    counts = {Stage.DUE_SOON: _scan_due_soon(on)}
    for stage, days in DAYS_LATE.items():
        counts[stage] = _scan_late(stage, days, on)
    return _finish(run, on, counts)


@transaction.atomic
def watch_periods(*, on):
    """Create events for reports whose cut-off is near (填报将截止) or passed without a report (逾期未填报)."""
    run = JobRun.objects.lock(WATCH)
    calendar, counts = load_calendar(), {Stage.REPORT_DUE: 0, Stage.REPORT_MISSING: 0}
    settings = TaskYear.objects.by_year([on.year - 1, on.year])
    for year in settings.values():
        for stage, period, cutoff in _reached(year, calendar, on):
            missing = Assignment.objects.missing_reports(period, on=on)
            days = {"due_on": cutoff, "period_start": period.start}
            counts[stage] += add_events(ASSIGNMENT, missing, stage=stage, on=on, **days)
    return _finish(run, on, counts)


def _scan_due_soon(on):
    """Create the events for assignments that are due soon; years with the same threshold share a query."""
    years = defaultdict(list)
    for settings in TaskYear.objects.by_year(Task.objects.years()).values():
        years[settings.due_soon_days].append(settings.year)
    return sum(_scan_near(years_of, days, on) for days, years_of in years.items())


def _scan_near(years, days, on):
    near = Assignment.objects.in_force(on=on).filter(task__year__in=years).due_soon(on=on, days=days)
    return add_events(ASSIGNMENT, near, stage=Stage.DUE_SOON, on=on, due_on=F("status_due_on"))


def _scan_late(stage, days, on):
    late = Assignment.objects.in_force(on=on).overdue(on=on, days=days)
    return add_events(ASSIGNMENT, late, stage=stage, on=on, due_on=F("status_due_on"))


def _reached(year, calendar, on):
    """Yield ``(stage, period, cutoff)`` for each period of one year that has reached a stage on the day ``on``."""
    notice = timedelta(days=year.report_notice_days)
    for kind in periods.Kind:
        for period in periods.in_year(year.year, kind):
            cutoff = period.cutoff(year, calendar)
            if cutoff - notice <= on <= cutoff:
                yield Stage.REPORT_DUE, period, cutoff
            elif cutoff < on <= cutoff + LOOK_BACK:
                yield Stage.REPORT_MISSING, period, cutoff


def _finish(run, on, counts):
    run.finish(on=on, result={stage.value: count for stage, count in counts.items()})
    return counts
