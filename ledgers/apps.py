from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class LedgersConfig(AppConfig):
    name = "ledgers"
    verbose_name = _("台账")

    def ready(self):
        autodiscover_modules("ledgers")
        from audit import labels
        from ledgers.labels import LABELS
        from ledgers.models import ImportBatch
        from organizations import frame

        labels.register(LABELS)
        frame.years_from(ImportBatch.objects.data_years)
