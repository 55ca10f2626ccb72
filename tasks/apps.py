from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from audit import labels
from pages import frame


class TasksConfig(AppConfig):
    name = "tasks"
    verbose_name = _("重点任务")

    def ready(self):
        from ledgers.signals import stored
        from organizations.handover import hand_over_with
        from tasks import badge, signals  # noqa: F401 (connects itself)
        from tasks.actions import succession
        from tasks.labels import LABELS
        from tasks.models import MonthlyReport
        from tasks.monthly import feed_stored

        stored.connect(feed_stored, sender=MonthlyReport)

        labels.register(LABELS)
        hand_over_with(succession)
        frame.count_todo_with(badge.todo_count)
        frame.years_from(badge.task_years)
