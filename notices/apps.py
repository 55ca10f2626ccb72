from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from audit import labels


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("消息提醒")

    def ready(self):
        from notices.models import Message

        labels.register({"account.message_ways": _("修改消息设置")}, group=_("账号和登录"))
        labels.register_changes({f"message_{kind}": kind.label for kind in Message.EVENTS})
