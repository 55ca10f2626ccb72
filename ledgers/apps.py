from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _


class LedgersConfig(AppConfig):
    name = "ledgers"
    verbose_name = _("台账")

    def ready(self):
        discover_declarations()
        from audit import hiding, labels
        from ledgers import history_masking, search, signals, succession, todo
        from ledgers.labels import CHANGES, LABELS
        from ledgers.models import LedgerYear
        from notices.todo import provide_todo
        from organizations.handover import hand_over_with
        from pages import frame
        from search.providers import provide_search

        labels.register(LABELS, group=_("台账"))
        labels.register_changes(CHANGES)
        hiding.hide_with(history_masking.closed_ledgers_q)
        hiding.mask_with(history_masking.veiled)
        frame.years_from(LedgerYear.known)
        signals.changed.connect(LedgerYear.note)
        hand_over_with(succession)
        provide_search(search.RECORDS)
        provide_search(search.IMPORTS)
        provide_todo(todo.KINDS, rows=todo.waiting_rows, waiting=todo.waiting)


def discover_declarations():
    """Import what apps declare in ``<app>/ledgers.py`` or in the modules of ``<app>/ledgers/``."""
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "ledgers"):
            declared = import_module(f"{app.name}.ledgers")
            for module in iter_modules(getattr(declared, "__path__", ())):
                import_module(f"{declared.__name__}.{module.name}")
