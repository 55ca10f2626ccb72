"""The daily watch over deadlines and reports (每日扫描): each limit that is reached leaves one event.

A pure function of the stored facts and the day: running it twice, late, on two machines or for a past day
gives the same events, since the key is subject, stage and due date. One transaction holds a scan, so a
worker that dies in the middle leaves nothing behind.
"""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from notices.models import DeadlineEvent, JobRun
from notices.watch import add_events
from tasks import facts
from tasks.models import Assignment, Task
from tasks.subjects import ASSIGNMENT
from years import periods
from years.models import TaskYear
from years.rules import load_calendar

Stage = DeadlineEvent.Stage
DAYS_LATE = {Stage.OVERDUE: 0, Stage.OVERDUE_7: 7, Stage.OVERDUE_15: 15, Stage.OVERDUE_30: 30}
LOOK_BACK = timedelta(days=31)  # a scan that starts late still finds who missed the last cut-off
SCAN, WATCH = "scan", "watch_periods"


@transaction.atomic
def scan_deadlines(*, on):
    """Events of due dates as of the day ``on``; returns ``{stage: number of new events}``."""
    run = JobRun.objects.lock(SCAN)
    facts.refresh_unknown()
    found = {Stage.DUE_SOON: _scan_due_soon(on)}
    for stage, days in DAYS_LATE.items():
        found[stage] = _scan_late(stage, days, on)
    return _finish(run, on, found)


@transaction.atomic
def watch_periods(*, on):
    """Events of report periods: their cut-off nears (填报将截止), or it passed without a report (逾期未填报)."""
    run = JobRun.objects.lock(WATCH)
    calendar, found = load_calendar(), {Stage.REPORT_DUE: 0, Stage.REPORT_MISSING: 0}
    settings = TaskYear.objects.by_year([on.year - 1, on.year])
    for year in settings.values():
        for stage, period, cutoff in _reached(year, calendar, on):
            missing = Assignment.objects.missing_reports(period, on=on)
            days = {"due_on": cutoff, "period_start": period.start}
            found[stage] += add_events(ASSIGNMENT, missing, stage=stage, on=on, **days)
    return _finish(run, on, found)


def _scan_due_soon(on):
    """Years with the same threshold go together."""
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
    """The stages that periods of one year have reached on the day ``on``, with period and cut-off day."""
    notice = timedelta(days=year.report_notice_days)
    for kind in periods.Kind:
        for period in periods.in_year(year.year, kind):
            cutoff = period.cutoff(year, calendar)
            if cutoff - notice <= on <= cutoff:
                yield Stage.REPORT_DUE, period, cutoff
            elif cutoff < on <= cutoff + LOOK_BACK:
                yield Stage.REPORT_MISSING, period, cutoff


def _finish(run, on, found):
    run.finish(on=on, result={stage.value: count for stage, count in found.items()})
    return found
