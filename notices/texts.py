"""Texts of messages and of the e-mail for them. The text of each line comes from the app that adds it."""

from django.conf import settings
from django.utils.translation import gettext as _

from notices.models import Message


def subject(kind, items):
    return _SUBJECTS[kind]() % {"count": len(items)}


_SUBJECTS = {
    Message.Kind.DIGEST: lambda: _("今日提醒：%(count)s 件事项需要办理"),
    Message.Kind.HANDED_DOWN: lambda: _("新交办任务：%(count)s 项，请签收"),
    Message.Kind.SIGNED: lambda: _("已签收：%(count)s 项任务"),
    Message.Kind.REMINDER: lambda: _("催办提醒：%(count)s 件"),
    Message.Kind.REPLY: lambda: _("新反馈：%(count)s 条"),
    Message.Kind.RETURNED: lambda: _("被退回：%(count)s 件，请修改"),
    Message.Kind.CONFIRMED: lambda: _("已核实：%(count)s 件"),
    Message.Kind.EXTENSION: lambda: _("延期申请已审批：%(count)s 件"),
    Message.Kind.PAPER: lambda: _("公文：%(count)s 份"),
}


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
