"""The daily watch over the limits of stages: what is nearly due and what is overdue, as events (``notices.watch``)."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from notices.models import DeadlineEvent, JobRun
from notices.watch import add_events
from workflows import declarations
from workflows.subjects import kind_of
from years.models import TaskYear

WATCH = "watch_workflows"
Stage = DeadlineEvent.Stage
DAYS_LATE = {Stage.OVERDUE: 0, Stage.OVERDUE_7: 7, Stage.OVERDUE_15: 15, Stage.OVERDUE_30: 30}


@transaction.atomic
def watch_limits(*, on):
    """Write the events of the day ``on``; returns ``{stage: number of new events}``. Running it twice changes nothing.

    A limit counts as overdue from the day after it.
    """
    run = JobRun.objects.lock(WATCH)
    soon = on + timedelta(days=TaskYear.objects.by_year([on.year])[on.year].due_soon_days)
    counts = dict.fromkeys((Stage.DUE_SOON, *DAYS_LATE), 0)
    for workflow in declarations.all_workflows():
        kind, records = kind_of(workflow), workflow.model.objects.all()
        near = records.filter(stage_due__gte=on, stage_due__lte=soon)
        counts[Stage.DUE_SOON] += add_events(kind, near, stage=Stage.DUE_SOON, on=on, due_on=F("stage_due"))
        for stage, days in DAYS_LATE.items():
            late = records.filter(stage_due__lt=on - timedelta(days=days))
            counts[stage] += add_events(kind, late, stage=stage, on=on, due_on=F("stage_due"))
    run.finish(on=on, result=counts)
    return counts
