"""What the pages about one assignment share: who works on it and verifies it, and its deadline."""

from django.utils.translation import gettext as _

from organizations.models import Organization, User
from tasks import deadlines, presentation
from years import periods


def side_of(assignment, *, on, year_rules):
    """Context of the side column on the day ``on``; ``year_rules`` is ``years.rules.of(user)``. One query."""
    due_on = assignment.due_on
    supporting = Organization.objects.filter(supported_assignments=assignment) | Organization.objects.filter(
        supported_tasks=assignment.task_id
    )
    return {
        "due_tag": presentation.newest_tag(assignment, on=on, year=year_rules.year(assignment.task.year)),
        "due_on": due_on,
        "days_left": deadlines.days_left(due_on, on=on),
        "lead_name": assignment.lead or assignment.task.lead or "",
        "supporting": list(supporting.distinct()),
        "may_extend": due_on is not None and not assignment.finished_on,
    }


def progress_strip(assignment, *, on, year_rules):
    """Key figures for a decision about the deadline: confirmed progress beside time progress, and reports so far.

    ``year_rules`` is ``years.rules.of(user)``. Two queries.
    """
    task = assignment.task
    standing = assignment.status(on=on, year=year_rules.year(task.year))
    tag = presentation.status_tag(standing)
    if standing.progress is None:
        detail = _("还没有已核实的进展")
    else:
        detail = _("最近核实：%(period)s") % {"period": periods.of(standing.period_start, task.period).label}
    strip = [
        {
            "label": _("累计进度"),
            "value": _percent(standing.progress),
            "share": standing.progress or 0,
            "expected": standing.time_progress,
            "tone": tag["tone"],
            "detail": detail,
        },
        {
            "label": _("时序进度"),
            "value": _percent(standing.time_progress),
            "detail": _time_detail(assignment, standing),
        },
        {"label": _("现在的状态"), "value": tag["label"]},
    ]
    granted = assignment.due_changes.count()
    strip.append({"label": _("期限已改过"), "value": granted, "unit": _("次")})
    return strip


def _percent(share):
    return "—" if share is None else f"{presentation.plain(share)}%"


def _time_detail(assignment, standing):
    if standing.gap is None:
        return _("尚无期限")
    values = {"first": assignment.starts_on, "last": standing.due_on, "points": presentation.plain(abs(standing.gap))}
    if standing.gap > 0:
        return _("%(first)s 至 %(last)s，进度慢 %(points)s 个百分点") % values
    return _("%(first)s 至 %(last)s，进度不慢于时间") % values


def lacks_second_manager(assignment):
    """Whether nobody can verify a task that the issuer holds itself, because the unit has only one manager."""
    return assignment.is_held_by_issuer and User.objects.managers_of(assignment.organization).count() < 2
