from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from audit import labels


class TasksConfig(AppConfig):
    name = "tasks"
    verbose_name = _("重点任务")

    def ready(self):
        from tasks.labels import LABELS

        labels.register(LABELS)
