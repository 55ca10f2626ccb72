"""Texts of messages and of the e-mail for them. The text of each line comes from the app that adds it."""

from django.conf import settings
from django.utils.translation import gettext as _

from notices.models import Message


def subject(kind, items):
    values = {"count": len(items)}
    if kind == Message.Kind.REMINDER:
        return _("催办提醒：%(count)s 件") % values
    return _("今日提醒：%(count)s 件事项需要办理") % values


def left_out(count):
    """Return the last line of a message that is too long; ``count`` lines were left out."""
    return _("还有 %(count)s 件，请登录平台查看。") % {"count": count}


def mail_body(message):
    lines = "\n".join(f"{number}. {item['text']}" for number, item in enumerate(message.items, start=1))
    return _("%(name)s：\n\n%(lines)s\n\n请登录平台办理：%(url)s\n本邮件由系统自动发送，请勿回复。") % {
        "name": message.person.name,
        "lines": lines,
        "url": settings.PORTAL_URL,
    }
