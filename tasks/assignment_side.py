"""What the pages about one assignment share: who works on it and verifies it, and its deadline."""

from organizations.models import Organization, User
from tasks import deadlines, presentation


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
        "may_extend": due_on is not None and due_on >= on and not assignment.finished_on,
    }


def lacks_second_manager(assignment):
    """Whether nobody can verify a task that the issuer holds itself, because the unit has only one manager."""
    return assignment.is_held_by_issuer and User.objects.managers_of(assignment.organization).count() < 2
