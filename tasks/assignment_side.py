"""What stands at the side of the pages about one assignment: who works on it, and until when."""

from organizations.models import Organization
from tasks import deadlines, presentation


def side_of(assignment, *, on, known):
    """Context of the side of ``assignment`` on the day ``on``; ``known`` are the ``years.rules``. One query."""
    due_on = assignment.due_on
    helping = Organization.objects.filter(supported_assignments=assignment) | Organization.objects.filter(
        supported_tasks=assignment.task_id
    )
    return {
        "due_tag": presentation.newest_tag(assignment, on=on, year=known.year(assignment.task.year)),
        "due_on": due_on,
        "days_left": deadlines.days_left(due_on, on=on),
        "lead_name": assignment.lead or assignment.task.lead or "",
        "supporting": list(helping.distinct()),
        "may_extend": due_on is not None and due_on >= on and not assignment.finished_on,
    }
