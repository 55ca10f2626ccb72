from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from audit import labels


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("历史记录")

    def ready(self):
        labels.register(
            {
                "data.exported": _("导出数据"),
                "data.viewed": _("查看个人信息"),
                "admin.added": _("后台新增"),
                "admin.changed": _("后台修改"),
                "admin.deleted": _("后台删除"),
            },
            group=_("数据和管理后台"),
        )
