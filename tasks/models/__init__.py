"""Models of the key tasks, one module for each step from the directive to the report."""

from tasks.models.assignments import Assignment, DueChange, ExtensionRequest, Reopening
from tasks.models.claims import FinishClaim
from tasks.models.demands import Demand
from tasks.models.directives import DeadlineLabel, Directive, Recurrence, TaskProposal
from tasks.models.monthly import MonthlyReport
from tasks.models.replies import Reply, ReplyFile
from tasks.models.reports import Evidence, ProgressReport, ReportReturn, ReportRevision
from tasks.models.work import Area, Task

__all__ = [
    "Area",
    "Assignment",
    "DeadlineLabel",
    "Demand",
    "Directive",
    "DueChange",
    "Evidence",
    "ExtensionRequest",
    "FinishClaim",
    "MonthlyReport",
    "ProgressReport",
    "Recurrence",
    "Reopening",
    "Reply",
    "ReplyFile",
    "ReportReturn",
    "ReportRevision",
    "Task",
    "TaskProposal",
]
