from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from audit import labels


class YearsConfig(AppConfig):
    name = "years"
    verbose_name = _("年度")

    def ready(self):
        labels.register(
            {
                "year.changed": _("修改年度设置"),
                "year.days_entered": _("录入放假调休"),
                "year.day_removed": _("删除放假调休"),
                "year.verified": _("核对工作日历"),
                "year.unverified": _("取消核对工作日历"),
            },
            group=_("年度设置"),
        )
