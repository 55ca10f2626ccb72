"""Models of the key tasks, one file for each step of their life."""

from tasks.models.assignments import Assignment, DueChange, ExtensionRequest
from tasks.models.directives import DeadlineLabel, Directive, Recurrence, TaskProposal
from tasks.models.monthly import MonthlyReport
from tasks.models.notices import DeadlineEvent, JobRun, Message, OutboxMail, Reminder
from tasks.models.reports import Evidence, ProgressReport, ReportReturn, ReportRevision
from tasks.models.work import Area, Task
from tasks.models.years import CutoffShift, Holiday, TaskYear

__all__ = [
    "Area",
    "Assignment",
    "CutoffShift",
    "DeadlineEvent",
    "DeadlineLabel",
    "Directive",
    "DueChange",
    "Evidence",
    "ExtensionRequest",
    "Holiday",
    "JobRun",
    "Message",
    "MonthlyReport",
    "OutboxMail",
    "ProgressReport",
    "Recurrence",
    "Reminder",
    "ReportReturn",
    "ReportRevision",
    "Task",
    "TaskProposal",
    "TaskYear",
]
