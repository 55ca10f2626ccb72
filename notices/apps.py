from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from audit import labels


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("消息提醒")

    def ready(self):
        labels.register({"account.message_ways": _("修改消息设置")})
