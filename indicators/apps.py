from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "indicators"
    verbose_name = _("指标")

    def ready(self):
        autodiscover_modules("indicators")
        from audit import labels
        from indicators import checks, marking
        from indicators.labels import LABELS
        from ledgers import signals as ledger_signals
        from organizations import signals as tree_signals
        from years.links import link_from_year
        from years.models import TaskYear

        checks.connect()
        labels.register(LABELS, group=_("指标"))
        link_from_year(_("指标目标"), "indicators:targets")
        ledger_signals.changed.connect(marking.mark_records)
        tree_signals.changed.connect(marking.mark_units)
        post_save.connect(marking.mark_year, sender=TaskYear)
