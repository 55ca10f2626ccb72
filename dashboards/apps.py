from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from audit import labels


class DashboardsConfig(AppConfig):
    name = "dashboards"
    verbose_name = _("总览")

    def ready(self):
        labels.register({"demonstration.loaded": _("装入演示数据")})
