"""The daily watch over deadlines and reports (每日扫描): each limit that is reached leaves one event.

A pure function of the stored facts and the day: running it twice, late, on two machines or for a past day
gives the same events, since the key is assignment, stage and due date. One transaction holds a scan, so a
worker that dies in the middle leaves nothing behind.
"""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.db.models import DateField, F, Value
from django.utils import timezone

from notices.models import JobRun
from notices.setwise import insert_missing
from tasks import deadlines, facts
from tasks.models import Assignment, DeadlineEvent, Task
from years import periods
from years.models import TaskYear
from years.rules import load_calendar

Stage = DeadlineEvent.Stage
DAYS_LATE = {Stage.OVERDUE: 0, Stage.OVERDUE_7: 7, Stage.OVERDUE_15: 15, Stage.OVERDUE_30: 30}
FIELDS = ["assignment", "stage", "due_on", "period_start", "found_on"]
LOOK_BACK = timedelta(days=31)  # a scan that starts late still finds who missed the last cut-off
SCAN, WATCH = "scan", "watch_periods"


@transaction.atomic
def scan_deadlines(*, on):
    """Events of due dates as of the day ``on``; returns ``{stage: number of new events}``."""
    run = locked_run(SCAN)
    facts.refresh_unknown()
    found = {Stage.DUE_SOON: _scan_due_soon(on)}
    for stage, days in DAYS_LATE.items():
        found[stage] = _scan_late(stage, days, on)
    return _finish(run, on, found)


@transaction.atomic
def watch_periods(*, on):
    """Events of report periods: their cut-off nears (填报将截止), or it passed without a report (逾期未填报)."""
    run = locked_run(WATCH)
    calendar, found = load_calendar(), {Stage.REPORT_DUE: 0, Stage.REPORT_MISSING: 0}
    settings = TaskYear.objects.by_year([on.year - 1, on.year])
    for year in settings.values():
        for stage, period, cutoff in _reached(year, calendar, on):
            missing = Assignment.objects.missing_reports(period, on=on)
            found[stage] += _insert(stage, missing, on, due_on=_day(cutoff), period_start=_day(period.start))
    return _finish(run, on, found)


def _scan_due_soon(on):
    """Years with the same threshold go together."""
    years = defaultdict(list)
    for settings in TaskYear.objects.by_year(_years()).values():
        years[settings.due_soon_days].append(settings.year)
    return sum(_scan_near(years_of, days, on) for days, years_of in years.items())


def _scan_near(years, days, on):
    near = Assignment.objects.in_force(on=on).filter(task__year__in=years).with_deadline(on=on)
    near = near.filter(deadlines.near_q(on, days=days), deadlines.unsettled_q(on))
    return _insert(Stage.DUE_SOON, near, on, due_on=F("status_due_on"))


def _years():
    return list(Task.objects.order_by().values_list("year", flat=True).distinct())


def _scan_late(stage, days, on):
    late = Assignment.objects.in_force(on=on).with_deadline(on=on)
    late = late.filter(deadlines.past_q(on, days=days), deadlines.unsettled_q(on))
    return _insert(stage, late, on, due_on=F("status_due_on"))


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


def _insert(stage, assignments, on, *, due_on, period_start=None):
    rows = assignments.values_list(
        "pk", Value(stage.value), due_on, period_start or Value(None, output_field=DateField()), _day(on)
    )
    return insert_missing(DeadlineEvent, FIELDS, rows)


def _day(day):
    return Value(day, output_field=DateField())


def locked_run(name):
    """The row of a job, locked: two beats run it one after the other, and readers see whole runs."""
    JobRun.objects.get_or_create(name=name)
    return JobRun.objects.select_for_update().get(name=name)


def _finish(run, on, found):
    run.last_on, run.finished_at = on, timezone.now()
    run.result = {stage.value: count for stage, count in found.items()}
    run.save()
    return found
