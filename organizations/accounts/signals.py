"""Record logins, logouts, failed logins and lock-outs in the history."""

from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from audit import labels
from audit.actions import record
from organizations.accounts.lockout import typed_name
from organizations.models import User

labels.register(
    {
        "account.created": _("创建账号"),
        "account.changed": _("修改账号"),
        "account.contact_changed": _("修改本人联系方式"),
        "account.disabled": _("停用账号"),
        "account.enabled": _("启用账号"),
        "account.password_reset": _("重置密码"),
        "account.password_changed": _("修改本人密码"),
        "account.logged_in": _("登录"),
        "account.logged_out": _("退出"),
        "account.login_failed": _("登录失败"),
        "account.locked_out": _("登录锁定"),
    },
    group=_("账号和登录"),
)


@receiver(user_logged_in)
def note_login(sender, request, user, **kwargs):
    record("account.logged_in", target=user, by=user)


@receiver(user_logged_out)
def note_logout(sender, request, user, **kwargs):
    if user:
        record("account.logged_out", target=user, by=user)


@receiver(user_login_failed)
def note_failure(sender, credentials, request=None, **kwargs):
    _about(typed_name(request, credentials), "account.login_failed")


@receiver(user_locked_out)
def note_lock_out(sender, request, username, **kwargs):
    """Record only the failure that starts the lock-out; later attempts are recorded as failed logins."""
    if request.axes_failures_since_start == settings.AXES_FAILURE_LIMIT:
        _about(username, "account.locked_out")


def _about(typed, action):
    """Record a row about the account, or without an account a row with the typed name as its note."""
    user = User.objects.select_related("organization").filter(username=typed).first()
    record(action, target=user, note="" if user else typed)
