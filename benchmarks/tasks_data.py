"""Three years of key tasks for the tree that is loaded: 14 tasks a year for each city, cascaded to the townships.

Rows are written by ``INSERT … SELECT``: 1.2 million reports take seconds. Figures are computed from primary keys:
each run builds the same.
"""

from datetime import UTC, date, datetime, timedelta

from django.db.models import DateField, DateTimeField, DecimalField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Least, Mod

TODAY = date(2026, 11, 23)
YEARS = (2024, 2025, 2026)
AREAS = ((1, "学习教育", 3), (2, "整顿提升", 4), (3, "城市治理", 4), (4, "责任落实", 3))
LEVELS = ("county", "township")
DONE = "逐项对照清单推进，召开专题会议研究，组织现场核查，问题整改情况已登记。"
PROBLEMS = "个别单位进度偏慢，人员力量不足。"
NEXT_STEPS = "下月完成剩余任务，开展一次实地督导。"
REPORT_FIELDS = (
    *("assignment", "period_start", "state", "progress", "done", "problems", "next_steps", "same_as_last", "source"),
    *("saved_at", "submitted_at", "submitted_on", "reviewed_at", "reviewed_on", "return_reason", "version"),
)
ASSIGNMENT_FIELDS = (
    *("task", "organization", "parent", "weight", "assigned_on", "starts_on", "due_on", "original_due_on"),
    *("responsible", "override_reason", "not_applicable_reason", "withdrawn_reason", "version"),
)


def build(*, on=TODAY, years=YEARS, levels=LEVELS, tasks_a_year=None, months=range(1, 13), cities=None):
    """Create tasks, assignments and the reports of ``months`` up to the day ``on``; return the number of reports.

    ``levels`` get assignments. ``tasks_a_year`` is 14 by default, ``cities`` are all roots by default.
    """
    from organizations.models import Organization
    from tasks import facts

    reports = 0
    cities = list(Organization.objects.filter(parent__isnull=True) if cities is None else cities)
    for year in years:
        for city in cities:
            for task in _tasks(city, year, tasks_a_year):
                _assign(task, city, levels)
        _settle(year, on)
        reports += sum(_report(date(year, month, 1), on) for month in months if date(year, month, 1) <= on)
    facts.refresh_unknown()
    return reports


def _tasks(city, year, count):
    """The tasks of a city and year: 14 as in the speech, or ``count``, all in the last area."""
    from tasks.models import Area, Task

    tasks = []
    for number, name, items in AREAS:
        area = Area.objects.create(organization=city, year=year, number=number, name=name)
        task_count = items if count is None else (count if number == AREAS[-1][0] else 0)
        tasks += [_task(area, f"{number}.{item}", len(tasks) + item) for item in range(1, task_count + 1)]
    return Task.objects.bulk_create(tasks)


def _task(area, number, order):
    """Every seventh task is due in October, every fifth in November, the others at the end of the year."""
    from tasks.models import Task

    due = {0: (10, 31)}.get(order % 7) or {0: (11, 30)}.get(order % 5) or (12, 31)
    return Task(
        organization_id=area.organization_id,
        year=area.year,
        area=area,
        number=number,
        order=order,
        title=f"{area.name}第{order}项",
        deadline=date(area.year, *due),
        deadline_label="stated",
    )


def _assign(task, city, levels):
    from audit.paths import below_q
    from notices.bulk_insert import insert_missing
    from organizations.models import Organization
    from tasks.models import Assignment

    above = Assignment.objects.filter(task=task, organization=OuterRef("parent")).values("pk")
    start, due = _day(date(task.year, 1, 4)), _day(task.deadline)
    for level in levels:
        units = Organization.objects.filter(below_q(city.path), level=level)
        rows = units.values_list(
            *(Value(task.pk), "pk", Subquery(above), Value(1), start, start, due, due),
            *(Value(""), Value(""), Value(""), Value(""), Value(1)),
        )
        insert_missing(Assignment, ASSIGNMENT_FIELDS, rows)


def _settle(year, on):
    """Complete a fifth of this year's assignments and all of earlier years."""
    from tasks.models import Assignment

    done = Assignment.objects.in_year(year)
    if year == on.year:
        done = done.annotate(part=Mod("pk", 5)).filter(part=0)
    finished = min(date(year, 10, 26), on)
    done.update(finished_on=finished, completed_on=finished - timedelta(days=3))


def _report(period_start, on):
    """The reports of one month: confirmed, but in the running month they wait for review and a tenth is missing."""
    from notices.bulk_insert import insert_missing
    from tasks.models import Assignment, ProgressReport

    handed_in = period_start + timedelta(days=19)
    running = (on.year, on.month) == (period_start.year, period_start.month)
    reviewed = None if running else handed_in + timedelta(days=5)
    owing = Assignment.objects.in_year(period_start.year)
    if running:
        owing = owing.annotate(part=Mod("pk", 10)).filter(part__gt=0)
    rows = owing.values_list(
        *("pk", _day(period_start), Value("submitted" if running else "confirmed"), _progress(period_start)),
        *(Value(DONE), Value(PROBLEMS), Value(NEXT_STEPS), Value(False), Value(""), _moment(handed_in)),
        *(_moment(handed_in), _day(handed_in), _moment(reviewed), _day(reviewed), Value(""), Value(3)),
    )
    return insert_missing(ProgressReport, REPORT_FIELDS, rows)


def _progress(period_start):
    """Seven points for each month and up to nineteen more by the primary key, at most 99."""
    percent = Least(Value(period_start.month * 7) + Mod(F("pk"), Value(20)), Value(99))
    return Cast(percent, DecimalField(max_digits=5, decimal_places=1))


def _day(day):
    return Value(day, output_field=DateField())


def _moment(day):
    moment = day and datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    return Value(moment, output_field=DateTimeField())
