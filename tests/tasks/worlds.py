"""Makes tasks, assignments and reports in one line, with defaults for everything else."""

from datetime import UTC, date, datetime
from itertools import count

from tasks.models import Area, Assignment, ProgressReport, Task

_numbers = count(101)  # above the numbers that directives use


def make_task(organization, **fields):
    """A task of 2026 measured in percent, due at the end of the year."""
    year = fields.get("year", 2026)
    area, _ = Area.objects.get_or_create(organization=organization, year=year, number=2, defaults={"name": "整顿提升"})
    number = next(_numbers)
    defaults = {
        "year": year,
        "area": area,
        "number": f"2.{number}",
        "order": number,
        "title": "整顿软弱涣散村党组织",
        "deadline": date(year, 12, 31),
        "deadline_label": "derived",
    }
    return Task.objects.create(organization=organization, **(defaults | fields))


def make_assignment(organization, task=None, **fields):
    """``task`` assigned to ``organization`` from 1 January to the end of the year; signed for on the first day."""
    task = task or make_task(organization.parent)
    defaults = {"assigned_on": date(task.year, 1, 1), "starts_on": date(task.year, 1, 1), "due_on": task.deadline}
    fields = defaults | fields
    fields.setdefault("original_due_on", fields["due_on"])
    fields.setdefault("signed_on", fields["assigned_on"])
    return Assignment.objects.create(organization=organization, task=task, **fields)


def make_report(assignment, period_start=date(2026, 1, 1), **fields):
    """A report of one period; ``submitted_on`` and ``reviewed_on`` decide its state and dates."""
    if "reviewed_on" in fields:
        fields.setdefault("submitted_on", fields["reviewed_on"])
        fields.setdefault("state", "confirmed")
        fields["reviewed_at"] = _noon(fields["reviewed_on"])
    if "submitted_on" in fields:
        fields.setdefault("state", "submitted")
        fields["submitted_at"] = _noon(fields["submitted_on"])
    return ProgressReport.objects.create(assignment=assignment, period_start=period_start, **fields)


def _noon(day):
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
