"""The page 我的账号, on which users see and change their own account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from audit.models import AuditEntry
from organizations.accounts import actions
from organizations.accounts.forms import ContactForm, OwnPasswordForm
from organizations.models import PASSWORD_LIFE

LOGIN_RESULTS = {
    "account.logged_in": _("成功"),
    "account.login_failed": _("失败"),
    "account.locked_out": _("已锁定"),
}
LOGINS_SHOWN = 10


@login_required
def account(request):
    form = ContactForm(request.POST or None, instance=request.user)
    if form.is_valid():
        if actions.change_own_contact(request.user, **form.cleaned_data):
            messages.success(request, _t("联系方式已保存。"))
        return redirect("account")
    request.user.refresh_from_db(fields=form.Meta.fields)  # the invalid form has already changed them
    context = {"form": form, "logins": _last_logins(request.user), "due_on": _password_due_on(request.user)}
    return render(request, "accounts/own.html", context)


def _last_logins(user):
    """Return the newest logins and failed logins of this account: time, address, result."""
    entries = AuditEntry.objects.about(user).filter(action__in=LOGIN_RESULTS)
    return [
        {"at": entry.at, "address": entry.address, "result": LOGIN_RESULTS[entry.action], "bad": not entry.actor_id}
        for entry in entries[:LOGINS_SHOWN]
    ]


def _password_due_on(user):
    return timezone.localdate((user.password_changed_at or user.date_joined) + PASSWORD_LIFE)


@sensitive_post_parameters()
@never_cache
@login_required
def password_change(request):
    form = OwnPasswordForm(request.user, request.POST or None)
    if form.is_valid():
        actions.change_own_password(request.user, form.cleaned_data["new_password1"])
        update_session_auth_hash(request, request.user)
        messages.success(request, _t("密码已修改，其他设备上的登录已失效。"))
        return redirect(settings.LOGIN_REDIRECT_URL)
    user = request.user
    context = {"form": form, "forced": user.must_change_password, "due": user.password_is_due(now=timezone.now())}
    return render(request, "registration/password_change_form.html", context)
