from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from audit import labels
from pages import frame


class TasksConfig(AppConfig):
    name = "tasks"
    verbose_name = _("重点任务")

    def ready(self):
        from indicators.signals import computed
        from ledgers.signals import stored
        from notices.digest import provide_digest
        from notices.subjects import register
        from notices.todo import provide_todo
        from organizations.handover import hand_over_with
        from schedule.providers import provide_dates
        from search.providers import provide_search
        from tasks import (
            digest,
            due_dates,
            proofs,
            scan,
            search,
            signals,  # noqa: F401 (signals are connected)
            timeline,
            todo,
            todo_entries,
        )
        from tasks.actions import measuring, succession
        from tasks.labels import LABELS
        from tasks.models import MonthlyReport, Task
        from tasks.monthly import feed_stored
        from tasks.subjects import ASSIGNMENT

        stored.connect(feed_stored, sender=MonthlyReport)
        computed.connect(measuring.follow_values)

        labels.register(LABELS, group=_("重点任务"))
        hand_over_with(succession)
        frame.years_from(Task.objects.years)
        register(ASSIGNMENT)
        provide_todo(todo_entries.KINDS, rows=todo.waiting_rows, waiting=todo_entries.waiting)
        for kind in search.KINDS:
            provide_search(kind)
        provide_dates(due_dates.items)
        timeline.provide()
        proofs.declare("assignments", _("任务、责任单位和期限"), url_name="tasks:list")
        proofs.declare("figures", _("各单位的全部指标"), url_name="indicators:own")
        proofs.declare("held", _("本级承担的事项"), url_name="tasks:list")
        provide_digest(digest.lines, watches={scan.SCAN: scan.scan_deadlines, scan.WATCH: scan.watch_periods})
