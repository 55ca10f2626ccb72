from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _


class WorkflowsConfig(AppConfig):
    name = "workflows"
    verbose_name = _("办理流程")

    def ready(self):
        discover_declarations()
        from audit import labels
        from ledgers import signals
        from notices.digest import provide_digest
        from notices.todo import provide_todo
        from workflows import claims, digest, subjects, todo, watch
        from workflows.labels import LABELS

        labels.register(LABELS, group=_("办理流程"))
        subjects.register_all()
        signals.changed.connect(claims.follow_ledger)
        provide_todo(todo.KINDS, rows=todo.waiting_rows, waiting=todo.waiting)
        provide_digest(digest.lines, watches={watch.WATCH: watch.watch_limits})


def discover_declarations():
    """Import what apps declare in ``<app>/workflows.py``."""
    for app in apps.get_app_configs():
        if app.name != "workflows" and module_has_submodule(app.module, "workflows"):
            import_module(f"{app.name}.workflows")
