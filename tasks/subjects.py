"""The subject of this app's events and reminders: an assignment."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notices.subjects import SubjectKind
from tasks.models import Assignment
from years import periods

ASSIGNMENT = SubjectKind(
    key="assignment",
    label=_("任务分解"),
    model=Assignment,
    path_of=lambda pk: reverse("tasks:assignment", args=[pk]),
    related=("task", "organization"),
    period_name=lambda assignment, start: periods.of(start, assignment.task.period).label,
)
